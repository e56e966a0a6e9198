"""Which evidence belongs to which entry, the number it has in the portfolio, and a copy of it that can be shown.

In: a `Profile`, its folder. Out: `Exhibit` records, lettered by part in the order of the contents and numbered within it,
or every problem that the files have. Must not know how an exhibit is shown. A file is read once, by a confined child.
"""

import contextlib
import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from resumekit import confine
from resumekit.confine import Confined, Facts, Limits
from resumekit.diagnostics import Diagnostic, InvalidInput, Place, error, warning
from resumekit.files import MAX_EVIDENCE_BYTES, FileProblem, protect, read_bytes, read_head
from resumekit.portfolio.copies import Copy, Unusable, from_facts
from resumekit.portfolio.store import Store, Stored
from resumekit.profile import Profile, files_of
from resumekit.schema import Record
from resumekit.validation import evidence_type, file_problem

PARTS = ("certifications", "externships", "experience", "education", "skills", "training", "achievements", "letters", "memberships", "volunteering", "awards")
"""The sections whose entries may have evidence, in the order of the portfolio's contents."""
_FIRST = Limits(cpu=10, wall=12.0)
_SECOND = Limits(cpu=14, wall=15.0)
_LEGIBLE = 120
"""Pixels that the longer side of a picture has at least if a line of text is to be read in it."""
_NAMES = ("name", "title", "site", "employer", "institution", "organization", "program")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A place in a profile that names an evidence document. `entry`: the path of the entry that it proves; `path`: of the name; `also`: of other entries that name it."""

    number: str
    section: str
    entry: str
    path: str
    title: str
    file: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit(Reference):
    """One evidence document. `file` is named from the profile's folder; `type`, `size` (bytes) and `sha256` are the file's; `copy` is what can be shown of it."""

    type: str
    size: int
    sha256: str
    copy: Copy

    @property
    def entries(self) -> tuple[str, ...]:
        """The paths of all entries that it proves."""
        return (self.entry, *self.also)

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return len(self.copy.leaves)


def find_evidence(profile: Profile, folder_of: Callable[[str], str]) -> tuple[Reference, ...]:
    """Every evidence document that the profile names, once; one that several entries name belongs to the first.

    `folder_of`: from where the name at a path is read, as each included file names what lies beside it.
    """
    found: dict[str, Reference] = {}
    letter = 0
    for section in PARTS:
        count = 0
        for entry in getattr(profile, section):
            files = [(path, name) for path, name in files_of(entry) if "://" not in name]
            for path, name in files:
                document = os.path.normpath(os.path.join(folder_of(path), name))
                known = found.get(document)
                if known is not None:
                    if entry.path not in (known.entry, *known.also):
                        found[document] = replace(known, also=(*known.also, entry.path))
                    continue
                count += 1
                title = _title(entry) if len(files) == 1 else f"{_title(entry)}, {_spoken(name)}"
                found[document] = Reference(number=f"{chr(65 + letter)}-{count}", section=section, entry=entry.path, path=path, title=title, file=name)
        letter += bool(count)
    return tuple(found.values())


def entry_titles(profile: Profile) -> dict[str, tuple[str, str]]:
    """The section and the title of every entry that may have evidence, by its path."""
    return {entry.path: (section, _title(entry)) for section in PARTS for entry in getattr(profile, section)}


def _title(entry: Record) -> str:
    """What the entry is called: its first text, and a job's employer."""
    texts = [value for key in _NAMES if isinstance(value := getattr(entry, key, None), str)]
    employer = getattr(entry, "employer", None)
    title = texts[0] if texts else entry.path
    return f"{title}, {employer}" if isinstance(employer, str) and employer != title else title


def _spoken(file: str) -> str:
    """A file's name in words: skills-checklist.jpg is skills checklist."""
    stem = os.path.splitext(os.path.basename(file))[0]
    return " ".join(stem.replace("-", " ").replace("_", " ").split()) or stem


def open_exhibits(profile: Profile, folder: str, locate: Callable[[str], Place | None]) -> tuple[tuple[Exhibit, ...], list[Diagnostic]]:
    """Every exhibit with a copy of its document, and warnings about them; raise `InvalidInput` with all that is wrong."""
    made: list[Exhibit] = []
    problems: list[Diagnostic] = []

    def folder_of(path: str) -> str:
        place = locate(path)
        return os.path.dirname(place.file) if place is not None and os.path.isfile(place.file) else folder

    references = find_evidence(profile, folder_of)
    documents = []
    for reference in references:
        base = folder_of(reference.path)
        found = file_problem(folder, base, reference.file)
        if found is not None:
            problems.append(error(found[0], found[1], path=reference.path, place=locate(reference.path), hint=found[2]))
            continue
        real = os.path.realpath(base or ".")
        shown = os.path.relpath(os.path.join(real, reference.file), os.path.realpath(folder or ".")).replace(os.sep, "/")
        document = os.path.realpath(os.path.join(real, reference.file))
        protect(document)
        documents.append((reference, shown, document))
    for (reference, shown, _), copied in zip(documents, copy_documents([document for *_, document in documents]), strict=True):
        if isinstance(copied, Unusable):
            problems.append(error(copied.code, f"{reference.file} {copied.message}", path=reference.path, place=locate(reference.path), hint=copied.hint))
        else:
            made.append(_exhibit(replace(reference, file=shown), *copied))
    if problems:
        order = [reference.path for reference in references]
        raise InvalidInput(sorted(problems, key=lambda problem: order.index(problem.path)))
    return tuple(made), list(_doubts(made, locate))


