"""What must not stand in a resume: what tells who a patient is, and the secrets of its owner.

In: a `Document`: every text of it, with its place. Out: diagnostics. An error is near certain, a warning likely; a number, a
name or a place alone is neither. Which words are names, titles, products or illnesses is data: `rules.yaml`. What tells of a
patient is found by `names`, `numbers` and `details`, each in one passage. Must not know a skill or a career, and sees no
file's content, so it says nothing about photos and scans.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from resumekit.diagnostics import Diagnostic, Place
from resumekit.document import Document, Items, Located, Mapping, Text
from resumekit.privacy.details import find_details, find_in_file_name
from resumekit.privacy.names import Names
from resumekit.privacy.numbers import find_contacts, find_numbers
from resumekit.privacy.passage import Finding, Passage, words_of
from resumekit.privacy.rules import pattern

MAX_LINE = 10_000
"""How many characters are looked at in one piece; a longer text is looked at piece by piece."""
MAX_FINDINGS = 20
"""How many findings of one text are told."""

Kind = Literal["prose", "plain", "file"]
"""What a text is: `prose` says what was done; `plain` is the name of a person, place or thing, which may be any; `file`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Field:
    """A text of the profile. `value` knows its place; `is_own`: it is about the profile's owner."""

    text: str
    value: Located
    path: str
    place: Place
    kind: Kind
    section: str
    is_own: bool


def examine(document: Document) -> list[Diagnostic]:
    """Everything in the texts of a profile that tells who a patient is, or what should stay its owner's secret."""
    if document.root is None:
        return []
    fields = list(_fields(document.root))
    if not fields:
        return []
    allowed = _allowed(document.root)
    people, places = _known(document.root)
    problems = []
    looked_at: dict[tuple[str, Kind, bool, bool], list[Finding]] = {}
    for field in fields:
        mark = (field.text, field.kind, field.is_own, field.section in _OWN_NUMBERS)
        made = looked_at.get(mark)
        if made is None:
            made = looked_at[mark] = inspect(field.text, kind=field.kind, is_own=field.is_own, has_own_numbers=mark[3], people=people, names=places)
        for found in made[:MAX_FINDINGS]:
            if not _is_allowed(found, field.text, allowed):
                place = _place(field, found, document.texts)
                problems.append(Diagnostic(code=found.code, severity=found.severity, message=found.message, path=field.path, place=place, hint=found.hint))
    return problems


# The texts of a profile ----------------------------------------------------------------------------------------------------

_NOT_TEXT = {"resumekit", "career", "language", "include", "goal", "design", "privacy"}
_NOT_READ = {"url", "tags", "number", "email", "phone", "zip", "extends", "hide", "sections", "template", "options", "priority", "pages", "show_number"}
_FILE_KEYS = {"evidence", "transcript", "file"}
_PLAIN_KEYS = {
    "name", "employer", "site", "institution", "organization", "issuer", "provider", "location", "role", "program", "award", "accreditation", "jurisdiction", "skill", "label", "level",
    "category", "group",
}  # fmt: skip
_TITLED = {"training", "achievements", "awards", "sections"}
"""Where a title says what happened, and not what someone is."""
_OWN_NUMBERS = {"certifications", "memberships", "education", "training"}
"""Where the number of a member, a student or a course is the owner's."""
_PLACES = {"employer", "site", "institution", "organization", "issuer", "provider", "location"}


def _fields(root: Mapping) -> Iterator[_Field]:
    """Every text that may say something of somebody, in order of the file."""
    hints = pattern("hints").search
    waiting: list[tuple[Located, str, str]] = [(item, key, key) for key, item in reversed(root.items()) if key not in _NOT_TEXT]
    while waiting:
        value, section, key = waiting.pop()
        if isinstance(value, Mapping):
            for name, item in reversed(value.items()):
                if name not in _NOT_READ and not (section == "variants" and isinstance(item, Text) and name not in ("headline", "summary")):
                    waiting.append((item, section, name))
                if section == "sections" and value.path == "sections" and item.key is not None and hints(name):
                    yield _Field(text=name, value=item, path=item.path, place=item.key, kind="prose", section=section, is_own=False)
        elif isinstance(value, Items):
            waiting.extend((item, section, key) for item in reversed(value))
        elif hints(value):
            kind: Kind = "file" if key in _FILE_KEYS else "plain" if key in _PLAIN_KEYS or (key == "title" and section not in _TITLED) else "prose"
            own = section in ("person", "summary") or key in ("headline", "summary")
            yield _Field(text=value, value=value, path=value.path, place=value.place, kind=kind, section=section, is_own=own)


