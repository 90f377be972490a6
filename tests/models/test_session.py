"""The session scores every piece of a text, however long it is and whatever it is read beside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.models.manifest import Manifest
from dateline.models.scores import Floats, Ints
from dateline.models.session import Session, open_session

SENTENCE = "Gunmen attacked a police post near the river on Tuesday. "
WINDOW, OVERLAP, RELATIONS, WIDTH = 14, 4, ("same", "place"), 2
MANIFEST = Manifest(
    name="made", version="1", licence="none", attribution="nobody", network=("network",),
    tokenizer="tokenizer.json", window=WINDOW, overlap=OVERLAP, special=(1, 2, 0),
    pair_width=WIDTH, relations=RELATIONS, pair_bias=(0.0, 0.5), pair_decay=(0.0, 0.1),
    labels={"mention": ("O", "B-person", "I-person")}, files={},
)  # fmt: skip


@dataclass(frozen=True)
class Encoded:
    ids: list[int]
    offsets: list[tuple[int, int]]


class LetterTokenizer:
    """Every letter is a piece."""

    def encode(self, text: str, *, add_special_tokens: bool) -> Encoded:
        assert not add_special_tokens
        return Encoded([ord(letter) for letter in text], [(n, n + 1) for n in range(len(text))])

    def encode_batch(self, texts: Sequence[str], *, add_special_tokens: bool) -> list[Encoded]:
        return [self.encode(text, add_special_tokens=add_special_tokens) for text in texts]


@dataclass(frozen=True)
class Output:
    name: str


class EchoNetwork:
    """Says of each piece its id (`degree`), and how far it is from its window's edge (`asks`)."""

    def get_outputs(self) -> list[Output]:
        return [Output("degree"), Output("asks"), Output("answers"), Output("mention")]

    def run(self, _: None, inputs: Mapping[str, Ints]) -> list[Floats]:
        ids = inputs["ids"]
        place = np.broadcast_to(np.arange(ids.shape[1]), ids.shape)
        depth = np.minimum(place, (ids > 0).sum(axis=1)[:, None] - 1 - place) - 1
        asks = np.repeat(depth[:, :, None], len(RELATIONS) * WIDTH, axis=2)
        mention = np.zeros((*ids.shape, 3))
        mention[:, :, 1] = 1
        return [np.asarray(one, dtype=np.float32) for one in (ids, asks, asks, mention)]


def made_session() -> Session:
    tokenizer: Any = LetterTokenizer()
    return Session(MANIFEST, EchoNetwork(), tokenizer)


letters = st.text("abcdefgh", max_size=80)


@given(st.lists(letters, max_size=12))
def test_every_piece_has_its_own_scores(texts: list[str]) -> None:
    for text, scores in zip(texts, made_session().score(texts), strict=True):
        assert scores.degree.tolist() == [ord(letter) for letter in text]
        assert scores.offsets.tolist() == [[n, n + 1] for n in range(len(text))]
        assert (scores.tags["mention"].argmax(axis=1) == 1).all()
        assert scores.vectors.asks.shape == (len(text), len(RELATIONS), WIDTH)


@given(letters)
def test_a_piece_is_read_with_the_words_around_it(text: str) -> None:
    depth = made_session().score([text])[0].vectors.asks[:, 0, 0].tolist()
    least = OVERLAP // 2 - 1  # windows overlap a piece less where their starts are rounded
    assert all(found >= min(n, len(text) - 1 - n, least) for n, found in enumerate(depth))


def test_windows_are_no_more_than_are_needed() -> None:
    session = made_session()
    size = WINDOW - 2
    counts = [session.count_windows("a" * length) for length in (0, size, size + 1, 2 * size)]
    assert counts == [0, 1, 2, 3]


def test_relations_have_their_distance_prior() -> None:
    vectors = made_session().score(["abc"])[0].vectors
    assert vectors.relations == RELATIONS
    assert vectors.bias.tolist() == [0.0, 0.5]
    assert vectors.decay.tolist() == [0.0, pytest.approx(0.1)]


def test_the_model_gives_probabilities_for_every_piece() -> None:
    session = open_session()
    text = SENTENCE * 100
    scores = session.score([text])[0]
    assert scores.offsets[-1, 1] == len(text.rstrip())
    assert session.count_windows(text) > 2
    assert scores.tags.keys() == session.labels.keys()
    for head, labels in session.labels.items():
        assert scores.tags[head].shape == (len(scores.offsets), len(labels))
        np.testing.assert_allclose(scores.tags[head].sum(axis=1), 1, atol=1e-3)


def test_the_model_says_the_same_of_a_text_beside_others() -> None:
    session = open_session()
    alone = session.score([SENTENCE])[0]
    together = session.score([SENTENCE * 30, SENTENCE, ""])[1]
    # int8 takes its scale from the whole batch, so scores differ a little: labels must not.
    for head in ("mention", "trigger"):
        np.testing.assert_array_equal(
            alone.tags[head].argmax(axis=1), together.tags[head].argmax(axis=1)
        )


def test_an_empty_text_has_no_scores() -> None:
    assert len(open_session().score([""])[0].offsets) == 0
