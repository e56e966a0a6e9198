"""What tests of the writers share: a report with one of everything."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import pytest

from resumekit.blocks import Block, Bullets, Facts, Heading, Item, Paragraph, Report, Span, Table
from resumekit.dates import PartialDate

SINCE = PartialDate(2022, 6)


class Kind(StrEnum):
    """A choice."""

    GOOD = "good"


@dataclass(frozen=True, kw_only=True)
class Sample:
    """A report with one of everything."""

    name: str = "Zoë"
    kind: Kind = Kind.GOOD
    since: PartialDate = SINCE
    day: date = date(2026, 11, 24)
    parts: tuple[PartialDate, ...] = (SINCE,)
    share: float = 0.5
    nothing: None = None
    _hidden: str = "hidden"
    title: str = "Zoë: report"

    def outline(self) -> list[Block]:
        """One block of each kind."""
        return [
            Heading(self.title, level=1),
            Paragraph("7 of 9 are backed.", lead=True),
            Heading("Next steps"),
            Bullets((Item("Renew the *card* <now>", why="it lapses"), Item("Sign off")), numbered=True),
            Heading("Skills"),
            Table(("Skill", "Status", "Line"), (("Vital signs", Span("verified", "verified"), "31"), ("A | B", Span("missing", "missing"), "")), title="Foundational"),
            Facts((("Years", "4.8"), ("Hours of work", Span("many", "strong")))),
        ]


@pytest.fixture(scope="session")
def sample() -> Callable[..., Report]:
    """A report with one of everything; its fields can be given."""
    return Sample
