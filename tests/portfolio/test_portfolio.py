"""The portfolio as files: a PDF read back, a page in a browser, and what must not be in either."""

import io
import re
from datetime import date
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from resumekit.diagnostics import InvalidInput
from resumekit.load import Loaded, load_career, load_profile
from resumekit.portfolio import make_portfolio
from resumekit.rendering import Rendered

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def maya(examples: Path) -> Loaded:
    """The example with every kind of evidence."""
    return load_profile(str(examples / "maya-ortiz" / "maya-ortiz.yaml"), today=TODAY)


def portfolio(loaded: Loaded, *formats: str, variant: str = "") -> list[Rendered]:
    """The portfolio of a loaded profile."""
    assert loaded.profile is not None
    career = load_career(loaded.profile.career)
    return make_portfolio(loaded.profile, career, variant=variant, formats=formats, today=TODAY, folder=loaded.document.folder, stem="maya-ortiz", locate=loaded.locate)


def text_of(data: bytes) -> list[str]:
    """The text of each page of a PDF."""
    with pypdfium2.PdfDocument(data) as document:
        return [page.get_textpage().get_text_range() for page in document]


def test_pdf_holds_every_part_in_order(maya: Loaded) -> None:
    """Cover, contents, resume, skill map, credentials, externships, letters, documents."""
    (made,) = portfolio(maya, "pdf")
    pages = text_of(made.data)
    whole = "\n".join(pages)
    assert made.name == "maya-ortiz-portfolio.pdf"
    assert made.pages == len(pages)
    assert "Maya Ortiz" in pages[0]
    assert "Contents" in pages[1]
    clues = ["Certified medical assistant with almost five years", "What stands behind it", "verify at verify.example.org", "Oct 2, 2021", "evidence/letter-abelson.pdf", "Ask for any of them"]
    places = [whole.find(clue) for clue in clues]
    assert -1 not in places
    assert places == sorted(places)
    assert "evidence/cma-certificate.pdf" in whole


def test_pdf_is_tagged_titled_and_bookmarked(maya: Loaded) -> None:
    """A screen reader finds a language, a title, tags and bookmarks for every part."""
    (made,) = portfolio(maya, "pdf")
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        assert str(pdf.Root.Lang) == "en"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.docinfo["/Title"]) == "Maya Ortiz, Portfolio"
        with pdf.open_outline() as outline:
            titles = {item.title for top in outline.root for item in (top, *top.children)}
    assert {"Resume", "Skill map", "Certifications", "Evidence"} <= titles


def test_contents_name_the_page_of_each_part(maya: Loaded) -> None:
    """The number beside "Skill map" is the page it stands on."""
    (made,) = portfolio(maya, "pdf")
    pages = text_of(made.data)
    numbers = dict(re.findall(r"^(\D+?) ?\n? ?(\d+)$", pages[1].replace("\r", ""), re.MULTILINE))
    assert "What stands behind it" in pages[int(numbers["Skill map"]) - 1]
    assert "evidence/cma-certificate.pdf" in pages[int(numbers["Evidence"]) - 1]


def test_the_same_input_gives_the_same_bytes(maya: Loaded) -> None:
    """Twice in one process; the documents hold no time but the day that was given."""
    first, second = portfolio(maya, "pdf", "html"), portfolio(maya, "pdf", "html")
    assert [one.data for one in first] == [one.data for one in second]


def test_a_hidden_entry_is_nowhere_in_the_portfolio(maya: Loaded) -> None:
    """The shop where Maya worked has other tags than the cardiology variant: not in the text, not as evidence."""
    base = "".join(one.data.decode() for one in portfolio(maya, "html"))
    chosen = "".join(one.data.decode() for one in portfolio(maya, "html", variant="cardiology"))
    assert "Mesquite Market" in base
    assert "Mesquite Market" not in chosen


def test_site_asks_for_nothing_and_every_link_in_it_leads_somewhere(maya: Loaded) -> None:
    """One page, no script, no outside file; each fragment link has its target."""
    (made,) = portfolio(maya, "html")
    html = made.data.decode()
    assert made.name == "maya-ortiz-portfolio/index.html"
    assert "<script" not in html
    assert not re.search(r'(src|srcset|data|poster)="|@import|url\(|<link', html)
    targets = set(re.findall(r' id="([^"]+)"', html))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= targets
    assert len(re.findall(r' id="([^"]+)"', html)) == len(targets)


def test_an_unknown_format_is_refused(maya: Loaded) -> None:
    """With the formats that there are."""
    with pytest.raises(InvalidInput) as refused:
        portfolio(maya, "docx")
    assert refused.value.problems[0].hint
