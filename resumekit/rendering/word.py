"""Word documents: a `ResumeView` as DOCX, with real headings, lists, tabs and hyperlinks in one column.

In: a view, what a template says of Word, the options that hold. Out: bytes, the same for the same input. Must not know a
template by name, or what the words mean. python-docx is used here and nowhere else, inside the functions.

Its own template brings hundreds of styles, a thumbnail and the history of its making; only the frame of it is used, and the
ten styles below are written anew.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from xml.sax.saxutils import quoteattr

from resumekit.manifest import WordLook
from resumekit.rendering.prose import Prose, Run
from resumekit.rendering.sections import EntryView, SectionView
from resumekit.rendering.view import ResumeView

_PAPERS = {"letter": (612.0, 792.0), "a4": (595.3, 841.9)}
_MIDNIGHT = (1980, 1, 1, 0, 0, 0)
_SMALLEST = 9.5
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")
_BULLET = 11.0
"""Points that a bullet hangs."""
_LETTER = 0.48
"""The width of a letter, about, in sizes of the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """Everything about the look: what the template says of Word, and the options. `step`: how much tighter than usual; less than 0 is looser. `rtl`: from right to left."""

    look: WordLook
    font: str
    accent: str
    paper: str = "letter"
    inline: bool = False
    rule: bool = True
    step: int = 0
    rtl: bool = False

    @property
    def size(self) -> float:
        """Points of the text."""
        return max(_SMALLEST, self.look.size - 0.6 * self.step)

    @property
    def margin(self) -> float:
        """Points at the sides of the page."""
        return round(max(36.0, self.look.margin * 0.9**self.step), 1)

    @property
    def width(self) -> float:
        """Points of a line."""
        return self.page[0] - 2 * self.margin

    @property
    def page(self) -> tuple[float, float]:
        """Width and height of the paper in points."""
        return _PAPERS.get(self.paper, _PAPERS["letter"])

    def space(self, points: float) -> int:
        """A vertical space as Word counts it, in twentieths of a point."""
        return round(points * 0.8**self.step * 20)


def to_word(view: ResumeView, manner: Manner, *, today: date) -> bytes:
    """The resume as a DOCX file."""
    import docx

    document = docx.Document()
    _frame(document, manner, view.language)
    _about(document, view, today)
    writer = _Writer(document, manner, view.words)
    writer.head(view)
    for section in view.sections:
        writer.section(section)
    writer.furniture(view.person.name)
    stream = io.BytesIO()
    document.save(stream)
    return _same_bytes(stream.getvalue())


# The text ----------------------------------------------------------------------------------------------------------------


class _Writer:
    """Adds paragraphs to a document."""

    def __init__(self, document: Any, manner: Manner, words: Mapping[str, str]) -> None:
        self.document = document
        self.manner = manner
        self.words = words

    def head(self, view: ResumeView) -> None:
        person = view.person
        title = self.paragraph("Title", person.name)
        for letters in person.letters:
            _add(title, f", {letters}", "Letters")
        if person.headline:
            self.paragraph("Subtitle", person.headline)
        if person.contact:
            line = self.paragraph("Contact")
            for index, item in enumerate(person.contact):
                if index:
                    _add(line, " · ")
                _link(line, item.text, item.href)

    def section(self, section: SectionView) -> None:
        self.paragraph("Heading 1", section.title)
        dated = []
        for entry in section.entries:
            if section.kind == "prose":
                self.prose("Normal", entry.text)
            elif section.kind == "rows":
                dated.append((self.row(entry), entry.dates))
            elif section.kind == "groups":
                for fact in entry.facts:
                    line = self.paragraph("Facts")
                    if fact.label:
                        _add(line, f"{fact.label}: ", "Strong")
                    _add(line, fact.value)
            elif section.kind == "bullets":
                self.bullets(entry.bullets)
            else:
                dated.append((self.entry(entry), entry.dates))
        self.place(dated)

    def row(self, entry: EntryView) -> Any:
        line = self.paragraph("Row")
        _add(line, entry.heading, "Strong")
        rest = ", ".join(part for part in (entry.detail, entry.number) if part)
        _add(line, (", " if entry.heading and rest else "") + rest)
        if entry.text:
            _add(line, ": " if entry.heading or rest else "")
            _runs(line, entry.text)
        return line

    def entry(self, entry: EntryView) -> Any:
        line = self.paragraph("Heading 2")
        _add(line, entry.heading, "Strong")
        for part in (entry.detail, entry.where):
            _add(line, f", {part}" if part else "")
        if entry.meta:
            self.prose("Details", entry.meta)
        if entry.facts:
            counts = ", ".join(f"{fact.label} {fact.value}".strip() for fact in entry.facts)
            self.paragraph("Details", f"{self.words.get('signed_off', '')}: {counts}".removeprefix(": "))
        self.bullets(entry.bullets)
        return line

    def bullets(self, lines: Iterable[Prose]) -> None:
        for line in lines:
            self.prose("List Bullet", line)

    def place(self, dated: Sequence[tuple[Any, str]]) -> None:
        """Dates at the right edge; all of a section in the line where one would not fit and break in two."""
        letter = self.manner.size * _LETTER
        room = self.manner.width - 3 * letter
        inline = self.manner.inline or any(len(line.text) * letter % self.manner.width + len(dates) * letter > room for line, dates in dated if dates)
        for line, dates in dated:
            if dates and not inline:
                line.add_run().add_tab()
            _add(line, f" · {dates}" if dates and inline else dates)

    def prose(self, style: str, text: Prose) -> None:
        _runs(self.paragraph(style), text)

    def paragraph(self, style: str, text: str = "") -> Any:
        made = self.document.add_paragraph(style=style)
        _add(made, text)
        return made

    def furniture(self, name: str) -> None:
        """The name and the page's number at the top of each page from the second."""
        section = self.document.sections[0]
        section.different_first_page_header_footer = True
        line = section.header.paragraphs[0]
        line.style = self.document.styles["Header"]
        _add(line, name)
        line.add_run().add_tab()
        _field(line, "PAGE")
        _add(line, " / ")
        _field(line, "NUMPAGES")


