"""PDFs that become pictures of their pages."""

import io
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageChops

from resumekit.portfolio.copies import Copy, Unusable
from resumekit.portfolio.exhibits import copy_documents
from resumekit.portfolio.facsimiles import copy_as_pictures
from resumekit.portfolio.papers import copy_paper

SIZES = ((300, 200), (200, 400), (250, 250))


def paper(drawing: bytes = b"0.8 0.1 0.1 rg 20 20 120 90 re f 0 0 0 rg BT /F 18 Tf 20 130 Td (Page %d of Ana Reyes) Tj ET") -> bytes:
    """A PDF of three pages of different sizes, with a red box and words on each."""
    pdf = pikepdf.new()
    for number, (width, height) in enumerate(SIZES, 1):
        page = pdf.add_blank_page(page_size=(width, height))
        page.obj.Resources = Dictionary(Font=Dictionary(F=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)))
        page.obj.Contents = pdf.make_stream(drawing % number if b"%d" in drawing else drawing)
    pdf.docinfo["/Author"] = "Someone Else"
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def layered() -> bytes:
    """The same with a layer that is switched off: what it holds must not be handed on, so the pages cannot be taken apart."""
    with pikepdf.open(io.BytesIO(paper())) as pdf:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("draft")))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
        page: Any = pdf.pages[0].obj
        page.Resources.Properties = Dictionary(L=layer)
        page.Contents = pdf.make_stream(page.Contents.read_bytes() + b" /OC /L BDC BT /F 18 Tf 20 160 Td (not for you) Tj ET EMC")
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def endless() -> bytes:
    """The same with forms so deep in one another that objects are not followed to their end."""
    with pikepdf.open(io.BytesIO(paper())) as pdf:
        inner: Any = pdf.make_stream(b"0 0 9 9 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
        for _ in range(120):
            inner = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]), Resources=Dictionary(XObject=Dictionary(F=inner)))
        pdf.pages[1].obj.Resources.XObject = Dictionary(F=inner)
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def page_of(data: bytes, number: int) -> Image.Image:
    """A page as it looks, a pixel a point."""
    with pypdfium2.PdfDocument(data) as document:
        image: Image.Image = document[number].render().to_pil()
        return image.convert("RGB")


@pytest.mark.parametrize("make", [layered, endless])
def test_what_cannot_be_taken_apart_is_copied_as_pictures(make: Any, tmp_path: Path) -> None:
    """Every page, as large as before and looking as before; its words beside it where all of them are seen, and nothing else of the file."""
    data = make()
    with pytest.raises(Exception, match=r"\A\Z"):
        copy_paper(data)
    (tmp_path / "a.pdf").write_bytes(data)
    (answer,) = copy_documents([str(tmp_path / "a.pdf")])
    assert not isinstance(answer, Unusable)
    copy, facts = answer
    assert ("PDF", len(data), SIZES) == (facts["type"], facts["size"], tuple((leaf.width, leaf.height) for leaf in copy.leaves))
    assert ([""] * 3 if make is layered else [f"Page {number} of Ana Reyes" for number in (1, 2, 3)]) == [leaf.text for leaf in copy.leaves]
    made = copy.read()
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert [["/P"]] * 3 == [list(page.obj.Resources.XObject.keys()) for page in pdf.pages]
        assert "/Font" not in pdf.pages[0].obj.Resources
        assert not len(pdf.docinfo)
    for number, size in enumerate(SIZES):
        before, after = page_of(data, number), page_of(made, number)
        assert size == before.size == after.size
        assert 30 > max(ImageChops.difference(before, after).convert("L").resize((10, 10), Image.Resampling.BOX).tobytes())


def test_words_outside_of_what_is_seen_are_left_out() -> None:
    """Above the crop box of a page."""
    with pikepdf.open(io.BytesIO(paper())) as pdf:
        pdf.pages[0].obj.CropBox = Array([0, 0, 300, 120])
        out = io.BytesIO()
        pdf.save(out)
    assert ["", "Page 2 of Ana Reyes"] == [leaf.text for leaf in copy_as_pictures(out.getvalue()).leaves[:2]]


def test_a_page_of_grey_is_a_picture_of_grey() -> None:
    """A third of the samples; red stays red."""

    def colours(copy: Copy) -> list[str]:
        with pikepdf.open(io.BytesIO(copy.read())) as pdf:
            return [str(page.obj.Resources.XObject.P.ColorSpace) for page in pdf.pages]

    assert [["/DeviceGray"] * 3, ["/DeviceRGB"] * 3] == [colours(copy_as_pictures(data)) for data in (paper(b"0.4 g 20 20 120 90 re f"), paper())]


def test_pages_without_anything_on_them_are_no_document() -> None:
    """A reader that finds only white has not read it."""
    with pytest.raises(Unusable) as refused:
        copy_as_pictures(paper(b""))
    assert "is damaged: no page of it can be read" == refused.value.message


def test_long_words_of_a_page_are_cut_between_words() -> None:
    """A thousand characters, and a sign that there were more."""
    lines = b" ".join(b"BT /F 4 Tf 5 %d Td (" % (195 - 4 * row) + b"evidence of practice " * 4 + b") Tj ET" for row in range(40))
    text = copy_as_pictures(paper(lines)).leaves[0].text
    assert 900 < len(text) <= 1002
    assert text.endswith((" evidence …", " of …", " practice …"))
