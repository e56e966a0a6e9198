"""PDFs, read back by programs that are not ours: text, properties, tags, fonts, links; and what a page may not load."""

import io
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pdfminer.high_level import extract_text

from resumekit.diagnostics import InvalidInput
from resumekit.profile import Profile
from resumekit.rendering import Rendered, pdf, quick
from resumekit.rendering.pdf import to_pdf

Render = Callable[..., Rendered]
FAMILIES = ("Source Sans 3",)


def page(body: str, style: str = "", **more: Any) -> bytes:
    """A page of this body as a PDF."""
    html = f'<!doctype html><html lang="en"><head><title>t</title><style>html {{ font-family: "Source Sans 3" }} {style}</style></head><body>{body}</body></html>'
    return to_pdf(html, **{"title": "T", "language": "en", "today": date(2026, 11, 24), "families": FAMILIES, **more}).data


def text_of(data: bytes) -> str:
    """The text of a PDF as PDFium reads it, in one line."""
    with pypdfium2.PdfDocument(data) as document:
        return " ".join(" ".join(document[index].get_textpage().get_text_bounded().split()) for index in range(len(document)))


def fonts_of(data: bytes) -> dict[str, bool]:
    """Each font's name, and whether its file is embedded."""
    found = {}
    with pikepdf.open(io.BytesIO(data)) as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
                found[str(item["/FontName"]).split("+")[-1]] = any(key in item for key in ("/FontFile2", "/FontFile3"))
    return found


@pytest.fixture(scope="module", params=["classic", "clinical"])
def resume(request: pytest.FixtureRequest, typical: Profile) -> bytes:
    """The typical profile's resume in each template."""
    from resumekit.rendering import render

    return render(typical, formats=("pdf",), template=request.param, today=date(2026, 11, 24), folder="", stem="x")[0].data


def test_text_in_reading_order(resume: bytes) -> None:
    """Two extractors find the same things, one under the other as they are read."""
    order = [
        "Maya Ortiz",
        "family practice",
        "+1 520 555 0142",
        "Summary",
        "four years",
        "Certifications",
        "CMA (AAMA)",
        "Experience",
        "Saguaro Internal Medicine",
        "Catalina Family Health",
        "Externships",
        "180 hours",
        "Vital signs",
        "Education",
        "Training",
    ]
    for text in (text_of(resume), " ".join(extract_text(io.BytesIO(resume)).split())):
        at = [text.find(words) for words in order]
        assert -1 not in at
        assert sorted(at) == at


def test_inline_dates_read_in_order(typical: Profile, rendered: Render) -> None:
    """With dates in the line, both extractors read each one behind its entry."""
    for template in ("classic", "clinical"):
        data = rendered(typical, "pdf", template=template, options={"dates": "inline"}).data
        for text in (text_of(data), " ".join(extract_text(io.BytesIO(data)).split())):
            assert "CMA (AAMA), American Association of Medical Assistants, no. …567 · valid to Jun 2027" in text.replace("AAMA) A", "AAMA), A")
            assert "Infection control update, AAMA, 5 CEU · Mar 2025" in text


def test_properties(resume: bytes) -> None:
    """Title, author, keywords and dates; the title is shown in the window."""
    with pikepdf.open(io.BytesIO(resume)) as document:
        about = document.docinfo
        assert str(about["/Title"]) == "Maya Ortiz, Certified Medical Assistant, family practice"
        assert str(about["/Author"]) == "Maya Ortiz"
        assert "Phlebotomy" in str(about["/Keywords"])
        assert "D:20261124000000Z" == str(about["/CreationDate"]) == str(about["/ModDate"])
        assert str(document.Root.Lang) == "en"
        assert bool(document.Root.ViewerPreferences.DisplayDocTitle)


def test_tagged(resume: bytes) -> None:
    """It says that it is PDF/UA-1, and its tree has headings, lists and links."""
    with pikepdf.open(io.BytesIO(resume)) as document:
        assert bool(document.Root.MarkInfo.Marked)
        assert document.open_metadata()["pdfuaid:part"] == "1"
        kinds: list[str] = []

        def walk(node: Any) -> None:
            if isinstance(node, pikepdf.Array):
                for child in node:
                    walk(child)
            elif isinstance(node, pikepdf.Dictionary):
                if "/S" in node:
                    kinds.append(str(node["/S"]))
                if "/K" in node:
                    walk(node["/K"])

        walk(document.Root.StructTreeRoot["/K"])
        assert {"/Document", "/H1", "/H2", "/H3", "/L", "/LI", "/P", "/Link"} <= set(kinds)
        assert kinds.count("/H1") == 1


def test_fonts_are_embedded_and_ours(resume: bytes) -> None:
    """Only the template's families appear, each in the file."""
    fonts = fonts_of(resume)
    assert fonts
    assert all(fonts.values())
    assert all(name.startswith(("EB-Garamond", "Source-Sans-3")) for name in fonts)


def test_bookmarks_and_links(resume: bytes) -> None:
    """Headings are bookmarks; telephone, mail and page can be clicked."""
    with pypdfium2.PdfDocument(resume) as document:
        titles = [item.get_title() for item in document.get_toc()]
        assert titles[0] == "Maya Ortiz"
        assert {"Summary", "Experience", "Education"} <= set(titles)
    with pikepdf.open(io.BytesIO(resume)) as document:
        links = {str(annotation["/A"]["/URI"]) for found in document.pages for annotation in found.get("/Annots", []) if "/A" in annotation}
    assert {"tel:+15205550142", "mailto:maya.ortiz@example.org", "https://maya-ortiz.example.org/"} == links


