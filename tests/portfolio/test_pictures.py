"""What is left of a picture: what is seen, upright, and nothing personal."""

import io
import struct
import zlib
from typing import Any

import pytest
from PIL import Image, ImageStat, PngImagePlugin

from resumekit.portfolio.copies import Copy, Unusable
from resumekit.portfolio.pictures import copy_picture

SIZE = (40, 20)


def picture(mode: str = "RGB") -> Image.Image:
    """A picture with a red upper left corner, of 40 x 20."""
    image = Image.new("RGB", SIZE, (240, 240, 240))
    image.paste((200, 20, 20), (0, 0, 20, 10))
    return image.convert(mode)


def saved(image: Image.Image, form: str, **options: Any) -> bytes:
    """A picture as a file."""
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def photo_data(orientation: int = 1) -> Image.Exif:
    """What a telephone writes: orientation, maker, place."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Invented Phones"
    exif.get_ifd(0x8825)[1] = "N"
    return exif


def seen(copy: Copy) -> Image.Image:
    """A copy as it is seen, turned by its `turn`."""
    image = Image.open(io.BytesIO(copy.read()))
    image.load()
    exif = Image.Exif()
    exif[0x0112] = copy.turn
    again = io.BytesIO()
    image.convert("RGB").save(again, "PNG", exif=exif)
    from PIL import ImageOps

    return ImageOps.exif_transpose(Image.open(again))


def is_upright(copy: Copy) -> bool:
    """Whether the red corner is up and left, and the rest light."""
    image = seen(copy).convert("RGB")
    width, height = image.size

    def at(x: int, y: int) -> tuple[int, int, int]:
        value = image.getpixel((x, y))
        assert isinstance(value, tuple)
        return value[0], value[1], value[2]

    red, *others = (at(width // 8, height // 8), at(width - 3, 2), at(2, height - 3), at(width - 3, height - 3))
    return red[0] > 150 and red[1] < 90 and all(min(other) > 180 for other in others)


def test_a_jpeg_keeps_its_pixels_and_loses_its_metadata() -> None:
    """The compressed picture is the same to the byte; place, maker, comment and what was appended are gone."""
    bare = saved(picture(), "JPEG", quality=80)
    full = saved(picture(), "JPEG", quality=80, exif=photo_data(), comment=b"taken at home", xmp=b"<x:xmpmeta>me</x:xmpmeta>") + b"appended"
    copy = copy_picture(full, "JPEG")
    assert ("JPEG", 1, 40, 20) == (copy.kind, copy.turn, copy.leaves[0].width, copy.leaves[0].height)
    assert bare[bare.index(b"\xff\xda") :] == copy.read()[copy.read().index(b"\xff\xda") :]
    assert [] == [word for word in (b"Exif", b"Invented", b"home", b"xmpmeta", b"appended", b"JFIF") if word in copy.read()]
    assert is_upright(copy)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("form", ["JPEG", "WebP", "PNG"])
def test_every_orientation_is_seen_upright(form: str, orientation: int) -> None:
    """A JPEG by how it is drawn, anything else by its pixels."""
    stored = {1: None, 2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}[orientation]
    image = picture() if stored is None else picture().transpose(Image.Transpose(stored))
    copy = copy_picture(saved(image, form, exif=photo_data(orientation), **({"quality": 95} if form != "PNG" else {})), form)
    assert (40, 20) == (copy.leaves[0].width, copy.leaves[0].height)
    assert is_upright(copy)
    assert b"Invented" not in copy.read()


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
@pytest.mark.parametrize("options", [{}, {"compress_level": 0}])
def test_every_kind_of_png(mode: str, options: dict[str, Any]) -> None:
    """Black and white to sixteen bits, with transparency and without."""
    image = picture("L").point(lambda value: value * 257, "I").convert("I;16") if mode == "I;16" else picture(mode)
    copy = copy_picture(saved(image, "PNG", **options), "PNG")
    assert copy.kind == "PNG"
    with Image.open(io.BytesIO(copy.read())) as made:
        assert made.size == SIZE
        assert made.mode in ("1", "L", "P", "RGB")
    assert ImageStat.Stat(seen(copy).convert("L").crop((25, 12, 40, 20))).mean[0] > 200


def test_transparency_lies_on_white() -> None:
    """Not on the black that is stored beneath it."""
    image = Image.new("RGBA", SIZE, (0, 0, 0, 0))
    assert (255, 255, 255) == seen(copy_picture(saved(image, "PNG"), "PNG")).getpixel((1, 1))
    palette = picture("P")
    palette.info["transparency"] = 0
    assert copy_picture(saved(palette, "PNG", transparency=0), "PNG").kind == "PNG"


def test_a_png_keeps_its_pixels_and_loses_its_texts() -> None:
    """Comments, time and EXIF are chunks of their own."""
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", "Someone Else")
    texts.add_itxt("XML:com.adobe.xmp", "<x:xmpmeta/>")
    full = saved(picture(), "PNG", pnginfo=texts)
    copy = copy_picture(full, "PNG")
    assert [] == [word for word in (b"tEXt", b"iTXt", b"Someone", b"xmpmeta") if word in copy.read()]
    assert full[full.index(b"IDAT") : full.index(b"IEND") - 8] == copy.read()[copy.read().index(b"IDAT") : copy.read().index(b"IEND") - 8]


def test_ink_becomes_light() -> None:
    """CMYK as printers' programs save it."""
    copy = copy_picture(saved(picture("CMYK"), "JPEG", quality=95), "JPEG")
    assert is_upright(copy)
    assert seen(copy).mode == "RGB"


