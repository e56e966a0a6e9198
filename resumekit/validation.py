"""What a profile's structure cannot say: dates in order, evidence that exists, references that lead somewhere.

In: a `Profile`, its `Document`, the day. Out: diagnostics. Looks at evidence files, but never writes, and never judges
what the evidence is worth.
"""

import difflib
import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date

from resumekit.dates import PartialDate
from resumekit.diagnostics import Diagnostic, Place, Severity, error, warning
from resumekit.document import Document, Items, Located, Mapping, Text, join, split_path, walk
from resumekit.files import MAX_EVIDENCE_BYTES, FileProblem, inside, read_head
from resumekit.labels import check_language
from resumekit.manifest import DEFAULT_TEMPLATE, check_look
from resumekit.profile import ENTRY_SECTIONS, Profile, files_of
from resumekit.schema import Record, fields_at, suggestion

SECTIONS = ("summary", *ENTRY_SECTIONS, "languages")
"""What a variant may name under `sections`, besides the titles of free sections."""

_SIGNATURES: dict[str, tuple[str, Callable[[bytes], bool]]] = {
    ".pdf": ("PDF", lambda head: b"%PDF-" in head),
    ".png": ("PNG", lambda head: head.startswith(b"\x89PNG\r\n\x1a\n")),
    ".jpg": ("JPEG", lambda head: head.startswith(b"\xff\xd8\xff")),
    ".jpeg": ("JPEG", lambda head: head.startswith(b"\xff\xd8\xff")),
    ".webp": ("WebP", lambda head: head.startswith(b"RIFF") and head[8:12] == b"WEBP"),
    ".heic": ("HEIC", lambda head: head[4:8] == b"ftyp"),
    ".heif": ("HEIC", lambda head: head[4:8] == b"ftyp"),
}
_PICTURES = (".png", ".jpg", ".jpeg")
_OTHER_TYPES: tuple[tuple[str, Callable[[bytes], bool]], ...] = (
    ("a GIF", lambda head: head.startswith((b"GIF87a", b"GIF89a"))),
    ("a Word or ZIP file", lambda head: head.startswith(b"PK\x03\x04")),
    ("a web page", lambda head: head.lstrip()[:9].lower() in (b"<!doctype", b"<html") or head.lstrip()[:5].lower() == b"<html"),
    ("a TIFF", lambda head: head.startswith((b"II*\0", b"MM\0*"))),
)
_VARIANT_NAME = re.compile(r"[A-Za-z0-9_-]{1,60}\Z")
_PROSE_LINK = re.compile(r"\]\(\s*<?([^)\s>]{1,2000})")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_SAFE_SCHEMES = ("http", "https", "mailto", "tel")
_REMOTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")

_PAIRS = (
    ("start", "end", "end-before-start", "ends {later}, before it starts {earlier}"),
    ("issued", "expires", "expiry-before-issue", "expires {later}, before it was issued {earlier}"),
    ("since", "until", "end-before-start", "ends {later}, before it begins {earlier}"),
)
_PAST_ONLY = {
    "certifications": ("issued",),
    "training": ("date",),
    "achievements": ("date",),
    "awards": ("date",),
    "letters": ("date",),
    "memberships": ("since",),
}
_STARTED = ("externships", "experience", "volunteering")


def validate(profile: Profile, document: Document, today: date) -> list[Diagnostic]:
    """Every problem of a profile that has been read, besides those of its structure."""
    finder = _Finder(document)
    return [
        *_dates(profile, finder, today),
        *_evidence(profile, document, finder),
        *_photo(profile, document, finder),
        *_variants(profile, finder),
        *_looks(profile, finder),
        *_links_in_prose(document),
    ]