@pytest.mark.parametrize(("paper", "size"), [("letter", (612, 792)), ("a4", (595, 842))])
def test_paper(typical: Profile, rendered: Render, paper: str, size: tuple[int, int]) -> None:
    """The page has the size that was asked for."""
    with pypdfium2.PdfDocument(rendered(typical, "pdf", options={"paper": paper}).data) as document:
        assert size == tuple(round(side) for side in document[0].get_size())


def test_pages_say_whose_they_are_from_the_second(typical: Profile, rendered: Render) -> None:
    """Name and page number stand on the second page, not on the first, and not among the tagged text."""
    job = typical.experience[0]
    long = typical.model_copy(update={"experience": tuple(job for _ in range(14))})
    made = rendered(long, "pdf")
    with pypdfium2.PdfDocument(made.data) as document:
        assert 2 == made.pages == len(document)
        first, second = (" ".join(document[index].get_textpage().get_text_bounded().split()) for index in range(2))
    assert "1 / 2" not in first
    assert "Maya Ortiz" in second
    assert "2 / 2" in second


@pytest.mark.parametrize(
    "body",
    [
        '<img src="https://example.org/a.png" alt="">',
        '<img src="file:///etc/hostname" alt="">',
        '<img src="a.png" alt="">',
        '<img src="data:image/png;base64,AAAA" alt="">',
        '<img src="asset:other" alt="">',
        '<link rel="stylesheet" href="https://example.org/a.css">',
        '<link rel="attachment" href="file:///etc/hostname">',
        "<style>@import 'file:///etc/hostname';</style>",
        "<style>@font-face { font-family: x; src: url(https://example.org/a.ttf) } p { font-family: x }</style><p>x</p>",
        '<p style="background: url(https://example.org/a.png)">x</p>',
        '<svg width="9" height="9"><image href="file:///etc/hostname" width="9" height="9"/></svg>',
    ],
)
def test_a_page_cannot_load_anything(body: str) -> None:
    """Whatever asks for a file or an address is an error that names it; nothing is opened."""
    with pytest.raises(InvalidInput) as caught:
        page(body)
    assert [problem.code for problem in caught.value.problems] == ["template-error"]


def test_pictures_in_memory() -> None:
    """Bytes that are handed over can be shown, and are the only ones."""
    from PIL import Image

    stream = io.BytesIO()
    Image.new("RGB", (9, 9), "#0b6e6e").save(stream, "PNG")
    data = page('<img src="asset:square" alt="A square">', assets={"square": (stream.getvalue(), "image/png")})
    with pikepdf.open(io.BytesIO(data)) as document:
        assert len(list(document.pages[0].get_images())) == 1


def test_no_font_is_one_line_and_no_crash() -> None:
    """Without fonts Pango would take the process down; we say so before it is asked."""
    with pytest.raises(InvalidInput) as caught:
        page("x", families=("No Such Family",))
    assert (caught.value.problems[0].code, caught.value.problems[0].message) == ("machine", "the bundled font No Such Family is missing")


def test_missing_pango_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the library is missing, the command that installs it is the hint."""

    def fail(*, stock: bool, cache: object) -> None:
        raise OSError("cannot load library 'libpango-1.0-0'")

    pdf._weasyprint.cache_clear()
    monkeypatch.setattr(quick, "import_weasyprint", fail)
    with pytest.raises(InvalidInput) as caught:
        page("x")
    assert caught.value.problems[0].code == "machine"
    assert "apt install libpango" in caught.value.problems[0].hint


SCRIPT = """
import sys
from datetime import date
from resumekit.document import read_document
from resumekit.profile import read_profile
from resumekit.rendering import FORMATS, PDF_VARIANTS, render
profile, _ = read_profile(read_document(sys.argv[1]))
for variant in PDF_VARIANTS:
    for made in render(profile, variants=("", "heart"), formats=tuple(FORMATS), pdf_variant=variant, width=300, today=date(2026, 11, 24), folder="", stem="x"):
        sys.stdout.buffer.write(made.data)
"""


def run(profile: Path, **environment: str) -> bytes:
    """What a fresh process with this environment alone renders."""
    environment = {"PATH": os.environ["PATH"], **environment}
    done = subprocess.run([sys.executable, "-W", "error", "-c", SCRIPT, str(profile)], check=False, capture_output=True, env=environment, timeout=120)
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout


def test_same_bytes_everywhere(tmp_path: Path, typical_text: str) -> None:
    """In no format do the hash seed, home folder, time zone, locale, the profile's place, a missing cache or the quick start change a byte; nothing is said."""
    (tmp_path / "p.yaml").write_text(typical_text, encoding="utf-8")
    (tmp_path / "other").mkdir()
    other = tmp_path / "other" / "q.yaml"
    other.write_text(typical_text, encoding="utf-8")
    readonly = tmp_path / "file"
    readonly.write_text("", encoding="utf-8")
    first = run(tmp_path / "p.yaml", HOME=str(tmp_path), PYTHONHASHSEED="1", TZ="Pacific/Kiritimati")
    assert [first.count(mark) for mark in (b"%PDF-", b"PNG\r\n", b"<!doctype html>", b"[Content_Types].xml")] == [4, 4, 4, 8]
    assert first == run(other, PYTHONHASHSEED="2", TZ="America/Phoenix")
    assert first == run(tmp_path / "p.yaml", XDG_CACHE_HOME=str(readonly), LANG="de_DE.UTF-8", RESUMEKIT_STOCK="1")
    assert sorted(path.suffix for path in (tmp_path / ".cache" / "resumekit").glob("fonts-*")) == [".conf", ".conf"]
