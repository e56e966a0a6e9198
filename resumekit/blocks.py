"""The building blocks of a report's outline: what is said, in which order, without saying how it looks.

In: nothing. Out: plain records that `writers` turns into text, Markdown, HTML and more.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Protocol

Tone = Literal["", "strong", "soft", "good", "bad", "warn", "verified", "practised", "partial", "claimed", "lapsed", "missing"]
"""What a span means; a writer may show it by colour or weight, never by those alone."""


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one tone."""

    text: str
    tone: Tone = ""


Line = str | Span | tuple[str | Span, ...]
"""One line of text: plain, one span, or several in a row."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A title; level 1 names the report, 2 its parts."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `lead` marks the answer in one sentence."""

    line: Line
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A list item with an optional second line that says why."""

    line: Line
    why: Line = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list, numbered or not."""

    items: tuple[Item, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns; the first cell of a row is its header."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and values, one a line."""

    pairs: tuple[tuple[str, Line], ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A day for a calendar. `uid` stays the same when the report is made anew; `remind_days`: how long before to remind, if at all."""

    uid: str
    day: date
    title: str
    text: str = ""
    remind_days: int | None = None


Block = Heading | Paragraph | Bullets | Table | Facts


class Report(Protocol):
    """What a command reports: a dataclass whose fields, in order, are its JSON, and whose outline is everything else."""

    def outline(self) -> list[Block]:
        """The report as blocks, most important first."""
        ...
