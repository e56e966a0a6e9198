"""How much of a page came back from its PDF: field by field, and in which order.

In: a page that was to be printed, and the text that a machine reads. Out: `Field`s and shares. Must not know a PDF.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from html.parser import HTMLParser
from typing import Any, Literal

from resumekit.dates import PartialDate
from resumekit.labels import Labels
from resumekit.located import join
from resumekit.rendering import Page
from resumekit.rendering.prose import plain, short_address
from resumekit.rendering.sections import EntryView
from resumekit.rendering.view import ResumeView
from resumekit.schema import Record
from resumekit.values import mask

Status = Literal["same", "changed", "lost"]
_WORD = re.compile(r"\w+(?:[.@/'’-]\w+)*")
_EDGE = re.compile(r"^\W+|\W+$")
_UNPRINTED = ("tags", "evidence", "transcript", "file", "photo", "design", "variants", "privacy", "include", "goal", "career", "language", "resumekit", "label", "priority")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of the profile that the page shows, and what of it came back: `found` is empty if it is lost."""

    path: str
    expected: str
    found: str
    status: Status


def fields_shown(page: Page) -> list[tuple[str, str]]:
    """Every field that the page shows with its path, worded as the page words it, in the profile's order."""
    said = _said(page.view)
    return [(path, text) for path, text in _worded(page.selection.profile, "", page.labels, page.view) if _shown(path, text, said)]


def _said(view: ResumeView) -> dict[str, str]:
    """What the page says of each entry, by its path; "person" is the head."""
    person = view.person
    said = {"person": _flat(" · ".join([person.name, person.headline, *(item.text for item in person.contact)]))}
    for section in view.sections:
        for entry in section.entries:
            said[entry.path] = _flat(" · ".join(filter(None, (said.get(entry.path, ""), *_entry_texts(entry)))))
        if section.id == "skills" or not section.id[:1].isalpha():
            said["person.languages"] = said.get("person.languages", "") + " · " + " · ".join(_flat(text) for entry in section.entries for text in _entry_texts(entry))
    return said


def _entry_texts(entry: EntryView) -> Iterator[str]:
    yield from (entry.heading, entry.detail, entry.where, entry.number, entry.dates, entry.text.text, entry.meta.text)
    for fact in entry.facts:
        yield from (fact.label, f"{fact.label} {fact.value}", fact.value)
    yield from (bullet.text for bullet in entry.bullets)


def _shown(path: str, text: str, said: dict[str, str]) -> bool:
    """Whether the page says `text` in the entry that `path` belongs to."""
    holders = [key for key in said if path == key or path.startswith((f"{key}.", f"{key}["))]
    return any(_count(_flat(text), said[key]) for key in holders)


def _worded(value: Any, path: str, labels: Labels, view: ResumeView) -> Iterator[tuple[str, str]]:
    """The single values of a record with their paths, in the words of a page."""
    if isinstance(value, Record):
        for name in type(value).model_fields:
            if name not in _UNPRINTED:
                yield from _record_field(value, name, join(value.path or path, name), labels, view)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _worded(item, join(path, key), labels, view)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _worded(item, f"{path}[{index}]", labels, view)
    elif isinstance(value, PartialDate):
        yield path, labels.date(value)
    elif isinstance(value, str) and value.strip():
        yield path, short_address(value) if path.endswith("url") else plain(value)


def _record_field(record: Record, name: str, path: str, labels: Labels, view: ResumeView) -> Iterator[tuple[str, str]]:
    value = getattr(record, name)
    if path == "person.name":
        yield path, view.person.name
    elif name == "number" and isinstance(value, str):
        yield path, value if getattr(record, "show_number", False) else mask(value)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        skill = getattr(record, "skill", None)
        unit = {"hours": "hour", "units": "unit"}.get(name)
        if unit:
            yield path, labels.word(unit if value == 1 else f"{unit}s", count=f"{value:g}")
        elif name == "count" and skill:
            yield path, f"{plain(skill)} {value}"
    elif isinstance(value, str) and "\n\n" in value:
        yield from ((path, plain(part)) for part in value.split("\n\n") if part.strip())
    else:
        yield from _worded(value, path, labels, view)


