"""What a machine reads from a PDF, and how much of a profile came back.

In: an `Extract`, and the page that a profile was to become. Out: an `Inspection`, whose fields in order are its JSON. Must
not know how a PDF is read, or touch a file.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from resumekit.blocks import Block, Bullets, Facts, Heading, Item, Line, Meter, Paragraph, Span, Table, Tone
from resumekit.extraction import Extract, Font, Title, body_size
from resumekit.extraction import Line as TextLine
from resumekit.inspection.recall import Field, Status, compare, fields_shown, page_text, words_in_order
from resumekit.rendering import Page

_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,5}[A-Za-z]{2,24}")
_PHONE = re.compile(r"(?<![\w/.-])\+?\(?[0-9][0-9 ().-]{6,18}[0-9](?![\w/-])")
_ADDRESS = re.compile(r"(?<![@\w.])(?:https?://|www\.)[^\s<>()\"]{3,200}|(?<![@\w.])(?:linkedin\.com|github\.com)/[^\s<>()\"]{2,200}")
_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|set|dic)[a-z]{0,8}"
_DATE = re.compile(rf"(?<![\w/.-])(?:{_MONTH}\.? (?:de )?(?:19|20)[0-9]{{2}}|[0-9]{{1,2}}/(?:19|20)[0-9]{{2}}|(?:19|20)[0-9]{{2}}(?:-[0-9]{{2}}){{0,2}})(?![\w/])", re.IGNORECASE)
_EDGE = re.compile(r"^\W+|\W+$")
# fmt: off
_TITLES = frozenset((
    "summary", "profile", "objective", "about me", "professional summary", "career objective", "certifications", "certificates", "licenses",
    "licenses and certifications", "certifications and licenses", "credentials", "skills", "clinical skills", "technical skills",
    "core competencies", "key skills", "competencies", "experience", "work experience", "professional experience", "clinical experience",
    "employment", "employment history", "work history", "externship", "externships", "internship", "clinical externship", "education",
    "education and training", "training", "continuing education", "achievements", "accomplishments", "awards", "honors", "memberships",
    "affiliations", "professional memberships", "volunteering", "volunteer experience", "languages", "references", "letters of recommendation",
    "interests", "hobbies",
))
# fmt: on
"""Names that a hiring system takes for the title of a section, in English; those of the profile's language come from its labels."""
_LARGE = 2_000_000
_BEGINNING = 8
"""Of how many letters a line must have more to be the first line of a title that runs over several."""
_SMALL_TYPE = 8.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """How to reach the person, as it can be read; empty where it can't."""

    name: str
    email: str
    phone: str
    links: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section that was recognised: its title, how many lines it has, the dates in them."""

    title: str
    lines: int
    dates: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something that keeps a machine or a reader from reading the PDF, and what to do about it."""

    code: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """An evidence document that the portfolio's manifest lists. `also`: further entries that it proves; `check`: "same", "changed", "missing", or "" if it was not compared."""

    number: str
    entry: str
    file: str
    type: str
    pages: int
    bytes: int
    sha256: str
    also: tuple[str, ...] = ()
    check: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What a machine reads. `in_order`: the share of the page's words that come back in the page's own order; None without a profile."""

    pages: int
    title: str
    language: str
    tagged: bool
    variant: str
    text: str
    contact: Contact
    sections: tuple[Section, ...]
    fields: tuple[Field, ...]
    recall: float | None
    in_order: float | None
    fonts: tuple[Font, ...]
    attachments: tuple[str, ...]
    exhibits: tuple[Exhibit, ...]
    warnings: tuple[Fault, ...]

    def outline(self) -> list[Block]:
        """The answer in a sentence, what is wrong, then what was read."""
        return list(_outline(self))


def inspect(extract: Extract, page: Page | None = None) -> Inspection:
    """What a machine reads from `extract`; with the `page` that a profile was to become: which of its fields came back."""
    titles = _TITLES | ({title.casefold() for title in page.labels.sections.values()} if page else set())
    own = page_text(page) if page else ""
    fields = tuple(compare(fields_shown(page), extract.text, own)) if page else ()
    sections = tuple(_sections(extract, titles))
    contact = _contact(extract, titles)
    return Inspection(
        pages=extract.pages,
        title=extract.title,
        language=extract.language,
        tagged=extract.tagged,
        variant=extract.variant,
        text=extract.text,
        contact=contact,
        sections=sections,
        fields=fields,
        recall=round(sum(field.status == "same" for field in fields) / len(fields), 4) if fields else None,
        in_order=round(words_in_order(own, extract.text), 4) if page else None,
        fonts=extract.fonts,
        attachments=tuple(item.name for item in extract.attachments),
        exhibits=tuple(_exhibits(extract)),
        warnings=tuple(_faults(extract, contact, sections)),
    )


# What was read -----------------------------------------------------------------------------------------------------------


def _contact(extract: Extract, titles: Iterable[str]) -> Contact:
    lines = extract.lines
    head = "\n".join(line.text for line in lines[:25])
    text = head + "\n" + extract.text[:20_000]
    email = _EMAIL.search(text)
    phone = next((match[0] for match in _PHONE.finditer(text) if 7 <= sum(map(str.isdigit, match[0])) <= 15 and not re.fullmatch(r"[12][0-9]{3} ?- ?[12][0-9]{3}", match[0])), "")
    links = [link for link in extract.links if link.startswith(("http:", "https:"))] or [match[0].rstrip(".,;") for match in _ADDRESS.finditer(text)]
    return Contact(name=_name(extract, titles), email=email[0] if email else "", phone=phone.strip(), links=tuple(dict.fromkeys(links))[:50])


def _name(extract: Extract, titles: Iterable[str]) -> str:
    """The only heading of the first level; else the largest of the first lines."""
    first = [title.text for title in extract.headings if title.level == 1]
    if len(first) == 1:
        return first[0]
    known = set(titles)
    head = [line for line in extract.lines if line.page == 1][:8]
    usable = [line for line in head if not _EMAIL.search(line.text) and not any(map(str.isdigit, line.text)) and line.text.casefold() not in known and len(line.text) <= 60]
    return max(usable, key=lambda line: line.size).text if usable else ""


def _sections(extract: Extract, titles: Iterable[str]) -> Iterator[Section]:
    """The sections that tags or type set apart, with what stands in them."""
    starts = list(_starts(extract, frozenset(titles)))
    for at, (index, title) in enumerate(starts):
        end = starts[at + 1][0] if at + 1 < len(starts) else len(extract.lines)
        beside = extract.lines[index].text
        inside = [*([beside] if _key(beside) != _key(title) else []), *(line.text for line in extract.lines[index + 1 : end])]
        dates = [match[0] for line in inside for match in _DATE.finditer(line)]
        yield Section(title=title, lines=len(inside), dates=tuple(dates))


def _starts(extract: Extract, titles: frozenset[str]) -> Iterator[tuple[int, str]]:
    levels = [title.level for title in extract.headings]
    tagged = {level for level in levels if levels.count(level) > 1}
    if tagged:
        wanted = [title for title in extract.headings if title.level == min(tagged)]
        at = 0
        for title in wanted:
            found = _find(extract.lines, title, at)
            if found is not None:
                at = found + 1
                yield found, title.text
        return
    body = body_size(extract.lines)
    for index, line in enumerate(extract.lines):
        words = line.text.split()
        named = _key(line.text) in {_key(title) for title in titles} if len(words) <= 6 else False
        larger = line.size >= body * 1.08 and len(words) <= 5 and index > 2 and not line.text.endswith((".", ","))
        if named or (larger and line.bold):
            yield index, _EDGE.sub("", line.text)


def _find(lines: Sequence[TextLine], title: Title, start: int) -> int | None:
    """The line of the title's page that is the title, else the one that begins with it, as where titles stand beside their text, or that begins it."""
    wanted = _key(title.text)
    keys = [(index, _key(line.text)) for index, line in enumerate(lines) if index >= start and title.page in (0, line.page)]
    fits: tuple[Callable[[str], bool], ...] = (lambda key: key == wanted, lambda key: key.startswith(wanted), lambda key: len(key) > _BEGINNING and wanted.startswith(key))
    return next((index for fit in fits for index, key in keys if wanted and fit(key)), None)