class _Finder:
    """Finds places for paths."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def value(self, path: str) -> Place | None:
        return self.document.locate_value(path)

    def key(self, path: str) -> Place | None:
        return self.document.locate(path)


# Dates -------------------------------------------------------------------------------------------------------------------


def _dates(profile: Profile, finder: _Finder, today: date) -> Iterator[Diagnostic]:
    entries: list[tuple[str, Record]] = list(profile.entries())
    entries += [("sections", entry) for section in profile.sections.values() for entry in section]
    for section, entry in entries:
        for first, last, code, words in _PAIRS:
            earlier, later = getattr(entry, first, None), getattr(entry, last, None)
            if isinstance(earlier, PartialDate) and isinstance(later, PartialDate) and later.last_day() < earlier.first_day():
                path = f"{entry.path}.{last}"
                hint = f"correct {last}, or swap the two" if last == "expires" else f"correct {last}, swap the two, or write {last}: present"
                yield error(code, words.format(earlier=earlier, later=later), path=path, place=finder.value(path), hint=hint)
        for key in _PAST_ONLY.get(section, ()):
            yield from _in_future(entry, key, finder, today)
        if section in _STARTED:
            for problem in _in_future(entry, "start", finder, today):
                yield replace(problem, severity=Severity.WARNING, message=f"{problem.message}: it counts for nothing yet")
            for problem in _in_future(entry, "end", finder, today):
                yield replace(problem, severity=Severity.WARNING, hint="correct the year, or write end: present")
        for sign_off in getattr(entry, "skills", ()) if section == "externships" else ():
            yield from _in_future(sign_off, "signed_off", finder, today)


def _in_future(entry: Record, key: str, finder: _Finder, today: date) -> Iterator[Diagnostic]:
    value = getattr(entry, key, None)
    if isinstance(value, PartialDate) and not value.is_present and value.first_day() > today:
        path = f"{entry.path}.{key}"
        yield error("date-in-future", f"{key} {value} lies in the future (today is {today})", path=path, place=finder.value(path), hint="correct the year, or leave it out until it has happened")


# Evidence ------------------------------------------------------------------------------------------------------------------


def _evidence(profile: Profile, document: Document, finder: _Finder) -> Iterator[Diagnostic]:
    seen: dict[str, tuple[str, str, str] | None] = {}
    for _, entry in profile.entries():
        for path, name in files_of(entry):
            place = finder.value(path)
            if _REMOTE.match(name) and not name.lower().startswith("file:"):
                yield warning(
                    "evidence-remote",
                    f"{_short(name)} is a web address, which resumekit never fetches",
                    path=path,
                    place=place,
                    hint="save the document beside the profile and name that file; an address to verify it goes to url:",
                )
                continue
            base = document.folder_of(place)
            mark = os.path.join(base, name)
            if mark not in seen:
                seen[mark] = file_problem(document.folder, base, name)
            found = seen[mark]
            if found is not None:
                yield error(found[0], found[1], path=path, place=place, hint=found[2])


def _photo(profile: Profile, document: Document, finder: _Finder) -> Iterator[Diagnostic]:
    """What is wrong with the person's picture; that a look shows one, but there is none."""
    name = profile.person.photo
    if name:
        place = finder.value("person.photo")
        found = file_problem(document.folder, document.folder_of(place), name, pictures_only=True)
        if found is not None:
            yield error("photo-unusable", found[1], path="person.photo", place=place, hint=found[2])
        return
    for own, look in (("", profile.design), *profile.variants.items()):
        if str(look.options.get("photo", "")).strip() == "true":
            path = f"{look.path or (join('variants', own) if own else 'design')}.options.photo"
            message = "the look shows a picture, but person.photo names none"
            yield warning("photo-missing", message, path=path, place=finder.value(path), hint="add  photo: photo.jpg  to person:, or write photo: false")


def evidence_type(head: bytes) -> str:
    """What a file that begins so is: PDF, JPEG, PNG, WebP or HEIC; empty for anything else."""
    return next((kind for kind, test in _SIGNATURES.values() if test(head)), "")


def file_problem(root: str, base: str, name: str, *, pictures_only: bool = False) -> tuple[str, str, str] | None:
    """What is wrong with an evidence file, as far as its head shows: code, message and hint; or None."""
    if "\0" in name:
        return "evidence-missing", "a file name cannot hold this character", "check the name"
    if os.path.isabs(name) or re.match(r"[A-Za-z]:[\\/]|~|\\\\|(?i:file):", name):
        return "evidence-outside", f"{_short(name)} names a place on this computer alone", "copy the file into the profile's folder, and write its name from there, such as evidence/card.pdf"
    real = inside(root, os.path.join(os.path.realpath(base or "."), name))
    if real is None:
        return "evidence-outside", f"{_short(name)} lies outside the profile's folder", "copy the file into the profile's folder or one below it"
    try:
        head = read_head(real, 2048)
    except FileProblem as problem:
        if problem.code != "file-not-found":
            if os.path.isdir(real):
                return "evidence-unreadable", f"{_short(name)} is a folder", "name a file in it"
            return "evidence-unreadable", problem.message.replace(str(real), name), problem.hint.replace(str(real), name)
        if "\\" in name and os.path.exists(os.path.join(os.path.dirname(os.path.join(base, "x")) or ".", name.replace("\\", "/"))):
            return "evidence-missing", f"there is no file {_short(name)}", f"write it with slashes: {name.replace(chr(92), '/')}"
        hint = f"if these are several files, write a list: [{_short(name)}]" if ", " in name else _nearby(root, base, name)
        return "evidence-missing", f"there is no file {_short(name)}", hint
    if os.path.getsize(real) > MAX_EVIDENCE_BYTES:
        return "file-too-large", f"{_short(name)} is larger than {MAX_EVIDENCE_BYTES // 1_000_000} MB", "make it smaller: scan it at 200 dpi, or save it as JPEG"
    if not head:
        return "evidence-empty", f"{_short(name)} is empty", "save the document again"
    ending = os.path.splitext(name)[1].lower()
    if ending not in (_PICTURES if pictures_only else _SIGNATURES):
        known = "JPEG or PNG" if pictures_only else "PDF, JPEG, PNG, WebP or HEIC"
        return "evidence-type", f"{_short(name)} is of a type that cannot be shown", f"save it as {known}"
    kind, test = _SIGNATURES[ending]
    if not test(head):
        really = next((what for what, match in [*((f"a {known}", match) for known, match in _SIGNATURES.values()), *_OTHER_TYPES] if match(head)), "something else")
        hint = f"give it its right ending, or save it again as {kind}" if really != "something else" else f"open it to see what it holds, and save it again as {kind}"
        return "evidence-type", f"{_short(name)} is no {kind}: it holds {really}", hint
    return None


