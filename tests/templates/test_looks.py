"""The resume templates: each with every option, in order for machines, whole for people."""

import io
import re
from typing import Any

import pypdfium2
import pytest
from pdfminer.high_level import extract_text

from resumekit.dates import PartialDate
from resumekit.manifest import find_template, template_names
from resumekit.profile import Externship, Profile, SignOff

STEPS = ("relaxed", "normal", "tight")


def words(data: bytes) -> str:
    """What pdfium reads, in one line."""
    with pypdfium2.PdfDocument(data) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def test_administrative_has_its_dates_first(typical: Profile, rendered: Any) -> None:
    """The column of dates is read before what stands beside it; in the line, dates come last."""
    page = rendered(typical, "html", template="administrative").data.decode()
    assert re.search(r'<p class="when">Feb 2023 – present</p> <h3>Medical assistant', page)
    assert re.search(r'<span class="when">valid to Jun 2027</span> <span class="what"><strong>CMA', page)
    assert "Feb 2023 – present Medical assistant, Saguaro Internal Medicine" in words(rendered(typical, "pdf", template="administrative").data)
    inline = rendered(typical, "html", template="administrative", options={"dates": "inline"}).data.decode()
    assert re.search(r'Saguaro Internal Medicine</span>.*</h3> <p class="when">Feb 2023 – present</p>', inline)


def test_plain_runs_its_dates_on_and_has_one_typeface(typical: Profile, rendered: Any) -> None:
    """Nothing but type: one family in four cuts at most, no colour but ink, and dates in the line for every program."""
    data = rendered(typical, "pdf", template="plain").data
    line = "Medical assistant, Saguaro Internal Medicine, Tucson, AZ · Feb 2023 – present"
    assert line in words(data)
    assert line in " ".join(extract_text(io.BytesIO(data)).split())
    families = {re.sub(rb"-.*", b"", name) for name in re.findall(rb"/FontName /[A-Z]{6}\+([\w-]+)", data)}
    assert len(families) <= 1
    page = rendered(typical, "html", template="plain").data.decode()
    assert 'body class="inline"' in page


@pytest.mark.parametrize("name", template_names())
def test_tighter_takes_less_room(name: str, typical: Profile, rendered: Any) -> None:
    """Each step of the ladder sets the same words in less room."""
    heights = []
    for step in STEPS:
        with pypdfium2.PdfDocument(rendered(typical, "pdf", template=name, options={"density": step}).data) as document:
            heights.append(_end(document))
    assert heights == sorted(heights, reverse=True)
    assert len(set(heights)) == len(STEPS)


def _end(document: Any) -> float:
    """Where the last page's text ends, counted from the top of the first page."""
    last = document[len(document) - 1]
    text = last.get_textpage()
    bottoms = [text.get_charbox(index)[1] for index in range(text.count_chars()) if text.get_text_range(index, 1).strip()]
    return float((len(document) - 1) * last.get_height() + last.get_height() - min(bottoms))


@pytest.mark.parametrize("name", template_names())
def test_font_and_rule_change_the_page_and_not_its_words(name: str, small: Any, rendered: Any) -> None:
    """Every typeface that may be chosen is used, and each word, headings too, comes out as typed; without rules there are fewer lines."""
    typical = small("certifications: [{name: CCMA, expires: 2028-10}]\neducation: [{institution: Pima Community College, end: 2026}]\nsections: {Community: [Flu clinics]}\n")
    usual = words(rendered(typical, "pdf", template=name).data)
    assert "Certifications" in usual
    for font in find_template(name, "").options["font"].choices:
        assert sorted(usual.split()) == sorted(words(rendered(typical, "pdf", template=name, options={"font": font}).data).split()), font
    with_rule, without = (rendered(typical, "html", template=name, options={"rule": rule}).data for rule in ("true", "false"))
    assert b"--rule: solid" in with_rule
    assert b"--rule: none" in without


@pytest.mark.parametrize("name", template_names())
def test_long_competencies_and_counts_stay_within_the_margin(name: str, typical: Profile, rendered: Any) -> None:
    """However long a name, and beside a count of five digits in a narrow column."""
    skills = tuple(
        SignOff.model_construct(skill=skill, count=count)
        for skill, count in (
            ("Electroencephalographically", 12345),
            ("Electrocardiographically", 1234),
            ("Scheduling, registration, insurance verification, referrals, phone triage and records release for three physicians", 900),
        )
    )
    profile = typical.model_copy(update={"externships": (Externship.model_construct(site="Desert Clinic", start=PartialDate(2026, 2), skills=skills),)})
    with pypdfium2.PdfDocument(rendered(profile, "pdf", template=name).data) as document:
        page = document[0]
        text = page.get_textpage()
        boxes = [(text.get_charbox(index), text.get_text_range(index, 1)) for index in range(text.count_chars())]
        assert [] == [character for (_, _, right, _), character in boxes if right > page.get_width() - 30]
        digits = [box for box, character in boxes if character in "12345"]
        letters = [box for box, character in boxes if character.isalpha()]
        overlap = [1 for a in digits for b in letters if a[0] < b[2] - 0.5 and b[0] < a[2] - 0.5 and a[1] < b[3] - 2 and b[1] < a[3] - 2]
        assert [] == overlap
