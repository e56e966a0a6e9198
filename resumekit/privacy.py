"""What must not stand in a resume: what tells who a patient is, and the secrets of its owner.

In: a `Document`: every text of it, with its place. Out: diagnostics. An error is near certain, a warning likely; a number, a
name or a place alone is neither. Which words are names, titles, products or illnesses is data: `privacy.yaml`. Must not
know a skill or a career, and sees no file's content, so it says nothing about photos and scans.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from typing import Literal

from resumekit.diagnostics import Diagnostic, Place, Severity
from resumekit.document import Document, Items, Located, Mapping, Text, read_document

MAX_LINE = 10_000
"""How many characters are looked at in one piece; a longer text is looked at piece by piece."""
MAX_FINDINGS = 20
"""How many findings of one text are told."""
_NEAR = 60
"""Within how many characters of a patient a telephone number is the patient's."""
_BESIDE = 14
"""The same, where the number follows the words "patient phone"."""
_SENTENCE = 160
"""Within how many characters of a patient a date is that of a visit."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something found at `start` to `end` of a text."""

    start: int
    end: int
    code: str
    severity: Severity
    message: str
    hint: str


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
    hints = _pattern("hints").search
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
    return tuple(people[:200]), " , ".join(" ".join(["", *(word.fold for word in _words_of(place[:200])), ""]) for place in places[:500])


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


# Words ---------------------------------------------------------------------------------------------------------------------

