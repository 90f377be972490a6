"""Event-place items and articles become examples; what is unsure stays open."""

import gzip
import json
import re
from pathlib import Path

import pytest
from training.datasets.articles import (
    EventPlaces,
    load_event_location,
    load_hrdsattack,
    read_event_places,
    to_example,
)
from training.example import Example, Query, Stretch

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"


def find(text: str, words: str) -> Stretch:
    start = text.index(words)
    return Stretch(start, start + len(words))


def an_item(text: str, verb: str, *places: str, is_checked: bool = True) -> EventPlaces:
    return EventPlaces(
        text=text,
        verb=find(text, verb),
        places=tuple(find(text, one) for one in places),
        is_checked=is_checked,
    )


def a_row(text: str, verb: str, *places: str, by_number: bool = False) -> dict[str, object]:
    """Return an item in the data set's layout; `by_number` gives token numbers for characters."""
    tokens = [
        {"text": one.group(), "start": one.start(), "end": one.end(), "id": number}
        for number, one in enumerate(re.finditer(r"\w+|[^\w\s]", text))
    ]
    spans = []
    for label, words in (("VERB", verb), *(("LOCATION", one) for one in places)):
        stretch = find(text, words)
        first, last = (
            next(n for n, one in enumerate(tokens) if one[edge] == stretch[number])
            for number, edge in enumerate(("start", "end"))
        )
        start, end = (first, last) if by_number and label == "LOCATION" else stretch
        spans.append(
            {"label": label, "start": start, "end": end, "token_start": first, "token_end": last}
        )
    return {"text": text, "tokens": tokens, "spans": spans, "answer": "accept"}


def write(folder: Path, *rows: dict[str, object]) -> None:
    with gzip.open(folder / "labeled_text.jsonl.gz", "wt", encoding="utf-8") as file:
        json.dump(rows, file)


def words(example: Example, stretches: tuple[Stretch, ...]) -> list[str]:
    return [example.text[start:end] for start, end in stretches]


HIT = "A bomb hit Beit Jala and then Kano."


@pytest.mark.parametrize("by_number", [False, True])
def test_places_are_read_by_their_tokens(tmp_path: Path, by_number: bool) -> None:  # noqa: FBT001
    write(tmp_path, a_row(HIT, "hit", "Beit Jala", by_number=by_number))
    (item,) = read_event_places(tmp_path, "all")
    assert item == an_item(HIT, "hit", "Beit Jala")


def test_words_of_one_name_are_joined(tmp_path: Path) -> None:
    write(tmp_path, a_row(HIT, "hit", "Beit", "Jala", "Kano"))
    (item,) = read_event_places(tmp_path, "dev")
    assert item.places == (find(HIT, "Beit Jala"), find(HIT, "Kano"))


def test_a_sentence_that_is_measured_is_not_trained_on(tmp_path: Path) -> None:
    texts = [HIT, *(f"Men marched in Jos {'on ' * n}." for n in range(1, 10)), f"{HIT}\n"]
    write(tmp_path, *(a_row(one, "hit" if "hit" in one else "marched") for one in texts))
    assert [one.text for one in read_event_places(tmp_path, "dev")] == [HIT, f"{HIT}\n"]
    assert len(list(read_event_places(tmp_path, "train"))) == 9
    assert len(list(load_event_location(tmp_path, limit=4))) == 4


def test_a_verb_is_told_from_another_of_its_sentence() -> None:
    text = "Troops patrolled Kano and police marched near Jos."
    example = to_example([an_item(text, "patrolled", "Kano"), an_item(text, "marched", "Jos")])
    patrolled, marched = example.queries
    assert (words(example, patrolled.answers), patrolled.scope) == (["Kano"], None)
    assert (words(example, marched.answers), patrolled.relation) == (["Jos"], "place")
    assert not any("Jos" in one for one in words(example, patrolled.unsure))


def test_the_larger_place_and_the_rest_of_a_name_are_left_open() -> None:
    text = "Gunmen hit Zurmi district of Zamfara State, 90 miles from the town of Gusau."
    (query,) = to_example([an_item(text, "hit", "Zurmi")]).queries
    (unsure,) = [text[start:end] for start, end in query.unsure]
    assert unsure == "Zurmi district of Zamfara State"


@pytest.mark.parametrize(("is_checked", "unsure"), [(True, []), (False, ["Kano"])])
def test_silence_of_the_first_round_says_nothing_of_places(
    *, is_checked: bool, unsure: list[str]
) -> None:
    example = to_example([an_item("Two men died in Kano.", "died", is_checked=is_checked)])
    (query,) = example.queries
    assert (query.answers, words(example, query.unsure)) == ((), unsure)


def test_only_a_sure_hint_with_a_place_is_surely_a_trigger() -> None:
    text = "Gunmen abducted two in Kano, patrolled Jos and kidnapped a third."
    verbs = [("abducted", "Kano"), ("patrolled", "Jos")]
    told = to_example([*(an_item(text, *one) for one in verbs), an_item(text, "kidnapped")])
    open_ones = {text[one.start : one.end]: None in one.allowed for one in told.triggers or ()}
    assert open_ones == {"abducted": False, "patrolled": True, "kidnapped": True}


def an_article(text: str, *names: str) -> dict[str, object]:
    sample = {"Input.title": "Title", "Input.article_interface": f"<p>{text}</p>"}
    victims = [{"victim_name": name} for name in names]
    return {"sample": sample, "merged_sample": {"victims": victims}}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Zhang Lin, a blogger, was arrested on Monday.", ("target", "arrested")),
        ("They condemned the murder of the journalist Zhang Lin.", ("victim", "murder")),
        ("The man jailed for the murder of Lu said Zhang Lin slept.", None),
        ("The killer of Zhang Lin was arrested.", None),
        ("Zhang Lin accused the army when Lu was murdered.", None),
    ],
)
def test_a_victim_beside_a_word_of_violence_suffers_it(
    tmp_path: Path, text: str, told: tuple[str, str] | None
) -> None:
    (tmp_path / "train.json").write_text(json.dumps([an_article(text, "Zhang Lin")]), "utf-8")
    (example,) = load_hrdsattack(tmp_path)

    def show(query: Query) -> tuple[str, str]:
        assert query.scope == query.answers
        assert words(example, query.answers) == ["Zhang Lin"]
        return query.relation, example.text[slice(*query.asker)]

    assert [show(one) for one in example.queries] == ([told] if told else [])


@pytest.mark.skipif(not DATA.exists(), reason="../shared/data is absent")
def test_every_place_of_the_data_set_is_words() -> None:
    items = list(read_event_places(DATA / "event_location", "all"))
    texts = [one.text[start:end] for one in items for start, end in one.places]
    assert sum(bool(one.places) for one in items) > 5800
    assert [one for one in texts if not one[0].isalnum() and one[0] not in "‘’'(“"] == []