def _key(text: str) -> str:
    """What two wordings of one title have in common: letters and digits, in one case."""
    return "".join(character for character in unicodedata.normalize("NFKC", text).casefold().replace("&", "and") if character.isalnum())


def _exhibits(extract: Extract) -> Iterator[Exhibit]:
    """The exhibits that the attached manifest lists; nothing where it cannot be read."""
    data = next((item.data for item in extract.attachments if item.name == "manifest.json"), b"")
    try:
        listed = json.loads(data)["exhibits"] if data else []
    except (ValueError, KeyError, TypeError, RecursionError):
        return
    for item in listed if isinstance(listed, list) else ():
        if isinstance(item, dict) and all(isinstance(item.get(key), str) for key in ("number", "entry", "file", "type", "sha256")):
            pages, size = (value if isinstance(value, int) and not isinstance(value, bool) else 0 for value in (item.get("pages"), item.get("bytes")))
            also = item.get("also")
            others = tuple(one for one in also if isinstance(one, str)) if isinstance(also, list) else ()
            yield Exhibit(number=item["number"], entry=item["entry"], file=item["file"], type=item["type"], pages=pages, bytes=size, sha256=item["sha256"], also=others)


def compared(inspection: Inspection, found: dict[str, str]) -> Inspection:
    """The inspection with its exhibits compared to the evidence as it is now: `found` maps file to SHA-256, "" where there is none."""
    marks = {item.file: "missing" if not found.get(item.file) else "same" if found[item.file] == item.sha256 else "changed" for item in inspection.exhibits}
    exhibits = tuple(replace(item, check=marks[item.file]) for item in inspection.exhibits)
    wrong = {kind: [item.number for item in exhibits if item.check == kind] for kind in ("changed", "missing")}
    told = [f"{len(numbers)} {kind} ({', '.join(numbers[:8])}{' …' if len(numbers) > 8 else ''})" for kind, numbers in wrong.items() if numbers]
    if not told:
        return replace(inspection, exhibits=exhibits)
    count = sum(map(len, wrong.values()))
    message = f"{count} of {len(exhibits)} exhibits {'are' if count > 1 else 'is'} not what lies in the evidence folder now: {', '.join(told)}"
    fault = Fault(code="exhibits-differ", message=message, hint="make the portfolio again, or put back the files that it was made from")
    return replace(inspection, exhibits=exhibits, warnings=(fault, *inspection.warnings))


