"""The reliability diagram: how often findings that are scored about the same are right."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quality.calibration import Bin, expected_error

SIDE, GAP, TOP, COLUMNS = 150, 46, 40, 6  # pixels, and panels in a row
RAW, CALIBRATED, INK, LINE = "#b0b0b0", "#1f6fb2", "#222222", "#d8d8d8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One kind of finding: its number, and its curves before and after calibration."""

    name: str
    n: int
    raw: Sequence[Bin]
    calibrated: Sequence[Bin]


def draw_panels(panels: Sequence[Panel]) -> str:
    """Return an SVG with a square for each panel: scores run right, the share that is right up.

    On the diagonal scores mean what they say. Grey is before calibration, blue after.
    """
    rows = -(-len(panels) // COLUMNS)
    width, height = COLUMNS * (SIDE + GAP) + GAP, rows * (SIDE + GAP + TOP) + GAP
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
        ' font-family="sans-serif" font-size="11">',
        f'<rect width="{width}" height="{height}" fill="white"/>',
        f'<text x="{GAP}" y="22" fill="{INK}">share that is right (up) by score (right):'
        f' <tspan fill="{RAW}">of the network</tspan>,'
        f' <tspan fill="{CALIBRATED}">calibrated</tspan></text>',
    ]
    for number, panel in enumerate(panels):
        row, column = divmod(number, COLUMNS)
        left, top = GAP + column * (SIDE + GAP), GAP + TOP + row * (SIDE + GAP + TOP)
        parts += [f'<g transform="translate({left} {top})">', *_panel(panel), "</g>"]
    return "\n".join([*parts, "</svg>\n"])


def _panel(panel: Panel) -> Iterator[str]:
    before, after = (expected_error(curve) for curve in (panel.raw, panel.calibrated))
    yield f'<text y="-20" fill="{INK}" font-weight="bold">{panel.name}</text>'
    yield (f'<text y="-6" fill="{INK}">{panel.n:,} found; error {before:.3f} → {after:.3f}</text>')
    yield f'<rect width="{SIDE}" height="{SIDE}" fill="none" stroke="{LINE}"/>'
    yield f'<line x1="0" y1="{SIDE}" x2="{SIDE}" y2="0" stroke="{LINE}"/>'
    for words, x, y, anchor in (
        ("0", 0, SIDE + 13, "middle"), ("1", SIDE, SIDE + 13, "middle"),
        ("0", -5, SIDE, "end"), ("1", -5, 9, "end"),
    ):  # fmt: skip
        yield f'<text x="{x}" y="{y}" fill="{INK}" text-anchor="{anchor}">{words}</text>'
    for curve, colour in ((panel.raw, RAW), (panel.calibrated, CALIBRATED)):
        dots = [(SIDE * one.score, SIDE * (1 - one.right)) for one in curve]
        path = " ".join(f"{across:.1f},{down:.1f}" for across, down in dots)
        yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="1.5"/>'
        for across, down in dots:
            yield f'<circle cx="{across:.1f}" cy="{down:.1f}" r="2.5" fill="{colour}"/>'
