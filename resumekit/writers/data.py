"""A report for programs: the record itself as JSON, its rows for a spreadsheet, its events for a calendar.

In: a record, rows, or events. Out: one string. Must not know an outline: what people read is none of its business.
"""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from typing import Any

from resumekit.blocks import Event
from resumekit.dates import PartialDate
from resumekit.diagnostics import clean

FORMAT_VERSION = 1


def to_json(record: Any) -> str:
    """A record, or a mapping, as one JSON document that begins with its format's version."""
    made = plain(record)
    document = {"format": FORMAT_VERSION, **made} if isinstance(made, dict) else made
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def plain(value: Any) -> Any:
    """A record as mappings, lists, texts and numbers; its fields in order, dates and choices as text."""
    if isinstance(value, (PartialDate, date)):
        return str(value)
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value):
        return {item.name: plain(getattr(value, item.name)) for item in fields(value) if not item.name.startswith("_")}
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, (set, frozenset)):
        return sorted(plain(item) for item in value)
    return value


_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet would run as a formula, had it the chance."""


def to_csv(rows: Iterable[Sequence[Any]]) -> str:
    """Rows as RFC 4180 has them. A text that could be taken for a formula gets an apostrophe; nothing is an empty cell."""
    out = io.StringIO()
    made = csv.writer(out)
    for row in rows:
        made.writerow(["" if cell is None else cell if isinstance(cell, int) else f"{cell:g}" if isinstance(cell, float) else _cell_text(str(cell)) for cell in row])
    return out.getvalue()


def _cell_text(text: str) -> str:
    return ("'" if text.startswith(_FORMULA) else "") + clean(text)


def to_ics(events: Iterable[Event], as_of: date) -> str:
    """A calendar of whole days as RFC 5545 has it; the same events on the same day give the same bytes."""
    from icalendar import Alarm, Calendar
    from icalendar import Event as Entry

    calendar = Calendar()
    calendar.add("prodid", "-//resumekit//renewals//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for event in events:
        entry = Entry()
        entry.add("uid", event.uid)
        entry.add("dtstamp", datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC))
        entry.add("dtstart", event.day)
        entry.add("summary", clean(event.title))
        if event.text:
            entry.add("description", "\n".join(clean(line) for line in event.text.split("\n")))
        entry.add("transp", "TRANSPARENT")
        if event.remind_days is not None:
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", clean(event.title))
            alarm.add("trigger", timedelta(days=-event.remind_days))
            entry.add_component(alarm)
        calendar.add_component(entry)
    made: bytes = calendar.to_ical(sorted=False)
    return made.decode("utf-8")
