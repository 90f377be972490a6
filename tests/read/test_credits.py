"""Credits: told, wire, reprint and handout, each with its exact words."""

import pytest

from dateline.read.credits import find_credits
from dateline.records.report import CreditKind

TOLD, WIRE, REPRINT, HANDOUT = (
    CreditKind.TOLD, CreditKind.WIRE, CreditKind.REPRINT, CreditKind.HANDOUT,
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind", "name", "quote"),
    [
        ("An aide told The Hill Gazette that", TOLD, "The Hill Gazette", "told The Hill Gazette"),
        ("An aide told AFP on Monday.", TOLD, "AFP", "told AFP"),
        ("He told Arab News Sunday.", TOLD, "Arab News", "told Arab News"),
        ("Speaking to BBC Urdu, he wept.", TOLD, "BBC Urdu", "Speaking to BBC Urdu"),
        ("KABUL (AFP) — Two died.", WIRE, "AFP", "(AFP)"),
        ("KABUL (Marsh Wire) — Two died.", WIRE, "Marsh Wire", "(Marsh Wire)"),
        ("Two died. (Reuters)", WIRE, "Reuters", "(Reuters)"),
        ("Two died.\n\n— AP", WIRE, "AP", "AP"),
        ("Two died, Xinhua reported.", WIRE, "Xinhua", "Xinhua reported"),
        (
            "Two died, according to a statement by the army.",
            HANDOUT,
            "the army",
            "according to a statement by the army",
        ),
        ("The army said in a statement that", HANDOUT, "The army", "The army said in a statement"),
        (
            "It first appeared in The Friday Times.",
            REPRINT,
            "The Friday Times",
            "first appeared in The Friday Times",
        ),
    ],
)
def test_a_credit_in_the_text(text: str, kind: CreditKind, name: str, quote: str) -> None:
    (credit,) = find_credits(text, (), None)
    assert (credit.kind, credit.name, credit.quote) == (kind, name, quote)
    assert credit.span
    assert credit.span.quote(text) == quote


@pytest.mark.parametrize(
    ("line", "kind", "names"),
    [
        ("(With inputs from PTI)", WIRE, ["PTI"]),
        ("With PTI inputs", WIRE, ["PTI"]),
        ("Additional reporting by Reuters and AFP", WIRE, ["Reuters", "AFP"]),
        ("Reporting by Ann Lee in Quetta; editing by Bo Moss", WIRE, ["Ann Lee in Quetta"]),
        ("The Associated Press contributed to this report.", WIRE, ["Associated Press"]),
        ("The post Ten die appeared first on Hill Gazette.", REPRINT, ["Hill Gazette"]),
        ("Source: AFP", WIRE, ["AFP"]),
    ],
)
def test_a_credit_in_a_line_that_was_cut(line: str, kind: CreditKind, names: list[str]) -> None:
    credits = find_credits("Two died.", (line,), None)
    assert [credit.name for credit in credits] == names
    assert all(credit.kind is kind and credit.span is None for credit in credits)
    assert all(credit.quote in line for credit in credits)


@pytest.mark.parametrize(
    "text",
    [
        "He told reporters that",
        "He told police that",
        "She told the Senate that",
        "He told Malik Ishaq that",
        "She told Parliament Monday that",
        "The Associated Press (AP) is an agency that",
        "She told the Hill Gazette that",
        "WASHINGTON (UPDATED) — Two died.",
    ],
)
def test_no_credit(text: str) -> None:
    assert find_credits(text, (), "Hill Gazette") == ()


def test_a_page_of_capitals_costs_no_more_than_its_length() -> None:
    # Before names were bounded this took hours.
    assert find_credits("In a statement, who contributed? " + "Word " * 20_000, (), None) == ()
