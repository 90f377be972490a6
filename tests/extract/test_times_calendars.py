"""Tests of Islamic and Persian dates and of Easter as Gregorian days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.extract import time_calendars as calendars

# Days that were announced, in countries that follow Saudi Arabia and in those a day behind
OBSERVED = [
    ((1425, 1, 10), "2004-03-02"),  # Ashura in Iraq
    ((1431, 10, 1), "2010-09-10"),
    ((1434, 9, 1), "2013-07-10"),
    ((1435, 9, 1), "2014-06-28"),
    ((1436, 12, 10), "2015-09-24"),
    ((1437, 1, 10), "2015-10-24"),
    ((1438, 10, 1), "2017-06-25"),
    ((1440, 10, 1), "2019-06-04"),
    ((1440, 10, 1), "2019-06-05"),
    ((1441, 10, 1), "2020-05-24"),
    ((1442, 9, 1), "2021-04-13"),
    ((1442, 12, 10), "2021-07-20"),
    ((1443, 1, 10), "2021-08-19"),
    ((1444, 12, 10), "2023-06-28"),
    ((1444, 12, 10), "2023-06-29"),
    ((1445, 9, 1), "2024-03-11"),
    ((1445, 10, 1), "2024-04-10"),
    ((1446, 1, 10), "2024-07-17"),
]
PERSIAN = [
    ((1357, 2, 7), "1978-04-27"),
    ((1357, 11, 22), "1979-02-11"),
    ((1399, 1, 1), "2020-03-20"),
    ((1399, 12, 30), "2021-03-20"),
    ((1400, 5, 24), "2021-08-15"),
    ((1402, 1, 1), "2023-03-21"),
    ((1402, 11, 22), "2024-02-11"),
    ((1403, 1, 1), "2024-03-20"),
]


@pytest.mark.parametrize(("hijri", "day"), OBSERVED)
def test_observed_day_lies_within_the_two(hijri: tuple[int, int, int], day: str) -> None:
    first, last = calendars.hijri_day(*hijri)
    assert first <= date.fromisoformat(day) <= last == first + timedelta(days=1)


@pytest.mark.parametrize(("persian", "day"), PERSIAN)
def test_persian_day_is_known(persian: tuple[int, int, int], day: str) -> None:
    assert calendars.persian_day(*persian) == date.fromisoformat(day)


@given(st.sampled_from(calendars.PERSIAN_YEARS), st.integers(1, 12))
def test_persian_months_follow_on_each_other(year: int, month: int) -> None:
    first, last = calendars.persian_month(year, month)
    assert (last - first).days + 1 in (29, 30, 31)
    following = (year, month + 1) if month < 12 else (year + 1, 1)
    if following[0] in calendars.PERSIAN_YEARS:
        assert calendars.persian_day(*following, 1) == last + timedelta(days=1)


@given(st.integers(1380, 1499), st.integers(1, 12), st.integers(1, 29))
def test_islamic_days_run_with_the_calendar(year: int, month: int, day: int) -> None:
    first, last = calendars.hijri_day(year, month, day)
    begin, end = calendars.hijri_month(year, month)
    assert begin <= first < last <= end
    assert year in calendars.hijri_years_around(first.year)


@given(year=st.integers(1900, 2099), is_orthodox=st.booleans())
def test_easter_is_a_sunday_of_spring(year: int, *, is_orthodox: bool) -> None:
    day = calendars.easter(year, is_orthodox=is_orthodox)
    assert day.weekday() == 6
    assert date(year, 3, 22) <= day <= date(year, 5, 8)
    assert day <= calendars.easter(year, is_orthodox=True)


@pytest.mark.parametrize(
    ("year", "western", "orthodox"),
    [(2017, "04-16", "04-16"), (2019, "04-21", "04-28"), (2022, "04-17", "04-24")],
)
def test_easter_is_known(year: int, western: str, orthodox: str) -> None:
    assert f"{calendars.easter(year):%m-%d}" == western
    assert f"{calendars.easter(year, is_orthodox=True):%m-%d}" == orthodox


@pytest.mark.parametrize("outside", [(1342, 9, 1), (1501, 9, 1), (1445, 13, 1), (1445, 9, 31)])
def test_islamic_day_outside_the_tables_is_refused(outside: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        calendars.hijri_day(*outside)


@pytest.mark.parametrize("outside", [(1402, 12, 30), (1399, 7, 31), (1500, 1, 1), (1400, 0, 1)])
def test_persian_day_that_does_not_exist_is_refused(outside: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="in the Persian calendar"):
        calendars.persian_day(*outside)
