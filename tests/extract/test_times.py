"""Tests of the times that a text names."""

import re
from calendar import monthrange
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.extract.times import TimeStage, find_times
from dateline.records.draft import Draft
from dateline.records.report import Report
from dateline.records.time import TimePrecision

PUBLISHED = "2015-08-20"  # a Thursday

# words | what is quoted | EDTF | precision; read as published on PUBLISHED
DATED = """
The convoy was hit on July 29 | July 29 | 2015-07-29 | day
It fell on July 29, 2014. | July 29, 2014 | 2014-07-29 | day
It fell on July 29 2014. | July 29 2014 | 2014-07-29 | day
on the 29th of July 2014 | 29th of July 2014 | 2014-07-29 | day
on July 3rd they left | July 3rd | 2015-07-03 | day
on 3 September they left | 3 September | 2014-09-03 | day
on Sept. 3 they left | Sept. 3 | 2014-09-03 | day
on Dec 4 the road was mined | Dec 4 | 2014-12-04 | day
on 29 February 2012 | 29 February 2012 | 2012-02-29 | day
on February 29 | February 29 | 2012-02-29 | day
a leaflet of 2 feb 89, it said | 2 feb 89 | 1989-02-02 | day
the raid of 12 June '07 | 12 June '07 | 2007-06-12 | day
dated 2014-03-05 | 2014-03-05 | 2014-03-05 | day
at 2014-03-05T21:15:30Z | 2014-03-05T21:15:30Z | 2014-03-05T21:15:00Z | minute
on 25/06/2015 | 25/06/2015 | 2015-06-25 | day
on 06/25/2015 | 06/25/2015 | 2015-06-25 | day
on 05.06.2015 | 05.06.2015 | 2015-05-06/2015-06-05 | month
on 09/08/2015 | 09/08/2015 | 2015-08-09 | day
on 05/05/2015 | 05/05/2015 | 2015-05-05 | day
on Tuesday, July 28, the | Tuesday, July 28 | 2015-07-28 | day
on Tuesday 28 July the | Tuesday 28 July | 2015-07-28 | day
on Tuesday | Tuesday | 2015-08-18 | day
on Thursday | Thursday | 2015-08-20 | day
on Friday | Friday | 2015-08-14 | day
last Thursday | last Thursday | 2015-08-13 | day
last Tuesday | last Tuesday | 2015-08-18 | day
next Thursday | next Thursday | 2015-08-27 | day
next Monday | next Monday | 2015-08-24 | day
this Sunday | this Sunday | 2015-08-23 | day
on Friday last week | Friday last week | 2015-08-14 | day
on Monday of this week | Monday of this week | 2015-08-17 | day
early on Wednesday | early on Wednesday | 2015-08-19 | day
late Saturday | late Saturday | 2015-08-15 | day
on Tuesday night | Tuesday night | 2015-08-18 | day
on Sunday early morning | Sunday early morning | 2015-08-16 | day
in the early hours of Tuesday | the early hours of Tuesday | 2015-08-18 | day
on the night of 3 March | the night of 3 March | 2015-03-03/2015-03-04 | days
on the eve of July 3 | the eve of July 3 | 2015-07-02 | day
The talks will be held on Monday | Monday | 2015-08-24 | day
The trial is expected on 3 September | 3 September | 2015-09-03 | day
It was expected to end, he said on Monday | Monday | 2015-08-17 | day
The vote is scheduled for October | October | 2015-10 | month
yesterday | yesterday | 2015-08-19 | day
the day before yesterday | the day before yesterday | 2015-08-18 | day
today | today | 2015-08-20 | day
tonight | tonight | 2015-08-20 | day
this morning | this morning | 2015-08-20 | day
last night | last night | 2015-08-19 | day
tomorrow | tomorrow | 2015-08-21 | day
yesterday evening | yesterday evening | 2015-08-19 | day
overnight | overnight | 2015-08-19/2015-08-20 | days
the previous day | the previous day | 2015-08-19 | day
two days ago | two days ago | 2015-08-18 | day
10 days ago | 10 days ago | 2015-08-10 | day
a week ago | a week ago | 2015-08-10/2015-08-16 | week
three months ago | three months ago | 2015-05 | month
eight months ago | eight months ago | 2014-12 | month
a decade ago | a decade ago | 2005 | year
24 hours ago | 24 hours ago | 2015-08-19/2015-08-20 | days
last week | last week | 2015-08-10/2015-08-16 | week
this week | this week | 2015-08-17/2015-08-23 | week
last month | last month | 2015-07 | month
next month | next month | 2015-09 | month
last year | last year | 2014 | year
this year | this year | 2015 | year
late last year | late last year | 2014-09/2014-12 | season
earlier this year | earlier this year | 2015-01-01/2015-08-20 | year
later this month | later this month | 2015-08-20/2015-08-31 | month
at the weekend | the weekend | 2015-08-15/2015-08-16 | days
in the past three days | the past three days | 2015-08-17/2015-08-20 | days
in the last 48 hours | the last 48 hours | 2015-08-18/2015-08-20 | days
over the past week | the past week | 2015-08-13/2015-08-20 | week
in July this year | July this year | 2015-07 | month
in July last year | July last year | 2014-07 | month
in October | October | 2014-10 | month
in August | August | 2015-08 | month
last August | last August | 2014-08 | month
next March | next March | 2016-03 | month
in May | May | 2015-05 | month
during march 2014 | march 2014 | 2014-03 | month
in March, 2014 | March, 2014 | 2014-03 | month
a July offensive | July | 2015-07 | month
early July | early July | 2015-07-01/2015-07-10 | week
mid-July 2013 | mid-July 2013 | 2013-07-11/2013-07-20 | week
at the end of June | the end of June | 2015-06-21/2015-06-30 | week
between 3 and 5 March | 3 and 5 March | 2015-03-03/2015-03-05 | days
3-5 March | 3-5 March | 2015-03-03/2015-03-05 | days
from July 28 to August 2 | July 28 to August 2 | 2015-07-28/2015-08-02 | days
30 December to 2 January 2014 | 30 December to 2 January 2014 | 2013-12-30/2014-01-02 | days
between March and May 2014 | March and May 2014 | 2014-03/2014-05 | season
November to January | November to January | 2014-11-01/2015-01-31 | season
in 2009 | 2009 | 2009 | year
the 2009 assault | 2009 | 2009 | year
the 1998 killings in the camp | 1998 | 1998 | year
since early 2009 | since early 2009 | 2009-01/.. | season
between 2004 and 2009 | 2004 and 2009 | 2004/2009 | years
the 2015-16 season of raids | 2015-16 | 2015/2016 | years
in the 1990s | 1990s | 199X | years
in the '90s | '90s | 199X | years
in the early 1990s | the early 1990s | 1990/1993 | years
the late 1980s | the late 1980s | 1986/1989 | years
in the 19th century | 19th century | 18XX | years
summer 2016 | summer 2016 | 2016-22 | season
in the winter of 2011 | the winter of 2011 | 2011-24 | season
last summer | last summer | 2014-22 | season
last spring | last spring | 2015-21 | season
the first half of 2009 | the first half of 2009 | 2009-01/2009-06 | year
the third quarter of this year | the third quarter of this year | 2015-07/2015-09 | season
at 8:30 pm on July 29 | at 8:30 pm on July 29 | 2015-07-29T20:30:00 | minute
on July 29 at around 8.30 p.m. | July 29 at around 8.30 p.m. | 2015-07-29T20:30:00 | minute
on Tuesday at 06:05 the | Tuesday at 06:05 | 2015-08-18T06:05:00 | minute
at 12 am on Monday | at 12 am on Monday | 2015-08-17T00:00:00 | minute
since the 9/11 attacks | 9/11 | 2001-09-11 | day
the past weeks | the past weeks | XXXX-XX-XX | unknown
a June 26-28 summit | June 26-28 | 2015-06-26/2015-06-28 | days
On March 3 and 5 people fled | March 3 | 2015-03-03 | day
on March 3 and 5, they | March 3 and 5 | 2015-03-03/2015-03-05 | days
They intended to strike on 15 October | 15 October | 2015-10-15 | day
They planned to strike on 15 June | 15 June | 2015-06-15 | day
The march is due on 15 June | 15 June | 2016-06-15 | day
ahead of the vote of 25 August | 25 August | 2015-08-25 | day
The summit of 25 August drew crowds | 25 August | 2015-08-25 | day
He was killed on 25 August | 25 August | 2014-08-25 | day
the last 25 August | the last 25 August | 2014-08-25 | day
Saturday 23 August | Saturday 23 August | 2014-08-23 | day
Monday, 31 August, is a holiday | Monday, 31 August | 2015-08-31 | day
Sunday's rally in the square will go ahead | Sunday | 2015-08-23 | day
Sunday's rally drew crowds | Sunday | 2015-08-16 | day
Visitors may stay until Saturday | until Saturday | ../2015-08-22 | day
The ban runs until October | until October | ../2015-10 | month
in the night from Friday to Saturday | Friday to Saturday | 2015-08-14/2015-08-15 | days
Friday 14 to Saturday 15 August | Friday 14 to Saturday 15 August | 2015-08-14/2015-08-15 | days
on July 29 at about 2130 hours | July 29 at about 2130 hours | 2015-07-29T21:30:00 | minute
several years ago | several years ago | XXXX-XX-XX | unknown
"""

