import pytest

from dateline.extract.told_apart import PersonFacts
from dateline.records.span import Span

# Two persons are marked by `[ ]`.
APART = [
    "[Ali Raza] (19) and, later, [Ali Raza] (45) died.",
    "[Ali Raza], 19, died. A [Ali Raza], 45, lived.",
    "The 19-year-old tailor [Ali Raza] and Mr [Ali Raza], 45.",
    "[Omar Haidar] and his younger brother [Haidar] left.",
    "[Omar Haidar]'s father, [Haidar], left.",
    "[Umm Sayyaf], widow of [Sayyaf], left.",
    "[Haidar] and [Haidar] left.",
    "[Haidar] (Kohat) and Constable [Haidar] left.",
    "[Omar Haidar] left. His namesake [Omar Haidar] did not.",
    "[Omar Haidar] met [Ali Haidar], no relation.",
    "[Omar Haidar] s/o Gul Nabi left. So did [Omar Haidar] s/o Lal Khan.",
]
NOT_APART = [
    "[Ali Raza] (19) died. [Ali Raza] (20) was a tailor.",
    "[Ali Raza], 19, died. [Ali Raza] was a tailor.",
    "[Omar Haidar] left, and [Haidar] did not come back.",
    "[Omar Haidar] and [Haidar]'s driver left.",
    "[Omar Haidar] killed 12 men. [Haidar] 45 minutes later fled.",
    "[Omar Haidar], [Haidar] said, was a name for two.",
]


def read_marked(marked: str) -> tuple[str, list[tuple[Span, int]]]:
    parts = marked.replace("]", "[").split("[")
    text = "".join(parts)
    starts = [len("".join(parts[:number])) for number in (1, 3)]
    spans = [Span(s, s + len(parts[n])) for s, n in zip(starts, (1, 3), strict=True)]
    return text, [(span, number) for number, span in enumerate(spans)]


@pytest.mark.parametrize("marked", APART)
def test_what_is_told_parts_two(marked: str) -> None:
    text, persons = read_marked(marked)
    facts = PersonFacts(text, text.lower(), persons)
    assert facts.are_apart(0, 1)
    assert facts.are_apart(1, 0)
    assert facts.has_facts(0) or facts.has_facts(1)


@pytest.mark.parametrize("marked", NOT_APART)
def test_what_is_not_told_parts_nobody(marked: str) -> None:
    text, persons = read_marked(marked)
    assert not PersonFacts(text, text.lower(), persons).are_apart(0, 1)
