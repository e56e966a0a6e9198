"""Word documents, read back with python-docx: headings, lists, links, tabs, properties; nothing that was not asked for."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt

from resumekit.manifest import template_names
from resumekit.profile import Profile
from resumekit.rendering import Rendered

Render = Callable[..., Rendered]
Reader = Callable[[str], Profile]
TEMPLATES = template_names()


def read(made: Rendered) -> Any:
    """The document as python-docx reads it."""
    return docx.Document(io.BytesIO(made.data))


def texts(document: Any, style: str) -> list[str]:
    """The paragraphs of a style."""
    return [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == style]


@pytest.fixture
def word(typical: Profile, rendered: Render) -> Any:
    """The typical profile as a Word document."""
    return read(rendered(typical, "docx"))


def test_headings_are_headings(word: Any) -> None:
    """The name is the title; sections and entries are headings of the first and second level."""
    assert ["Maya Ortiz"] == texts(word, "Title")
    assert ["Certified Medical Assistant, family practice"] == texts(word, "Subtitle")
    assert ["Summary", "Certifications", "Skills", "Experience", "Externships", "Education", "Training", "Community"] == texts(word, "Heading 1")
    assert ["Medical assistant, Saguaro Internal Medicine, Tucson, AZ\tFeb 2023 – present", "Medical assistant, Catalina Family Health, Tucson, AZ\tFeb 2022 – Jan 2023"] == texts(word, "Heading 2")[
        :2
    ]
    assert ["0", "1"] == [word.styles[name].element.pPr.find(qn("w:outlineLvl")).get(qn("w:val")) for name in ("Heading 1", "Heading 2")]


def test_bullets_are_a_numbered_list_of_word(word: Any) -> None:
    """Their style has a numbering, whose format is a bullet; no bullet is typed."""
    assert "Room 18 to 22 patients a day." in texts(word, "List Bullet")
    number = word.styles["List Bullet"].element.pPr.numPr.numId.val
    numbering = word.part.numbering_part.element
    abstract = next(item for item in numbering.findall(qn("w:num")) if item.numId == number).abstractNumId.val
    definition = next(item for item in numbering.findall(qn("w:abstractNum")) if item.get(qn("w:abstractNumId")) == str(abstract))
    assert "bullet" == definition.find(qn("w:lvl")).find(qn("w:numFmt")).get(qn("w:val"))
    assert not [paragraph for paragraph in word.paragraphs if re.match("[•–-]", paragraph.text)]


def test_every_style_used_is_declared(word: Any) -> None:
    """And no other is in the file but the default ones."""
    used = {paragraph.style.name for paragraph in word.paragraphs} | {run.style.name for paragraph in word.paragraphs for run in paragraph.runs}
    assert used <= {style.name for style in word.styles}
    assert len(list(word.styles)) <= len(used) + 3


def test_dates_stand_at_the_right_edge_of_the_text(word: Any) -> None:
    """Their tab stop is as far from the left margin as the right margin is; the page has one column."""
    section = word.sections[0]
    stops = word.styles["Heading 2"].paragraph_format.tab_stops
    assert [round((section.page_width - section.left_margin - section.right_margin) / Pt(1))] == [round(stop.position.pt) for stop in stops]
    assert word.element.body.sectPr.find(qn("w:cols")) is None or word.element.body.sectPr.find(qn("w:cols")).get(qn("w:num")) in (None, "1")
    assert not word.tables


def test_dates_in_the_line(typical: Profile, rendered: Render) -> None:
    """Where they are wanted there."""
    document = read(rendered(typical, "docx", options={"dates": "inline"}))
    assert "Medical assistant, Saguaro Internal Medicine, Tucson, AZ · Feb 2023 – present" in texts(document, "Heading 2")
    assert not [paragraph for paragraph in document.paragraphs if "\t" in paragraph.text]


def test_dates_that_do_not_fit_stand_in_the_line(small: Reader, rendered: Render) -> None:
    """Behind a text that almost fills its line a tab would break the date in two."""
    name = "A long name of a credential " * 2
    document = read(rendered(small(f"certifications: [{{name: {name}, issuer: An issuer of the credential, expires: 2027-01}}, {{name: BLS, expires: 2027-02}}]"), "docx"))
    assert [True, True] == [" · " in text for text in texts(document, "Row")]


def test_links(typical: Profile, rendered: Render) -> None:
    """Addresses are hyperlinks, the only things in the file that lead out of it."""
    made = rendered(typical, "docx")
    document = read(made)
    external = {relation.target_ref for relation in document.part.rels.values() if relation.is_external}
    assert {"mailto:maya.ortiz@example.org", "tel:+15205550142", "https://maya-ortiz.example.org/"} == external
    contact = next(paragraph for paragraph in document.paragraphs if paragraph.style.name == "Contact")
    assert "Tucson, AZ · +1 520 555 0142 · maya.ortiz@example.org · maya-ortiz.example.org" == contact.text
    assert ["+1 520 555 0142", "maya.ortiz@example.org", "maya-ortiz.example.org"] == [link.text for link in contact.hyperlinks]
    with zipfile.ZipFile(io.BytesIO(made.data)) as archive:
        names = archive.namelist()
        assert not [name for name in names if re.search(r"vba|macro|embed|customXml|thumbnail|media|webSettings", name, re.IGNORECASE)]
        assert [] == [name for name in names if name.endswith(".rels") and name != "word/_rels/document.xml.rels" and b"External" in archive.read(name)]


def test_properties(word: Any) -> None:
    """What it is, whose, of which day, in which language."""
    about = word.core_properties
    assert ("Maya Ortiz, Certified Medical Assistant, family practice", "Maya Ortiz", "en") == (about.title, about.author, about.language)
    assert about.created.replace(tzinfo=None) == about.modified.replace(tzinfo=None) == datetime(2026, 11, 24)  # noqa: DTZ001
    assert ("", 1, "resumekit") == (about.comments, about.revision, about.last_modified_by)
    assert "en-US" == word.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val"))


def test_language(typical: Profile, rendered: Render) -> None:
    """Headings and spelling in the profile's language."""
    document = read(rendered(typical.model_copy(update={"language": "es"}), "docx"))
    assert "Experiencia" in " ".join(texts(document, "Heading 1"))
    assert document.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")).startswith("es")