def test_what_a_pdf_cannot_show_is_written_anew_at_its_size() -> None:
    """A JPEG whose components are called R, G and B: readers disagree about its colours."""
    data = saved(picture().resize((400, 200)), "JPEG", quality=95, keep_rgb=True)
    copy = copy_picture(data, "JPEG")
    with Image.open(io.BytesIO(copy.read())) as image:
        assert image.size == (400, 200)
    assert is_upright(copy)


@pytest.mark.parametrize(("form", "options"), [("PNG", {}), ("WebP", {}), ("WebP", {"lossless": True})])
def test_of_a_moving_picture_the_first_is_shown(form: str, options: dict[str, Any]) -> None:
    """A portfolio does not move."""
    data = saved(picture(), form, save_all=True, append_images=[Image.new("RGB", SIZE, "blue")], duration=100, **options)
    assert is_upright(copy_picture(data, form))


def test_heic_is_read() -> None:
    """As telephones write it."""
    import pillow_heif

    out = io.BytesIO()
    pillow_heif.from_pillow(picture().resize((128, 64))).save(out, quality=90, exif=photo_data().tobytes())
    copy = copy_picture(out.getvalue(), "HEIC")
    assert copy.kind == "JPEG"
    assert is_upright(copy)
    assert b"Invented" not in copy.read()


def _png(width: int, height: int, body: bytes = b"") -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in ((b"IHDR", header), (b"IDAT", body), (b"IEND", b""))
    )


def test_too_many_pixels_are_refused_by_the_head_alone() -> None:
    """Nothing is decoded."""
    with pytest.raises(Unusable) as refused:
        copy_picture(_png(60_000, 60_000), "PNG")
    assert refused.value.message == "has 60,000 x 60,000 pixels, more than 120 million"


def test_a_bomb_is_counted_not_kept() -> None:
    """More rows than the head says are left where they are."""
    copy = copy_picture(_png(10, 10, zlib.compress(bytes(31 * 10) + bytes(50_000_000))), "PNG")
    assert (10, 10) == (copy.leaves[0].width, copy.leaves[0].height)


@pytest.mark.parametrize(
    ("form", "data"),
    [
        ("JPEG", saved(picture().resize((400, 400)), "JPEG")[:2000]),
        ("JPEG", saved(picture().resize((400, 400)), "JPEG")[:40]),
        ("PNG", saved(picture().resize((400, 400)), "PNG")[:100]),
        ("PNG", _png(10, 10, zlib.compress(bytes(31 * 9)))),
        ("PNG", _png(10, 10, b"not deflated")),
        ("PNG", saved(picture(), "PNG").replace(b"IDAT", b"IDAX")),
        ("WebP", saved(picture(), "WebP")[:60]),
        ("HEIC", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"),
    ],
)
def test_what_is_cut_off_is_refused(form: str, data: bytes) -> None:
    """A picture that ends before its end is not proof of anything."""
    with pytest.raises(Unusable) as refused:
        copy_picture(data, form)
    assert refused.value.code == "evidence-broken"


def test_colours_of_their_own_are_kept_where_they_can_be() -> None:
    """A profile that fits is handed on; sRGB needs none, a broken one is none."""
    from PIL import ImageCms

    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    other = lab.replace(b"sRGB", b"abcd").replace(b"s\0R\0G\0B", b"a\0b\0c\0d")
    assert b"" == copy_picture(saved(picture(), "JPEG", icc_profile=lab), "JPEG").profile
    assert b"" == copy_picture(saved(picture(), "JPEG", icc_profile=b"junk"), "JPEG").profile
    assert other == copy_picture(saved(picture(), "JPEG", icc_profile=other), "JPEG").profile
    assert other == copy_picture(saved(picture(), "PNG", icc_profile=other), "PNG").profile
