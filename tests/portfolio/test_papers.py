"""What is left of a PDF: its pages as they look, and nothing else."""

import io
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from PIL import Image

from resumekit.portfolio.copies import Copy, Unusable
from resumekit.portfolio.facsimiles import copy_as_pictures
from resumekit.portfolio.papers import copy_paper

DRAWING = b"0.2 0.4 0.6 rg 20 20 60 120 re f"


def paper(change: Callable[[Pdf, Any], None] = lambda pdf, page: None, *, pages: int = 1, drawing: bytes = DRAWING, **saved: Any) -> bytes:
    """A PDF of small pages with a blue box each, after `change` was made to it and to its first page."""
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(Dictionary(Type=Name.Page, MediaBox=Array([0, 0, 100, 200]), Contents=pdf.make_stream(drawing), Resources=Dictionary()))))
    change(pdf, pdf.pages[0].obj)
    out = io.BytesIO()
    pdf.save(out, **saved)
    return out.getvalue()


def everything(data: bytes) -> bytes:
    """A PDF with all its streams decoded, as text to search."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(out, qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def look(data: bytes, page: int = 0) -> tuple[tuple[int, int], bytes]:
    """How a page looks: size and pixels."""
    with pypdfium2.PdfDocument(data) as document:
        document.init_forms()
        image = document[page].render().to_pil().convert("RGB")
        return image.size, image.tobytes()


def size(copy: Copy) -> tuple[float, float]:
    """The size of the first page."""
    return copy.leaves[0].width, copy.leaves[0].height


def test_pages_look_as_before() -> None:
    """Each of them, in order."""
    data = paper(pages=3)
    copy = copy_paper(data)
    assert ("PDF", 3, (100, 200), True) == (copy.kind, len(copy.leaves), size(copy), copy.fonts)
    assert look(data, 2) == look(copy.read(), 2)


def _active(pdf: Pdf, page: Any) -> None:
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    pdf.Root.OpenAction = script
    pdf.Root.AA = Dictionary(WC=script)
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("x"), script])), EmbeddedFiles=Dictionary(Names=Array([])))
    pdf.attachments["secret.txt"] = b"attached"
    pdf.Root.Metadata = pdf.make_stream(b"<x:xmpmeta/>")
    pdf.docinfo["/Author"] = "Someone Else"
    page.AA = Dictionary(O=script)
    page.PieceInfo = Dictionary(Editor=Dictionary(Private=String("private")))
    page.Metadata = pdf.make_stream(b"<x:xmpmeta/>")
    page.Annots = Array([pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=Dictionary(S=Name.Launch, F=String("calc.exe"))))])
    picture = pdf.make_stream(b"\0", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, ColorSpace=Name.DeviceGray, BitsPerComponent=8)
    picture.OPI = Dictionary({"/1.3": Dictionary(Type=Name.OPI, F=String("remote.tif"))})
    picture.Alternates = Array([Dictionary(Image=picture)])
    form = pdf.make_stream(b"0 0 1 1 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 1, 1]))
    form.Ref = Dictionary(F=String("remote.pdf"), Page=0)
    script_form = pdf.make_stream(b"quit", Type=Name.XObject, Subtype=Name.PS)
    outside = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Image, F=String("remote.bin"), Width=1, Height=1)
    page.Resources.XObject = Dictionary(P=picture, R=form, S=script_form, O=outside)
    page.Resources.Hidden = Dictionary(A=script, Page=page)


def test_nothing_active_is_carried_over() -> None:
    """Scripts, actions, files, references to other files, metadata: not even as text."""
    copy = copy_paper(paper(_active))
    text = everything(copy.read())
    words = (b"alert", b"JavaScript", b"OpenAction", b"/AA", b"Launch", b"calc", b"remote", b"attached", b"secret", b"Metadata", b"Someone", b"PieceInfo", b"OPI", b"/Ref", b"Annots", b"/PS", b"quit")
    assert [] == [word for word in words if word in text]


def photo() -> bytes:
    """A JPEG that says where and with what it was taken."""
    image = Image.linear_gradient("L").convert("RGB")
    exif = Image.Exif()
    exif[0x010F] = "Invented Phones"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[29] = "2026:05:04"
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif, comment=b"taken at home", xmp=b"<x:xmpmeta>me</x:xmpmeta>", quality=90)
    return out.getvalue() + b"appended"


@pytest.mark.parametrize("packing", ["alone", "in a list", "packed twice", "with options"])
def test_a_photograph_inside_does_not_say_where_it_was_taken(packing: str) -> None:
    """The page looks as before to the pixel; maker, place, date, comment and what was appended are gone."""

    def place(pdf: Pdf, page: Any) -> None:
        data = photo()
        about: dict[str, Any] = {"Filter": Array([Name.DCTDecode]) if packing == "in a list" else Name.DCTDecode}
        if packing == "packed twice":
            about["Filter"] = Array([Name.FlateDecode, Name.DCTDecode])
            data = zlib.compress(data)
        elif packing == "with options":
            about["DecodeParms"] = Dictionary(ColorTransform=1)
        picture = pdf.make_stream(data, Type=Name.XObject, Subtype=Name.Image, Width=256, Height=256, ColorSpace=Name.DeviceRGB, BitsPerComponent=8, **about)
        page.Resources = Dictionary(XObject=Dictionary(P=picture))

    data = paper(place, drawing=b"q 80 0 0 80 10 10 cm /P Do Q")
    copy = copy_paper(data)
    assert look(data) == look(copy.read())
    assert look(paper())[1] != look(data)[1]
    words = (b"Exif", b"Invented", b"2026:05", b"home", b"xmpmeta", b"appended")
    assert (list(words), []) == tuple([word for word in words if word in text] for text in (photo(), copy.read() + everything(copy.read())))


def test_a_picture_in_jpeg_2000_does_not_say_where_it_was_taken() -> None:
    """Its boxes and comments are gone, and what other objects say of it; the page looks as before."""
    out = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").resize((64, 64)).save(out, "JPEG2000", comment="taken at home")
    at = out.getvalue().index(b"jp2h") - 4
    told = out.getvalue()[:at] + (20).to_bytes(4, "big") + b"uuidInvented one" + out.getvalue()[at:]

    def place(pdf: Pdf, page: Any) -> None:
        picture = pdf.make_stream(told, Type=Name.XObject, Subtype=Name.Image, Width=64, Height=64, Filter=Name.JPXDecode)
        picture.Metadata = pdf.make_stream(b"<x:xmpmeta/>")
        picture.PieceInfo = Dictionary(Editor=Dictionary(Private=String("private")))
        page.Resources = Dictionary(XObject=Dictionary(P=picture))

    data = paper(place, drawing=b"q 80 0 0 80 10 10 cm /P Do Q")
    copy = copy_paper(data)
    assert look(data) == look(copy.read())
    assert look(paper())[1] != look(data)[1]
    assert [] == [word for word in (b"Invented", b"home", b"xmpmeta", b"private", b"PieceInfo") if word in copy.read() + everything(copy.read())]


@pytest.mark.parametrize(
    ("filters", "packed"),
    [(b"/DCT", False), (b"[/AHx /DCT] /DP [null << /ColorTransform 1 >>]", True), (b"/D#43T", False), (b"[/AHx /D#43#54Deco#64e]", True)],
    ids=["alone", "packed twice", "by a name with codes", "both"],
)
def test_a_photograph_inside_the_drawing_does_not_say_where_it_was_taken(filters: bytes, packed: bool) -> None:
    """As a part of the page's own operators, however its filter is written; what is drawn before and after it stays."""
    data = photo().hex().encode() + b">" if packed else photo()
    drawing = DRAWING + b" q 80 0 0 80 10 10 cm BI /W 256 /H 256 /CS /RGB /BPC 8 /F " + filters + b" ID " + data + b"\nEI Q 1 0 0 rg 0 190 9 9 re f"
    before = paper(drawing=drawing)
    copy = copy_paper(before)
    assert look(before) == look(copy.read())
    assert look(paper())[1] != look(before)[1]
    with pikepdf.open(io.BytesIO(copy.read())) as pdf:
        text = everything(copy.read()) + pdf.pages[0].obj.Contents.read_bytes()
    hidden = [word for word in (b"Exif", b"Invented", b"2026:05", b"home", b"xmpmeta", b"appended") for form in (word, word.hex().encode()) if form in text]
    assert [] == hidden
    assert b"\xff\xd8\xff" in text


