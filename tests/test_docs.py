"""The documents say what there is: commands, options, exporters, errors, keys, links, versions."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from docs.reference.generate import error_classes, pages

import dateline
from dateline.cli.main import app
from dateline.export import EXPORTERS
from dateline.extract.claims import ENTITY_FIELDS, EVENT_FIELDS
from dateline.extract.codebook import load_codebook
from dateline.extract.schema import reading_schema

ROOT = Path(__file__).parents[1]
REFERENCE = ROOT / "docs" / "reference"
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("[a-z]*/**/*.md")])
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
RELEASE = re.compile(r"^## \[(\d+\.\d+\.\d+)\]", re.MULTILINE)


def headings(path: Path) -> list[str]:
    text = re.sub(r"^```.*?^```", "", path.read_text(encoding="utf-8"), flags=re.M | re.S)
    return [words.replace("`", "") for words in HEADING.findall(text)]


@pytest.mark.parametrize("name", pages())
def test_a_generated_page_says_what_the_code_does(name: str) -> None:
    written = (REFERENCE / name).read_text(encoding="utf-8")
    assert written == pages()[name], "run python -m docs.reference.generate"


def test_every_command_and_option_has_its_heading() -> None:
    program: Any = typer.main.get_command(app)
    found = headings(REFERENCE / "cli.md")
    for name, command in program.commands.items():
        assert f"dateline {name}" in found
        for option in (opt for one in command.params for opt in one.opts if opt.startswith("--")):
            assert any(option in heading.replace(",", "").split() for heading in found), option


def test_every_exporter_error_and_event_type_has_its_heading() -> None:
    assert {one.name for one in EXPORTERS} <= set(headings(REFERENCE / "exports.md"))
    assert {one.__name__ for one in error_classes()} <= set(headings(REFERENCE / "errors.md"))
    types = {one.name for one in load_codebook().types}
    assert types <= set(headings(REFERENCE / "codebook.md"))


def test_every_key_of_a_reading_is_explained() -> None:
    text = (REFERENCE / "reading.md").read_text(encoding="utf-8")
    assert [key for key in sorted(set(keys(reading_schema()))) if f"`{key}`" not in text] == []


def test_every_warning_is_explained() -> None:
    text = (REFERENCE / "reading.md").read_text(encoding="utf-8")
    sources = (path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    codes = {code for source in sources for code in re.findall(r'code="([a-z_]+)"', source)}
    assert codes and [code for code in sorted(codes) if f"`{code}`" not in text] == []


def test_every_field_of_a_claim_is_explained() -> None:
    text = (REFERENCE / "claims.md").read_text(encoding="utf-8")
    fields = sorted(EVENT_FIELDS | ENTITY_FIELDS)
    assert [field for field in fields if f"| `{field}` |" not in text] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_within_the_repository_lead_somewhere(page: Path) -> None:
    shown = re.sub(r"^```.*?^```|`[^`\n]+`", "", page.read_text("utf-8"), flags=re.M | re.S)
    for target in LINK.findall(shown):
        path, _, anchor = target.partition("#")
        if "://" in target or target.startswith("mailto:"):
            continue
        linked = page.parent / path if path else page
        assert linked.exists(), target
        if anchor:
            assert anchor in {slug(words) for words in headings(linked)}, target


def test_the_blocks_of_the_python_guide_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    tmp_path.joinpath("sample").symlink_to(ROOT / "sample")
    guide = (ROOT / "docs" / "guides" / "use-in-python.md").read_text(encoding="utf-8")
    known: dict[str, object] = {}
    for block in re.findall(r"^```python\n(.*?)^```", guide, flags=re.M | re.S):
        exec(block, known)
    assert "0 incidents, 0 reports" in capsys.readouterr().out


def test_a_released_version_is_the_packages() -> None:
    released = RELEASE.findall((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    assert released[:1] in ([], [dateline.__version__])


def keys(schema: Any) -> Iterator[str]:
    """Yield every key that objects of the schema have."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {}) if schema.get("type") == "object" else ()
        for part in schema.values():
            yield from keys(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from keys(part)


def slug(words: str) -> str:
    """Return the anchor that a heading gets."""
    return re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-")
