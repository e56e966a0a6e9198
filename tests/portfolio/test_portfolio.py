"""The portfolio as files: a PDF read back, a page in a browser, and what must not be in either."""

import io
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

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
    clues = ["Certified medical assistant with almost five years", "What stands behind it", "verify at verify.example.org", "Competency", "Recommendation of Maya Ortiz", "Index of exhibits"]
    start = whole.index("Certified medical assistant with")
    places = [whole.find(clue, start) for clue in clues]
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
            titles = {item.title for top in outline.root for part in (top, *top.children) for item in (part, *part.children)}
    assert {"Resume", "Skill map", "Certifications", "Exhibits", "B-2 Desert Willow Clinic, skills checklist", "Index of exhibits"} <= titles


def test_contents_name_the_page_of_each_part(maya: Loaded) -> None:
    """The number beside "Skill map" is the page it stands on."""
    (made,) = portfolio(maya, "pdf")
    pages = text_of(made.data)
    numbers = dict(re.findall(r"^(\D+?) ?\n? ?(\d+)$", pages[1].replace("\r", ""), re.MULTILINE))
    assert "What stands behind it" in pages[int(numbers["Skill map"]) - 1]
    assert "Exhibit A-1" in pages[int(numbers["Exhibits"]) - 1]
    assert "evidence/cma-certificate.pdf" in pages[int(numbers["Index of exhibits"]) - 1]


def test_the_same_input_gives_the_same_bytes(maya: Loaded) -> None:
    """Twice in one process; the documents hold no time but the day that was given."""
    first, second = portfolio(maya, "pdf", "html"), portfolio(maya, "pdf", "html")
    assert [one.data for one in first] == [one.data for one in second]


def test_a_hidden_entry_is_nowhere_in_the_portfolio(maya: Loaded) -> None:
    """The shop where Maya worked has other tags than the cardiology variant: not in the text, not as evidence."""
    base = b"".join(one.data for one in portfolio(maya, "html"))
    chosen = b"".join(one.data for one in portfolio(maya, "html", variant="cardiology"))
    assert b"Mesquite Market" in base
    assert b"Mesquite Market" not in chosen


def test_site_asks_for_nothing_and_every_link_in_it_leads_somewhere(maya: Loaded) -> None:
    """No script, no outside file; each fragment link has its target."""
    (made,) = (one for one in portfolio(maya, "html") if one.name == "maya-ortiz-portfolio/index.html")
    html = made.data.decode()
    assert "<script" not in html
    assert not re.search(r'src="(?!evidence/)|(srcset|data|poster)="|@import|url\(|<link', html)
    targets = set(re.findall(r' id="([^"]+)"', html))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= targets
    assert len(re.findall(r' id="([^"]+)"', html)) == len(targets)


def test_an_unknown_format_is_refused(maya: Loaded) -> None:
    """With the formats that there are."""
    with pytest.raises(InvalidInput) as refused:
        portfolio(maya, "docx")
    assert refused.value.problems[0].hint


def test_every_page_of_every_document_has_its_stamp(maya: Loaded) -> None:
    """Number, page of the document and what it shows, above the document's own words; two pages of the transcript."""
    (made,) = portfolio(maya, "pdf")
    pages = [page for page in text_of(made.data) if "back to the entry" in page]
    assert len(pages) == 13
    transcript = [page for page in pages if "Exhibit D-1" in page]
    assert ["page 1 of 2" in transcript[0], "page 2 of 2" in transcript[1], "Transcript" in transcript[0], "Key to grades" in transcript[1]] == [True] * 4
    assert all("shows Education, Rillito Community College" in page for page in transcript)


