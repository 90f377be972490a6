"""The session scores every piece of a text, however long it is."""

import numpy as np

from dateline.models.session import open_session

SENTENCE = "Gunmen attacked a police post near the river on Tuesday. "


def test_scores_are_probabilities_for_every_piece() -> None:
    scores = open_session().score([SENTENCE])[0]
    assert len(scores.offsets) == len(scores.mention) == len(scores.trigger)
    np.testing.assert_allclose(scores.mention.sum(axis=1), 1, atol=1e-4)


def test_long_text_is_not_truncated() -> None:
    session = open_session()
    text = SENTENCE * 200
    scores = session.score([text])[0]
    assert scores.offsets[-1, 1] == len(text.rstrip())
    assert (scores.mention.sum(axis=1) > 0.99).all()
    assert session.count_windows(text) > 5


def test_batching_does_not_change_scores() -> None:
    session = open_session()
    alone = session.score([SENTENCE])[0]
    together = session.score([SENTENCE * 30, SENTENCE, ""])[1]
    # int8 takes its scale from the whole batch, so scores differ a little: labels must not.
    np.testing.assert_array_equal(alone.trigger.argmax(axis=1), together.trigger.argmax(axis=1))


def test_empty_text_has_no_scores() -> None:
    assert len(open_session().score([""])[0].offsets) == 0