def test_marks_are_taken_out_of_every_drawing() -> None:
    """Of pages, forms, patterns and glyphs: the numbers of another document's tags mean nothing in ours."""

    def change(pdf: Pdf, page: Any) -> None:
        inner = pdf.make_stream(b"/Span <</MCID 3>> BDC 0 0 5 5 re f EMC", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 5, 5]), StructParents=4)
        tile = pdf.make_stream(b"/A BMC 0 0 1 1 re f EMC", Type=Name.Pattern, PatternType=1, PaintType=1, TilingType=1, BBox=Array([0, 0, 2, 2]), XStep=2, YStep=2, Resources=Dictionary())
        glyph = pdf.make_stream(b"500 0 d0 /B BMC 0 0 500 500 re f EMC")
        font = Dictionary(
            Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 500, 500]), FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]), CharProcs=Dictionary(box=glyph), FirstChar=65, LastChar=65
        )
        font.Encoding = Dictionary(Differences=Array([65, Name.box]))
        font.Widths = Array([500])
        page.Resources.XObject = Dictionary(F=inner)
        page.Resources.Pattern = Dictionary(T=tile)
        page.Resources.Font = Dictionary(B=font)
        page.StructParents = 0

    data = paper(change, drawing=b"/P <</MCID 0>> BDC /F Do BT /B 40 Tf 20 20 Td (A) Tj ET EMC /Pattern cs /T scn 50 50 20 20 re f /X MP")
    copy = copy_paper(data)
    text = everything(copy.read())
    assert [] == [word for word in (b"BDC", b"BMC", b"EMC", b" MP", b"MCID", b"StructParents") if word in text]
    assert look(data) == look(copy.read())


