"""The guide to a career: complete, exact in its figures, and pleasant to browse."""

import json
import re
from pathlib import Path

import pytest

from resumekit.career import Career, find_bundled, read_career
from resumekit.document import Document, read_document
from resumekit.guide import ALL, Guide, GuidePart, GuideSection, browse, browse_credential, contents, figures, read_guide
from resumekit.load import bundled_careers
from resumekit.writers import write

CAREER = """\
format: 1
id: barber
name: Barber
as_of: 2026-01-01
about: Cuts hair.
guide: guide.yaml
sources: [{id: page, name: A page, url: "https://example.org/", as_of: 2025-06}]
groups: [{id: base, name: Base, about: What all need., skills: [cutting]}]
skills:
  - {id: cutting, name: Cutting, all_of: [shears, razors]}
  - {id: shears, name: Shears, spellings: [shears]}
  - {id: razors, name: Razors, spellings: [razor]}
supporting:
  tech_stack: [{id: chair, text: A chair, any_of: [shears, razors], words: [barber chair]}]
"""
GUIDE = """\
sections:
  - id: pay
    title: Pay
    text: It varies.
    figures: [{name: Median, value: "$30,000", source: page, note: May}]
    items: [Tips come on top, {text: Weekends, detail: pay more}]
    parts: [{title: In towns, text: [Less., Still enough.], items: [Rent is low]}]
  - {id: map, title: The map, shows: skill_map}
  - {id: tools, title: Tools, shows: tech_stack}
"""


def opened(folder: Path, guide: str | None = GUIDE, career: str = CAREER) -> tuple[Career, Document]:
    """The small career, with its guide beside it."""
    (folder / "career.yaml").write_text(career, encoding="utf-8")
    if guide is not None:
        (folder / "guide.yaml").write_text(guide, encoding="utf-8")
    document = read_document(str(folder / "career.yaml"))
    made, problems = read_career(document)
    assert [] == problems
    assert made is not None
    return made, document


def small(folder: Path) -> tuple[Career, Guide]:
    """The small career and its guide, which has no problems."""
    career, document = opened(folder)
    guide, _, problems = read_guide(career, document)
    assert [] == problems
    return career, guide


@pytest.fixture(scope="module")
def bundled() -> tuple[Career, Guide]:
    """The medical assistant's pack and guide."""
    document = read_document(str(find_bundled("medical-assistant")))
    career, _ = read_career(document)
    assert career is not None
    guide, _, problems = read_guide(career, document)
    assert [] == problems
    return career, guide


def test_every_part_of_the_guide_is_there(bundled: tuple[Career, Guide]) -> None:
    """The parts that the source has, each as a section."""
    expected = """
        overview role responsibilities work-settings tech-skills soft-abilities tech-stack skill-map education path credentials tiers salary market outlook
        related-roles global-outlook challenges balance day growth-paths trends pros-and-cons mistakes advice case-studies portfolio questions
    """
    assert expected.split() == [section.id for section in bundled[1].sections]


def test_lists_are_as_long_as_the_sources(bundled: tuple[Career, Guide]) -> None:
    """Nothing of a list was lost."""
    career, guide = bundled
    shown = {section.id: section for section in browse(career, guide, ALL).sections}
    counts = {"responsibilities": 15, "tech-skills": 19, "soft-abilities": 10, "tech-stack": 19, "portfolio": 12, "mistakes": 8, "advice": 8}
    assert counts == {name: len(shown[name].items) for name in counts}
    parts = {"skill-map": 3, "tiers": 4, "day": 3, "pros-and-cons": 2, "case-studies": 3, "questions": 10}
    assert parts == {name: len(shown[name].parts) for name in parts}
    assert [5, 5, 5] == [len(part.items) for part in shown["day"].parts]
    assert [6, 6] == [len(part.items) for part in shown["pros-and-cons"].parts]
    assert [4, 4, 5] == [len(part.items) for part in shown["skill-map"].parts]