# the same without a publication time
UNDATED = """
The convoy was hit on July 29 | July 29 | XXXX-07-29 | day
on Tuesday, July 28, the | Tuesday, July 28 | XXXX-07-28 | day
at 8:30 pm on July 29 | at 8:30 pm on July 29 | XXXX-07-29 | day
3-5 March | 3-5 March | XXXX-03-03/XXXX-03-05 | days
from July 28 to August 2 | July 28 to August 2 | XXXX-07-28/XXXX-08-02 | days
March to May | March to May | XXXX-03/XXXX-05 | season
in July this year | July this year | XXXX-07 | month
in early July | early July | XXXX-07 | month
on Tuesday | Tuesday | XXXX-XX-XX | unknown
late Saturday | late Saturday | XXXX-XX-XX | unknown
from Friday to Saturday | Friday to Saturday | XXXX-XX-XX | unknown
yesterday | yesterday | XXXX-XX-XX | unknown
the previous day | the previous day | XXXX-XX-XX | unknown
two days ago | two days ago | XXXX-XX-XX | unknown
last week | last week | XXXX-XX-XX | unknown
earlier this year | earlier this year | XXXX-XX-XX | unknown
in the past three days | the past three days | XXXX-XX-XX | unknown
last summer | last summer | XXXX-XX-XX | unknown
on 09/08/2015 | 09/08/2015 | 2015-08-09/2015-09-08 | month
March 2014 | March 2014 | 2014-03 | month
the 2009 assault | 2009 | 2009 | year
"""

