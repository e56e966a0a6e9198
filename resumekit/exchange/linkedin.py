"""LinkedIn's export of one's own data, a ZIP of CSV files, to a draft.

In: the archive's bytes. Out: a `Draft`, or a `FileProblem`. Limits on files and sizes come before anything is unpacked.
What others wrote, and what is no part of a resume (messages, contacts, advertising), is not read.
"""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Callable

from resumekit.diagnostics import InvalidInput
from resumekit.exchange.draft import MAX_TEXT, Draft, Tree, cleaned, date_of, filled, lines_of, note, sentences
from resumekit.files import FileProblem

MAX_FILES = 5_000
MAX_TABLE = 20_000_000
MAX_ALL = 60_000_000
MAX_RATIO = 200
MAX_ROWS = 20_000
MAX_CELL = 500_000
Row = dict[str, str]
_SMALL = 100_000
"""Below this size any ratio is harmless."""


def take(name: str, data: bytes) -> Draft:
    """The resume in an export; raise `FileProblem`."""
    draft = Draft(format="LinkedIn's data export")
    tables = _tables(name, data)
    if not tables:
        raise FileProblem(
            "import-unreadable", f"{name} is a ZIP archive, but no data export of LinkedIn: it has none of its tables", "ask LinkedIn for a copy of your data, and import the archive that it sends"
        )
    for kind, read in _READERS.items():
        for row in tables.get(kind, ()):
            read(draft, _Taken(draft, kind, row))
    if any(problem.severity == "error" for problem in draft.problems):
        raise InvalidInput(draft.problems)
    return draft


# The archive -------------------------------------------------------------------------------------------------------------


def _tables(name: str, data: bytes) -> dict[str, list[Row]]:
    """The tables that a resume is made of, by the letters of their names."""

    def refuse(why: str) -> FileProblem:
        return FileProblem("import-unreadable", f"{name} is refused: {why}", "download the export again")

    found: dict[str, list[Row]] = {}
    total = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > MAX_FILES:
                raise refuse(f"it holds {len(entries):,} files")
            for entry in entries:
                kind = _kind(entry.filename)
                if kind not in _READERS or kind in found:
                    continue
                if entry.flag_bits & 1:
                    raise refuse(f"{cleaned(entry.filename)[:60]} in it is encrypted")
                if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                    raise refuse(f"{cleaned(entry.filename)[:60]} in it is packed in a way that no such export uses")
                if entry.file_size > MAX_TABLE or (entry.file_size > _SMALL and entry.file_size > MAX_RATIO * max(1, entry.compress_size)):
                    raise refuse(f"{cleaned(entry.filename)[:60]} in it unpacks to {entry.file_size:,} bytes, which no such table has")
                with archive.open(entry) as stream:
                    body = stream.read(MAX_TABLE + 1)
                total += len(body)
                if len(body) > MAX_TABLE or total > MAX_ALL:
                    raise refuse("it unpacks to more than such an export has")
                found[kind] = _rows(body)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, OverflowError) as problem:
        raise FileProblem("import-unreadable", f"{name} is a damaged ZIP archive: {cleaned(str(problem))[:80] or 'it ends early'}", "download the export again") from None
    return found


def _kind(path: str) -> str:
    """The letters of a table's name: `Email Addresses.csv` and `Email_Addresses.csv` are one."""
    file = path.replace("\\", "/").rsplit("/", 1)[-1].lower()
    return re.sub(r"[^a-z]", "", file.removesuffix(".csv")) if file.endswith(".csv") else ""


def _rows(body: bytes) -> list[Row]:
    """The rows of a table by its heads, without the remarks that may stand above them."""
    text = _decoded(body).replace("\0", "")
    csv.field_size_limit(MAX_CELL)
    lines: list[list[str]] = []
    try:
        for line in csv.reader(io.StringIO(text, newline="")):
            lines.append(line)
            if len(lines) > MAX_ROWS:
                break
    except csv.Error as problem:
        raise ValueError(f"a table in it is damaged ({problem})") from None
    heads_at = next((at for at, line in enumerate(lines[:12]) if {_head(cell) for cell in line} & _HEADS), None)
    if heads_at is None:
        return []
    heads = [_head(cell) for cell in lines[heads_at]]
    return [row for line in lines[heads_at + 1 :] if (row := {head: cell for head, cell in zip(heads, line, strict=False) if head and cell.strip()})]