def _faults(extract: Extract, contact: Contact, sections: Sequence[Section]) -> Iterator[Fault]:
    letters = sum(map(str.isalnum, extract.text))
    if letters < 40:
        if extract.pictures:
            yield Fault(
                code="no-text",
                message="the pages are pictures: a machine reads no text from them",
                hint="export it from the program that it was written in, instead of scanning or printing to a picture",
            )
        else:
            yield Fault(code="no-text", message="a machine reads next to no text from it", hint="export it anew as a PDF with text")
        return
    if extract.unmapped > letters * 0.005:
        yield Fault(code="unmapped-text", message=f"{extract.unmapped} characters stand for no known letter, so words come out wrong", hint="export it with another font, or embed the fonts")
    ours = extract.tagged and any(item.name == "manifest.json" for item in extract.attachments)  # a portfolio: its cards and exhibits stand side by side, in the order of its tags
    jumps = _jumps(extract.lines)
    if jumps > 2 and not ours:
        yield Fault(code="columns", message=f"the text jumps back up the page {jumps} times: columns or boxes are read out of order", hint="use one column, and no text boxes or tables for layout")
    if not extract.tagged:
        yield Fault(code="untagged", message="it has no tags, so a screen reader has to guess what is a heading or a list", hint='turn on tags: in Word "Document structure tags for accessibility"')
    if not extract.title:
        yield Fault(code="no-title", message="it has no title in its properties", hint="give the document a title before exporting")
    if not extract.language:
        yield Fault(code="no-language", message="it does not say which language it is in", hint="set the document's language before exporting")
    loose = [font.name for font in extract.fonts if not font.embedded]
    if loose:
        yield Fault(code="font-not-embedded", message=f"{', '.join(loose[:3])} is not inside the file, so other machines show other letters", hint="embed the fonts when exporting")
    for what, value in (("e-mail address", contact.email), ("telephone number", contact.phone)):
        if not value:
            yield Fault(code="no-contact", message=f"no {what} can be read", hint="write it as text in the body, not in a header, footer or picture")
    if len(sections) < 2:
        yield Fault(code="no-sections", message="no usual section titles can be read", hint='use the usual titles, such as "Experience", "Education", "Certifications", each on a line of its own')
    body = body_size(extract.lines)
    if 0 < body < _SMALL_TYPE:
        yield Fault(code="small-type", message=f"most of it is set in {body:g} points, which is hard to read", hint="use 9 points or more")
    if extract.bytes > _LARGE and not extract.attachments:
        yield Fault(code="large-file", message=f"it has {extract.bytes / 1e6:.1f} MB, and many portals take 2 MB", hint="leave out pictures, or make them smaller")


