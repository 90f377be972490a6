import pytest

from dateline.cli.add import format_time
from dateline.cli.screen import number_range, one_line, plain, short_id


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(14, 14, "14"), (12, 14, "12-14"), (24, None, "24+"), (None, 8, "≤ 8"), (None, None, "?"),
     (0, 0, "0")],
)  # fmt: skip
def test_ranges(low: int | None, high: int | None, words: str) -> None:
    assert number_range(low, high) == words


def test_control_characters_are_shown_not_sent() -> None:
    assert plain("a\x1b[31mb\x07\x9b") == "a\ufffd[31mb\ufffd\ufffd"
    assert one_line(" a\r\n\n b\t c ") == "a b c"


def test_an_id_is_shortened_to_what_finds_it_again() -> None:
    assert short_id("incident-0123456789abcdef") == "01234567"


@pytest.mark.parametrize(("seconds", "words"), [(5, "0:05"), (125, "2:05"), (3725, "1:02:05")])
def test_lengths_of_time(seconds: float, words: str) -> None:
    assert format_time(seconds) == words
