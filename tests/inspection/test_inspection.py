"""How a page is read back, field by field; and what is wrong with pages of others."""

import hashlib
import json
from datetime import date
from itertools import product
from typing import Any, Protocol

import pytest

from resumekit.extraction import Attachment, Extract, Font, Line, extract
from resumekit.inspection import Inspection, compared, inspect
from resumekit.inspection.recall import page_text, words_in_order
from resumekit.manifest import template_names
from resumekit.rendering import Page
from resumekit.rendering.pdf import to_pdf
from resumekit.writers import write

DAY = date(2026, 11, 24)
VARIANTS = ("", "front-desk")


class Maya(Protocol):
    """Maya's resume in a template, a variant and with dates there."""

    def page(self, template: str, variant: str, dates: str) -> Page:
        """The page, before anything is laid out."""
        ...

    def pdf(self, template: str, variant: str, dates: str) -> bytes:
        """The file."""
        ...


@pytest.mark.parametrize(("template", "variant"), list(product(template_names(), VARIANTS)))
def test_every_field_comes_back_from_every_template(template: str, variant: str, maya: Maya) -> None:
    """Dates in the line: every word in order too, with two readers that are not ours."""
    page, pdf = maya.page(template, variant, "inline"), maya.pdf(template, variant, "inline")
    found = inspect(extract(pdf), page)
    assert [] == [field for field in found.fields if field.status != "same"]
    assert 1.0 == found.recall
    assert len(found.fields) > 60
    assert () == found.warnings
    assert found.contact.name.startswith("Maya Ortiz, CMA (AAMA)")
    assert ("maya.ortiz@example.org", "+1 520 555 0142", ("https://maya-ortiz.example.org",)) == (found.contact.email, found.contact.phone, found.contact.links)
    assert [section.title for section in page.view.sections] == [section.title for section in found.sections]
    assert 1.0 == found.in_order
    assert 1.0 == words_in_order(page_text(page), second(pdf))
    if not variant:
        assert words_in_order(page_text(page), third(pdf)) >= 0.99


@pytest.mark.parametrize("template", template_names())
def test_every_field_comes_back_with_dates_at_the_right(template: str, maya: Maya) -> None:
    """Order may suffer; nothing is lost."""
    page, pdf = maya.page(template, "", "right"), maya.pdf(template, "", "right")
    found = inspect(extract(pdf), page)
    assert (1.0, ()) == (found.recall, found.warnings)
    assert found.in_order is not None
    assert found.in_order >= 0.85


def second(pdf: bytes) -> str:
    """The text as pypdf reads it."""
    import io

    from pypdf import PdfReader

    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def third(pdf: bytes) -> str:
    """The text as pdfminer reads it, which goes by where things stand."""
    import io

    from pdfminer.high_level import extract_text

    return extract_text(io.BytesIO(pdf))


def read_as(text: str) -> Extract:
    """A reading with these lines."""
    lines = tuple(Line(text=line, page=1, size=10.0, bold=False, top=700.0 - at) for at, line in enumerate(text.split("\n")))
    return Extract(pages=1, title="", language="", tagged=False, variant="", lines=lines, headings=(), fonts=(), links=(), attachments=(), unmapped=0, pictures=0, bytes=1000)


def of_html(body: str, style: str = "") -> Extract:
    """A page of someone else: no tags, no title."""
    html = f'<!DOCTYPE html><html><head><title>x</title><style>body{{font:10pt "Source Sans 3"}}{style}</style></head><body>{body}</body></html>'
    return extract(to_pdf(html, title="", language="", today=DAY, families=("Source Sans 3",), variant="pdf/a-3u").data)


def test_sections_of_others_are_known_by_their_names_and_type() -> None:
    """Without tags: usual titles in any size, other titles where the type is large and bold."""
    body = "<h1>Ana Reyes</h1><p>ana@example.org</p><p>520-555-0142</p><p>WORK EXPERIENCE:</p><p>Aide, Elm Clinic, 03/2021 - Present</p><p>Education</p><p>Certificate, May 2020</p>"
    body += "<p class=t>Field work</p><p>Health fair 2019</p>"
    found = inspect(of_html(body, "h1{font-size:20pt}.t{font-size:14pt;font-weight:700}"))
    assert [("WORK EXPERIENCE", ("03/2021",)), ("Education", ("May 2020",)), ("Field work", ("2019",))] == [(section.title, section.dates) for section in found.sections]
    assert ("Ana Reyes", "ana@example.org", "520-555-0142") == (found.contact.name, found.contact.email, found.contact.phone)
    assert {"untagged", "no-title", "no-language"} == {fault.code for fault in found.warnings}


