"""Windows say of each piece what the example says, and nothing more."""

import random

import numpy as np
import pytest
from tokenizers import Tokenizer
from training.encode import Encoder, Window, head_labels
from training.example import RELATIONS, Example, Labelled, Query, Stretch

from dateline.models.files import bundled_model

TEXT = "Gunmen attacked a convoy in Tikrit, police said."


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    tokenizer = Tokenizer.from_file(str(bundled_model() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return Encoder(tokenizer, head_labels(("violence.attack",)))


def at(words: str, text: str = TEXT) -> Stretch:
    start = text.index(words)
    return Stretch(start, start + len(words))


def allowed(encoder: Encoder, window: Window, head: str, piece: int) -> set[str]:
    names = encoder.labels[head]
    return {name for bit, name in enumerate(names) if int(window.masks[head][piece]) >> bit & 1}


def test_a_label_binds_its_pieces_and_what_is_open_stays_open(encoder: Encoder) -> None:
    (window,) = encoder.encode(
        Example(
            text=TEXT,
            dataset="x",
            mentions=(Labelled(*at("Gunmen"), frozenset({"people"})),),
            open_kinds=frozenset({"place"}),
            triggers=(Labelled(*at("attacked"), frozenset({"violence.attack"})),),
        )
    )
    assert allowed(encoder, window, "mention", 0) == {"B-people"}
    tikrit = next(
        n for n in range(len(window.ids)) if "B-place" in allowed(encoder, window, "mention", n)
    )
    assert allowed(encoder, window, "mention", tikrit) == {"O", "B-place", "I-place"}
    told = [allowed(encoder, window, "trigger", n) for n in range(len(window.ids))]
    assert told.count({"violence.attack"}) >= 1
    assert set(map(frozenset, told)) == {frozenset({"O"}), frozenset({"violence.attack"})}


def test_a_head_of_which_nothing_is_said_has_no_mask(encoder: Encoder) -> None:
    (window,) = encoder.encode(Example(text=TEXT, dataset="x"))
    assert set(window.masks) == {"mention"}
    assert len(window.askers) == 0


def test_a_query_knows_its_answers_and_its_scope_only(encoder: Encoder) -> None:
    (window,) = encoder.encode(
        Example(
            text=TEXT,
            dataset="x",
            queries=(
                Query(
                    relation="attacker",
                    asker=at("attacked"),
                    answers=(at("Gunmen"),),
                    scope=(at("a convoy"),),
                    unsure=(at("convoy"),),
                ),
            ),
        )
    )
    assert RELATIONS[window.relations[0]] == "attacker"
    (target,) = window.targets
    assert (target == 1).sum() >= 1
    assert (target == 0).sum() == 1  # "a" of "a convoy"
    assert (target == -1).sum() == len(target) - (target >= 0).sum()


def test_a_query_of_which_nothing_is_known_is_no_row(encoder: Encoder) -> None:
    query = Query(relation="same", asker=at("attacked"), scope=())
    (window,) = encoder.encode(Example(text=TEXT, dataset="x", queries=(query,)))
    assert len(window.askers) == 0


def test_every_piece_of_a_long_text_is_in_one_window(encoder: Encoder) -> None:
    text = " ".join([TEXT] * 90)
    whole = encoder.tokenizer.encode(text, add_special_tokens=False).ids
    for chance in (None, random.Random(1)):
        cutting = Encoder(encoder.tokenizer, encoder.labels, chance)
        windows = list(cutting.encode(Example(text=text, dataset="x")))
        assert len(windows) > 3
        np.testing.assert_array_equal(np.concatenate([one.ids for one in windows]), whole)
