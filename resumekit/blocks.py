"""The building blocks of a report's outline: what is said, in which order, without saying how it looks.

In: nothing. Out: plain records that `writers` turns into text, Markdown, HTML and more.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Protocol, runtime_checkable

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
    """A list, numbered or not. `fit`: the second line of an item is one line of a terminal, cut where it is longer."""

    items: tuple[Item, ...]
    numbered: bool = False
    fit: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns; the first cell of a row is its header. `fit`: a row is one line of a terminal, cut where it is longer."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    title: str = ""
    fit: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and values, one a line. `fit`: one line of a terminal, cut where it is longer."""

    pairs: tuple[tuple[str, Line], ...] = field(default=())
    fit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A day for a calendar. `uid` stays the same when the report is made anew; `remind_days`: how long before to remind, if at all."""

    uid: str
    day: date
    title: str
    text: str = ""
    remind_days: int | None = None


@dataclass(frozen=True, slots=True)
class Meter:
    """How many of a few like things are done, one segment each; the text beside it says the same."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that shows again what the report says in words; `draw` makes its SVG, so many columns side by side."""

    draw: Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Card:
    """A thing that is reached or not, what it takes, and whether each of that is there."""

    title: str
    reached: bool
    items: tuple[tuple[bool, Line], ...]


@dataclass(frozen=True, slots=True)
class Cards:
    """Cards side by side."""

    cards: tuple[Card, ...]


Block = Heading | Paragraph | Bullets | Table | Facts | Meter | Picture | Cards


class Report(Protocol):
    """What a command reports: a dataclass whose fields, in order, are its JSON, and whose outline is everything else."""

    def outline(self) -> list[Block]:
        """The report as blocks, most important first."""
        ...


@runtime_checkable
class Tabular(Protocol):
    """What has rows for a spreadsheet, the first of them its columns' names."""

    def rows(self) -> Iterable[Sequence[str | int | float | None]]:
        """The rows, each as many cells as the first."""
        ...


@runtime_checkable
class Eventful(Protocol):
    """What has days for a calendar."""

    @property
    def as_of(self) -> date:
        """The day that it speaks of."""
        ...

    def events(self) -> Iterable[Event]:
        """The days, the next first."""
        ...
