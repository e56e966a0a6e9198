"""Documents drawn into the pages that were laid out for them."""

import errno
import io
import tempfile
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageStat

from resumekit import confine
from resumekit.confine import Limits
from resumekit.portfolio.assembly import assemble, placeholder
from resumekit.portfolio.copies import Copy, Leaf
from resumekit.portfolio.papers import copy_paper
from resumekit.portfolio.pictures import copy_picture


def laid_out(*sizes: tuple[int, int]) -> bytes:
    """A PDF of a page for each size, with a placeholder of that size at its lower left corner, after a drawing in green."""
    pdf = pikepdf.new()
    for number, (width, height) in enumerate(sizes):
        with Image.open(io.BytesIO(placeholder(number))) as image:
            pixel = image.tobytes()
        picture = pdf.make_stream(pixel, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=1, Height=1, ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8, Interpolate=False)
        page = pdf.add_blank_page(page_size=(max(3, width), max(3, height)))
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=picture))
        page.obj.Contents = pdf.make_stream(f"0 1 0 rg 0 1 0 RG 7 w q {width} 0 0 {height} 0 0 cm /I Do Q".encode())
    with pdf.open_metadata() as about:
        about["{http://www.aiim.org/pdfua/ns/id/}part"] = "1"
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def paper(*, rotate: int = 0, box: tuple[int, int, int, int] = (0, 0, 100, 200)) -> bytes:
    """A PDF of one page with a black box in its lower left corner, black being what a page begins with."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(100, 200))
    page.obj.MediaBox = pikepdf.Array(box)
    page.obj.Contents = pdf.make_stream(f"{box[0]} {box[1]} 40 60 re f".encode())
    if rotate:
        page.obj.Rotate = rotate
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def shown(data: bytes, page: int = 0) -> Image.Image:
    """A page as it looks, a pixel a point."""
    with pypdfium2.PdfDocument(data) as document:
        image: Image.Image = document[page].render().to_pil()
        return image.convert("RGB")


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("box", [(0, 0, 100, 200), (-30, 50, 70, 250)])
def test_a_page_looks_as_it_did(rotate: int, box: tuple[int, int, int, int]) -> None:
    """Whatever its rotation and wherever its box lies; what was drawn before it does not colour it."""
    data = paper(rotate=rotate, box=box)
    copy = copy_paper(data)
    size = (int(copy.leaves[0].width), int(copy.leaves[0].height))
    made = assemble(laid_out(size), [copy], accessible=True)
    assert shown(data).tobytes() == shown(made).tobytes()


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_is_drawn_upright(orientation: int) -> None:
    """By the orientation it was taken in, its bytes untouched."""
    upright = Image.new("RGB", (80, 40), "white")
    upright.paste("red", (0, 0, 40, 20))
    stored = {1: None, 2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}[orientation]
    image = upright if stored is None else upright.transpose(Image.Transpose(stored))
    exif = Image.Exif()
    exif[0x0112] = orientation
    out = io.BytesIO()
    image.save(out, "JPEG", quality=95, subsampling=0, exif=exif)
    copy = copy_picture(out.getvalue(), "JPEG")
    made = shown(assemble(laid_out((80, 40)), [copy], accessible=True))
    red, green, blue = (made.getchannel(name) for name in "RGB")
    assert ImageStat.Stat(red).mean[0] > 245
    corner, rest = green.crop((4, 4, 36, 16)), [green.crop(box) for box in ((44, 4, 76, 16), (4, 24, 36, 36), (44, 24, 76, 36))]
    assert ImageStat.Stat(corner).mean[0] < 30
    assert all(ImageStat.Stat(part).mean[0] > 245 for part in rest)
    assert ImageStat.Stat(blue.crop((4, 4, 36, 16))).mean[0] < 30


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB"])
def test_every_png_is_drawn_as_it_is(mode: str) -> None:
    """Black and white, grey, palette and full colour, with their compressed rows as they are."""
    image = Image.new("RGB", (64, 32), "white")
    image.paste("black", (0, 0, 32, 16))
    out = io.BytesIO()
    image.convert(mode).save(out, "PNG")
    made = shown(assemble(laid_out((64, 32)), [copy_picture(out.getvalue(), "PNG")], accessible=True))
    assert ((0, 0, 0), (255, 255, 255)) == (made.getpixel((10, 5)), made.getpixel((50, 25)))


def test_each_page_takes_its_own_document() -> None:
    """In the order of the copies, pictures and PDFs of several pages mixed."""
    first, second = copy_paper(paper()), copy_paper(paper(rotate=90))
    made = assemble(laid_out((100, 200), (200, 100), (100, 200)), [first, second, first], accessible=True)
    assert [shown(paper()).tobytes(), shown(paper(rotate=90)).tobytes(), shown(paper()).tobytes()] == [shown(made, page).tobytes() for page in range(3)]


@pytest.mark.parametrize("accessible", [True, False])
def test_only_what_is_accessible_says_so(accessible: bool) -> None:
    """The mark of PDF/UA stays or goes, the rest of the metadata stays."""
    with pikepdf.open(io.BytesIO(assemble(laid_out((100, 200)), [copy_paper(paper())], accessible=accessible))) as pdf:
        assert accessible == (b"pdfua/ns/id/" in pdf.Root.Metadata.read_bytes())


def test_a_page_without_a_place_is_a_mistake_of_the_template() -> None:
    """A document is never left out in silence."""
    copy = copy_paper(paper())
    with pytest.raises(ValueError, match="no place for page 1"):
        assemble(laid_out((100, 200)), [copy, copy], accessible=True)


def test_the_same_input_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice, and where there is no place for a file."""
    copy = Copy(kind="PDF", held=copy_paper(paper()).read(), leaves=(Leaf(width=100, height=200),))
    pages = laid_out((100, 200))
    made = assemble(pages, [copy], accessible=True)
    assert made == assemble(pages, [copy], accessible=True)
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda: (_ for _ in ()).throw(FileNotFoundError()))
    assert made == assemble(pages, [copy], accessible=True)


@pytest.mark.skipif(not confine.is_possible(), reason="no process whose files can be limited")
@pytest.mark.parametrize("room", [0, 300])
def test_a_full_disk_for_temporary_files_is_no_obstacle(room: int) -> None:
    """Neither full from the first byte nor amid the writing: the same bytes, made in memory, and no process that ends."""
    copies, pages = [copy_paper(paper())], laid_out((100, 200))
    expected = assemble(pages, copies, accessible=True)
    assert len(expected) > 400
    assert ({}, expected) == confine.run(lambda: ({}, assemble(pages, copies, accessible=True)), Limits(file=room))


@pytest.mark.parametrize("stop", [OSError, KeyboardInterrupt])
def test_what_stops_the_writing_ends_it_and_nothing_else(monkeypatch: pytest.MonkeyPatch, stop: type[BaseException]) -> None:
    """At any piece: a full disk is made up for in memory, a person's wish to end is heeded."""
    copies, pages = [copy_paper(paper())], laid_out((100, 200))
    expected = assemble(pages, copies, accessible=True)

    class Full(io.BytesIO):
        left = 0

        def write(self, data: Any) -> int:
            Full.left -= 1
            if not Full.left:
                raise stop(errno.ENOSPC, "No space left on device")
            return super().write(data)

    monkeypatch.setattr(tempfile, "TemporaryFile", Full)
    for Full.left in (1, 2, 7, 20):
        if stop is KeyboardInterrupt:
            with pytest.raises(KeyboardInterrupt):
                assemble(pages, copies, accessible=True)
        else:
            assert expected == assemble(pages, copies, accessible=True)