def _decoded(body: bytes) -> str:
    for encoding in ("utf-16" if body[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "utf-8-sig", "cp1252"):
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    return body.decode("latin-1")


def _head(cell: str) -> str:
    return " ".join(cell.lower().replace("\ufeff", "").split())


# The tables --------------------------------------------------------------------------------------------------------------


class _Taken:
    """One row that is being taken apart; what is left at the end is kept."""

    def __init__(self, draft: Draft, kind: str, row: Row) -> None:
        self.draft, self.kind, self.left = draft, kind, dict(row)

    def raw(self, head: str) -> str:
        text = self.left.pop(head, "")
        if len(text) > MAX_TEXT:
            self.draft.error("too-large", f"{head} in {self.kind} is a text of {len(text):,} characters, more than {MAX_TEXT:,}", hint="shorten it; a resume needs a few lines")
            return ""
        return text

    def text(self, *heads: str) -> str:
        return next((found for head in heads if (found := cleaned(self.raw(head)))), "")

    def drop(self, *heads: str) -> None:
        """What is of no use to a resume."""
        for head in heads:
            self.left.pop(head, None)

    def date(self, entry: Tree, key: str, *heads: str, title: str = "") -> None:
        for head in heads:
            typed = self.text(head)
            made = date_of(typed)
            if made:
                entry[key] = made
                return
            if typed:
                self.draft.keep(f"{title or self.kind}, {head}", typed)

    def rest(self, title: str) -> None:
        for head in list(self.left):
            self.draft.keep(f"{title or self.kind}, {head}"[:200], self.text(head))


def _profile(draft: Draft, row: _Taken) -> None:
    name = " ".join(part for part in (row.text("first name"), row.text("last name")) if part)
    person = {"name": name, "headline": row.text("headline"), "location": row.text("geo location", "location"), "zip": row.text("zip code")}
    for key, value in filled(person).items():
        draft.person.setdefault(key, value)
    if summary := sentences(lines_of(row.raw("summary"))):
        draft.tree.setdefault("summary", summary)
    for label, address in re.findall(r"(?:\[?\s*([A-Z_ ]{2,20}):)?\s*(https?://[^\s,\]]+)", row.raw("websites")):
        _link(draft, label.strip().capitalize() or "Website", address)
    if handles := row.text("twitter handles").strip("[]"):
        draft.free("Profiles", f"Twitter: {handles}")
    row.drop("birth date", "address", "instant messengers")  # no employer needs them
    row.rest("profile")


def _link(draft: Draft, label: str, url: str) -> None:
    links = draft.person.setdefault("links", [])
    if all(link["url"] != url for link in links):
        links.append({"label": label, "url": url})


def _email(draft: Draft, row: _Taken) -> None:
    email = row.text("email address")
    if row.left.get("primary", "").strip().lower() in ("yes", "true") or "email" not in draft.person:
        before = draft.person.get("email")
        draft.person["email"] = email
        email = str(before or "")
    if email:
        draft.keep("another e-mail address", email)


def _phone(draft: Draft, row: _Taken) -> None:
    number = row.text("number")
    if extension := row.text("extension"):
        number = f"+{extension.lstrip('+')} {number}" if extension.lstrip("+").isdigit() else f"{number} {extension}"
    if draft.person.setdefault("phone", number) != number:
        draft.keep("another phone number", number)


def _span(row: _Taken, entry: Tree, title: str, *, ongoing: bool = True) -> None:
    row.date(entry, "start", "started on", "start date", title=title)
    had_end = bool(row.left.get("finished on") or row.left.get("end date"))
    row.date(entry, "end", "finished on", "end date", title=title)
    if ongoing and "start" in entry and "end" not in entry and not had_end:
        entry["end"] = "present"


def _position(draft: Draft, row: _Taken) -> None:
    name = row.text("company name")
    entry: Tree = {"employer": name, "title": row.text("title"), "location": row.text("location")}
    _span(row, entry, name)
    kind = str(entry["title"]).lower()
    if re.search(r"\bextern(?:ship)?\b|\bpracticum\b", kind):
        entry = {("site" if key == "employer" else "role" if key == "title" else key): value for key, value in entry.items()}
        note(entry, "", "read as an externship, by its title")
        draft.add("externships", entry | {"highlights": lines_of(row.raw("description"))})
    else:
        draft.add("experience", entry | {"highlights": lines_of(row.raw("description"))})
    row.rest(name)


def _school(draft: Draft, row: _Taken) -> None:
    name = row.text("school name")
    entry: Tree = {"institution": name, "award": row.text("degree name"), "program": row.text("field of study", "fields of study")}
    _span(row, entry, name, ongoing=False)
    draft.add("education", entry | {"highlights": [*lines_of(row.raw("notes")), *lines_of(row.raw("activities"))]})
    row.rest(name)


def _certification(draft: Draft, row: _Taken) -> None:
    name = row.text("name")
    entry: Tree = {"name": name, "issuer": row.text("authority"), "number": row.text("license number")}
    row.date(entry, "issued", "started on", title=name)
    row.date(entry, "expires", "finished on", title=name)
    if "expires" not in entry:
        note(entry, "", "the file gives no end; write expires where the card has one")
    draft.add("certifications", entry | {"url": row.text("url")})
    row.rest(name)


def _language(draft: Draft, row: _Taken) -> None:
    if language := filled({"name": row.text("name"), "level": row.text("proficiency")}):
        draft.person.setdefault("languages", []).append(language) if "name" in language else None
    row.rest("language")


def _volunteering(draft: Draft, row: _Taken) -> None:
    name = row.text("company name", "organization")
    entry: Tree = {"organization": name, "role": row.text("role")}
    _span(row, entry, name)
    draft.add("volunteering", entry | {"highlights": lines_of(row.raw("description"))})
    row.rest(name)


def _honor(draft: Draft, row: _Taken) -> None:
    name = row.text("title")
    entry: Tree = {"title": name, "issuer": row.text("issuer")}
    row.date(entry, "date", "issued on", title=name)
    draft.add("awards", entry | {"text": sentences(lines_of(row.raw("description")))})
    row.rest(name)


def _course(draft: Draft, row: _Taken) -> None:
    name = row.text("name")
    draft.add("training", {"title": name, "provider": row.text("provider")})
    row.rest(name)


def _organization(draft: Draft, row: _Taken) -> None:
    name = row.text("name")
    entry: Tree = {"organization": name, "role": row.text("position", "role")}
    row.date(entry, "since", "started on", title=name)
    row.date(entry, "until", "finished on", title=name)
    draft.add("memberships", entry)
    row.rest(name)


def _recommendation(draft: Draft, row: _Taken) -> None:
    name = " ".join(part for part in (row.text("first name"), row.text("last name")) if part)
    entry: Tree = {"name": name, "title": row.text("job title"), "organization": row.text("company")}
    row.date(entry, "date", "creation date", title=name)
    row.drop("status")
    draft.add("letters", entry | {"quote": sentences(lines_of(row.raw("text")))})
    row.rest(name)


def _free(section: str, title: str, date: str) -> Callable[[Draft, _Taken], None]:
    def read(draft: Draft, row: _Taken) -> None:
        name = row.text(title)
        entry: Tree = {"title": name}
        if date == "span":
            _span(row, entry, name, ongoing=False)
        else:
            row.date(entry, "date", date, title=name)
        text = sentences(lines_of(row.raw("description")))
        others = ", ".join(cleaned(value) for value in row.left.values())
        draft.free(section, entry | {"text": "; ".join(part for part in (text, others) if part)[:MAX_TEXT]})

    return read


_READERS: dict[str, Callable[[Draft, _Taken], None]] = {
    "profile": _profile,
    "emailaddresses": _email,
    "phonenumbers": _phone,
    "languages": _language,
    "certifications": _certification,
    "positions": _position,
    "education": _school,
    "skills": lambda draft, row: draft.add("skills", {"name": row.text("name")}),
    "courses": _course,
    "organizations": _organization,
    "recommendationsreceived": _recommendation,
    "volunteering": _volunteering,
    "volunteeringexperiences": _volunteering,
    "honors": _honor,
    "projects": _free("Projects", "title", "span"),
    "publications": _free("Publications", "name", "published on"),
    "patents": _free("Patents", "title", "issued on"),
    "testscores": _free("Test scores", "name", "date"),
    "causesyoucareabout": lambda draft, row: draft.free("Causes", row.text("supported cause", "cause")),
}
"""The tables that are read, in the order in which the person's own name and address come first."""
_HEADS = frozenset(
    ("first name", "email address", "number", "name", "company name", "school name", "title", "supported cause", "started on", "role", "cause")
)  # fmt: skip