NO_TIMES = """
for three days
thank you and may they rest
a three-day siege
2,009 people fled
2000 soldiers were sent
some 1950 houses
more than 2000 Kurdish fighters
$2000
2014 km away
He may come
a march through the town
May Thompson spoke
every Friday
on Fridays
a statement in The Sunday Telegraph
Bloody Sunday
at 8:30 pm
the 30-year-old man
on 45/45/2015
the 19 April Movement
The sun set over the second town
1,995.50 rupees
"""


def rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split(" | ")] for line in table.strip().splitlines()]


def found(text: str, published: str | None) -> list[tuple[str, str, str]]:
    times = find_times(text, published)
    return [(t.span.quote(text), t.when.edtf, t.when.precision.value) for t in times]


@pytest.mark.parametrize(("text", "quote", "edtf", "precision"), rows(DATED))
def test_time_is_read_from_the_publication_day(
    text: str, quote: str, edtf: str, precision: str
) -> None:
    assert found(text, PUBLISHED) == [(quote, edtf, precision)]


@pytest.mark.parametrize(("text", "quote", "edtf", "precision"), rows(UNDATED))
def test_year_is_never_guessed(text: str, quote: str, edtf: str, precision: str) -> None:
    assert found(text, None) == [(quote, edtf, precision)]


@pytest.mark.parametrize("text", NO_TIMES.strip().splitlines())
def test_other_numbers_names_and_durations_are_no_times(text: str) -> None:
    assert found(text, PUBLISHED) == []


def test_later_days_count_from_the_day_last_told_of() -> None:
    text = "The raid was on August 3. A day later it was denied, and the following day confirmed."
    edtfs = [edtf for _, edtf, _ in found(text, PUBLISHED)]
    assert edtfs == ["2015-08-03", "2015-08-04", "2015-08-05"]


def test_later_day_stays_unknown_when_no_day_was_told_of() -> None:
    assert found("A day later they returned.", PUBLISHED)[0][1] == "XXXX-XX-XX"


