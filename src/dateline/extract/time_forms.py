"""The forms of a time: what can begin at a digit, a month, a weekday or another word.

Under each the longest form comes first, with the reader that says what it means.
"""

import re
from collections.abc import Callable
from typing import TypeAlias

from dateline.extract import time_clocks as clocks
from dateline.extract import time_feasts as feasts
from dateline.extract import time_readers as readers
from dateline.extract import time_unit_readers as units
from dateline.extract.time_context import Context
from dateline.extract.time_words import (
    COUNT,
    DAY,
    DAY_WORD,
    DECADES,
    FULL_WEEKDAY,
    MONTH,
    ORDINAL,
    SEASON,
    SEP,
    SHORT_YEAR,
    UNIT,
    VAGUE,
    WEEKDAY,
    YEAR,
)  # fmt: skip
from dateline.records.time import When


def _compiled(pattern: str) -> "re.Pattern[str]":
    return re.compile(pattern, re.IGNORECASE)


_Reader: TypeAlias = Callable[[Context, "re.Match[str]"], When | None]
_Forms: TypeAlias = tuple[tuple["re.Pattern[str]", _Reader], ...]

_DECADE = "(?:" + "|".join(DECADES) + ")"
_PART = r"(?:morning|afternoon|evening|night)"
# Where a time can begin; the name of the group is the key into `FORMS`.
ANCHORS = _compiled(
    r"(?<![\w,.:/$£€+])(?:(?P<digit>\d)|(?P<decade>['\u2019](?=\d0s))|"
    rf"(?P<month>{MONTH})|(?P<weekday>{WEEKDAY})|"
    rf"(?P<ordinal>{DAY_WORD}(?=\s+(?:(?:to|and)\s+(?:the\s+)?{DAY_WORD}\s+)?of\s+{MONTH}))|"
    rf"(?P<part>{clocks.DAY_PART_ALONE}\b)|"
    r"(?P<word>(?:today|tonight|tomorrow|yesterday|overnight|"
    r"the(?=\s+(?:past|this|last|next|previous|following|same|preceding|coming|day|weekend|first|"
    rf"second|third|fourth|final|earlier|later|week|month|year|{_PART}|{SEASON})\b)|"
    rf"(?:this|last|next|past)(?=\s+(?:{UNIT}s?|weekend|time|{_PART}|{SEASON}|"
    rf"{COUNT}|{VAGUE})\b)|(?:earlier|later)(?=\s+(?:this|last|next)\b)|"
    rf"that(?=\s+(?:same\s+|very\s+)?(?:day|year|{_PART})\b)|"
    rf"the(?=\s+(?:nineteen[\s-])?{_DECADE}\b)|"
    rf"[qh][1-4](?=,?\s+(?:of\s+)?{YEAR})|"
    rf"{SEASON}|(?:{COUNT}|{VAGUE})(?=\s+{UNIT}))\b)|"
    rf"(?P<other>(?-i:[{feasts.FIRST_LETTERS}])(?<=\b.)(?:{feasts.AFTER_FIRST})))"
)
_REL_YEAR = r"(?P<rel_year>this|last|next|that|(?:that|the)\s+same)\s+year"
_DAY_YEAR = rf"(?:,?\s+(?:of\s+)?(?:(?P<year>{YEAR}|{SHORT_YEAR})|{_REL_YEAR}))?"
_DAY_FIRST = (
    rf"(?P<day>{DAY}){ORDINAL}(?:(?:{SEP}|/)(?P<to>{DAY}){ORDINAL})?\s+(?:of\s+)?(?P<month>{MONTH})"
    + _DAY_YEAR
)
_MONTH_FIRST = (
    rf"(?P<month>{MONTH})\s+(?:the\s+)?(?P<day>{DAY}){ORDINAL}(?![:.,]\d|\s*(?:am|pm)\b)"
    rf"(?:(?:(?P<dash>\s?[-\u2013]\s?|/)|{SEP})(?P<to>{DAY}){ORDINAL}"
    r"(?(dash)|(?!\s+(?!(?:in|at|near|when|by|and|as|were|was)\b)[a-z])))?" + _DAY_YEAR
)
_UNITS = rf"(?P<count>{COUNT}|{VAGUE})\s+(?P<unit>{UNIT})s?\s+"
_AGO: _Forms = (
    (_compiled(rf"(?P<count>{COUNT})\s+(?P<unit>week|month|year)s?\s+ago\s+"
               r"(?:(?P<named>today|yesterday|tomorrow)|(?P<rel>this|last|next)\s+"
               r"(?P<of>week|month|year))\b"), units.read_ago_from),
    (_compiled(_UNITS + r"(?P<how>ago\b|earlier\b|later\b|(?:before|after)(?=\s*[.,;]))"),
     units.read_ago),
)  # fmt: skip
_THE = r"(?:on\s+)?(?:the\s+)?"
_WHICH = r"(?P<which>first|second|third|fourth|last|final)"
_MONTH_YEAR = (
    rf"(?:,?\s+(?:of\s+)?(?:(?P<year>{YEAR})|"
    r"(?P<rel>this|last|next|that|(?:that|the)\s+same)\s+year))?"
)
_NAMED_DAY_AFTER = (
    r"\s+(?:(?:on|from|into|to|between)\s+)?(?:the\s+)?"
    rf"(?:{WEEKDAY}|{MONTH}|{DAY}{ORDINAL}\s+{MONTH})"
)

