"""What a page is read into: numbered lines, and what it says about itself.

In: nothing. Out: plain records, and the same white space for every text. Must not know how a page is written.
"""

import re
from dataclasses import dataclass

MAX_PAGE_BYTES = 5_000_000
MAX_LINE = 10_000
"""How many characters of a line are read."""
MAX_LINES = 20_000
"""How many lines of a page are read."""
LONG = 55
"""From how many characters on a line may go on in the next."""
_BULLET = re.compile(r"(?:[-*+•·▪◦‣●○■□➢►✓✔–—o\uf0b7]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+")
_GLUED_BULLET = re.compile(r"[•·▪◦‣●○■□➢►✓✔\uf0b7]\s*")
UNSEEN = {ord(char): None for char in "\ufeff\u200b\u200c\u200d\u2060\u00ad\u200e\u200f"} | {ord(char): " " for char in "\u00a0\u202f\u2007\u2009\u200a\u2003\u2002\t\x0b\x0c\x1c\x1d\x1e\x1f"}
UNSEEN |= {ord("\u2028"): " ", ord("\u2029"): " ", ord("\x85"): " "}


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLine:
    """A line as people see it; `number` is where it begins in the file. `level`: 1 to 6 of a heading, 7 of a line that is
    wholly bold, else 0. `item`: whether it is an item of a list. `after_gap`: whether an empty line stands before it."""

    number: int
    text: str
    level: int = 0
    item: bool = False
    after_gap: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What a page says about itself under a key: of its front matter, or of its record for search engines."""

    key: str
    text: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page: its title as its maker declared it (empty if nobody did), its lines, its facts."""

    title: str
    lines: tuple[PageLine, ...]
    facts: tuple[Fact, ...] = ()


def one_line(text: str) -> str:
    """A text with single spaces, as long as a line may be."""
    return " ".join(text[: MAX_LINE * 2].split())[:MAX_LINE]


def bullet_of(text: str) -> int:
    """How many characters of a line are the sign of a list's item; none if it is no item."""
    found = _BULLET.match(text) or _GLUED_BULLET.match(text)
    return found.end() if found else 0
