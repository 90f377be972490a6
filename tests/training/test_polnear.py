"""PolNeAR's brat files become examples with every character where the data set has it."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from training.datasets.polnear import Article, load, parse_article, read_articles, to_example
from training.example import Stretch

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "polnear"
TEXT = "“It burns,” he said, “badly.”\n\nAllegedly it rained. Read more here."


def mark(number: int, kind: str, *pieces: str) -> str:
    """Return a brat line that marks these words of `TEXT`."""
    offsets = ";".join(f"{TEXT.index(one)} {TEXT.index(one) + len(one)}" for one in pieces)
    return f"T{number}\t{kind} {offsets}\t{' '.join(pieces)}"


SAID = (
    mark(1, "Content", "“badly.”", "“It burns,” "),
    mark(2, "Source", "he"),
    mark(3, "Cue", " said"),
    mark(4, "Attribution", " said"),
    "E1\tAttribution:T4 Cue:T3 Source:T2 Content:T1",
)
ALLEGED = (
    mark(5, "Attribution-no-source", "Allegedly"),
    mark(6, "Cue", "Allegedly"),
    mark(7, "Content", "it rained"),
    "E2\tAttribution-no-source:T5 Cue:T6 Content:T7",
)
ASIDE = (mark(8, "Discard", "Read more here."), "#1\tAnnotatorNotes T8\tmore")


def parse(*lines: str) -> Article:
    return parse_article("a", TEXT, "\n".join(lines))


def words(stretches: tuple[Stretch, ...]) -> list[str]:
    return [TEXT[one.start : one.end] for one in stretches]


def test_an_attribution_keeps_its_pieces_in_text_order_without_outer_spaces() -> None:
    (saying,) = parse(*SAID).sayings
    assert words(saying.content) == ["“It burns,”", "“badly.”"]
    assert (words(saying.cue), words(saying.source)) == (["said"], ["he"])


def test_words_that_run_over_a_line_end_are_read_by_their_offsets() -> None:
    broken = SAID[0].replace("” “", "”\n\n“")
    assert broken != SAID[0]
    (saying,) = parse(broken, *SAID[1:]).sayings
    assert len(saying.content) == 2


def test_second_contents_belong_to_the_same_attribution() -> None:
    more = mark(9, "Content", "it rained")
    (saying,) = parse(*SAID[:4], more, f"{SAID[4]} Content2:T9").sayings
    assert words(saying.content) == ["“It burns,”", "“badly.”", "it rained"]


def test_an_event_without_any_part_is_dropped_and_one_without_a_cue_has_its_own_words() -> None:
    assert parse(*ALLEGED, "E3\tAttribution-no-source:T5").sayings == parse(*ALLEGED).sayings
    (saying,) = parse(*ALLEGED[:3], "E2\tAttribution-no-source:T5 Content:T7").sayings
    assert words(saying.cue) == ["Allegedly"]


def test_each_cue_is_asked_for_source_and_content_and_may_have_no_source() -> None:
    example = to_example(parse(*SAID, *ALLEGED))
    asked = {
        (TEXT[one.asker.start : one.asker.end], one.relation): words(one.answers)
        for one in example.queries
    }
    assert asked == {
        ("said", "source"): ["he"],
        ("said", "content"): ["“It burns,”", "“badly.”"],
        ("Allegedly", "source"): [],
        ("Allegedly", "content"): ["it rained"],
    }
    assert {(one.scope, one.unsure) for one in example.queries} == {(None, ())}
    assert (example.triggers, example.parts, example.moods, example.voices) == (None, None, (), ())


def test_what_was_set_aside_is_open_where_no_attribution_has_it() -> None:
    flagged = mark(9, "Discuss", "he said, “badly.”")
    example = to_example(parse(*SAID, *ASIDE, flagged))
    open_ = [TEXT[one.start : one.end] for one in example.speech or () if None in one.allowed]
    assert open_ == [" ", ", ", "Read more here."]
    assert words(example.queries[0].unsure) == open_


def test_of_several_annotations_the_one_is_kept_that_agrees_best(tmp_path: Path) -> None:
    write(tmp_path, {"aa": (), "bb": (*SAID, *ALLEGED), "cc": SAID})
    (article,) = read_articles(tmp_path, "dev")
    assert (article.text, len(article.sayings)) == (TEXT, 1)


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no articles"):
        list(load(tmp_path))
    write(tmp_path, {})
    with pytest.raises(FileNotFoundError, match="no attributions of a_1"):
        list(load(tmp_path, "dev"))


@given(st.lists(st.sampled_from([*SAID[:4], *ALLEGED[:3], ASIDE[0]]), unique=True))
def test_marks_that_no_attribution_uses_never_overlap_what_one_uses(loose: list[str]) -> None:
    moved = [f"T9{line[1:]}" for line in loose]
    labelled = to_example(parse(*SAID, *moved)).speech or ()
    assert all(one.end <= after.start for one, after in pairwise(labelled))


def write(folder: Path, annotations: dict[str, tuple[str, ...]]) -> None:
    for name in ("text", "attributions"):
        (folder / "dev" / name).mkdir(parents=True)
    (folder / "dev/text/a_1.txt").write_text(TEXT, encoding="utf-8")
    for annotator, lines in annotations.items():
        path = folder / f"dev/attributions/a_1_{annotator}.ann"
        path.write_text("\n".join(lines), encoding="utf-8")


@pytest.mark.skipif(not DATA.exists(), reason="../shared/data/polnear is absent")
def test_the_smaller_part_is_read_whole() -> None:
    examples = list(load(DATA, "dev"))
    assert len(examples) == 84
    assert sum(one.relation == "content" for each in examples for one in each.queries) == 2189
    assert all(one.text for one in examples)
