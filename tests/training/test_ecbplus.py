"""ECB+: chains within a text, known in the sentences that its table names and in chains."""

from pathlib import Path

import pytest
from training.datasets.ecbplus import HELD_OUT_TOPICS, SENTENCES, load
from training.example import Example

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "ecbplus"
LINES = (
    "http : //news",
    "Ali Khan bombed a shop in Bern on Friday",
    "The attack hurt men",
    "It hit and burned",
)
MARKS = (  # tag, sentence, first word, words, chain
    ("HUMAN_PART_PER", 1, 0, 2, "p"), ("ACTION_OCCURRENCE", 1, 2, 1, "e"),
    ("LOC_GEO", 1, 5, 2, ""), ("TIME_DATE", 1, 8, 1, ""), ("ACTION_OCCURRENCE", 2, 1, 1, "e"),
    ("HUMAN_PART_PER", 2, 3, 1, ""), ("ACTION_OCCURRENCE", 3, 0, 1, "e"),
    ("ACTION_OCCURRENCE", 3, 3, 1, ""),
)  # fmt: skip


def write_text(folder: Path, topic: int) -> None:
    ids: dict[tuple[int, int], int] = {}
    tokens = ""
    for sentence, line in enumerate(LINES):
        for number, word in enumerate(line.split()):
            ids[sentence, number] = len(ids) + 1
            tokens += f'<token t_id="{len(ids)}" sentence="{sentence}">{word}</token>'
    marks = ""
    chains: dict[str, list[str]] = {}
    for number, (tag, sentence, first, size, chain) in enumerate(MARKS, 1):
        anchors = (ids[sentence, first + each] for each in range(size))
        inner = "".join(f'<token_anchor t_id="{one}"/>' for one in anchors)
        marks += f'<{tag} m_id="{number}">{inner}</{tag}>'
        chains.setdefault(chain, []).append(f'<source m_id="{number}"/>')
    links = "".join(
        f'<CROSS_DOC_COREF>{"".join(sources)}<target m_id="9{name}"/></CROSS_DOC_COREF>'
        for name, sources in chains.items()
        if name
    )
    told = f"<Markables>{marks}</Markables><Relations>{links}</Relations>"
    page = f"<Document>{tokens}{told}</Document>"
    path = folder / "ECB+" / str(topic) / f"{topic}_1ecbplus.xml"
    path.parent.mkdir(parents=True)
    path.write_text(page, encoding="utf-8")


@pytest.fixture
def example(tmp_path: Path) -> Example:
    for topic in (1, min(HELD_OUT_TOPICS)):
        write_text(tmp_path, topic)
    table = "Topic,File,Sentence Number\n1,1ecbplus,1\n1,1ecbplus,2\n"
    (tmp_path / SENTENCES).write_text(table)
    (one,) = load(tmp_path)  # the other topic is held out
    return one


def test_events_are_asked_for_their_fellows_and_the_rest_is_left_open(example: Example) -> None:
    assert example.triggers is None and example.text.startswith("Ali Khan bombed")
    same = {
        example.text[q.asker.start : q.asker.end]: {example.text[a:b] for a, b in q.answers}
        for q in example.queries
        if q.relation == "same"
    }
    # "burned" stands in no chain, in a sentence that is not known.
    assert same == {
        "bombed": {"attack", "It"},
        "attack": {"bombed", "It"},
        "It": {"bombed", "attack"},
    }


def test_places_are_asked_without_their_preposition(example: Example) -> None:
    asked = [q.asker for q in example.queries if q.relation == "coreference"]
    assert [example.text[start:end] for start, end in asked] == ["Ali Khan", "Bern", "men"]


def test_only_names_train_kinds(example: Example) -> None:
    told = {example.text[m.start : m.end]: m.allowed for m in example.mentions}
    assert told == {
        "Ali Khan": {"person", None}, "Bern": {"place", None}, "Friday": {"time", None},
    }  # fmt: skip


@pytest.mark.skipif(not DATA.exists(), reason="../shared/data/ecbplus is absent")
def test_the_set_is_read() -> None:
    examples = list(load(DATA))
    assert len(examples) > 600
    assert all(len(one.text) >= m.end for one in examples for m in one.mentions)