_DIGIT: _Forms = (
    (_compiled(r"(\d{4})([-/])(\d\d)\2(\d\d)(?!\d)(?:[T ](\d\d):(\d\d)(?::\d\d)?(Z)?)?"),
     readers.read_iso),
    (_compiled(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)(?![\d/-])"), readers.read_numeric),
    (_compiled(r"9/11(?![\d/])"), readers.read_named_day),
    (_compiled(rf"(?P<day>{DAY})(?P<dash>[-/])(?P<month>{MONTH})(?P=dash)(?P<year>\d{{4}}|\d\d)\b"),
     readers.read_day_month),
    (_compiled(rf"(?P<day>\d\d)(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)\s?Z\s?(?P<month>{MONTH})"
               r"\s?(?P<year>\d{4}|\d\d)\b"), readers.read_signal_time),
    (_compiled(
        rf"(?P<day>{DAY}){ORDINAL}\s+(?P<month>{MONTH})(?:,?\s+(?P<year>{YEAR}))?(?P<sep>{SEP})"
        rf"(?P<to>{DAY}){ORDINAL}\s+(?P<to_month>{MONTH})(?:,?\s+(?P<to_year>{YEAR}))?"),
     readers.read_two_days),
    (_compiled(_DAY_FIRST), readers.read_day_month),
    (_compiled(feasts.OTHER_DAY_FIRST), feasts.read_other_day),
    (_compiled(rf"(?P<day>{DAY}){ORDINAL}\s+(?:of\s+)?(?:the\s+)?"
               r"(?P<rel>this|last|previous|current)\s+month\b"), units.read_day_of_unit),
    (_compiled(r"(\d{3})0['\u2019]?s\b"), readers.read_decade),
    (_compiled(r"([5-9])0s\b"), readers.read_short_decade),
    (_compiled(r"(\d{1,2})(?:st|nd|rd|th)[\s-]+century"), readers.read_century),
    (_compiled(rf"({YEAR})(?P<sep>\s*[-\u2013]\s*|\s+(?:to|and|until|till|through)\s+)"
               rf"(?P<to>{YEAR}|\d\d)(?![\d-])"), readers.read_years),
    (_compiled(clocks.CLOCK_ALONE), clocks.read_clock),
    (_compiled(YEAR), readers.read_year),
    *_AGO,
)  # fmt: skip

_MONTH: _Forms = (
    (_compiled(r"sept(?:ember|\.)?\s+11(?:th)?\s+(?:terror(?:ist)?\s+)?attacks"),
     readers.read_named_day),
    (_compiled(
        rf"(?P<month>{MONTH})\s+(?P<day>{DAY}){ORDINAL}(?:,?\s+(?P<year>{YEAR}))?,?(?P<sep>{SEP})"
        rf"(?P<to_month>{MONTH})\s+(?P<to>{DAY}){ORDINAL}(?:,?\s+(?P<to_year>{YEAR}))?"),
     readers.read_two_days),
    (_compiled(_MONTH_FIRST), readers.read_day_month),
    (_compiled(rf"(?P<month>{MONTH})(?:,?\s+(?P<from_year>{YEAR}))?"
               r"(?P<sep>\s*(?:[-\u2013]|\b(?:to|and|until|till|through)\b)\s*)"
               rf"(?P<to>{MONTH}){_MONTH_YEAR}"), readers.read_two_months),
    (_compiled(rf"(?P<month>{MONTH}){_MONTH_YEAR}"), readers.read_month_year),
)  # fmt: skip

_WEEKDAY: _Forms = (
    (_compiled(
        rf"(?P<weekday>{FULL_WEEKDAY})(?:\s+(?P<day>{DAY}){ORDINAL})?"
        r"(?P<sep>\s+(?:to|into|until|till|through|and)\s+|\s*[-\u2013]\s*)"
        rf"(?P<to_weekday>{FULL_WEEKDAY})(?(day),?\s+(?P<to>{DAY}){ORDINAL}\s+(?P<month>{MONTH})"
        rf"(?:,?\s+(?P<year>{YEAR}))?)(?!\w)"),
     readers.read_two_weekdays),
    (_compiled(rf"(?P<named>{WEEKDAY})\s+\({_DAY_FIRST}\)"), readers.read_day_month),
    (_compiled(rf"(?P<named>{WEEKDAY})\s+\({_MONTH_FIRST}\)"), readers.read_day_month),
    (_compiled(rf"(?P<named>{WEEKDAY})\.?,?\s+(?:the\s+)?(?:{_DAY_FIRST})"),
     readers.read_day_month),
    (_compiled(rf"(?P<named>{WEEKDAY})\.?,?\s+(?:{_MONTH_FIRST})"), readers.read_day_month),
    (_compiled(rf"(?P<unit>{FULL_WEEKDAY})\s+before\s+last\b"), units.read_before_last),
    (_compiled(rf"(?P<weekday>{FULL_WEEKDAY})(?:\s+(?:of\s+)?(?P<rel>last|this|next)\s+week|"
               r"\s+(?P<last>last)(?=\s*[,.;]|\s+(?:in|at|near|by|when|on|as|while)\b))?"),
     readers.read_weekday),
)  # fmt: skip

_WORD: _Forms = (
    *_AGO,
    (_compiled(rf"the\s+(?P<rel>next)\s+(?P<unit>day|{_PART})\b"), units.read_told_unit),
    (_compiled(rf"(?:today|tonight|tomorrow|yesterday|overnight(?!{_NAMED_DAY_AFTER})|last\s+night|"
               r"the\s+day\s+(?:before\s+yesterday|after\s+tomorrow))\b"),
     readers.read_named_day),
    (_compiled(r"(?:the\s+)?(?P<unit>week(?:end)?|month|year|night)\s+before\s+last\b"),
     units.read_before_last),
    (_compiled(rf"the\s+(?:day|{_PART})\s+(?P<side>before|after)(?=\s*[,.;:)]|\s*\Z)"),
     units.read_day_beside),
    (_compiled(rf"that\s+(?:same\s+|very\s+)?(?P<unit>day|year|{_PART})\b(?!['\u2019])"),
     units.read_that_unit),
    (_compiled(rf"the\s+(?:nineteen[\s-])?(?P<decade>{_DECADE})\b"), readers.read_named_decade),
    (_compiled(rf"(?:the\s+)?{_WHICH}\s+(?P<part>week|half|(?:few\s+)?days)\s+of\s+"
               rf"(?:the\s+month\s+of\s+)?(?P<month>{MONTH}){_MONTH_YEAR}"),
     units.read_part_of_month),
    (_compiled(rf"(?:the\s+)?{_WHICH}\s+(?P<part>week|ten\s+days|day)\s+of\s+(?:the\s+)?(?:holy\s+)?"
               rf"(?:month\s+of\s+)?{feasts.OTHER_MONTH_ALONE}"), feasts.read_other_part),
    (_compiled(rf"the\s+{_WHICH}\s+day\s+of\s+{feasts.FEAST_YEAR}"), feasts.read_feast_day),
    (_compiled(rf"the\s+week\s+(?P<how>of|beginning|starting|ending|to)\s+(?:on\s+)?{_DAY_FIRST}"),
     units.read_week_of(readers.read_day_month)),
    (_compiled(rf"the\s+week\s+(?P<how>of|beginning|starting|ending|to)\s+(?:on\s+)?{_MONTH_FIRST}"),
     units.read_week_of(readers.read_day_month)),
    (_compiled(r"the\s+(?P<rel>last)(?P<count>)\s+(?P<unit>week|month|year)\b(?!\s+of\b)"),
     units.read_past_units),
    (_compiled(r"this\s+time\s+last\s+(?P<unit>week|month|year)\b"), units.read_this_time),
    (_compiled(rf"{_THE}(?P<part>earlier\s+|later\s+)?(?P<rel>this|last|next)\s+"
               rf"(?P<unit>week(?:end)?|month|year|{_PART})\b"), units.read_unit),
    (_compiled(rf"{_THE}(?P<rel>previous|following|next|same|preceding)\s+"
               r"(?P<unit>day|night|week|month|year|morning|afternoon|evening)\b"),
     units.read_told_unit),
    (_compiled(rf"{_THE}(?:(?P<rel>past|last|next|previous|coming)\s+"
               rf"(?P<count>{COUNT}|{VAGUE})|past)\s+(?P<unit>{UNIT})s?\b"),
     units.read_past_units),
    (_compiled(r"the\s+(?P<which>first|second|third|fourth|last)\s+(?P<part>half|quarter)\s+"
               rf"of\s+(?:(?:the|this)\s+year|(?P<year>{YEAR}))"), units.read_part_of_year),
    (_compiled(rf"(?P<letter>[qh])(?P<number>[1-4]),?\s+(?:of\s+)?(?P<year>{YEAR})"),
     units.read_quarter),
    (_compiled(rf"(?:the\s+)?(?:(?P<rel>last|this|next)\s+)?(?P<season>{SEASON})"
               rf"(?:,?\s+(?:of\s+)?(?P<year>{YEAR}))?\b"), readers.read_season),
    (_compiled(r"the\s+weekend\b"), units.read_weekend),
    (_compiled(r"the\s+(?P<unit>year|month)\b(?!\s+(?:before|after|of|\d))"),
     units.read_edge_of_unit),
)  # fmt: skip

_OTHER: _Forms = (
    (_compiled(feasts.FEAST_YEAR), feasts.read_feast),
    (_compiled(feasts.OTHER_MONTH_FIRST), feasts.read_other_day),
    (_compiled(feasts.OTHER_MONTH_ALONE), feasts.read_other_month),
)

FORMS: dict[str, _Forms] = {
    "digit": _DIGIT,
    "decade": ((_compiled(r"['\u2019](\d)0s\b"), readers.read_decade),),
    "month": _MONTH,
    "weekday": _WEEKDAY,
    "ordinal": (
        (
            _compiled(
                rf"(?P<day>{DAY_WORD})(?:\s+(?:to|and)\s+(?:the\s+)?(?P<to>{DAY_WORD}))?\s+of\s+"
                rf"(?P<month>{MONTH})" + _DAY_YEAR
            ),
            readers.read_day_month,
        ),
    ),
    "part": ((_compiled(clocks.DAY_PART_ALONE), clocks.read_day_part),),
    "word": _WORD,
    "other": _OTHER,
}
