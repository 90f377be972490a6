from dateline.records.span import Span
from dateline.store.view import read_marks


def test_marks_become_spans_of_the_snippet() -> None:
    snippet, marks = read_marks("…a \x02police\x03 van and \x02convoy\x03.")
    assert snippet == "…a police van and convoy."
    assert [mark.quote(snippet) for mark in marks] == ["police", "convoy"]
    assert read_marks("no mark") == ("no mark", ())
    assert read_marks("\x02all\x03") == ("all", (Span(0, 3),))