def test_what_a_field_holds_is_drawn() -> None:
    """A filled form is shown filled; it is no form any more."""

    def change(pdf: Pdf, page: Any) -> None:
        shown = pdf.make_stream(b"1 0 0 rg 0 0 30 10 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 30, 10]))
        field = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("name"), V=String("Ana"), F=4, Rect=Array([40, 160, 70, 170]), AP=Dictionary(N=shown)))
        page.Annots = Array([field])
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]))

    data = paper(change)
    copy = copy_paper(data)
    assert look(data) == look(copy.read())
    assert look(copy.read()) != look(paper())
    assert b"AcroForm" not in everything(copy.read())


@pytest.mark.parametrize(
    ("boxes", "expected"),
    [
        ({"/CropBox": [10, 10, 60, 110]}, (50, 100)),
        ({"/CropBox": [60, 110, 10, 10]}, (50, 100)),
        ({"/CropBox": [-50, -50, 500, 500]}, (100, 200)),
        ({"/CropBox": [300, 300, 400, 400]}, (100, 200)),
        ({"/MediaBox": [100, 200, 0, 0]}, (100, 200)),
        ({"/MediaBox": [0, 0, 0, 0]}, (612, 792)),
        ({"/MediaBox": [0, 0]}, (612, 792)),
        ({"/MediaBox": [0, 0, 9e9, 9e9]}, (612, 792)),
        ({"/MediaBox": None}, (612, 792)),
        ({"/Rotate": 90}, (200, 100)),
        ({"/Rotate": -90}, (200, 100)),
        ({"/Rotate": 450}, (200, 100)),
        ({"/Rotate": 180}, (100, 200)),
        ({"/UserUnit": 10}, (100, 200)),
    ],
)
def test_any_box_gives_a_page(boxes: dict[str, Any], expected: tuple[float, float]) -> None:
    """Boxes of any kind, also those that no page has; a turned page is measured as it is seen."""

    def change(_: Pdf, page: Any) -> None:
        for key, value in boxes.items():
            if value is None:
                del page[key]
            else:
                page[key] = Array(value) if isinstance(value, list) else value

    assert expected == size(copy_paper(paper(change)))


def test_what_a_page_inherits_counts() -> None:
    """Its box, its rotation and its resources may stand in the tree above it."""

    def change(pdf: Pdf, page: Any) -> None:
        pdf.Root.Pages.MediaBox, pdf.Root.Pages.Rotate, pdf.Root.Pages.CropBox = Array([0, 0, 300, 400]), 90, Array([0, 0, 300, 200])
        del page["/MediaBox"]

    assert (200, 300) == size(copy_paper(paper(change)))


def test_pages_that_share_a_drawing_stay_apart() -> None:
    """One stream for two pages of other sizes: each shows its own."""

    def change(pdf: Pdf, page: Any) -> None:
        pdf.pages[1].obj.Contents = page.Contents
        pdf.pages[1].obj.MediaBox = Array([0, 0, 50, 50])

    data = paper(change, pages=2)
    copy = copy_paper(data)
    assert [look(data, page) for page in (0, 1)] == [look(copy.read(), page) for page in (0, 1)]
    with pikepdf.open(io.BytesIO(copy.read())) as pdf:
        assert pdf.pages[0].obj.Contents.objgen != pdf.pages[1].obj.Contents.objgen


