"""Laws of the times: what must hold for every day and every form."""

from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from dateline.extract.times import find_times
from dateline.records.time import When

DAYS = st.dates(date(1990, 1, 10), date(2060, 12, 20))
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def only(text: str, published: str | None) -> When:
    (time,) = find_times(text, published)
    return time.when


@given(DAYS)
def test_one_day_is_the_same_in_every_writing(day: date) -> None:
    writings = (
        f"{day:%d %B %Y}", f"{day:%B} {day.day}, {day.year}", f"the {day.day}th of {day:%B %Y}",
        f"{day:%A}, {day:%d %B %Y}", f"{day:%A} ({day:%B} {day.day}, {day.year})",
        f"{day:%Y/%m/%d}", f"{day:%d-%b-%Y}", day.isoformat(),
    )  # fmt: skip
    read = {only(f"It fell on {words} to the rebels.", None).edtf for words in writings}
    assert read == {day.isoformat()}


@given(DAYS, st.sampled_from(WEEKDAYS))
def test_a_weekday_is_one_of_the_seven_days_up_to_publication(published: date, name: str) -> None:
    when = only(f"The convoy was ambushed on {name}.", published.isoformat())
    day = date.fromisoformat(when.edtf)
    assert timedelta(0) <= published - day <= timedelta(days=6)
    assert WEEKDAYS[day.weekday()] == name


@given(DAYS, DAYS)
def test_a_day_without_a_year_needs_publication(day: date, published: date) -> None:
    assume((day.month, day.day) != (2, 29))
    text = f"The post was overrun on {day.day} {day:%B}."
    assert only(text, None).edtf == f"XXXX-{day:%m-%d}"
    read = date.fromisoformat(only(text, published.isoformat()).edtf)
    assert (read.month, read.day) == (day.month, day.day)
    assert read <= published + timedelta(days=7)


@given(DAYS, st.integers(1, 28))
def test_a_range_runs_forward_and_holds_both_ends(day: date, length: int) -> None:
    last = day + timedelta(days=length)
    text = f"Shelling went on from {day.day} {day:%B %Y} to {last.day} {last:%B %Y}."
    when = only(text, None)
    assert (when.earliest, when.latest) == (day.isoformat(), last.isoformat())


@given(DAYS)
def test_an_open_range_keeps_the_bounds_of_the_end_that_is_told(day: date) -> None:
    words = f"{day.day} {day:%B %Y}"
    plain = only(f"It fell on {words}.", None)
    for signal, edtf in (("since", f"{day}/.."), ("until", f"../{day}")):
        when = only(f"The valley has been cut off {signal} {words}.", None)
        assert when.edtf == edtf
        assert (when.earliest, when.latest) == (plain.earliest, plain.latest)


@given(DAYS, st.integers(0, 23), st.integers(0, 59), st.sampled_from(["GMT", "UTC", "local time"]))
def test_a_clock_in_any_zone_keeps_the_day_told(
    day: date, hour: int, minute: int, zone: str
) -> None:
    when = only(f"A blast was heard at {hour:02}:{minute:02} {zone} on {day:%d %B %Y}.", None)
    assert when.edtf.startswith(f"{day}T{hour:02}:{minute:02}")
    assert when.edtf.endswith("Z") == (zone != "local time")
    assert when.earliest == when.latest == day.isoformat()


@given(DAYS, st.sampled_from(["12 Ramadan", "Ashura", "Eid al-Fitr", "22 Bahman", "Nowruz"]))
def test_a_feast_told_of_lies_in_the_year_up_to_publication(published: date, feast: str) -> None:
    when = only(f"Gunmen opened fire on {feast}.", published.isoformat())
    first, last = date.fromisoformat(str(when.earliest)), date.fromisoformat(str(when.latest))
    assert (last - first).days <= 1
    assert timedelta(days=-8) <= published - first <= timedelta(days=367)
    assert only(f"Gunmen opened fire on {feast}.", None).earliest is None