@pytest.mark.parametrize(
    ("section", "source", "values"),
    [
        ("salary", "guide", ["$32,000-45,000", "$33,950", "$38,500", "$43,050", "from $45,000"]),
        ("salary", "correctresume-ma", ["$44,200"]),
        ("outlook", "guide", ["16 %"]),
        ("outlook", "pubt-ma", ["12 % for 2024-34"]),
        ("outlook", "beckers-2021", ["18.4 % for 2020-30"]),
        ("market", "correctresume-ma", ["811,000", "68,495"]),
        ("market", "pubt-ma", ["about 112,000"]),
        ("balance", "guide", ["moderate", "good"]),
        ("case-studies", "guide", ["30%", "20%"]),
        ("education", "guide", ["9 months to a year", "two years"]),
    ],
)
def test_figures_are_exact_and_say_their_source(section: str, source: str, values: list[str], bundled: tuple[Career, Guide]) -> None:
    """The guide's figures stand unchanged, the newer ones beside them, each with where it is from."""
    found = bundled[1].section(section)
    assert found is not None
    assert values == [figure.value for figure in figures(found) if figure.source == source]


def test_newer_figures_are_dated(bundled: tuple[Career, Guide]) -> None:
    """A figure that is not the guide's shows a date, of the page or in its note."""
    shown = [figure for section in browse(*bundled, ALL).sections for figure in section.figures if figure.source != "Career guide"]
    assert shown
    assert [figure for figure in shown if not re.search(r"\b20\d\d\b", f"{figure.as_of} {figure.note}")] == []


@pytest.mark.parametrize("name", bundled_careers())
def test_no_text_was_cut_at_a_comma(name: str) -> None:
    """An unquoted comma in brackets would make two texts of one: a paragraph begins with a capital letter and ends like a sentence."""
    document = read_document(str(find_bundled(name)))
    career, _ = read_career(document)
    assert career is not None
    guide, _, problems = read_guide(career, document)
    assert [] == problems
    parts: list[GuideSection | GuidePart] = [*guide.sections, *(part for section in guide.sections for part in section.parts)]
    assert [text for part in parts for text in part.text if not text[0].isupper() or text[-1] not in ".!?"] == []
    assert {line.text for part in parts for line in part.items if line.text[0].islower()} <= {"about two years"}


def test_a_section_shows_text_figures_lines_and_parts(tmp_path: Path) -> None:
    """From the most general to the parts; a figure with source, date and note."""
    career, guide = small(tmp_path)
    expected = """\
Pay
It varies.

Figure  Value    Source           Note
Median  $30,000  A page, 2025-06  May

- Tips come on top
- Weekends
  pay more

In towns
  Less.

  Still enough.

  - Rent is low
"""
    assert expected == write(browse(career, guide, "pay"), "text")


def test_a_section_shows_a_list_of_the_career(tmp_path: Path) -> None:
    """What the career says elsewhere is not written twice: the skill map with its parts, a tool with what shows it."""
    career, guide = small(tmp_path)
    (page,) = browse(career, guide, "map").sections
    assert [("base", "Base", ("What all need.",), ["Asks for: shears; razors."])] == [(part.id, part.title, part.text, [item.detail for item in part.items]) for part in page.parts]
    (page,) = browse(career, guide, "tools").sections
    assert ['Shown by shears or razors; words such as "barber chair".'] == [item.detail for item in page.items]


def test_contents_come_first(tmp_path: Path) -> None:
    """What the career is, its first figures, and the sections by the names to ask for."""
    shown = write(contents(*small(tmp_path)), "text")
    assert shown.startswith("Barber\nCuts hair.\n")
    assert "Median  $30,000  A page, 2025-06  May" in shown
    assert ["pay      Pay", "map      The map", "tools    Tools"] == [line.strip() for line in shown.split("What it is\n")[1].splitlines()[:3]]


@pytest.mark.parametrize("kind", ["text", "markdown", "html", "json"])
def test_everything_is_shown_in_every_format(kind: str, bundled: tuple[Career, Guide]) -> None:
    """All sections at once, nothing lost; JSON is one document."""
    text = write(browse(*bundled, ALL), kind)
    assert "Case studies" in text
    assert "68,495" in text
    if kind == "json":
        assert [section.id for section in bundled[1].sections] == [section["id"] for section in json.loads(text)["sections"]]