@pytest.mark.parametrize("user", ["", "secret"])
def test_encryption_is_refused(user: str) -> None:
    """With and without a password to open it: what its owner forbids is not ours to undo."""
    data = paper(encryption=pikepdf.Encryption(owner="owner", user=user))
    for copy in (copy_paper, copy_as_pictures):
        with pytest.raises(Unusable) as refused:
            copy(data)
        assert refused.value.code == "evidence-encrypted"
        assert ("though it opens without a password" in refused.value.message, "with its password" in refused.value.hint) == (not user, bool(user))


def test_too_many_pages_are_refused() -> None:
    """With their number."""
    data = paper(pages=201)
    for copy in (copy_paper, copy_as_pictures):
        with pytest.raises(Unusable) as refused:
            copy(data)
        assert refused.value.message == "has 201 pages, more than 200"


def test_a_font_that_is_not_inside_is_noted() -> None:
    """Helvetica by name alone."""

    def change(_: Pdf, page: Any) -> None:
        page.Resources.Font = Dictionary(F=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))

    assert not copy_paper(paper(change, drawing=b"BT /F 12 Tf 10 10 Td (Hello) Tj ET")).fonts


def _layer(pdf: Pdf, page: Any) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("draft")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
    page.Resources.Properties = Dictionary(L=layer)


def _drawn_by_the_reader(pdf: Pdf, page: Any) -> None:
    page.Annots = Array([pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Square, Rect=Array([5, 5, 95, 195]), C=Array([1, 0, 0])))])


@pytest.mark.parametrize("change", [_layer, _drawn_by_the_reader])
def test_what_only_a_reader_can_draw_becomes_a_picture(change: Callable[[Pdf, Any], None]) -> None:
    """A layer that is switched off, a note without a look of its own: not by its objects, but as a reader shows it."""
    data = paper(change, drawing=DRAWING + b" /OC /L BDC 1 0 0 rg 0 0 99 99 re f EMC")
    with pytest.raises(Exception, match=r"\A\Z"):
        copy_paper(data)
    copy = copy_as_pictures(data)
    assert (100, 200) == size(copy)
    assert look(copy.read())[0] == (100, 200)
    assert b"draft" not in everything(copy.read())


def test_words_of_a_page_that_became_a_picture_are_kept() -> None:
    """For those who cannot see it."""

    def change(_: Pdf, page: Any) -> None:
        page.Resources.Font = Dictionary(F=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))

    (leaf,) = copy_as_pictures(paper(change, drawing=b"BT /F 12 Tf 10 10 Td (Hello there) Tj ET")).leaves
    assert leaf.text == "Hello there"


def test_notes_about_what_is_not_shown() -> None:
    """A form of XFA alone, and a cover with files behind it."""

    def form(pdf: Pdf, _: Any) -> None:
        pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=pdf.make_stream(b"<xdp/>"))

    def collection(pdf: Pdf, _: Any) -> None:
        pdf.Root.Collection = Dictionary(Type=Name.Collection)

    assert ["form", "collection", ""] == [copy_paper(paper(change)).note for change in (form, collection, lambda pdf, page: None)]
    assert b"xdp" not in everything(copy_paper(paper(form)).read())


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\nnothing", paper()[:300], b"%PDF-1.4\n%%EOF"])
def test_a_wreck_is_refused(data: bytes) -> None:
    """Neither library finds a page."""
    with pytest.raises(Exception):  # noqa: B017, PT011
        copy_paper(data)
    with pytest.raises(Unusable) as refused:
        copy_as_pictures(data)
    assert refused.value.code == "evidence-broken"


def test_junk_before_the_header_does_no_harm() -> None:
    """As mail programs leave it."""
    assert (100, 200) == size(copy_paper(b"X-Mailer: old\r\n" * 10 + paper()))


def test_the_same_paper_gives_the_same_bytes() -> None:
    """So that a portfolio does."""
    assert copy_paper(paper(_active)) == copy_paper(paper(_active))


def test_streams_that_lie_about_themselves() -> None:
    """A drawing whose compression is broken is not taken over as it is."""

    def change(pdf: Pdf, page: Any) -> None:
        page.Contents = Stream(pdf, b"not deflated")
        page.Contents.Filter = Name.FlateDecode

    with pytest.raises(Exception):  # noqa: B017, PT011
        copy_paper(paper(change, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none))
