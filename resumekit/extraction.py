"""What a machine reads from a PDF: its text line by line, headings, fonts, links, marks and attachments.

In: a PDF's bytes, anyone's. Out: an `Extract`, plain data. Must not know what a resume is, or which file it was. pypdfium2
is known here, and imported inside the functions; `read_pdf` does it in a confined child.
"""

import ctypes
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from ctypes import byref, c_int, create_string_buffer
from dataclasses import asdict, dataclass, replace
from typing import Any

from resumekit.confine import Confined, Limits, run
from resumekit.files import FileProblem

MAX_PAGES = 200
LIMITS = Limits(cpu=25, wall=28.0)
MAX_ATTACHMENT = 64 * 1024 * 1024
_HEADING = re.compile(r"H([1-6])?")
_MARKS = re.compile(
    rb"<pdf(?P<family>uaid|aid):(?P<name>part|conformance)>\s*(?P<value>[0-9A-Za-z]{1,4})\s*<|pdf(?P<family2>uaid|aid):(?P<name2>part|conformance)\s*=\s*[\"'](?P<value2>[0-9A-Za-z]{1,4})[\"']"
)
_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_HYPHEN = "\ufffe"
"""What pdfium writes for a hyphen that a line's end put into a word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line as it is read: its page (from 1), the size of its largest type in points, whether all of it is bold, how far up the page it stands."""

    text: str
    page: int
    size: float
    bold: bool
    top: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A heading as the tags say it, with its level from 1 and its page; page 0 is not known."""

    text: str
    level: int
    page: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Font:
    """A font's name, and whether it is inside the file."""

    name: str
    embedded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file within the PDF."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """A PDF as a machine reads it. `variant`: "pdf/ua-1", "pdf/a-3a + pdf/ua-1" or ""; `unmapped`: characters that stand for nothing known."""

    pages: int
    title: str
    language: str
    tagged: bool
    variant: str
    lines: tuple[Line, ...]
    headings: tuple[Title, ...]
    fonts: tuple[Font, ...]
    links: tuple[str, ...]
    attachments: tuple[Attachment, ...]
    unmapped: int
    pictures: int
    bytes: int

    @property
    def text(self) -> str:
        """All lines in the order in which they are read."""
        return "\n".join(line.text for line in self.lines)


def read_pdf(data: bytes) -> Extract:
    """What `extract` reads, from a confined child; raise `FileProblem`."""

    def work() -> tuple[dict[str, Any], bytes]:
        try:
            found = extract(data)
        except FileProblem as problem:
            return {"problem": [problem.code, problem.message, problem.hint]}, b""
        sizes = [(item.name, len(item.data)) for item in found.attachments]
        return {**asdict(replace(found, attachments=())), "attachments": sizes}, b"".join(item.data for item in found.attachments)

    try:
        facts, attached = run(work, LIMITS)
    except Confined as failure:
        what = {"time": "reading it takes too long", "memory": "it needs too much memory"}.get(failure.why, "it is broken: reading it fails")
        raise FileProblem("unreadable-pdf", what, "make or download it again") from None
    if "problem" in facts:
        raise FileProblem(*facts["problem"])
    at = 0
    items = []
    for name, size in facts.pop("attachments"):
        items.append(Attachment(name=name, data=attached[at : at + size]))
        at += size
    lines = tuple(Line(**line) for line in facts.pop("lines"))
    headings = tuple(Title(**title) for title in facts.pop("headings"))
    fonts = tuple(Font(**font) for font in facts.pop("fonts"))
    return Extract(**{**facts, "links": tuple(facts["links"])}, lines=lines, headings=headings, fonts=fonts, attachments=tuple(items))


def extract(data: bytes) -> Extract:
    """Read a PDF; raise `FileProblem` if it is none, is broken or locked, or has more than 200 pages."""
    import pypdfium2

    if b"%PDF-" not in data[:1024]:
        raise FileProblem("unreadable-pdf", "it is not a PDF", "give the PDF that was rendered or exported")
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as failure:
        if "password" in str(failure).lower():
            raise FileProblem("unreadable-pdf", "it is locked with a password", "save it without one, as an employer's system cannot open it either") from None
        raise FileProblem("unreadable-pdf", "it is broken: no page of it can be read", "make or download it again") from None
    try:
        if len(document) > MAX_PAGES:
            raise FileProblem("unreadable-pdf", f"it has {len(document)} pages, more than {MAX_PAGES}", "give the resume or the portfolio alone")
        return _read(document, data)
    finally:
        document.close()


def _read(document: Any, data: bytes) -> Extract:
    import pypdfium2
    from pypdfium2 import raw

    lines: list[Line] = []
    headings: list[Title] = []
    links: dict[str, None] = {}
    fonts: dict[str, bool] = {}
    unmapped = pictures = 0
    for index in range(len(document)):
        try:
            page = document[index]
            text_page = page.get_textpage()
        except pypdfium2.PdfiumError:
            continue
        lines += _lines(text_page, index + 1)
        unmapped += sum(raw.FPDFText_HasUnicodeMapError(text_page.raw, at) == 1 for at in range(text_page.count_chars()))
        links.update(dict.fromkeys(_links(document, page)))
        marked: dict[int, str] = {}
        for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_IMAGE], max_depth=6):
            if item.type == raw.FPDF_PAGEOBJ_IMAGE:
                pictures += 1
                continue
            font = raw.FPDFTextObj_GetFont(item.raw)
            fonts[_string(raw.FPDFFont_GetBaseFontName, font)] = raw.FPDFFont_GetIsEmbedded(font) == 1
            mark = raw.FPDFPageObj_GetMarkedContentID(item.raw)
            if mark >= 0:
                marked[mark] = marked.get(mark, "") + _object_text(item.raw, text_page.raw)
        headings += _headings(page, index + 1, marked)
        page.close()
    return Extract(
        pages=len(document),
        title=_flat(document.get_metadata_value("Title") or ""),
        language=_wide(raw.FPDFCatalog_GetLanguage, document.raw),
        tagged=bool(document.is_tagged()),
        variant=_variant(_metadata(data)),
        lines=tuple(lines),
        headings=tuple(headings),
        fonts=tuple(Font(name=re.sub(r"^[A-Z]{6}\+", "", name).strip(" ,"), embedded=inside) for name, inside in sorted(fonts.items()) if name),
        links=tuple(links),
        attachments=tuple(_attachments(document)),
        unmapped=unmapped,
        pictures=pictures,
        bytes=len(data),
    )


def _lines(text_page: Any, page: int) -> Iterator[Line]:
    """The lines of a page. Two pieces of one line that stand far apart are one line, as pdfium sees it."""

    text = text_page.get_text_range()
    at = 0
    for part in re.split(r"(\r\n|\n|\r)", text):
        if part.strip():
            sizes = []
            bold = True
            top = 0.0
            for offset, character in enumerate(part):
                if character.isspace():
                    continue
                sizes.append(_size(text_page.raw, at + offset))
                bold = bold and _is_bold(text_page.raw, at + offset)
                if not top:
                    top = text_page.get_charbox(at + offset)[3]
            yield Line(text=_flat(part), page=page, size=round(max(sizes), 1), bold=bold, top=round(top, 1))
        at += len(part)


def _size(text_page: Any, index: int) -> float:
    """A character's size in points, as it is drawn."""
    from pypdfium2 import raw

    matrix = raw.FS_MATRIX()
    scale = abs(matrix.d) if raw.FPDFText_GetMatrix(text_page, index, byref(matrix)) else 1.0
    return float(raw.FPDFText_GetFontSize(text_page, index) * (scale or 1.0))