def _add(paragraph: Any, text: str, style: str | None = None) -> None:
    if text:
        paragraph.add_run(_clean(text), style=style)


def _runs(paragraph: Any, text: Prose) -> None:
    for run in text.runs:
        if run.link:
            _link(paragraph, run.text, run.link, run)
        else:
            _mark(paragraph.add_run(_clean(run.text)), run)


def _mark(made: Any, run: Run) -> None:
    made.bold, made.italic = run.bold or None, run.italic or None


def _link(paragraph: Any, text: str, address: str, run: Run | None = None) -> None:
    """Text that leads to an address, or text alone where there is none."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = paragraph.add_run(_clean(text), style="Hyperlink" if address else None)
    if run:
        _mark(made, run)
    if address:
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), paragraph.part.relate_to(_clean(address), RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        paragraph._p.append(link)
        link.append(made._r)


def _field(paragraph: Any, name: str) -> None:
    """A number that Word fills in."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run = paragraph.add_run("1")
    field.append(run._r)
    paragraph._p.append(field)


def _clean(text: str) -> str:
    """The text in one line, without the characters that XML cannot hold."""
    return _NOT_XML.sub("", re.sub(r"[\t\n\r]", " ", text))


# The frame ---------------------------------------------------------------------------------------------------------------


def _frame(document: Any, manner: Manner, language: str) -> None:
    """Paper, margins, styles and language; without what python-docx's own template carries along."""
    from docx.shared import Pt

    section = document.sections[0]
    section.page_width, section.page_height = (Pt(side) for side in manner.page)
    section.left_margin = section.right_margin = Pt(manner.margin)
    section.top_margin, section.bottom_margin, section.header_distance = Pt(48), Pt(44), Pt(30)
    part = document.part
    for key, relation in list(part.rels.items()):
        if relation.reltype.rpartition("/")[2] in ("customXml", "stylesWithEffects", "webSettings"):
            del part.rels[key]
    for key, relation in list(part.package.rels.items()):
        if relation.reltype.rpartition("/")[2] in ("thumbnail", "extended-properties"):
            del part.package.rels[key]
    _restyle(document.styles.element, manner, language)
    settings = document.settings.element
    for child in list(settings):
        if child.tag.rpartition("}")[2] in ("zoom", "savePreviewPicture", "rsids", "useFELayout", "themeFontLang", "doNotAutoCompressPictures", "shapeDefaults", "docId", "defaultImageDpi"):
            settings.remove(child)
        for setting in child:
            if setting.get(_w("name")) == "compatibilityMode":
                setting.set(_w("val"), "15")
    for definition in document.part.numbering_part.element.iter(_w("abstractNum")):
        if any(style.get(_w("val")) == "ListBullet" for style in definition.iter(_w("pStyle"))):
            for tabs in list(definition.iter(_w("tabs"))):
                tabs.getparent().remove(tabs)
            for indent in definition.iter(_w("ind")):
                indent.set(_w("left"), str(round(_BULLET * 20)))
                indent.set(_w("hanging"), str(round(_BULLET * 20)))