def test_prose_keeps_its_marks(small: Reader, rendered: Render) -> None:
    """Bold, italic and links of the profile's text."""
    document = read(rendered(small('summary: "Plain, **bold**, *italic* and [a page](https://example.org/a)."'), "docx"))
    line = next(paragraph for paragraph in document.paragraphs if paragraph.text.startswith("Plain"))
    assert "Plain, bold, italic and a page." == line.text
    assert [("bold", True, None), ("italic", None, True)] == [(run.text, run.bold, run.italic) for run in line.runs if run.bold or run.italic]
    assert ["https://example.org/a"] == [link.address for link in line.hyperlinks]


def test_name_and_page_number_from_the_second_page(word: Any) -> None:
    """The first page's header is empty."""
    section = word.sections[0]
    assert section.different_first_page_header_footer
    assert "" == "".join(paragraph.text for paragraph in section.first_page_header.paragraphs)
    assert section.header.paragraphs[0].text.startswith("Maya Ortiz\t")
    fields = [field.get(qn("w:instr")) for field in section.header.paragraphs[0]._p.iter(qn("w:fldSimple"))]
    assert ["PAGE", "NUMPAGES"] == fields


@pytest.mark.parametrize("template", TEMPLATES)
def test_each_template_has_its_own_look(typical: Profile, rendered: Render, template: str) -> None:
    """Paper, accent, density and font come from the options and the template; all words are there in each."""
    document = read(rendered(typical, "docx", template=template, options={"accent": "#6b2d3a", "paper": "a4"}))
    section = document.sections[0]
    assert (595, 842) == (round(section.page_width.pt), round(section.page_height.pt))
    assert "6B2D3A" == str(document.styles["Heading 1"].font.color.rgb)
    assert "Rooms 20 patients a day" in "\n".join(paragraph.text for paragraph in document.paragraphs)
    chosen = read(rendered(typical, "docx", template=template, options={"font": "Open Sans", "density": "tight"}))
    fonts = [document.styles.element.find(f".//{qn('w:rFonts')}").get(qn("w:ascii")) for document in (document, chosen)]
    assert "Open Sans" == fonts[1] != fonts[0]
    assert chosen.styles["Heading 1"].paragraph_format.space_before < document.styles["Heading 1"].paragraph_format.space_before


def test_hidden_things_are_nowhere_in_the_file(typical: Profile, rendered: Render) -> None:
    """What a variant leaves out is not in any part of the archive; a number that is masked is not, either."""
    made = rendered(typical, "docx", variants=("heart",))
    with zipfile.ZipFile(io.BytesIO(made.data)) as archive:
        data = b"".join(archive.read(name) for name in archive.namelist())
    for gone in (b"Catalina Family Health", b"prior authorizations", b"1234567", b"Cut average rooming time"):
        assert gone not in data
    assert b"Saguaro Internal Medicine" in data


def test_every_part_has_the_same_time(typical: Profile, rendered: Render) -> None:
    """The archive does not say when it was packed."""
    with zipfile.ZipFile(io.BytesIO(rendered(typical, "docx").data)) as archive:
        assert {(1980, 1, 1, 0, 0, 0)} == {item.date_time for item in archive.infolist()}
        assert archive.namelist()[0] == "[Content_Types].xml"


def test_right_to_left(typical: Profile, rendered: Render, tmp_path: Path) -> None:
    """In a language that is written so, every paragraph is."""
    (tmp_path / "ar.yaml").write_text("language: ar\n", encoding="utf-8")
    document = read(rendered(typical.model_copy(update={"language": "ar.yaml"}), "docx"))
    assert document.styles.element.find(f".//{qn('w:pPrDefault')}//{qn('w:bidi')}") is not None
    assert "ar" == document.styles.element.find(f".//{qn('w:lang')}").get(qn("w:bidi"))
