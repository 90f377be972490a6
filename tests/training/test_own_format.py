"""The format of our own training sentences."""

from pathlib import Path

import pytest
from training.own_format import parse_item, read_items

LINE = (
    "[Gunmen](people>1.attacker) [shot dead](!violence.attack#1) [three traders](people>1.victim)"
    " in [Gusau](place>1.place)."
)


def test_an_item_keeps_the_words_and_drops_the_marks() -> None:
    item = parse_item(LINE)
    assert item.text == "Gunmen shot dead three traders in Gusau."
    assert [item.text[start:end] for start, end, _ in item.mentions] == [
        "Gunmen", "three traders", "Gusau",
    ]  # fmt: skip
    assert item.triggers == ((7, 16, "violence.attack", 1),)
    assert item.roles == ((0, 1, "attacker"), (1, 1, "victim"), (2, 1, "place"))


def test_a_mention_has_a_role_in_each_of_two_events() -> None:
    item = parse_item(
        "[Army](force>1.attacker>2.target) [shelled](!explosion.shelling#1) and was"
        " [ambushed](!battle.armed_clash#2)."
    )
    assert item.roles == ((0, 1, "attacker"), (0, 2, "target"))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("[Kano](town)", "unknown kind 'town'"),
        ("[hit](!violence.bite#1)", "unknown event type 'violence.bite'"),
        ("[hit](!violence.attack)", "is not written"),
        ("[Kano](place>1.site) [hit](!violence.attack#1)", "unknown role '1.site'"),
        ("[Kano](place>2.place) [hit](!violence.attack#1)", "role 2.place has no trigger"),
        ("[hit](!violence.attack#1) [hit](!violence.attack#1)", "the same number"),
        ("[in [Kano](place)](place)", "nested"),
        ("[Kano(place)", "unbalanced"),
        ("[Kano ](place)", "space at its edge"),
    ],
)
def test_a_faulty_line_is_refused_with_the_reason(line: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason) as caught:
        parse_item(line)
    assert line in str(caught.value)


def test_a_file_gives_its_items_and_names_the_faulty_line(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(f"# note\n\n{LINE}\n[x](town)\n")
    items = read_items(file)
    assert next(items).mentions
    with pytest.raises(ValueError, match=r"a\.txt:4: unknown kind"):
        next(items)


def test_our_own_sentences_are_well_formed() -> None:
    files = sorted(Path(__file__).parents[2].glob("training/own/*.txt"))
    assert files
    assert all(list(read_items(file)) for file in files)