_WORD = re.compile(r"\w(?:[\w'’]|-(?=\w))*")
_BREAK = re.compile(r"(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\b[a-z]{2})(?<!\bMrs)[.!?]\s+(?=[A-Z])|[;•]")
_CLAUSE_END = re.compile(r"[;!?]|\.\s")
_LOOKALIKES = str.maketrans({"–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "\u00a0": " ", "\u202f": " ", "\n": " ", "\t": " ", "’": "'"})


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a text; `fold` is without case and apostrophes, and without a possessive ending, which `owns` tells."""

    text: str
    fold: str
    start: int
    end: int
    owns: bool


def _words_of(text: str) -> list[_Word]:
    words = []
    for match in _WORD.finditer(text):
        raw = match[0]
        owns = raw.endswith(("'s", "'")) and len(raw) > 2
        bare = raw.removesuffix("'").removesuffix("'s") if owns else raw
        words.append(_Word(bare, bare.casefold().replace("'", ""), match.start(), match.end(), owns))
    return words


@cache
def _document() -> Mapping:
    root = read_document(str(Path(__file__).with_name("privacy.yaml"))).root
    return Mapping() if root is None else root


@cache
def _data() -> dict[str, str]:
    return {key: value for key, value in _document().items() if isinstance(value, Text)}


def _patterns() -> dict[str, str]:
    found: dict[str, str] = _document()["patterns"]
    return found


@cache
def _only_with() -> dict[str, frozenset[str]]:
    return {name: frozenset(word.strip() for word in words.split(",")) for name, words in _document()["only_with"].items()}


@cache
def _set(*names: str) -> frozenset[str]:
    """The words of some lists, without case."""
    return frozenset(word.strip().casefold() for name in names for word in _data()[name].split(",") if word.strip())


@cache
def _exactly(name: str) -> frozenset[str]:
    return frozenset(word.strip() for word in _data()[name].split(","))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(_written(name), re.IGNORECASE | re.VERBOSE)


@cache
def _written(name: str) -> str:
    """A pattern with what it names put in; a list of words becomes their alternatives, the longest first."""
    if name in _data():
        words = sorted(_set(name), key=lambda word: (-len(word), word))
        return "(?:" + "|".join(re.escape(word) for word in words) + ")"
    return re.sub(r"<(\w+)>", lambda named: f"(?:{_written(named[1])})", _patterns()[name])


# Looking -------------------------------------------------------------------------------------------------------------------

_SAY_PATIENT = 'write "a patient" in place of the name; if it is no patient\'s, add the words to  privacy: {allow: [...]}'
_LEAVE_OUT = "leave it out: what you did counts, not for whom"


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
        piece = text[at:end].translate(_LOOKALIKES)
        look = _Look(piece, people, names)
        made = look.file() if kind == "file" else [*look.numbers(is_own=is_own, has_own_numbers=has_own_numbers), *(look.prose() if kind == "prose" else ())]
        found += [replace(one, start=one.start + at, end=one.end + at) for one in made]
        at = end
    found.sort(key=lambda one: (one.start, -one.end))
    kept: list[Finding] = []
    for one in found:
        if not any(other.start <= one.start and one.end <= other.end for other in kept[-3:]):
            kept.append(one)
    return kept


class _Look:
    """One look at one text."""

    def __init__(self, text: str, people: tuple[frozenset[str], ...], names: str) -> None:
        self.text = text
        self.words = _words_of(text)
        self._known, self._names = people, names
        # "93yo" and "12B" count by their letters too.
        self._folds = {part for word in self.words for part in (word.fold, word.fold.lstrip("0123456789-"), *word.fold.split("-"))}
        self._starts = [word.start for word in self.words]
        self._breaks = [match.start() for match in _BREAK.finditer(text)]
        long = [word.text for word in self.words if len(word.text) > 3 and word.text[0].isalpha()]
        self._is_titled = len(long) >= 3 and sum(word[0].isupper() for word in long) >= 0.6 * len(long)
        self._is_upper = text.isupper()

    def _before(self, at: int, count: int) -> list[str]:
        """The last words before a position."""
        index = bisect_left(self._starts, at)
        return [word.fold for word in self.words[max(0, index - count) : index]]

    def _after(self, at: int, count: int) -> list[str]:
        """The first words from a position on."""
        index = bisect_left(self._starts, at)
        return [word.fold for word in self.words[index : index + count]]

    def _matches(self, name: str) -> Iterator[re.Match[str]]:
        """Where a pattern matches."""
        needed = _only_with().get(name)
        return iter(()) if needed is not None and needed.isdisjoint(self._folds) else _pattern(name).finditer(self.text)

    # Numbers

    def numbers(self, *, is_own: bool, has_own_numbers: bool) -> Iterator[Finding]:
        """Numbers and dates that belong to one person: the owner's, unless the text speaks of patients."""
        is_own = is_own and not any(word.fold in _set("patient", "patients") for word in self.words)
        yield from self._all("ssn", "own-secret" if is_own else "patient-identifier", "a Social Security number stands here", "delete it: no resume needs it, and whoever reads it can misuse it")
        for name in ("birth_date", "born"):
            for match in self._matches(name):
                if name == "born" and not _set("several").isdisjoint(self._before(match.start(), 3)):
                    continue
                if is_own:
                    yield _warn("own-secret", match.span(), "your birth date stands here", "leave it out: employers may not ask for it")
                else:
                    yield _fail("patient-identifier", match.span(), "a date of birth stands here", 'leave it out; if age matters, write "a patient in her sixties"')
        yield from self._all("record_number", "patient-identifier", "a medical record number stands here", _LEAVE_OUT)
        yield from self._all("identity", "own-secret", "the number of an identity document stands here", "delete it: no resume needs it", Severity.WARNING)
        if has_own_numbers:
            return
        yield from self._all("record", "patient-identifier", "the number of a record or an account stands here", _LEAVE_OUT)
        yield from self._all("insurance", "patient-identifier", "the number of an insurance or a member stands here", _LEAVE_OUT)
        yield from self._all("medicare", "patient-identifier", "a Medicare number stands here", _LEAVE_OUT)

    def _all(self, name: str, code: str, message: str, hint: str, severity: Severity = Severity.ERROR) -> Iterator[Finding]:
        for match in self._matches(name):
            yield Finding(start=match.start(), end=match.end(), code=code, severity=severity, message=message, hint=hint)

    # Prose

    def prose(self) -> Iterator[Finding]:
        """Names, and details that give a patient away."""
        persons: list[_Word] = []
        for index, word in enumerate(self.words):
            if word.fold in _set("patient", "patients") and (word.text != "PT" or self._is_upper):
                if word.fold in _set("patient") and self._is_person(index):
                    persons.append(word)
                    yield from self._contact(word, _NEAR)
                elif word.fold in _set("patient") and not _set("contacts").isdisjoint(self._after(word.end, 1)):
                    yield from self._contact(word, _BESIDE)
                yield from self._after_patient(index)
                yield from self._before_patient(index)
            elif word.text in _exactly("honorifics"):
                yield from self._after_honorific(index)
        for name in ("birth_date", "record_number"):
            for match in self._matches(name):
                yield from self._name_before(bisect_left(self._starts, match.start()))
        yield from self._all("initials", "patient-name", "a patient's initials stand here", 'write "a patient"')
        yield from self._dates(persons)
        yield from self._ages()
        yield from self._rooms(persons)
        yield from self._known_cases(persons)
        for match in self._matches("relative"):
            yield _warn("patient-detail", match.span(), "someone close to you is named with an illness or a treatment", 'readers may know who it is: write "a relative", or leave it out')

    def _gap(self, index: int) -> str:
        """What stands between a word and the next; a full stop at the end of the text."""
        end = self.words[index + 1].start if index + 1 < len(self.words) else len(self.text)
        between = self.text[self.words[index].end : end]
        return between if index + 1 < len(self.words) else between + "."

    def _is_person(self, index: int) -> bool:
        """Whether a "patient" is one person, and neither any patient nor the beginning of a noun such as patient care."""
        before = self.words[index - 1].fold if index else ""
        if before in _set("any_patient"):
            return False
        return self._goes_on(index)

    def _goes_on(self, index: int) -> bool:
        """Whether what follows a word may follow a person: the end of a clause, a verb, a preposition."""
        word, gap = self.words[index], self._gap(index)
        return word.owns or bool(gap.strip(" ")) or self.words[index + 1].fold in _set("follows")

    def _after_patient(self, index: int) -> Iterator[Finding]:
        is_one = self.words[index].fold in _set("patient")
        at, gap = index + 1, self._gap(index)
        if gap.startswith(".") and len(self.words[index].text) <= 3:
            gap = gap[1:]
        if is_one and not self.words[index].owns and (match := _pattern("dotted").match(self.text, self.words[index].end)):
            letters = re.sub(r"[^A-Z]", "", match[0])
            if letters not in _exactly("acronyms"):
                yield _fail("patient-name", (match.start() + match[0].index(letters[0]), len(match[0].rstrip()) + match.start()), "a patient's initials stand here", 'write "a patient"')
                return
        is_named = False
        for word in self.words[at : at + 5]:
            if word.fold in _set("naming"):
                is_named = True
            elif word.fold not in _set("naming_fillers"):
                break
            at += 1
        if is_named:
            gap = self._gap(at - 1)
        else:
            at = index + 1
        if at >= len(self.words) or len(gap) > 4 or not re.fullmatch(r"[\s,:(\"“'-]{1,4}", gap):
            return
        is_apart = bool(gap.strip(' "“'))
        first = self.words[at]
        if first.text in _exactly("honorifics") or first.fold in _set("professionals"):
            return
        if is_one and not is_apart and re.fullmatch(r"[A-Z]{2}", first.text) and not self._is_upper:
            if first.text not in _exactly("acronyms") and self._goes_on(at):
                yield _fail("patient-name", (first.start, first.end), "a patient's initials stand here", 'write "a patient"')
            return
        name = self._name(at)
        if not name or self._is_open(name):
            return
        is_given, is_family = name[0].fold in _set("given_names"), len(name) > 1 and name[-1].fold in _set("family_names")
        shows_case = not (self._is_titled or self._is_upper)
        last = at + len(name) - 1
        if is_named or is_given or (is_family and shows_case):
            sure = is_one or (is_given and (len(name) > 1 or self._goes_on(last)))
            sure = sure and (not is_apart or is_named or is_given)
            sure = sure and (shows_case or is_family or (is_given and (len(name) > 1 or self._goes_on(last))))
            if sure:
                yield self._named(name, Severity.ERROR)
        elif is_one and shows_case and not is_apart and self._goes_on(last):
            yield self._named(name, Severity.ERROR if name[0].fold in _set("family_names") else Severity.WARNING)

    def _before_patient(self, index: int) -> Iterator[Finding]:
        """Who is said to be a patient: a name, a comma, "a patient" with a few words between."""
        if self.words[index].fold not in _set("patient") or not self._goes_on(index):
            return
        for at in range(index - 1, max(-1, index - 6), -1):
            if self.words[at].fold in ("a", "an"):
                yield from self._name_before(at)
                return
            if self._gap(at).strip(" -") or self.words[at].fold in _set("staff", "professionals"):
                return

    def _name_before(self, index: int) -> Iterator[Finding]:
        """A whole name that ends before a word, with a comma or a bracket between."""
        if index < 2 or index >= len(self.words) or not re.fullmatch(r"[\s,:(-]{1,4}", self._gap(index - 1)):
            return
        for at in range(max(0, index - 4), index - 1):
            name = self._name(at)
            if len(name) > 1 and at + len(name) == index and name[0].fold in _set("given_names") and not self._is_open(name):
                yield self._named(name, Severity.ERROR)
                return

    def _after_honorific(self, index: int) -> Iterator[Finding]:
        gap = self._gap(index)
        if index + 1 >= len(self.words) or gap.lstrip(".").strip(" ") or not gap:
            return
        name = self._name(index + 1, after_title=True)
        if not name or self._is_open(name):
            return
        near = {word.fold for word in self.words[max(0, index - 5) : index]} | {word.fold for word in self.words[index + len(name) + 1 : index + len(name) + 4]}
        if near & _set("staff", "professionals") and not near & _set("patient"):
            return
        whole = [self.words[index], *name]
        yield self._named(whole, Severity.ERROR if self._is_clinical else Severity.WARNING)

    @cached_property
    def _is_clinical(self) -> bool:
        return any(word.fold in _set("clinical") for word in self.words) or any(True for name in ("birth_date", "record_number") for _ in self._matches(name))

    def _named(self, name: list[_Word], severity: Severity) -> Finding:
        shown = " ".join(f"{word.text}." if word.text in _exactly("honorifics") else f"{word.text[0]}…" if len(word.text) > 1 else "…" for word in name)
        sure = severity is Severity.ERROR
        message = f"a patient is named here ({shown})" if sure else f"this may be a patient's name ({shown})"
        return Finding(start=name[0].start, end=name[-1].end, code="patient-name", severity=severity, message=message, hint=_SAY_PATIENT)

    def _name(self, at: int, *, after_title: bool = False) -> list[_Word]:
        """The words of the name that begins at a word; none if it is a thing's name, or no name."""
        name: list[_Word] = []
        index = at
        while index < len(self.words) and len(name) < 5:
            word = self.words[index]
            if name:
                gap = self._gap(index - 1)
                if gap not in (" ", "  ") and not (gap.strip(" ") == "." and len(name[-1].text) == 1):
                    break
                if word.fold in _set("things") and word.fold not in _set("family_names"):
                    return []
            listed = word.fold in _set("given_names") or (bool(name) and word.fold in _set("family_names"))
            is_initial = len(word.text) == 1 and word.text.isupper() and word.text != "I" and (bool(name) or after_title or self._gap(index).startswith("."))
            is_particle = bool(name) and word.fold in _set("particles") and index + 1 < len(self.words) and self._is_capital(self.words[index + 1])
            if not (is_initial or is_particle or self._is_capital(word) or (listed and (name or self._family_follows(index)))):
                if name and word.fold in _set("things") and self._gap(index - 1) == " ":
                    return []
                break
            if word.fold in _set("not_names", "products") and not (listed and name):
                break
            if not name and word.fold in _set("things") and word.fold not in _set("family_names", "given_names"):
                break
            name.append(word)
            index += 1
            if word.owns:
                break
        while name and name[-1].fold in _set("particles"):
            name.pop()
        if name and name[0].fold in _set("eponyms") and not (len(name) > 1 and name[0].fold in _set("given_names")) and not after_title:
            return []
        if name and all(len(word.text) == 1 for word in name) and not after_title:
            return []
        return name

    def _family_follows(self, index: int) -> bool:
        return index + 1 < len(self.words) and self._gap(index) == " " and self.words[index + 1].fold in _set("family_names") and self.words[index + 1].fold not in _set("things", "not_names")

    def _is_capital(self, word: _Word) -> bool:
        """Whether a word is written as a name is: one capital, then small letters; McCoy, O'Brien and Ann-Marie too."""
        if self._is_upper:
            return len(word.text) > 1 and word.text.isalpha() and word.fold in _set("given_names", "family_names")
        parts = re.split(r"['-]", re.sub(r"\A(?:Mc|Mac|De|Di|La|Le|Van|Fitz)(?=[A-Z])", "", word.text))
        return len(word.text) > 1 and all(part.isalpha() and part[0].isupper() and not any(letter.isupper() for letter in part[1:]) for part in parts if part) and bool(parts[0] or parts[1:])

    def _is_open(self, name: list[_Word]) -> bool:
        """Whether a name is that of someone whom the profile names anyway, or of a place."""
        words = {word.fold for word in name if len(word.text) > 1}
        if any(words and words <= person for person in self._known):
            return True
        return " " + " ".join(word.fold for word in name) + " " in self._names

    # Details

    def _contact(self, person: _Word, reach: int) -> Iterator[Finding]:
        """A telephone number, an e-mail address or a street that follows a patient in the same clause."""
        clause = _CLAUSE_END.split(self.text[person.end : person.end + 2 * _NEAR])[0]
        for name, what in (("phone", "telephone number"), ("email", "e-mail address"), ("address", "address")):
            match = _pattern(name).search(clause)
            if match and match.start() <= reach:
                yield _fail("patient-identifier", (person.end + match.start(), person.end + match.end()), f"a patient's {what} stands here", _LEAVE_OUT)

    def _near(self, persons: list[_Word], at: int) -> bool:
        """Whether a patient is spoken of in the same sentence."""
        sentence = bisect_left(self._breaks, at)
        return any(abs(person.start - at) <= _SENTENCE and bisect_left(self._breaks, person.start) == sentence for person in persons[:MAX_FINDINGS])

    def _dates(self, persons: list[_Word]) -> Iterator[Finding]:
        hint = "leave the day out; a year is enough"
        for match in self._matches("stay"):
            yield _warn("patient-detail", match.span(), "the day of someone's stay stands here", hint)
        if persons:
            for name in ("full_date", "visit"):
                for match in self._matches(name):
                    if self._near(persons, match.start()):
                        yield _warn("patient-detail", match.span(), "a day and a patient stand together", hint)

    def _ages(self) -> Iterator[Finding]:
        for match in self._matches("age"):
            if _pattern("after_no_age").match(self.text, match.end()) or _pattern("before_no_age").search(self.text, max(0, match.start() - 12), match.start()):
                continue
            around = {*self._before(match.start(), 3), *self._after(match.end(), 2)}
            if around & _set("several", "aged_things"):
                continue
            yield _warn("patient-detail", match.span(), "an age over 89 tells who someone is", 'write "over 89"')

    def _rooms(self, persons: list[_Word]) -> Iterator[Finding]:
        for match in self._matches("room"):
            before = "".join(self._before(match.start(), 1)) if self.text[max(0, match.start() - 2) : match.start()].strip(" ").isalnum() else ""
            is_work_room = before in _set("work_rooms")
            is_noun = is_work_room or before in _set("found_in") or "#" in match[0] or match[0][:4].lower() != "room"
            if before not in _set("found_in") and not _set("crowds").isdisjoint(self._after(match.end(), 1)):
                continue
            if is_work_room or not is_noun:
                # Without a patient, it is where someone worked, or how many people she roomed.
                is_dated = is_work_room and _pattern("full_date").search(self.text, max(0, match.start() - _SENTENCE), match.end() + _SENTENCE)
                if not is_dated and not (self._near(persons, match.start()) and (is_work_room or match[0][0].isupper())):
                    continue
            yield _warn("patient-detail", match.span(), "a room or a bed leads to whoever lay in it", "leave the number out")

    def _known_cases(self, persons: list[_Word]) -> Iterator[Finding]:
        message, hint = "a case that others know tells who the patient is", 'say it in general: "a patient with an unusual condition"'
        for name in ("only_one", "public", "news_event"):
            for match in self._matches(name):
                yield _warn("patient-detail", match.span(), message, hint)
        for match in self._matches("rare_case"):
            if self._near(persons, match.start()) and _pattern("where_or_when").search(self.text, max(0, match.start() - _SENTENCE), match.end() + _SENTENCE):
                yield _warn("patient-detail", match.span(), message, hint)

    # Files

    def file(self) -> Iterator[Finding]:
        """A file whose name says that it shows a patient, or holds a patient's number."""
        stem = re.sub(r"\.\w{1,5}\Z", "", self.text.replace("\\", "/").rpartition("/")[2])
        parts = [part for part in re.split(r"[^a-zà-ÿ0-9]+", re.sub(r"(?<=[a-z])(?=[A-Z])", "-", stem).casefold()) if part]
        pairs = [f"{first}-{second}" for first, second in pairwise(parts)]
        words = {*parts, *pairs}
        span = (len(self.text) - len(self.text.replace("\\", "/").rpartition("/")[2]), len(self.text))
        shown = words & _set("patient", "patients") and words & _set("files_of_patient")
        if words & _set("files_always") or ((words & _set("files_usually") or shown) and not words & _set("files_other")):
            yield _warn("patient-detail", span, "this file's name says that it shows a patient", "look through it: no name, face, number or date of a patient may be seen; then give it another name")
        spaced = _Look(re.sub(r"[_]|-(?=\D)|(?<=\D)-", " ", stem), (), "")
        for one in spaced.numbers(is_own=False, has_own_numbers=False):
            yield replace(one, start=span[0], end=span[1])


def _warn(code: str, span: tuple[int, int], message: str, hint: str) -> Finding:
    return Finding(start=span[0], end=span[1], code=code, severity=Severity.WARNING, message=message, hint=hint)


def _fail(code: str, span: tuple[int, int], message: str, hint: str) -> Finding:
    return Finding(start=span[0], end=span[1], code=code, severity=Severity.ERROR, message=message, hint=hint)


__all__ = ["MAX_LINE", "Finding", "examine", "inspect"]