def _nearby(root: str, base: str, name: str) -> str:
    """A file that the missing one may be meant to be."""
    folder = os.path.dirname(os.path.join(base, name)) or "."
    here = inside(root, os.path.realpath(folder))
    if here is not None and here.is_dir():
        names = sorted(entry for entry in os.listdir(here)[:2000] if not entry.startswith("."))
        lower = {entry.lower(): entry for entry in names}
        wanted = os.path.basename(name).lower()
        found = [wanted] if wanted in lower else difflib.get_close_matches(wanted, lower, n=1, cutoff=0.6)
        if found:
            there = os.path.join(os.path.dirname(name), lower[found[0]])
            return f"did you mean {there}?"
        return "put it there, or correct the name (it is read from the folder of the file that names it)"
    return f"there is no folder {os.path.dirname(name)}; names are read from the folder of the file that names them"


# Variants ------------------------------------------------------------------------------------------------------------------


def _variants(profile: Profile, finder: _Finder) -> Iterator[Diagnostic]:
    tags = set(_tags(profile))
    sections = [*SECTIONS, *profile.sections]
    for name, variant in profile.variants.items():
        path = variant.path or join("variants", name)
        if not _VARIANT_NAME.match(name):
            clean = re.sub(r"[^A-Za-z0-9_-]+", "-", name).strip("-") or "clinical"
            yield error(
                "bad-value",
                f'a variant cannot be named "{_short(name)}": it becomes part of a file name',
                path=path,
                place=finder.key(path),
                hint=f"use letters, digits, - and _, such as {clean[:40]}",
            )
        seen: set[str] = set()
        for index, section in enumerate(variant.sections or ()):
            if section in seen:
                where = _indexed(finder, f"{path}.sections", index)
                yield error("bad-value", f"{_short(section)} is given twice", path=where, place=finder.value(where), hint="a section stands once: remove one of the two")
            elif section not in sections:
                yield _unknown("unknown-section", "section", section, (_indexed(finder, f"{path}.sections", index), finder), sections)
            seen.add(section)
        for index, tag in enumerate(variant.tags or ()):
            if tag not in tags:
                yield _unknown("unknown-tag", "entry's tag", tag, (_indexed(finder, f"{path}.tags", index), finder), tags)
        for index, hidden in enumerate(variant.hide or ()):
            where = _indexed(finder, f"{path}.hide", index)
            if problem := _hide_problem(profile, hidden):
                yield error("unknown-path", f"{_short(hidden)} leads to nothing in this profile", path=where, place=finder.value(where), hint=problem)
    yield from _extends(profile, finder)


def _unknown(code: str, what: str, name: str, where: tuple[str, _Finder], known: Iterable[str]) -> Diagnostic:
    path, finder = where
    hint = f"write a list: [{_short(name)}]" if "," in name else suggestion(name, known)
    return error(code, f"{_short(name)} is no {what}", path=path, place=finder.value(path), hint=hint)


def _indexed(finder: _Finder, path: str, index: int) -> str:
    return f"{path}[{index}]" if isinstance(finder.document.find(path), Items) else path


def _tags(profile: Profile) -> Iterator[str]:
    entries: list[Record] = [entry for _, entry in profile.entries()]
    entries += [entry for section in profile.sections.values() for entry in section]
    for entry in entries:
        yield from getattr(entry, "tags", ())
        for highlight in getattr(entry, "highlights", ()):
            yield from highlight.tags