def _jumps(lines: Sequence[TextLine]) -> int:
    """How often the next line stands well above the one before it on the same page, as where a second column begins."""
    return sum(after.page == before.page and after.top > before.top + 3 * max(before.size, 6) for before, after in pairwise(lines))


# Words for people --------------------------------------------------------------------------------------------------------

_TONES: dict[Status, Tone] = {"same": "good", "changed": "warn", "lost": "bad"}


def _outline(found: Inspection) -> Iterator[Block]:
    yield Heading(found.title or found.contact.name or "Untitled PDF", 1)
    pages = f"{found.pages} page{'s' if found.pages != 1 else ''}"
    yield Paragraph(", ".join(filter(None, (pages, found.variant or ("tagged" if found.tagged else "not tagged"), f"language {found.language}" if found.language else ""))))
    if found.recall is not None:
        same = sum(field.status == "same" for field in found.fields)
        order = f" {found.in_order:.0%} of its words come in the page's own order." if found.in_order is not None else ""
        yield Paragraph(f"{same} of {len(found.fields)} fields of the profile come back as they were written.{order}", lead=True)
        yield Meter(round(same / len(found.fields) * 20) if found.fields else 0, 20)
    else:
        yield Paragraph("A machine reads it without trouble." if not found.warnings else f"{len(found.warnings)} thing{'s' if len(found.warnings) > 1 else ''} to mend.", lead=True)
    if found.warnings:
        yield Heading("To mend")
        yield Bullets(tuple(Item(fault.message, fault.hint) for fault in found.warnings))
    wrong = [field for field in found.fields if field.status != "same"]
    if wrong:
        yield Heading("Fields that changed or got lost")
        rows: list[tuple[Line, ...]] = [(field.path, Span(field.status, _TONES[field.status]), field.expected, field.found) for field in wrong]
        yield Table(("Field", "", "Written", "Read"), tuple(rows))
    yield Heading("What a machine reads")
    contact = found.contact
    facts: list[tuple[str, Line]] = [("Name", contact.name), ("E-mail", contact.email), ("Phone", contact.phone), ("Links", ", ".join(contact.links))]
    yield Facts(tuple((name, value or Span("nothing", "soft")) for name, value in facts))
    if found.sections:
        yield Table(("Section", "Lines", "Dates"), tuple((section.title, str(section.lines), ", ".join(section.dates[:6]) + (" …" if len(section.dates) > 6 else "")) for section in found.sections))
    if found.exhibits:
        yield Heading("Exhibits")
        yield Table(
            ("Exhibit", "File", "Proves", "Pages", "Size", "SHA-256", "Evidence folder"),
            tuple(
                (item.number, item.file, ", ".join((item.entry, *item.also)), str(item.pages), f"{item.bytes / 1000:.0f} kB", item.sha256[:12], item.check or "not compared") for item in found.exhibits
            ),
        )
    if found.fonts:
        yield Heading("Inside the file")
        extra: list[tuple[str, Line]] = [("Fonts", ", ".join(font.name + ("" if font.embedded else " (not embedded)") for font in found.fonts))]
        if found.attachments:
            extra.append(("Attachments", ", ".join(found.attachments)))
        yield Facts(tuple(extra))