def _is_bold(text_page: Any, index: int) -> bool:
    from pypdfium2 import raw

    weight = raw.FPDFText_GetFontWeight(text_page, index)
    name = create_string_buffer(128)
    raw.FPDFText_GetFontInfo(text_page, index, name, 128, byref(c_int()))
    return weight >= 600 or bool(_BOLD.search(name.value.decode("latin-1")))


def _flat(text: str) -> str:
    """The text in one line: composed characters, single spaces, no controls; a word that a line's end cut in two is kept cut."""
    text = unicodedata.normalize("NFC", text.replace(_HYPHEN, "-").replace("\u00ad", ""))
    return " ".join("".join(character if character.isprintable() or character.isspace() else " " for character in text).split())


def _object_text(item: Any, text_page: Any) -> str:
    from pypdfium2 import raw

    size = raw.FPDFTextObj_GetText(item, text_page, None, 0)
    buffer = create_string_buffer(size or 2)
    raw.FPDFTextObj_GetText(item, text_page, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size)
    return buffer.raw[: max(0, size - 2)].decode("utf-16-le", "ignore")


def _string(call: Any, handle: Any) -> str:
    size = call(handle, None, 0)
    buffer = create_string_buffer(size or 1)
    call(handle, buffer, size)
    return buffer.value.decode("utf-8", "replace")