def test_a_career_without_a_guide_shows_its_lists(tmp_path: Path) -> None:
    """No guide is no mistake: what the pack holds is there to browse."""
    career, document = opened(tmp_path, None, CAREER.replace("guide: guide.yaml\n", ""))
    guide, _, problems = read_guide(career, document)
    assert (["skill-map", "tech-stack"], []) == ([one.id for one in guide.sections], problems)
    shown = write(contents(career, guide, "./barber.yaml"), "text")
    assert "Cuts hair." in shown
    assert "resumekit careers show ./barber.yaml skill-map" in shown
    assert "Asks for: shears; razors." in write(browse(career, guide, "skill-map"), "text")


def test_a_credential_is_shown_whole(bundled: tuple[Career, Guide]) -> None:
    """Everything that the registry holds of it, in every format; none of an id that is not there."""
    career = bundled[0]
    assert browse_credential(career, "cma") is None
    for one in career.credentials:
        reading = browse_credential(career, one.id)
        assert reading is not None
        page = write(reading, "text", width=400)
        renewal = one.renewal if one.is_renewable else None
        asked = [renewal.method, renewal.split, *renewal.needs, renewal.yearly, renewal.lead_time, renewal.note] if renewal else []
        told = [one.name, *one.spellings, *one.needs_issuer, *(look.because for look in one.not_this), one.expiry.detail, one.expiry.grace, one.note, *asked]
        told += [career.sources_by_id[source].url for source in one.sources]
        assert [text for text in told if text and " ".join(text.split()) not in page] == [], one.id
        assert bool(one.unverified or not one.verified) == ("What no page confirms" in page)
    cma = browse_credential(career, "cma-aama")
    assert cma is not None
    for form in ("json", "markdown", "html"):
        assert "aama-ntl.org" in write(cma, form)


def test_what_no_page_confirms_is_said_where_credentials_are_listed(bundled: tuple[Career, Guide]) -> None:
    """The term, or the units of the renewal."""
    page = write(browse(*bundled, "credentials"), "text", width=400)
    assert "cma-aama: valid for 5 years; renewing asks for 60 recertification points (CEU); verifies" in page
    assert "cmaa-nha: valid for 2 years; renewing asks for 10 CE credits (unconfirmed); verifies" in page
    assert "pbt-ascp: valid for 3 years (unconfirmed);" in page
    assert "wa-ma-certified: valid for 2 years (unconfirmed);" in page


@pytest.mark.parametrize(
    ("guide", "named", "code", "line"),
    [
        (None, "guide.yaml", "file-not-found", 6),
        (GUIDE, "../guide.yaml", "include-outside", 6),
        (GUIDE, "career.yaml", "include-cycle", 6),
        (GUIDE.replace("source: page", "source: pge"), "guide.yaml", "bad-value", 5),
        (GUIDE.replace("id: map", "id: pay"), "guide.yaml", "duplicate-key", 8),
        (GUIDE.replace("id: map", "id: all"), "guide.yaml", "duplicate-key", 8),
        (GUIDE.replace("shows: skill_map", "shows: skillmap"), "guide.yaml", "bad-choice", 8),
        (GUIDE.replace("title: Pay", "titel: Pay"), "guide.yaml", "unknown-key", 3),
        ("- a\n", "guide.yaml", "wrong-shape", 1),
    ],
)
def test_a_broken_guide_says_what_and_where(guide: str | None, named: str, code: str, line: int, tmp_path: Path) -> None:
    """Each mistake at its line: in the guide, or where the career names it."""
    career, document = opened(tmp_path, guide, CAREER.replace("guide: guide.yaml", f"guide: {named}"))
    _, _, problems = read_guide(career, document)
    assert [(code, line)] == [(problem.code, problem.place.line if problem.place else 0) for problem in problems]
