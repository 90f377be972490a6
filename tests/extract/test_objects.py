import pytest

from dateline.extract.draft_index import DraftIndex
from dateline.extract.objects import with_objects
from tests.builders import a_marked_draft

BAN = "(!strategic.ban#1)"
ARREST, ATTACK, KILL = "(!strategic.arrest#1)", "(!violence.attack#1)", "(!violence.attack#1)"


def told(marked: str) -> set[tuple[str, str]]:
    draft = a_marked_draft(marked)
    done = with_objects(draft, DraftIndex(draft=draft, triggers=(0,)))
    return {
        (link.role.value, done.mentions[link.mention].span.quote(done.report.text))
        for link in done.links
    }


@pytest.mark.parametrize(
    ("marked", "role", "words"),
    [
        (f"They [attacked]{ATTACK} a police convoy in Abi.", "target", "a police convoy"),
        (f"They [ambushed]{ATTACK} troops near Abi.", "target", "troops"),
        (f"They [raided]{ATTACK} the [Levy Force](force) at night.", "target", "Levy Force"),
        (f"They [arrested]{ARREST} [some local men](people).", "target", "some local men"),
        (f"They [arrested]{ARREST} two young [men](people).", "target", "men"),
        (f"They [banned]{BAN} [Hizb-e-Nur](organisation).", "target", "Hizb-e-Nur"),
        (
            f"Fear of the [HNR](group), kin of [Ansar](group), led them to [ban]{BAN} the group.",
            "target",
            "HNR",
        ),
        (f"[Two suspects](people) were [arrested]{ARREST} there.", "target", "Two suspects"),
        (f"[Gul](person), his aide, was [killed]{KILL}.", "victim", "Gul"),
        (f"[Gul](person) hid for days before he was [killed]{KILL}.", "victim", "Gul"),
        (f"[Gul](person) was [killed]{KILL} with [six others](people>1.victim).", "victim", "Gul"),
        (
            f"[Gul](person>1.victim) fell when men [attacked]{ATTACK} a police post.",
            "target",
            "a police post",
        ),
    ],
)
def test_who_stands_right_at_a_verb_is_its_object(marked: str, role: str, words: str) -> None:
    assert (role, words) in told(marked)


@pytest.mark.parametrize(
    "marked",
    [
        f"[Gul](person) met [Omar](person) before he was [killed]{KILL}.",
        f"They [attacked]{ATTACK} in Abi, where [police](force) came.",
        f"[Two men](people) [attacked]{ATTACK} at night.",
        f"It said [two men](people) near Abi were [arrested]{ARREST}.",
        f"The [attack]{ATTACK} on the police failed.",
        f"They voted to [ban]{BAN} the group.",
    ],
)
def test_who_stands_elsewhere_is_not(marked: str) -> None:
    assert told(marked) == set()


def test_a_verb_keeps_the_target_that_it_has() -> None:
    marked = f"They [attacked]{ATTACK} [police](force) of [the base](force>1.target)."
    assert told(marked) == {("target", "the base")}
