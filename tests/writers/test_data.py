"""What programs get: JSON in order, rows that run no formula, calendars that others read."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumekit.blocks import Block, Event, Report
from resumekit.diagnostics import clean
from resumekit.writers import write

HOSTILE = st.text(st.one_of(st.characters(), st.sampled_from("\x00\x07\x08\x1b\x7f\x85\x9b\t\r\n\u2028\u202e\u2066\ufeff\u200f\u061c")), max_size=60)
Make = Callable[..., Report]


def test_json_is_the_record_in_order(sample: Make) -> None:
    """Fields in order after the format, dates and choices as text, letters as they are, private fields left out."""
    text = write(sample(), "json")
    assert json.loads(text) == {
        "format": 1,
        "name": "Zoë",
        "kind": "good",
        "since": "2022-06",
        "day": "2026-11-24",
        "parts": ["2022-06"],
        "share": 0.5,
        "nothing": None,
        "title": "Zoë: report",
    }
    assert text.startswith('{\n  "format": 1,\n  "name": "Zoë",')
    assert text.endswith("}\n")


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """A report for a spreadsheet and a calendar."""

    cells: tuple[str | int | float | None, ...] = ()
    days: tuple[Event, ...] = ()
    as_of: date = date(2026, 11, 24)

    def outline(self) -> list[Block]:
        """Nothing."""
        return []

    def rows(self) -> list[tuple[str | int | float | None, ...]]:
        """One row."""
        return [self.cells]

    def events(self) -> list[Event]:
        """Its days."""
        return list(self.days)


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_cell_is_a_formula(sign: str) -> None:
    """A spreadsheet shows what was typed, and runs nothing; a number below zero stays one."""
    shown = next(csv.reader(io.StringIO(write(Ledger(cells=(f"{sign}cmd|' /c'!A1", -5, "a,b", 'say "x"', None, 2.0)), "csv"))))
    assert shown[0].startswith("'")
    assert ["-5", "a,b", 'say "x"', "", "2"] == shown[1:]


@given(HOSTILE)
def test_rows_stay_rows(text: str) -> None:
    """Whatever a cell holds, a row is one line and its cells are as many as they were."""
    made = write(Ledger(cells=(text, "x", 1)), "csv")
    assert 1 == made.count("\n")
    (row,) = csv.reader(io.StringIO(made))
    assert (3, "x", "1") == (len(row), *row[1:])


def test_calendar_is_as_rfc_5545_has_it() -> None:
    """A whole day, a stamp of the report's own day, a reminder; texts with their marks escaped."""
    event = Event(uid="a@resumekit", day=date(2027, 6, 30), title="CMA (AAMA); renew, soon", text="First\\line\nSecond", remind_days=90)
    assert (
        "BEGIN:VCALENDAR\r\nPRODID:-//resumekit//renewals//EN\r\nVERSION:2.0\r\nCALSCALE:GREGORIAN\r\n"
        "BEGIN:VEVENT\r\nUID:a@resumekit\r\nDTSTAMP:20261124T000000Z\r\nDTSTART;VALUE=DATE:20270630\r\nSUMMARY:CMA (AAMA)\\; renew\\, soon\r\n"
        "DESCRIPTION:First\\\\line\\nSecond\r\nTRANSP:TRANSPARENT\r\n"
        "BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:CMA (AAMA)\\; renew\\, soon\r\nTRIGGER:-P90D\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    ) == write(Ledger(days=(event,)), "ics")


@given(HOSTILE, st.dates(), st.dates())
def test_calendar_holds_any_text_and_any_day(text: str, day: date, as_of: date) -> None:
    """Lines of at most 75 bytes that break between characters, CRLF everywhere, and read back by another's eyes the same."""
    from icalendar import Calendar

    made = write(Ledger(days=(Event(uid="a", day=day, title=text * 3, text=text, remind_days=90),), as_of=as_of), "ics")
    lines = made.encode("utf-8").split(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in lines)
    assert [line.decode("utf-8") for line in lines]
    (read,) = Calendar.from_ical(made).walk("VEVENT")
    assert (day, clean(text * 3)) == (read.decoded("dtstart"), str(read["summary"]))