def _extends(profile: Profile, finder: _Finder) -> Iterator[Diagnostic]:
    """Variants that start from one that does not exist, or from themselves; a circle is told once, at its first member."""
    checked: set[str] = set()
    for name in profile.variants:
        chain: dict[str, None] = {}
        at: str | None = name
        while at is not None and at not in checked and at not in chain:
            chain[at] = None
            following = profile.variants[at].extends
            path = f"{profile.variants[at].path or join('variants', at)}.extends"
            if following is not None and following not in profile.variants:
                others = [other for other in profile.variants if other != at]
                yield error("unknown-variant", f"there is no variant {_short(following)}", path=path, place=finder.value(path), hint=suggestion(following, others))
                following = None
            at = following
        if at is not None and at in chain:
            circle = list(chain)[list(chain).index(at) :]
            first = min(circle, key=list(profile.variants).index)
            turn = circle.index(first)
            names = [*circle[turn:], *circle[:turn], first]
            shown = " → ".join(names if len(names) <= 8 else [*names[:4], "…", *names[-3:]])
            path = f"{profile.variants[first].path or join('variants', first)}.extends"
            message = f"{first} extends itself" if len(circle) == 1 else f"variants extend each other in a circle: {shown}"
            hint = "remove this line, or name another variant" if len(circle) == 1 else "remove one extends: of these"
            yield error("variant-cycle", message, path=path, place=finder.value(path), hint=hint)
        checked.update(chain)


def _looks(profile: Profile, finder: _Finder) -> Iterator[Diagnostic]:
    """Templates, options and the language that are not there; a variant's options are those of the template it ends up with."""
    folder = finder.document.folder
    for problem in check_language(profile.language, folder):
        yield problem if problem.place else replace(problem, place=finder.value("language"))
    for name, look in (("", profile.design), *profile.variants.items()):
        if not look.template and not look.options:
            continue
        at = look.path or (join("variants", name) if name else "design")
        for problem in check_look(_template_of(profile, name), look.options, folder):
            path = f"{at}.{problem.path}"
            if problem.path == "template" and not look.template:
                continue  # it is told where it is named
            place = finder.key(path) if problem.code == "unknown-option" else finder.value(path)
            yield replace(problem, path=path, place=problem.place or place)


def _template_of(profile: Profile, name: str) -> str:
    """The template of a variant, or of the one it extends, or of the design."""
    seen: set[str] = set()
    while name in profile.variants and name not in seen:
        seen.add(name)
        variant = profile.variants[name]
        if variant.template:
            return variant.template
        name = variant.extends or ""
    return profile.design.template or DEFAULT_TEMPLATE


def _hide_problem(profile: Profile, hidden: str) -> str:
    """Why a path of `hide` leads nowhere, as a hint; empty if it leads somewhere."""
    try:
        parts = split_path(hidden)
    except ValueError:
        return "write a path such as person.location or experience.highlights"
    names = [part for part in parts if isinstance(part, str)]
    if not names or not isinstance(parts[0], str):
        return "write a path such as person.location or experience.highlights"
    if names[0] == "sections" and len(names) > 1:
        return "" if names[1] in profile.sections else suggestion(names[1], profile.sections)
    known = fields_at(type(profile), [])
    for depth, name in enumerate(names):
        if name not in known:
            inside = [f"{outer}.{name}" for outer in known if name in fields_at(type(profile), [outer])] if depth == 0 else []
            return f"did you mean {inside[0]}?" if len(inside) == 1 else f"write one of {', '.join(inside[:4])}" if inside else suggestion(name, known)
        known = fields_at(type(profile), names[: depth + 1])
    at: object = profile
    for part in parts:
        if isinstance(part, int):
            if not isinstance(at, tuple) or part >= len(at):
                count = len(at) if isinstance(at, tuple) else 0
                return f"indexes count from 0; there are {count} entries" if count else "there are no entries"
            at = at[part]
        elif isinstance(at, tuple):
            return ""
        else:
            at = getattr(at, part, None)
    return ""


# Links ---------------------------------------------------------------------------------------------------------------------


def _links_in_prose(document: Document) -> list[Diagnostic]:
    """Markdown links in any text whose scheme may not be linked to."""
    problems: list[Diagnostic] = []
    if not any("](" in line for lines in document.texts.values() for line in lines):
        return problems

    def visit(value: Located) -> None:
        if isinstance(value, Text) and "](" in value:
            for match in _PROSE_LINK.finditer(value):
                scheme = _SCHEME.match(match[1])
                if scheme and scheme[1].lower() not in _SAFE_SCHEMES:
                    at = value.place.source.find(match[0])
                    place = replace(value.place, column=at + 1, length=len(match[0])) if at >= 0 else value.place
                    problems.append(error("bad-link", f"a link may not begin with {scheme[1][:20]}:", path=value.path, place=place, hint="links begin with https://, http://, mailto: or tel:"))

    root = document.root
    if isinstance(root, Mapping):
        walk(root, visit)
    return problems


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:50] + "…"