def _doubts(exhibits: list[Exhibit], locate: Callable[[str], Place | None]) -> Iterator[Diagnostic]:
    """What can be shown, but not as its reader may expect."""
    for exhibit in exhibits:
        if exhibit.copy.note:
            what = "is a form that only the program it was made with can show" if exhibit.copy.note == "form" else "is a cover with other files inside, which are not carried over"
            hint = "open it there and print it to a new PDF" if exhibit.copy.note == "form" else "save the files inside as PDFs, and name those"
            yield warning("evidence-hollow", f"{exhibit.file} {what}", path=exhibit.path, place=locate(exhibit.path), hint=hint)
        if not exhibit.copy.fonts:
            message = f"{exhibit.file} does not hold all its fonts: the portfolio is not marked as accessible (PDF/UA)"
            yield warning("evidence-font", message, path=exhibit.path, place=locate(exhibit.path), hint="save it again with its fonts embedded (PDF/A does so), or scan it")
        leaf = exhibit.copy.leaves[0]
        if exhibit.copy.kind != "PDF" and (max(leaf.width, leaf.height) < _LEGIBLE or min(leaf.width, leaf.height) < _LEGIBLE / 4):
            message = f"{exhibit.file} has {leaf.width:.0f} x {leaf.height:.0f} pixels, too few to be read"
            yield warning("evidence-small", message, path=exhibit.path, place=locate(exhibit.path), hint="scan or photograph the document anew; a page has about 1700 x 2200 pixels at 200 dpi")


def _exhibit(reference: Reference, copy: Copy, facts: Facts) -> Exhibit:
    return Exhibit(
        number=reference.number,
        section=reference.section,
        entry=reference.entry,
        path=reference.path,
        title=reference.title,
        file=reference.file,
        also=reference.also,
        type=str(facts["type"]),
        size=int(facts["size"]),
        sha256=str(facts["sha256"]),
        copy=copy,
    )


# Reading -----------------------------------------------------------------------------------------------------------------


def _prepare() -> None:
    """Import what a child needs, as the parent needs it too."""
    import pikepdf  # noqa: F401
    from PIL import Image

    from resumekit.portfolio import facsimiles, papers, pictures  # noqa: F401

    Image.preinit()


def copy_documents(files: Sequence[str]) -> Iterator[tuple[Copy, Facts] | Unusable]:
    """A copy of each document, or why there is none, with the file's `type`, `size` and `sha256`; the copies wait in a file.

    A PDF that cannot be taken apart is drawn, page by page, by another library in another child.
    """
    if files:
        _prepare()
    store = Store()
    for file, first in zip(files, confine.run_each([partial(_copied, file, as_pictures=False) for file in files], _FIRST, store.keep), strict=True):
        answer = first
        if isinstance(answer, Confined) and _is_pdf(file):
            (answer,) = confine.run_each([partial(_copied, file, as_pictures=True)], _SECOND, store.keep)
        yield _read(answer)


def _is_pdf(file: str) -> bool:
    """Whether a file begins as a PDF does."""
    with contextlib.suppress(FileProblem):
        return evidence_type(read_head(file, 2048)) == "PDF"
    return False


def _read(answer: tuple[Facts, bytes | Stored] | Confined) -> tuple[Copy, Facts] | Unusable:
    if isinstance(answer, Confined):
        if answer.why in ("time", "memory"):
            return Unusable("evidence-too-large", f"needs too much {answer.why} to read", "print it to a new PDF, or scan it, and name that file")
        return Unusable("evidence-broken", "is damaged: it cannot be read", "open it to see what it holds, and save or scan it again")
    facts, held = answer
    if "refused" in facts:
        return Unusable(*(str(part) for part in facts["refused"]))
    try:
        return from_facts(facts, held), facts
    except Unusable as problem:
        return problem


def _copied(file: str, *, as_pictures: bool) -> tuple[Facts, bytes]:
    """In the child: read the file and copy it; a refusal is an answer too."""
    from resumekit.portfolio.facsimiles import copy_as_pictures
    from resumekit.portfolio.papers import copy_paper
    from resumekit.portfolio.pictures import copy_picture

    try:
        data = read_bytes(file, MAX_EVIDENCE_BYTES)
        kind = evidence_type(data[:2048])
        about = {"type": kind, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        if not kind:
            raise Unusable("evidence-type", "is of a type that cannot be shown", "save it as PDF, JPEG, PNG, WebP or HEIC")
        copy = copy_picture(data, kind) if kind != "PDF" else copy_as_pictures(data) if as_pictures else copy_paper(data)
    except Unusable as problem:
        return {"refused": [problem.code, problem.message, problem.hint]}, b""
    except FileProblem as problem:
        return {"refused": [problem.code, f"cannot be read: {problem.message}", problem.hint]}, b""
    return {**about, **copy.facts()}, copy.read()


__all__ = ["PARTS", "Exhibit", "Reference", "copy_documents", "entry_titles", "find_evidence", "open_exhibits"]
