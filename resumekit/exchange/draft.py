"""A profile in the making: what an importer found, in the profile's own shape, with what a person has to look at.

In: what the formats' modules read. Out: a `Draft`. Nothing that was read is lost: what a profile has no key for goes into a
section of its own, and is told. Must not know another format, or YAML.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from resumekit.dates import guess
from resumekit.diagnostics import Diagnostic, Place, error, warning
from resumekit.profile import VERSION, Profile
from resumekit.schema import records_in

NOTES = "#"
"""The key under which a mapping of the tree keeps its notes: pairs of one of its keys, or "", and what to look at."""
UNPLACED = "Also in the file"
"""The section for what a profile has no key for."""
MAX_TEXT = 20_000
MAX_TOLD = 100
"""How many things are told of one file."""
NOBODY = "Your Name"
Tree = dict[str, Any]

_GONE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufeff]")
_BROKEN = re.compile("[\ud800-\udfff\ufffe\uffff" + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 17)) + "]")
_ITEM = re.compile(r"\s*(?:[-*•·–—‣▪●◦○+]|\d{1,2}[.)])\s+")


@dataclass(slots=True, kw_only=True)
class Draft:
    """What was found. `format`: what the file is, in words; `data`: a profile that was found whole, as it stands."""

    format: str
    tree: Tree = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)
    errors: int = 0
    data: bytes = b""

    def __post_init__(self) -> None:
        self.tree = {"resumekit": VERSION, "career": "", "person": {}} | self.tree

    @property
    def person(self) -> Tree:
        """The part about who it is."""
        made: Tree = self.tree["person"]
        return made

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was found."""
        return not self.person and not set(self.tree) - {"resumekit", "career", "person", NOTES}

    @property
    def is_full(self) -> bool:
        """Whether more has been told than anybody reads."""
        return len(self.problems) >= MAX_TOLD or self.errors >= MAX_TOLD

    def error(self, code: str, message: str, *, path: str = "", place: Place | None = None, hint: str = "") -> None:
        """Say what makes the file useless."""
        self.errors += 1
        if self.errors <= MAX_TOLD:
            self.problems.append(error(code, message, path=path, place=place, hint=hint))

    def warn(self, code: str, message: str, *, path: str = "", place: Place | None = None, hint: str = "") -> None:
        """Say what a person should know of what was found."""
        if not self.is_full:
            self.problems.append(warning(code, message, path=path, place=place, hint=hint))

    def add(self, section: str, entry: Tree) -> None:
        """Put an entry into a section; one that lacks what the section asks for goes where it may stand as it is."""
        entry = filled(entry)
        if not set(entry) - {NOTES}:
            return
        lacking = [key for key in _needed(section) if key not in entry]
        if not lacking:
            self.tree.setdefault(section, []).append(entry)
            return
        values = [text for key, value in entry.items() if key not in (NOTES, "start", "end", "date") for text in texts_of(value)]
        dates: Tree = {key: entry[key] for key in ("date", "start", "end") if key in entry}
        title = values[0] if values else section.capitalize()
        asked = f"{section} asks for {' and '.join(lacking)}, which the file does not have"
        self.warn("import-moved", f"{title}: {asked}", hint=f'it stands in sections, under "{UNPLACED}"; add what is missing, and move it')
        self.free(UNPLACED, {"title": title, **dates, "text": "; ".join(values[1:]), NOTES: [("", asked)]})

    def free(self, section: str, entry: Tree | str) -> None:
        """Put an entry into a section of the person's own."""
        made = filled(entry) if isinstance(entry, dict) else entry
        if made and (isinstance(made, str) or set(made) - {NOTES}):
            self.tree.setdefault("sections", {}).setdefault(section, []).append(made)

    def keep(self, about: str, text: str, *, path: str = "", place: Place | None = None) -> None:
        """Keep a text that a profile has no key for; `about`: what it is."""
        if text:
            self.free(UNPLACED, {"title": about, "text": text})
            shown = f'"{text[:40]}…"' if len(text) > 41 else f'"{text}"'
            self.warn("import-moved", f"{about}: {shown} has no place of its own in a profile", path=path, place=place, hint=f'it stands in sections, under "{UNPLACED}"; move or remove it')


def note(entry: Tree, key: str, text: str) -> None:
    """Ask for a look at an entry's key, or at the entry where `key` is empty."""
    entry.setdefault(NOTES, []).append((key, text))


def cleaned(text: str) -> str:
    """A text on one line, without what cannot be seen."""
    return " ".join(_BROKEN.sub("\ufffd", _GONE.sub(" " if "\x00" in text else "", text)).split())


def lines_of(text: str) -> list[str]:
    """The lines and bullets of a text, each cleaned."""
    made = []
    for line in re.split(r"[\r\n\u2028\u2029]+", text):
        item = _ITEM.match(line)
        whole = cleaned(line[item.end() :] if item else line)
        if whole:
            made.append(whole)
    return made


def sentences(lines: Iterable[str]) -> str:
    """Lines in a row, each with its end."""
    given = [line for line in lines if line]
    return " ".join(line if line.endswith((".", "!", "?", ":", ";")) or len(given) == 1 else f"{line}." for line in given)


def date_of(text: str, *, end: bool = False) -> str:
    """A date as a profile writes it; empty where the text is none."""
    found = guess(cleaned(text))
    return "" if found is None or (found.is_present and not end) or not (found.is_present or 1900 <= found.year <= 2999) else str(found)


def filled(entry: Tree) -> Tree:
    """An entry without what holds nothing."""
    return {key: value for key, value in entry.items() if value not in ("", None, [], {}, ())}


def texts_of(value: Any) -> Iterable[str]:
    """Every text in a tree."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key != NOTES:
                yield from texts_of(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from texts_of(item)
    elif value not in ("", None):
        yield str(value)


def _needed(section: str) -> list[str]:
    record = records_in(Profile.model_fields[section].annotation)[0]
    return [key for key, info in record.model_fields.items() if info.is_required()]
