"""How a page is read back, field by field; and what is wrong with pages of others."""

import hashlib
import json
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from resumekit.extraction import Attachment, Extract, Font, Line, extract
from resumekit.holdings import hold
from resumekit.inspection import Inspection, compared, inspect, page_text, words_in_order
from resumekit.load import load_career, load_profile
from resumekit.manifest import template_names
from resumekit.rendering import Page, prepare, render
from resumekit.rendering.pdf import to_pdf
from resumekit.rendering.variant import select
from resumekit.writers import write

ROOT = Path(__file__).parent.parent
DAY = date(2026, 11, 24)
MAYA = ROOT / "examples" / "maya-ortiz" / "maya-ortiz.yaml"
VARIANTS = ("", "front-desk")


def made(template: str, variant: str, dates: str) -> tuple[bytes, Page]:
    """Maya's resume in a template, and the page that it was made from."""
    loaded = load_profile(str(MAYA), today=DAY)
    assert loaded.profile is not None
    career = load_career(loaded.profile.career, folder=str(MAYA.parent))
    held, _ = hold(loaded.profile, career, DAY, loaded.document.locate)
    options = {"dates": dates}
    (one,) = render(loaded.profile, variants=[variant], template=template, options=options, pages=9, today=DAY, folder=str(MAYA.parent), stem="maya", credentials=held)
    page, _ = prepare(select(loaded.profile, variant, template=template, options=options), today=DAY, folder=str(MAYA.parent), credentials=held)
    return one.data, page


@pytest.mark.parametrize(("template", "variant"), list(product(template_names(), VARIANTS)))
def test_every_field_comes_back_from_every_template(template: str, variant: str) -> None:
    """Dates in the line: every word in order too, with two readers that are not ours."""
    pdf, page = made(template, variant, "inline")
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
def test_every_field_comes_back_with_dates_at_the_right(template: str) -> None:
    """Order may suffer; nothing is lost."""
    pdf, page = made(template, "", "right")
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


@pytest.fixture(scope="module")
def page() -> Page:
    """Maya's page."""
    return made("plain", "", "inline")[1]


def read_as(text: str) -> Extract:
    """A reading with these lines."""
    lines = tuple(Line(text=line, page=1, size=10.0, bold=False, top=700.0 - at) for at, line in enumerate(text.split("\n")))
    return Extract(pages=1, title="", language="", tagged=False, variant="", lines=lines, headings=(), fonts=(), links=(), attachments=(), unmapped=0, pictures=0, bytes=1000)


def test_what_changed_and_what_got_lost_are_told_apart(page: Page) -> None:
    """One field is worded differently, one is gone; what the page says twice must come back twice."""
    own = page_text(page)
    text = " ".join(own.split()).replace("Rooms 20 patients a day", "Rooms 30 patients a day").replace("maya.ortiz@example.org", "")
    found = {field.path: field for field in inspect(read_as(text), page).fields}
    assert "changed" == found["summary"].status
    assert "Rooms 30 patients a day" in found["summary"].found
    assert ("lost", "") == (found["person.email"].status, found["person.email"].found)
    assert {"same"} == {field.status for path, field in found.items() if path not in ("summary", "person.email")}


def test_a_text_that_is_said_once_too_rarely_is_lost_once(page: Page) -> None:
    """The fields that say the same share what came back."""
    text = " ".join(page_text(page).split())
    fewer = "X".join(text.rsplit("Tucson, AZ", 1))
    lost = [field for field in inspect(read_as(fewer), page).fields if field.status != "same"]
    assert ["Tucson, AZ"] == [field.expected for field in lost]


def test_hidden_and_masked_text_is_not_expected(page: Page) -> None:
    """A number is expected as it is printed; tags and files are not expected at all."""
    fields = {field.path: field.expected for field in inspect(read_as("nothing"), page).fields}
    assert "…617" == fields["certifications[0].number"]
    assert not [path for path in fields if path.endswith((".evidence", ".tags[0]", ".transcript"))]


def test_order_is_the_share_of_words_in_order() -> None:
    """Extra words cost nothing; words out of place do."""
    assert 1.0 == words_in_order("one two three", "page one two three 2 / 3")
    assert pytest.approx(2 / 3) == words_in_order("one two three", "three one two")
    assert 1.0 == words_in_order("", "anything")


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


def faults(**changes: object) -> set[str]:
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
    return {fault.code for fault in inspect(Extract(**{**good, "lines": lines, **changes})).warnings}  # type: ignore[arg-type]


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


@pytest.mark.parametrize("odd", [[], [1], ["x"], [{"number": 1}], [{"number": "A-1", "entry": "", "file": "x", "type": "", "sha256": None}]])
def test_a_strange_manifest_lists_nothing(odd: list[object]) -> None:
    """It is anyone's data."""
    assert () == inspect(manifest(*odd)).exhibits


@pytest.mark.parametrize("form", ["text", "json", "markdown", "html"])
def test_a_reading_can_be_written(form: str, page: Page) -> None:
    """In every format of a report."""
    report: Inspection = inspect(read_as("Ana Reyes"), page)
    assert "Ana Reyes" in write(report, form)
