"""PDF/UA-1 as far as it can be checked without a validator: every template's tags, texts and fonts, read back with pikepdf."""

import io
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

import pikepdf
import pytest
from PIL import Image

from resumekit.manifest import template_names
from resumekit.profile import Profile
from resumekit.rendering import render

Node = tuple[str, Any]


@pytest.fixture(scope="module", params=template_names())
def document(request: pytest.FixtureRequest, typical: Profile, tmp_path_factory: pytest.TempPathFactory) -> Iterator[pikepdf.Pdf]:
    """Two pages with a picture, right-to-left text and links, in each template."""
    folder = tmp_path_factory.mktemp("tags")
    Image.new("RGB", (300, 400), "#0b6e6e").save(folder / "me.png")
    person = typical.person.model_copy(update={"photo": "me.png", "headline": "Assistant, ليلى"})
    jobs = tuple(typical.experience[0] for _ in range(16))
    profile = typical.model_copy(update={"person": person, "experience": jobs, "language": "es"})
    made = render(profile, formats=("pdf",), template=request.param, options={"photo": True, "density": "normal"}, today=date(2026, 11, 24), folder=str(folder), stem="x")[0]
    assert made.pages >= 2
    with pikepdf.open(io.BytesIO(made.data)) as opened:
        yield opened


def nodes(item: Any) -> Iterator[Node]:
    """Every structure element below `item`, in reading order, with its kind."""
    if isinstance(item, pikepdf.Array):
        for child in item:
            yield from nodes(child)
    elif isinstance(item, pikepdf.Dictionary):
        if "/S" in item:
            yield str(item.S)[1:], item
        if "/K" in item:
            yield from nodes(item.K)


def tree(document: pikepdf.Pdf) -> list[Node]:
    """The whole structure tree, in order."""
    return list(nodes(document.Root.StructTreeRoot.K))


def test_it_says_what_it_is(document: pikepdf.Pdf) -> None:
    """Marked as tagged and as PDF/UA-1, with language and title, and the title in the window."""
    assert bool(document.Root.MarkInfo.Marked)
    assert "es" == str(document.Root.Lang)
    assert bool(document.Root.ViewerPreferences.DisplayDocTitle)
    with document.open_metadata() as about:
        assert "1" == about["pdfuaid:part"]
        assert "Maya Ortiz, Assistant, ليلى" == about["dc:title"]


def test_headings_have_no_gaps(document: pikepdf.Pdf) -> None:
    """One H1 leads; no heading is more than one level below the one before it."""
    levels = [int(kind[1:]) for kind, _ in tree(document) if kind in ("H1", "H2", "H3", "H4", "H5", "H6")]
    assert (1, 1) == (levels[0], levels.count(1))
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert {1, 2, 3} == set(levels)


def test_pictures_have_words(document: pikepdf.Pdf) -> None:
    """The picture of the person is a figure with an alternative text in the page's language."""
    assert ["Foto de Maya Ortiz"] == [str(node.Alt) for kind, node in tree(document) if kind == "Figure"]


def test_links_are_tagged(document: pikepdf.Pdf) -> None:
    """Each link stands in the tree as a Link that points to it, and says where it leads."""
    tagged = {
        child.Obj.objgen
        for kind, node in tree(document)
        if kind == "Link"
        for child in (node.K if isinstance(node.K, pikepdf.Array) else [node.K])
        if isinstance(child, pikepdf.Dictionary) and "/Obj" in child
    }
    links = [annotation for page in document.pages for annotation in page.get("/Annots", [])]
    assert len(links) >= 3
    for link in links:
        assert link.objgen in tagged
        assert "/StructParent" in link
        assert str(link.get("/Contents", ""))


def test_lists_are_lists(document: pikepdf.Pdf) -> None:
    """Lists hold items with bodies."""
    kinds = [kind for kind, _ in tree(document)]
    assert kinds.count("L") >= 3
    assert kinds.count("LI") == kinds.count("LBody") >= 10


def test_everything_shown_is_tagged(document: pikepdf.Pdf) -> None:
    """Nothing is drawn outside marked content, and all of it is in the tree but for name and number of a page, from the second on."""
    read: set[tuple[tuple[int, int], int]] = set()
    for _, node in tree(document):
        for child in node.K if isinstance(node.K, pikepdf.Array) else [node.K]:
            if isinstance(child, int):
                read.add((node.Pg.objgen, child))
    unread = []
    for page in document.pages:
        assert "/S" == str(page.Tabs)
        assert "/StructParents" in page
        depth, loose, marked = 0, [], []
        for step in pikepdf.parse_content_stream(page):
            name = str(step.operator)
            if name in ("BDC", "BMC"):
                depth += 1
                marked += [int(step.operands[1].MCID)] if name == "BDC" else []
            elif name == "EMC":
                depth -= 1
            elif name in ("Tj", "TJ", "Do", "S", "f", "f*", "B") and not depth:
                loose.append(name)
        assert (0, []) == (depth, loose)
        unread.append(sum((page.obj.objgen, number) not in read for number in marked))
    assert [0, *[2] * (len(document.pages) - 1)] == unread


def test_fonts_are_in_the_file_and_can_be_read(document: pikepdf.Pdf) -> None:
    """Each font is embedded and says which character each glyph is."""
    fonts = [item for item in document.objects if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font" and item.get("/Subtype") == "/Type0"]
    assert len(fonts) >= 2
    for font in fonts:
        assert "/ToUnicode" in font
        (below,) = font.DescendantFonts
        assert "/FontFile2" in below.FontDescriptor
        assert "/CIDToGIDMap" in below
    assert not [item for item in document.objects if isinstance(item, pikepdf.Dictionary) and item.get("/Subtype") in ("/Type1", "/Type3", "/TrueType")]