def compare(fields: Sequence[tuple[str, str]], text: str, own: str) -> Iterator[Field]:
    """Look for each field. What the page's `own` text says twice must come back twice; else the last of the fields that say so are lost."""
    page, source = _flat(text), _flat(own)
    words = page.split()
    hard = 0
    missing = {flat: _missing(flat, source, page) for flat in {_flat(expected) for _, expected in fields}}
    found: list[Field] = []
    for path, expected in reversed(fields):
        flat = _flat(expected)
        if not missing[flat]:
            found.append(Field(path=path, expected=expected, found=expected, status="same"))
            continue
        missing[flat] -= 1
        hard += 1
        near = _nearest(flat, words) if hard <= 300 and len(words) <= 40_000 else ""
        found.append(Field(path=path, expected=expected, found=near, status="changed" if near else "lost"))
    return reversed(found)


def _missing(text: str, source: str, page: str) -> int:
    """How many of the times that `source` says `text` the page does not; a line may break within a long word."""
    wanted = max(1, _count(text, source))
    found = _count(text, page)
    if found < wanted and len(text) > 12:
        found = page.replace(" ", "").count(text.replace(" ", ""))
    return max(0, wanted - found)


def _count(text: str, page: str) -> int:
    """How often `text` stands in `page` as whole words."""
    count = at = 0
    while text and (at := page.find(text, at)) >= 0:
        end = at + len(text)
        begins = at == 0 or not (page[at - 1].isalnum() and text[0].isalnum())
        ends = end == len(page) or not (page[end].isalnum() and text[-1].isalnum())
        count += begins and ends
        at = end
    return count


def _nearest(text: str, words: Sequence[str]) -> str:
    """The stretch of the page that is most like `text`, if it is like it at all."""
    wanted = text.split()
    keys, page = ([_EDGE.sub("", word).casefold() for word in text] for text in (wanted, words))
    matcher = SequenceMatcher(None, keys, page, autojunk=False)
    match = matcher.find_longest_match()
    if not match.size:
        return ""
    start = max(0, match.b - match.a)
    window = words[start : start + len(wanted)]
    if _trimmed(window) == _trimmed(wanted):
        return ""  # the same text, which is there for another field
    likeness = SequenceMatcher(None, keys, page[start : start + len(wanted)], autojunk=False).ratio()
    return " ".join(window) if likeness >= 0.6 else ""


def _trimmed(words: Sequence[str]) -> list[str]:
    """Words without the signs at their edges."""
    return [_EDGE.sub("", word) for word in words]


def _flat(text: str) -> str:
    """Text as it is compared: composed letters, single spaces, no invisible characters, one kind of hyphen."""
    text = unicodedata.normalize("NFKC", text)
    return " ".join("".join("-" if character in "\u2010\u2011" else character for character in text if character.isspace() or unicodedata.category(character) not in ("Cf", "Cc")).split())


class _Body(HTMLParser):
    """The text of a page's body, in the order of its source."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._inside = False
        self._muted = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._inside = self._inside or tag == "body"
        self._muted += tag in ("style", "script", "title", "desc")
        if tag not in ("span", "b", "strong", "em", "i", "a", "code", "bdi"):
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self._muted -= tag in ("style", "script", "title", "desc")
        if tag not in ("span", "b", "strong", "em", "i", "a", "code", "bdi"):
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        if self._inside and not self._muted:
            self.parts.append(data)


def page_text(page: Page) -> str:
    """The page's own words, in the order of its source."""
    body = _Body()
    body.feed(page.fill("page.html.j2", medium="print"))
    return "".join(body.parts)


def words_in_order(expected: str, found: str) -> float:
    """The share of the words of `expected` that `found` has in the same order; 1.0 is the same sequence."""
    wanted, read = (_WORD.findall(_flat(text)) for text in (expected, found))
    if not wanted:
        return 1.0
    matcher = SequenceMatcher(None, wanted[:5000], read[:20_000], autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()) / len(wanted[:5000])