def _restyle(styles: Any, manner: Manner, language: str) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    names = nsdecls("w")
    for style in list(styles.iter(_w("style"))):
        styles.remove(style)
    font, size, look, color = manner.font, manner.size, manner.look, manner.accent.removeprefix("#")
    family = "".join(f" w:{script}={quoteattr(font)}" for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    defaults = styles.find(_w("docDefaults"))
    styles.replace(
        defaults,
        parse_xml(
            f"<w:docDefaults {names}><w:rPrDefault><w:rPr><w:rFonts{family}/>{_color('1a1c1e')}{_sized(size)}"
            f"<w:lang w:val={quoteattr(_whole(language))} w:eastAsia={quoteattr(_whole(language))} w:bidi={quoteattr(_whole(language))}/></w:rPr></w:rPrDefault>"
            f'<w:pPrDefault><w:pPr>{"<w:bidi/>" if manner.rtl else ""}<w:spacing w:before="0" w:after="0" w:line="{round(240 * 1.08)}" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
        ),
    )
    place = f'<w:jc w:val="{look.head}"/>' if look.head == "center" else ""
    right = f'<w:tabs><w:tab w:val="right" w:pos="{round(manner.width * 20)}"/></w:tabs>'
    head_rule, heading_rule = (_rule(color, weight) if manner.rule and look.rule == which else "" for which, weight in (("head", 16), ("headings", 4)))
    caps, wide = ("<w:smallCaps/>", '<w:spacing w:val="14"/>') if look.small_caps else ("", "")
    hang = f'w:left="{round(_BULLET * 20)}" w:hanging="{round(_BULLET * 20)}"'
    bold = "<w:b/><w:bCs/>"
    paragraphs: Sequence[tuple[str, str, str, str]] = (
        ("Normal", "Normal", "", ""),
        ("Title", "Title", f'<w:keepNext/><w:spacing w:line="240" w:lineRule="auto"/>{place}', (bold if look.head == "left" else "") + _color("1a1c1e" if head_rule else color) + _sized(look.name)),
        ("Subtitle", "Subtitle", f'<w:spacing w:before="{manner.space(1)}" w:after="{manner.space(2)}"/>{place}', _sized(size + 2)),
        ("Contact", "Contact", f'{head_rule}<w:spacing w:after="{manner.space(4)}"/>{place}', ""),
        (
            "Heading1",
            "heading 1",
            f'<w:keepNext/><w:keepLines/>{heading_rule}<w:spacing w:before="{manner.space(11)}" w:after="{manner.space(4)}"/><w:outlineLvl w:val="0"/>',
            f"{bold}{caps}{_color(color)}{wide}{_sized(look.heading - 0.4 * manner.step)}",
        ),
        ("Heading2", "heading 2", f'<w:keepNext/><w:keepLines/>{right}<w:spacing w:before="{manner.space(5)}"/><w:outlineLvl w:val="1"/>', ""),
        ("Row", "Row", f'<w:keepLines/>{right}<w:spacing w:after="{manner.space(1)}"/><w:ind {hang}/>', ""),
        ("Facts", "Facts", f'<w:keepLines/><w:spacing w:after="{manner.space(1)}"/><w:ind {hang}/>', ""),
        ("Details", "Details", "<w:keepLines/>", ""),
        ("ListBullet", "List Bullet", f'<w:keepLines/><w:numPr><w:numId w:val="1"/></w:numPr><w:spacing w:after="{manner.space(1)}"/>', ""),
        ("Header", "header", right, _color("50575e") + _sized(8.5)),
    )
    for key, name, paragraph, run in paragraphs:
        first = ' w:default="1"' if key == "Normal" else ""
        based = "" if key == "Normal" else '<w:basedOn w:val="Normal"/>'
        follows = '<w:next w:val="Normal"/>' if key.startswith(("Title", "Subtitle", "Heading")) else ""
        styles.append(
            parse_xml(f'<w:style {names} w:type="paragraph"{first} w:styleId="{key}"><w:name w:val="{name}"/>{based}{follows}<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>')
        )
    characters = (
        ("DefaultParagraphFont", "Default Paragraph Font", ""),
        ("Strong", "Strong", bold),
        ("Letters", "Letters", f'<w:b w:val="0"/><w:bCs w:val="0"/>{_sized(round(look.name * 0.6))}'),
        ("Hyperlink", "Hyperlink", ""),
    )
    for key, name, run in characters:
        first = ' w:default="1"' if key == "DefaultParagraphFont" else ""
        styles.append(parse_xml(f'<w:style {names} w:type="character"{first} w:styleId="{key}"><w:name w:val="{name}"/><w:uiPriority w:val="1"/><w:rPr>{run}</w:rPr></w:style>'))


def _sized(points: float) -> str:
    half = round(points * 2)
    return f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


def _color(color: str) -> str:
    return f'<w:color w:val="{color}"/>'


def _rule(color: str, eighths: int) -> str:
    return f'<w:pBdr><w:bottom w:val="single" w:sz="{eighths}" w:space="{1 if eighths < 8 else 5}" w:color="{color}"/></w:pBdr>'


def _whole(language: str) -> str:
    """A language as Word knows it: with a country."""
    return {"en": "en-US", "es": "es-US"}.get(language, language)


def _w(name: str) -> str:
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}"


def _about(document: Any, view: ResumeView, today: date) -> None:
    """The file's properties: what it is, whose, of which day."""
    about = document.core_properties
    moment = datetime.combine(today, time(), UTC).replace(tzinfo=None)
    about.title, about.author, about.keywords, about.language = (_clean(text)[:255] for text in (view.title, view.meta.get("author", ""), view.meta.get("keywords", ""), view.language))
    about.created = about.modified = moment
    about.last_modified_by, about.comments, about.revision = "resumekit", "", 1


def _same_bytes(data: bytes) -> bytes:
    """The archive with one fixed time for all its parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for item in source.infolist():
            about = zipfile.ZipInfo(item.filename, _MIDNIGHT)
            about.compress_type, about.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            target.writestr(about, source.read(item))
    return stream.getvalue()