def test_year_of_the_second_day_serves_the_first() -> None:
    edtfs = [edtf for _, edtf, _ in found("on 3 March and 5 April 2014", PUBLISHED)]
    assert edtfs == ["2014-03-03", "2014-04-05"]


@pytest.mark.parametrize(
    ("published", "text", "edtf"),
    [
        ("2015-08", "July 29", "2015-07-29"),
        ("2015-08", "on Tuesday", "XXXX-XX-XX"),
        ("2015", "this year", "2015"),
        ("2015", "July 29", "XXXX-07-29"),
        ("2015-08-20T23:30:00+05:00", "yesterday", "2015-08-19"),
        ("20155-08-20", "July 29", "XXXX-07-29"),
        ("2015-13-40", "July 29", "XXXX-07-29"),
        ("soon", "July 29", "XXXX-07-29"),
    ],
)
def test_publication_time_counts_for_as_much_as_it_says(
    published: str, text: str, edtf: str
) -> None:
    assert found(text, published)[0][1] == edtf


def test_stage_fills_the_times_of_each_draft() -> None:
    report = Report(id="r", sha256="", text="It fell on 3 March.", published="2014-03-09")
    drafts = list(TimeStage()([Draft(report=report)]))
    assert [time.when.edtf for time in drafts[0].times] == ["2014-03-03"]


SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}


def bounds(edtf: str) -> tuple[date, date] | None:
    """Read an EDTF string as the standard says, apart from `dates.py`."""
    if "/" in edtf:
        left, right = (bounds(part) for part in edtf.split("/"))
        return (left[0], right[1]) if left and right else None
    digits, _, rest = edtf.partition("T")[0].partition("-")
    if digits == "XXXX":
        return None
    low, high = int(digits.replace("X", "0")), int(digits.replace("X", "9"))
    month, _, day = rest.partition("-")
    if day:
        return date(low, int(month), int(day)), date(low, int(month), int(day))
    first, end = date(max(low, 1), 1, 1), (high, 12)
    if month and int(month) > 12:
        start = SEASONS[int(month)]
        first, end = date(low, start, 1), (low + (start == 12), (start + 1) % 12 + 1)
    elif month:
        first, end = date(low, int(month), 1), (low, int(month))
    return first, date(*end, monthrange(*end)[1])


TABLE = (Path(__file__).parent / "tables" / "times.tsv").read_text("utf-8").splitlines()
PIECES = (
    [row[0] for row in rows(DATED)]
    + [line.split("\t")[0] for line in TABLE]
    + NO_TIMES.split("\n")
    + [" ", "\n", ".", "9999", "0", "\u2013"]
)
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=6).map(" ".join))
PUBLICATIONS = st.one_of(
    st.none(), st.text(max_size=12), st.dates().map(str), st.dates().map(lambda day: str(day)[:7])
)


@given(text=TEXTS, published=PUBLICATIONS)
def test_any_text_gives_ordered_times_whose_edtf_says_the_same_as_the_bounds(
    text: str, published: str | None
) -> None:
    end = 0
    for time in find_times(text, published):
        assert end <= time.span.start < time.span.end
        assert time.span.quote(text).strip() == time.span.quote(text)
        end = time.span.end
        told = time.when.edtf.removeprefix("../").removesuffix("/..")  # an open end is not bounded
        span = bounds(told)
        stated = (time.when.earliest, time.when.latest)
        if told == time.when.edtf or not span:
            assert stated == ((span[0].isoformat(), span[1].isoformat()) if span else (None, None))
        else:  # the day that it began or ended, of those that the words allow
            assert span[0].isoformat() in stated or span[1].isoformat() in stated
        assert not span or span[0] <= span[1]
        assert time.when.precision in TimePrecision


@given(text=TEXTS)
def test_without_publication_time_each_known_year_is_in_the_text(text: str) -> None:
    short = r"9/11|11 attacks|century|['\u2019]\d|\b[4-9]\d\b|/\d\d\b|\b1[34]\d\d\b|\bMAR 14|-Jun-"
    for time in find_times(text, None) if not re.search(short, text, re.IGNORECASE) else ():
        if time.when.earliest and "/" not in time.when.edtf:
            counted = any(str(int(time.when.edtf[:3]) + step) in text for step in (0, 1, -1))
            assert counted, "a day later may fall into the next year, a guess may not"