def _allowed(root: Mapping) -> tuple[str, ...]:
    privacy = root.get("privacy")
    allow = privacy.get("allow") if isinstance(privacy, Mapping) else None
    texts = allow if isinstance(allow, Items) else [allow]
    return tuple(text.strip() for text in texts if isinstance(text, Text) and text.strip())


def _is_allowed(found: Finding, text: str, allowed: Iterable[str]) -> bool:
    """Whether what was found lies within a text that may be let through."""
    return any(text.find(passage, max(0, found.end - len(passage)), found.start + len(passage)) >= 0 for passage in allowed)


def _known(root: Mapping) -> tuple[tuple[frozenset[str], ...], str]:
    """The people whom the profile names openly, each as her names' words; and the names of its places in one text."""
    people, places = [], []
    person = root.get("person")
    named: list[Located | None] = [person.get("name") if isinstance(person, Mapping) else None]
    for section in ("externships", "letters"):
        entries = root.get(section)
        for entry in entries if isinstance(entries, Items) else ():
            holder = entry.get("supervisor") if section == "externships" and isinstance(entry, Mapping) else entry
            named.append(holder.get("name") if isinstance(holder, Mapping) else None)
    people = [frozenset(word.casefold() for word in re.findall(r"[^\W\d_]{2,40}", name[:200])) for name in named if isinstance(name, Text)]
    waiting: list[Located] = list(root.values())
    while waiting:
        value = waiting.pop()
        if isinstance(value, Mapping):
            places += [item.casefold() for key, item in value.items() if key in _PLACES and isinstance(item, Text)]
            waiting.extend(item for item in value.values() if not isinstance(item, Text))
        elif isinstance(value, Items):
            waiting.extend(item for item in value if not isinstance(item, Text))
    return tuple(people[:200]), " , ".join(" ".join(["", *(word.fold for word in words_of(place[:200])), ""]) for place in places[:500])


def _place(field: _Field, found: Finding, texts: dict[str, list[str]]) -> Place:
    """Where the words that were found stand; where the whole text does, if they are typed in another way."""
    place = field.place
    words = field.text[found.start : found.end]
    lines = texts.get(place.file)
    first = place.line - 1 if lines is not None else 0
    lines = lines if lines is not None else [place.source]
    for wanted in (words, words.split()[0]):
        before = field.text.count(wanted, 0, found.start + len(wanted) - 1)
        rest = len(field.text) + 40
        column = place.column - 1
        for number in range(first, len(lines)):
            line = lines[number]
            at = line.find(wanted, column)
            while at >= 0:
                if before == 0:
                    return replace(place, line=number + place.line - first, column=at + 1, source=line, length=len(wanted))
                before -= 1
                at = line.find(wanted, at + 1)
            rest -= len(line) - column
            column = 0
            if rest < 0:
                break
    return place


def inspect(text: str, *, kind: Kind = "prose", is_own: bool = False, has_own_numbers: bool = False, people: tuple[frozenset[str], ...] = (), names: str = "") -> list[Finding]:
    """What a text tells of a patient or of its owner's secrets, in order of the text.

    `people`: who is named openly, each as a set of words without case; `names`: the names of places, each between spaces
    and without case.
    """
    found: list[Finding] = []
    at = 0
    while at < len(text):
        end = at + MAX_LINE
        if end < len(text):
            end = max(text.rfind(" ", at + MAX_LINE // 2, end), at) + 1 if " " in text[at + MAX_LINE // 2 : end] else end
        piece = Passage(text[at:end])
        if kind == "file":
            made = list(find_in_file_name(piece))
        else:
            made = list(find_numbers(piece, is_own=is_own, has_own_numbers=has_own_numbers))
            if kind == "prose":
                made += [*Names(piece, people, names).find(), *find_contacts(piece), *find_details(piece)]
        found += [replace(one, start=one.start + at, end=one.end + at) for one in made]
        at = end
    found.sort(key=lambda one: (one.start, -one.end))
    kept: list[Finding] = []
    for one in found:
        if not any(other.start <= one.start and one.end <= other.end for other in kept[-3:]):
            kept.append(one)
    return kept


__all__ = ["MAX_FINDINGS", "MAX_LINE", "Finding", "Kind", "examine", "inspect"]