def test_documents_are_tagged_as_figures_with_words(maya: Loaded) -> None:
    """A screen reader says what each page is; nothing of a document's own tags is left."""
    (made,) = portfolio(maya, "pdf")
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        figures = [str(item.get("/Alt")) for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"]
        assert {"Rillito Community College, page 1 of 2", "Rillito Community College, page 2 of 2"} <= set(figures)
        assert b"pdfua" in pdf.Root.Metadata.read_bytes()
        forms = [item for item in pdf.objects if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Form"]
        assert [] == [item for item in forms if "/StructParents" in item or b"BDC" in item.read_bytes()]


def test_links_lead_from_the_entry_to_its_exhibit_and_back(maya: Loaded) -> None:
    """Every link inside the file has its destination."""
    (made,) = portfolio(maya, "pdf")
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        names = {str(name) for name in list(pdf.Root.Names.Dests.Names)[::2]}
        wanted = [str(note.get("/Dest") or note.A.D) for page in pdf.pages for note in page.obj.get("/Annots", ()) if "/Dest" in note or note.A.get("/S") == "/GoTo"]
    assert {"exhibit-A-1", "exhibit-B-2", "entry-certifications-0-", "part-skills"} & set(wanted) >= {"exhibit-A-1", "exhibit-B-2"}
    assert set(wanted) <= names


HEAD = "resumekit: 1\ncareer: medical-assistant\nperson: {name: Ana Reyes}\ncertifications:\n"


def from_files(folder: Path, **files: bytes) -> list[Rendered]:
    """The portfolio of a profile with a certification for each file, named NAME.KIND by NAME_KIND."""
    lines = []
    for key, data in files.items():
        name = ".".join(key.rsplit("_", 1))
        (folder / name).write_bytes(data)
        lines.append(f"  - {{name: {key}, evidence: {name}}}\n")
    (folder / "p.yaml").write_text(HEAD + "".join(lines), encoding="utf-8")
    return portfolio(load_profile(str(folder / "p.yaml"), today=TODAY), "pdf")


def pdf_of(*, font: bool = False, **saved: Any) -> bytes:
    """A PDF of a page; with a font that is not inside it."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(200, 100))
    page.obj.Contents = pdf.make_stream(b"BT /F 20 Tf 10 10 Td (Words) Tj ET" if font else b"0 0 50 50 re f")
    page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)))
    out = io.BytesIO()
    pdf.save(out, **saved)
    return out.getvalue()


def test_all_that_is_wrong_with_the_files_is_told_at_once(tmp_path: Path) -> None:
    """Each in one line with the file and the entry's line; what is right beside them changes nothing."""
    locked = pdf_of(encryption=pikepdf.Encryption(owner="x", user="y"))
    with pytest.raises(InvalidInput) as refused:
        from_files(tmp_path, good_pdf=pdf_of(), locked_pdf=locked, wreck_pdf=b"%PDF-1.7 nothing", cut_jpg=b"\xff\xd8\xff\xe0\0\x10JFIF")
    assert [
        (6, "evidence-encrypted", "locked.pdf is protected by encryption"),
        (7, "evidence-broken", "wreck.pdf is damaged: no page of it can be read"),
        (8, "evidence-broken", "cut.jpg is damaged: this JPEG cannot be read to its end"),
    ] == [(problem.place and problem.place.line, problem.code, problem.message) for problem in refused.value.problems]
    assert all(problem.hint for problem in refused.value.problems)


def test_a_font_that_is_not_inside_takes_the_mark_away_and_is_told_of_each_file(tmp_path: Path) -> None:
    """The portfolio is made all the same, and does not claim what it cannot hold."""
    (made,) = from_files(tmp_path, one_pdf=pdf_of(font=True), two_pdf=pdf_of(font=True))
    assert [(5, "evidence-font"), (6, "evidence-font")] == [(problem.place and problem.place.line, problem.code) for problem in made.problems]
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        assert b"pdfua" not in pdf.Root.Metadata.read_bytes()


def test_a_document_on_its_side_takes_its_page_with_it(tmp_path: Path) -> None:
    """A wide PDF lies on a wide page."""
    (made,) = from_files(tmp_path, wide_pdf=pdf_of())
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        boxes = [[round(float(side)) for side in page.mediabox] for page in pdf.pages]
    assert [0, 0, 792, 612] in boxes


def test_a_document_is_drawn_only_where_nothing_of_ours_stands(tmp_path: Path) -> None:
    """A page that is black all over leaves the stamp as it was."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(500, 700))
    page.obj.Contents = pdf.make_stream(b"-9000 -9000 20000 20000 re f")
    out = io.BytesIO()
    pdf.save(out)
    (made,) = from_files(tmp_path, black_pdf=out.getvalue())
    with pypdfium2.PdfDocument(made.data) as document:
        (number,) = [index for index, text in enumerate(text_of(made.data)) if "back to the entry" in text]
        image = document[number].render().to_pil().convert("L")
    assert (0, 255) == (image.getpixel((300, 400)), image.getpixel((300, 76)))
    assert image.crop((0, 0, 612, 70)).getpixel((300, 60)) == 255


def test_a_strangers_template_runs_apart(maya: Loaded, examples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy makes the same bytes; one that does not end is ended, and told in a line."""
    from resumekit.confine import Limits
    from resumekit.rendering import apart

    shutil.copytree(examples.parent / "templates" / "portfolio", tmp_path / "mine")
    profile = maya.profile
    assert profile is not None

    def made(template: str) -> list[bytes]:
        career = load_career(profile.career)
        files = make_portfolio(profile, career, template=template, today=TODAY, folder=maya.document.folder, stem="maya-ortiz", locate=maya.locate)
        return [one.data for one in files]

    assert made("portfolio") == made(f"{tmp_path}/mine")
    monkeypatch.setattr(apart, "LIMITS", Limits(cpu=1, wall=3.0))
    (tmp_path / "mine" / "page.html.j2").write_text("{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}", encoding="utf-8")
    with pytest.raises(InvalidInput, match="takes too long"):
        made(f"{tmp_path}/mine")


def test_entries_of_one_line_break_where_the_page_ends(examples: Path) -> None:
    """A list of them goes on with two at least, as June's trainings do; her awards do not stand alone."""
    (made,) = portfolio(load_profile(str(examples / "june-park" / "june-park.yaml"), today=TODAY), "pdf")
    first, second = text_of(made.data)[6:8]
    words = ("Coding update for evaluation", "Quality control", "Supervising a clinical team", "Pediatric immunization schedule", "Preceptor of the year")
    assert [(True, False), (True, False), (True, False), (True, False), (False, True)] == [(word in first, word in second) for word in words]


def test_a_cover_counts_documents_where_there_are_any(maya: Loaded, tmp_path: Path) -> None:
    """None are not counted."""
    (tmp_path / "p.yaml").write_text("resumekit: 1\ncareer: medical-assistant\nperson: {name: Ana Reyes}\nskills: [EKG]\n", encoding="utf-8")
    texts = [text_of(portfolio(loaded, "pdf")[0].data)[0] for loaded in (maya, load_profile(str(tmp_path / "p.yaml"), today=TODAY))]
    assert ["Portfolio with 12 documents, Nov 2026" in texts[0], "Portfolio, Nov 2026" in texts[1], "document" in texts[1]] == [True, True, False]


def test_an_assessment_is_made_once(maya: Loaded, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was assessed for the checklist serves the whole profile; a variant's choice is assessed anew."""
    from resumekit import portfolio as module
    from resumekit.evidence import assess

    assert maya.profile is not None
    career = load_career(maya.profile.career)
    given = assess(maya.profile, career, TODAY, maya.locate)
    made: list[int] = []

    def count(*arguments: Any) -> Any:
        made.append(1)
        return assess(*arguments)

    monkeypatch.setattr(module, "assess", count)
    for variant in ("", "cardiology"):
        make_portfolio(maya.profile, career, variant=variant, formats=("html",), today=TODAY, folder=maya.document.folder, stem="m", locate=maya.locate, assessment=given)
    assert [1] == made


def test_a_page_is_headed_by_what_it_begins_with(examples: Path) -> None:
    """The skill map runs on to a page on which other parts begin."""
    (made,) = portfolio(load_profile(str(examples / "june-park" / "june-park.yaml"), today=TODAY), "pdf")
    (page,) = [text for text in text_of(made.data) if "Multitasking" in text and "Certifications" in text and "Contents" not in text]
    assert "June Park · Skill map" in page


def test_a_long_name_stays_on_the_cover(tmp_path: Path) -> None:
    """A surname of 35 letters is broken at the margin."""
    (tmp_path / "p.yaml").write_text(HEAD.replace("Ana Reyes", "Ana " + "Wolfeschlegel" * 3).partition("certifications")[0], encoding="utf-8")
    (made,) = portfolio(load_profile(str(tmp_path / "p.yaml"), today=TODAY), "pdf")
    with pypdfium2.PdfDocument(made.data) as document:
        text = document[0].get_textpage()
        assert document[0].get_width() - 60 > max(text.get_charbox(index)[2] for index in range(text.count_chars()))
