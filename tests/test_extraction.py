"""What a machine reads from PDFs: ours, other people's, broken ones."""

import io
from datetime import date

import pikepdf
import pypdfium2
import pytest

from resumekit.extraction import Extract, body_size, extract, read_pdf
from resumekit.files import FileProblem
from resumekit.rendering.pdf import to_pdf

DAY = date(2026, 11, 24)
HTML = """<!DOCTYPE html><html lang="en"><head><title>x</title><style>body{font:10pt "Source Sans 3"} h1{font-size:20pt} h2{font-size:12pt;font-weight:700}</style></head>
<body><h1>Ana Reyes</h1><p>Draws blood, <a href="https://ana.example.org">ana.example.org</a></p><h2>Skills</h2><p>Phlebotomy</p></body></html>"""


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """A small tagged page of our own."""
    return to_pdf(HTML, title="Ana Reyes", language="en", today=DAY, families=("Source Sans 3",)).data


@pytest.fixture(scope="module")
def read(pdf: bytes) -> Extract:
    """What is read from it."""
    return extract(pdf)


def empty_page(**keys: pikepdf.Object) -> bytes:
    """A PDF with one empty page."""
    with pikepdf.new() as made:
        made.add_blank_page()
        for key, value in keys.items():
            made.Root[f"/{key}"] = value
        out = io.BytesIO()
        made.save(out)
    return out.getvalue()


def test_text_lines_come_in_order(read: Extract) -> None:
    """Line by line, with page, size in points and weight."""
    assert "Ana Reyes\nDraws blood, ana.example.org\nSkills\nPhlebotomy" == read.text
    assert [20.0, 10.0, 12.0, 10.0] == [line.size for line in read.lines]
    assert [False, True] == [read.lines[1].bold, read.lines[2].bold]
    assert {1} == {line.page for line in read.lines}
    assert 10.0 == body_size(read.lines)


def test_the_file_says_what_it_is(read: Extract) -> None:
    """Title, language, tags, standard, links, fonts."""
    assert (1, "Ana Reyes", "en", True, "pdf/ua-1") == (read.pages, read.title, read.language, read.tagged, read.variant)
    assert ("https://ana.example.org",) == read.links
    assert {True} == {font.embedded for font in read.fonts}
    assert {"Source-Sans-3", "Source-Sans-3-Bold"} == {font.name for font in read.fonts}
    assert 0 == read.unmapped


def test_headings_come_from_the_tags(read: Extract) -> None:
    """With their levels."""
    assert [("Ana Reyes", 1), ("Skills", 2)] == [(title.text, title.level) for title in read.headings]


def test_a_confined_child_reads_the_same(pdf: bytes, read: Extract) -> None:
    """Nothing is lost between the processes, attachments included."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.attachments["profile.yaml"] = pikepdf.AttachedFileSpec(document, b"resumekit: 1\n", filename="profile.yaml")
        out = io.BytesIO()
        document.save(out)
    found = read_pdf(out.getvalue())
    assert [("profile.yaml", b"resumekit: 1\n")] == [(item.name, item.data) for item in found.attachments]
    assert read.lines == found.lines
    assert extract(out.getvalue()) == found


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"", "not a PDF"), (b"\x89PNG\r\n", "not a PDF"), (b"%PDF-1.7\nnothing more", "broken"), (empty_page()[:200], "broken")],
)
def test_what_is_no_pdf_is_refused_in_words(data: bytes, words: str) -> None:
    """One problem, and what to do about it."""
    with pytest.raises(FileProblem, match=words) as caught:
        read_pdf(data)
    assert caught.value.hint


def test_a_locked_pdf_is_refused() -> None:
    """Its password is not asked for."""
    with pikepdf.open(io.BytesIO(empty_page())) as document:
        out = io.BytesIO()
        document.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(FileProblem, match="locked with a password"):
        read_pdf(out.getvalue())


def test_too_many_pages_are_refused() -> None:
    """200 are the most."""
    made = pypdfium2.PdfDocument.new()
    for _ in range(201):
        made.new_page(10, 10)
    out = io.BytesIO()
    made.save(out)
    made.close()
    with pytest.raises(FileProblem, match="201 pages"):
        read_pdf(out.getvalue())


def test_tags_that_lead_in_a_circle_come_to_an_end() -> None:
    """A heading that is its own child is read, or not; reading ends."""
    with pikepdf.open(io.BytesIO(empty_page())) as document:
        heading = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.H1, Pg=document.pages[0].obj))
        heading.K = pikepdf.Array([heading])
        document.Root.StructTreeRoot = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot, K=pikepdf.Array([heading])))
        document.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
        out = io.BytesIO()
        document.save(out)
    found = read_pdf(out.getvalue())
    assert () == found.headings
    assert found.tagged


def test_broken_metadata_is_no_standard() -> None:
    """What cannot be read claims nothing."""
    data = empty_page(PageMode=pikepdf.Name("/FullScreen")).replace(b"/PageMode /FullScreen", b"/Metadata (nothing)  ")
    assert b"/Metadata (nothing)" in data
    assert "" == extract(data).variant