def faults(**changes: Any) -> set[str]:
    """What is wrong with a good reading once something about it is changed."""
    good = {
        "pages": 1,
        "title": "Ana Reyes",
        "language": "en",
        "tagged": True,
        "variant": "",
        "headings": (),
        "links": (),
        "attachments": (),
        "fonts": (Font(name="Source", embedded=True),),
        "unmapped": 0,
        "pictures": 0,
        "bytes": 9000,
    }
    words = ["Ana Reyes", "ana@example.org", "+1 520 555 0142", "Experience", "Medical assistant at the Elm Street Clinic", "Education", "Certificate in medical assisting"]
    lines = tuple(Line(text=text, page=1, size=10.0, bold=False, top=700.0 - 14 * at) for at, text in enumerate(words))
    return {fault.code for fault in inspect(Extract(**{**good, "lines": lines, **changes})).warnings}


def columns() -> tuple[Line, ...]:
    """Four short columns, read one after the other."""
    words = ["Experience", "ana@example.org", "+1 520 555 0142", "Education and all that belongs to it"]
    return tuple(Line(text=words[row], page=1, size=10.0, bold=False, top=700.0 - 40 * row) for _ in range(4) for row in range(4))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"lines": (), "pictures": 2}, "no-text"),
        ({"lines": ()}, "no-text"),
        ({"unmapped": 40}, "unmapped-text"),
        ({"tagged": False}, "untagged"),
        ({"title": ""}, "no-title"),
        ({"language": ""}, "no-language"),
        ({"fonts": (Font(name="Arial", embedded=False),)}, "font-not-embedded"),
        ({"bytes": 3_000_000}, "large-file"),
        ({"lines": columns()}, "columns"),
        ({"lines": tuple(Line(text=text, page=1, size=8.0, bold=False, top=1.0) for text in ("Experience", "a@example.org 520 555 0142", "Education", "Certificate"))}, "small-type"),
    ],
)
def test_each_fault_is_said(changes: dict[str, object], code: str) -> None:
    """One change, one fault."""
    assert set() == faults()
    assert {code} == faults(**changes)


def test_missing_contact_and_sections_are_said() -> None:
    """What a hiring system looks for first."""
    lines = (Line(text="I have worked in clinics for years and would like to do so again", page=1, size=10.0, bold=False, top=1.0),)
    assert {"no-contact", "no-sections"} == faults(lines=lines)


def manifest(*exhibits: object) -> Extract:
    """A portfolio with this manifest."""
    from dataclasses import replace

    data = json.dumps({"format": 1, "exhibits": exhibits}).encode()
    return replace(read_as("Ana Reyes"), attachments=(Attachment(name="manifest.json", data=data),))


def test_exhibits_are_listed_and_compared() -> None:
    """By their SHA-256: the same, changed, or missing."""
    digest = hashlib.sha256(b"x").hexdigest()
    listed = [{"number": f"A-{n}", "entry": "certifications[0]", "file": f"{n}.pdf", "type": "pdf", "pages": 1, "bytes": 1, "sha256": digest} for n in (1, 2, 3)]
    found = compared(inspect(manifest(*listed)), {"1.pdf": digest, "2.pdf": "0" * 64, "3.pdf": ""})
    assert [("A-1", "same"), ("A-2", "changed"), ("A-3", "missing")] == [(item.number, item.check) for item in found.exhibits]


def test_an_exhibit_proves_all_its_entries() -> None:
    """Also those that the manifest has beside the first; what is no path is passed over."""
    one = {"number": "A-1", "entry": "certifications[0]", "file": "1.pdf", "type": "PDF", "pages": 1, "bytes": 2, "sha256": "0" * 64}
    found = inspect(manifest({**one, "also": ["certifications[1]", 7]}, {**one, "also": "x"}))
    assert [("certifications[1]",), ()] == [item.also for item in found.exhibits]


@pytest.mark.parametrize("odd", [[], [1], ["x"], [{"number": 1}], [{"number": "A-1", "entry": "", "file": "x", "type": "", "sha256": None}]])
def test_a_strange_manifest_lists_nothing(odd: list[object]) -> None:
    """It is anyone's data."""
    assert () == inspect(manifest(*odd)).exhibits


@pytest.mark.parametrize("form", ["text", "json", "markdown", "html"])
def test_a_reading_can_be_written(form: str, page: Page) -> None:
    """In every format of a report."""
    report: Inspection = inspect(read_as("Ana Reyes"), page)
    assert "Ana Reyes" in write(report, form)
