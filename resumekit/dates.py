"""Dates as people give them: a year, a month, a day, or "present".

In: text. Out: `PartialDate`, spans in whole months. Must not know what a date is for, or what day it is today.
"""

import calendar
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?\Z")
_COMPACT = r"([0-9]{4})([0-9]{2})([0-9]{2})\Z"
_STAMP = r"([0-9]{4})-([0-9]{2})-([0-9]{2})[T ][0-9:.Z+-]{1,30}\Z"
_SLASHED = r"([0-9]{1,2})[/.-]([0-9]{4})\Z"
_FULL_SLASHED = r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})\Z"
_YEAR_FIRST = r"([0-9]{4})[/.]([0-9]{1,2})(?:[/.]([0-9]{1,2}))?\Z"
_WORDED = r"([A-Za-z]{3,9})\.?,?\s+(?:([0-9]{1,2})(?:st|nd|rd|th)?,?\s+)?([0-9]{4})\Z"
_DAY_FIRST = r"([0-9]{1,2})(?:st|nd|rd|th)?\.?\s+([A-Za-z]{3,9})\.?,?\s+([0-9]{4})\Z"
_YEAR_THEN_WORD = r"([0-9]{4})[\s,./-]{1,3}([A-Za-z]{3,9})\.?\Z"
_RANGE = r"(.{4,20}?)\s*(?:\s-{1,2}|\bto\b|\buntil\b)\s*(\S.{2,20})\Z"
_SEASON = r"(?i)(spring|summer|fall|autumn|winter)\s+(?:of\s+)?([0-9]{4})\Z"
_SEASONS = {"spring": 3, "summer": 6, "fall": 9, "autumn": 9, "winter": 12}
_ONGOING = ("now", "current", "currently", "today", "ongoing", "present", "to date", "still", "actual", "presente", "till date", "in progress")
_NEVER = ("never", "none", "n/a", "na", "tbd", "unknown", "lifetime", "no", "no expiration", "does not expire", "not applicable", "-", "?")
_LOOKALIKES = str.maketrans({"–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "⁄": "/", "“": '"', "”": '"', "‘": "'", "’": "'", "\u00a0": " "})


class DateError(ValueError):
    """A text that is no date: `message` says why, `hint` what to type."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year from 1900 on, a month of it, or a day; month or day is 0 where not given; year 0 is "present"."""

    year: int
    month: int = 0
    day: int = 0

    @property
    def is_present(self) -> bool:
        """Whether this stands for "still going on"."""
        return self.year == 0

    def first_day(self) -> date:
        """The first day that this date may mean; for "present", the last day there is."""
        if self.is_present:
            return date.max
        return date(self.year, self.month or 1, self.day or 1)

    def last_day(self) -> date:
        """The last day that this date may mean: a month ends with its last day, a year in December."""
        if self.is_present:
            return date.max
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        if self.is_present:
            return "present"
        parts = [f"{self.year:04d}"] + [f"{part:02d}" for part in (self.month, self.day) if part]
        return "-".join(parts)


PRESENT = PartialDate(0)


def parse_date(text: str) -> PartialDate:
    """Read `2022`, `2022-06`, `2022-06-30` or `present`; raise `DateError` with the fix for anything else."""
    text = text.strip()
    if text == "present":
        return PRESENT
    if match := _ISO.match(text):
        year, month, day = (int(part) if part else None for part in match.groups())
        return _checked(text, year or 0, month, day)
    raise DateError(f"{_quoted(text)} is not a date", f"write {_suggestion(text) or 'a year, year-month or full date, such as 2022, 2022-06 or 2022-06-30'}")


def _checked(text: str, year: int, month: int | None, day: int | None) -> PartialDate:
    if year == 0:
        raise DateError(f"{text}: there is no year 0", "write the year with four digits, such as 2022")
    if month is not None and not 1 <= month <= 12:
        if day is not None and 1 <= day <= 12:
            raise DateError(f"{text}: there is no month {month}", f"write year-month-day; perhaps {year:04d}-{day:02d}-{month:02d}")
        raise DateError(f"{text}: there is no month {month}", "months go from 01 to 12")
    if day is not None and month is not None:
        days = calendar.monthrange(year, month)[1]
        if not 1 <= day <= days:
            name = MONTHS[month - 1].capitalize()
            raise DateError(f"{text}: {name} {year} has {days} days", f"days go from 01 to {days}")
    result = PartialDate(year, month or 0, day or 0)
    if str(result) != text:
        raise DateError(f"{text}: month and day have two digits", f"write {result}")
    return result


def _suggestion(text: str) -> str:
    """What to write for the date that `text` seems to mean; empty if it seems to mean none."""
    plain = "".join(str(unicodedata.decimal(char, char)) for char in text[:60]).translate(_LOOKALIKES).strip(" ,;.\"'")
    if plain.lower() in _ONGOING:
        return "present, in small letters" if plain.lower() == "present" else "present"
    if plain.lower() in _NEVER:
        return "a date, or remove the line where there is none"
    if match := re.match(_RANGE, plain):
        first, last = _meant(match[1]), _meant(match[2]) or (PRESENT if match[2].lower() in (*_ONGOING, "present") else None)
        if first and last:
            return f"two dates, such as start: {first} and end: {last}"
    if match := re.match(_SEASON, plain):
        return f"a month in place of the season, such as {match[2]}-{_SEASONS[match[1].lower()]:02d}"
    meant = _meant(plain)
    return str(meant) if meant else ""


def guess(text: str) -> PartialDate | None:
    """The date that a text in any usual form stands for, such as "Jan 2022" or "Present"; None where it is none, or not one for sure."""
    plain = text[:60].translate(_LOOKALIKES).strip(" ,;.")
    return PRESENT if plain.lower() in _ONGOING else _meant(plain)


def _meant(text: str) -> PartialDate | None:
    """The date that a text in another form stands for."""
    text = text.strip()
    year = month = day = 0
    if match := _ISO.match(text) or re.match(_COMPACT, text) or re.match(_STAMP, text) or re.match(_YEAR_FIRST, text):
        year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    elif match := re.match(_SLASHED, text):
        month, year = int(match[1]), int(match[2])
    elif match := re.match(_FULL_SLASHED, text):
        month, day, year = int(match[1]), int(match[2]), int(match[3])
        if month > 12:
            month, day = day, month
    elif match := re.match(_YEAR_THEN_WORD, text):
        year, month = int(match[1]), _month(match[2])
    elif match := re.match(_WORDED, text) or re.match(_DAY_FIRST, text):
        word, number = (match[1], match[2]) if match.re.pattern == _WORDED else (match[2], match[1])
        year, month, day = int(match[3]), _month(word), int(number or 0)
    try:
        return _checked(str(PartialDate(year, month, day)), year, month or None, day or None)
    except DateError:
        return None


def _month(word: str) -> int:
    """The month that a word names or begins, such as "Dec"; 13, which there is not, where it is none or several."""
    found = [index for index, name in enumerate(MONTHS, 1) if name.startswith(word.lower())]
    return found[0] if len(found) == 1 else 13


def _quoted(text: str) -> str:
    return f'"{text[:40]}…"' if len(text) > 41 else f'"{text}"'


def count_months(spans: Iterable[tuple[PartialDate, PartialDate | None]], today: date) -> int:
    """The months in which at least one span runs, each counted whole; an open or later end means today.

    Spans that begin after `today` count nothing. Overlaps count once.
    """
    now = _month_number(today)
    bounds = []
    for start, end in spans:
        first = _month_number(start.first_day())
        last = now if end is None or end.is_present else min(now, _month_number(end.last_day()))
        if first <= last and not start.is_present:
            bounds.append((first, last))
    total, reached = 0, -1
    for first, last in sorted(bounds):
        total += max(0, last - max(first, reached + 1) + 1)
        reached = max(reached, last)
    return total


def _month_number(day: date) -> int:
    return day.year * 12 + day.month - 1


def months_later(day: date, months: int) -> date:
    """The same day so many months on, or back; the month's last day where it has no such day, the calendar's where it ends."""
    year, month = divmod(_month_number(day) + months, 12)
    if not date.min.year <= year <= date.max.year:
        return date.max if months > 0 else date.min
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def days_later(day: date, days: int) -> date:
    """`day` plus `days`, stopping at the ends of the calendar instead of overflowing."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min