def _wide(call: Any, handle: Any) -> str:
    size = call(handle, None, 0)
    buffer = (ctypes.c_ushort * max(1, (size + 1) // 2))()
    call(handle, buffer, size)
    return bytes(buffer)[: max(0, size - 2)].decode("utf-16-le", "ignore")


def _headings(page: Any, number: int, marked: dict[int, str]) -> Iterator[Title]:
    """The headings that the page's tags name, in their order."""
    from pypdfium2 import raw

    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    if not tree:
        return
    try:
        stack = [raw.FPDF_StructTree_GetChildAtIndex(tree, index) for index in reversed(range(raw.FPDF_StructTree_CountChildren(tree)))]
        seen = 0
        while stack and seen < 20_000:
            element = stack.pop()
            seen += 1
            if not element:
                continue
            match = _HEADING.fullmatch(_wide(raw.FPDF_StructElement_GetType, element))
            if match:
                text = _flat("".join(marked.get(mark, "") for mark in _marks_within(element)))
                if text:
                    yield Title(text=text, level=int(match[1] or 1), page=number)
                continue
            stack.extend(raw.FPDF_StructElement_GetChildAtIndex(element, index) for index in reversed(range(raw.FPDF_StructElement_CountChildren(element))))
    finally:
        raw.FPDF_StructTree_Close(tree)


def _marks_within(element: Any) -> Iterator[int]:
    """The numbers of the marked content of an element and of all below it, in order."""
    from pypdfium2 import raw

    stack = [(element, -1)]
    steps = 0
    while stack and steps < 2_000:
        node, index = stack.pop()
        steps += 1
        if index < 0:
            if raw.FPDF_StructElement_CountChildren(node) > 0:
                stack.append((node, 0))
            continue
        if index + 1 < raw.FPDF_StructElement_CountChildren(node):
            stack.append((node, index + 1))
        mark = raw.FPDF_StructElement_GetChildMarkedContentID(node, index)
        if mark >= 0:
            yield mark
            continue
        child = raw.FPDF_StructElement_GetChildAtIndex(node, index)
        if child:
            stack.append((child, -1))


def _links(document: Any, page: Any) -> Iterator[str]:
    """The addresses that the page's links lead to."""
    from pypdfium2 import raw

    position, link = c_int(0), raw.FPDF_LINK()
    while raw.FPDFLink_Enumerate(page.raw, byref(position), byref(link)):
        action = raw.FPDFLink_GetAction(link)
        if action and raw.FPDFAction_GetType(action) == raw.PDFACTION_URI:
            size = raw.FPDFAction_GetURIPath(document.raw, action, None, 0)
            buffer = create_string_buffer(size or 1)
            raw.FPDFAction_GetURIPath(document.raw, action, buffer, size)
            yield buffer.value.decode("utf-8", "replace")


def _metadata(data: bytes) -> bytes:
    """The XML in which a PDF says what it is; empty where it has none, or none that can be read."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            return bytes(document.Root.Metadata.read_bytes()) if "/Metadata" in document.Root else b""
    except (pikepdf.PdfError, pikepdf.PasswordError, RuntimeError, ValueError, TypeError, AttributeError):
        return b""


def _variant(data: bytes) -> str:
    """The standards that the metadata claims, such as "pdf/a-3a + pdf/ua-1"."""
    found: dict[tuple[bytes, bytes], str] = {}
    for match in _MARKS.finditer(data):
        key = (match["family"] or match["family2"], match["name"] or match["name2"])
        found.setdefault(key, (match["value"] or match["value2"]).decode())
    names = []
    if (b"aid", b"part") in found:
        names.append(f"pdf/a-{found[b'aid', b'part']}{found.get((b'aid', b'conformance'), '').lower()}")
    if (b"uaid", b"part") in found:
        names.append(f"pdf/ua-{found[b'uaid', b'part']}")
    return " + ".join(names)


def _attachments(document: Any) -> Iterator[Attachment]:
    import pypdfium2

    for index in range(min(document.count_attachments(), 500)):
        try:
            item = document.get_attachment(index)
            data = bytes(item.get_data())
        except pypdfium2.PdfiumError:
            continue
        if len(data) <= MAX_ATTACHMENT:
            yield Attachment(name=item.get_name(), data=data)


def body_size(lines: tuple[Line, ...]) -> float:
    """The size that most of the text is set in."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0
