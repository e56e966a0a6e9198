"""Draws the exhibits' documents into the pages that were laid out for them.

In: a PDF in which each page of an exhibit has a small picture in its document's place, the exhibits' copies. Out: the PDF
with the documents in it. Must not know a template: where a document stands, how large, and what a screen reader says of it
is what the layout made of the picture. One mark of a picture, its colour, is the number of the page that belongs there.
"""

import contextlib
import ctypes
import io
import re
import tempfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO

from resumekit.portfolio.copies import Copy, png_of

_DEFAULTS = b"0 g 0 G 1 w 0 J 0 j 10 M [] 0 d 0 i /P gs"
_CLAIM = re.compile(rb"""\s*(?:xmlns:)?pdfuaid(?::\w+)?\s*=\s*(?:"[^"]*"|'[^']*')|<pdfuaid:(\w+)[^>]*>[^<]*</pdfuaid:\1>""")
_TURNS: dict[int, tuple[int, int, int, int, int, int]] = {
    1: (1, 0, 0, 1, 0, 0),
    2: (-1, 0, 0, 1, 1, 0),
    3: (-1, 0, 0, -1, 1, 1),
    4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1),
    6: (0, -1, 1, 0, 0, 1),
    7: (0, 1, 1, 0, 0, 0),
    8: (0, 1, -1, 0, 1, 0),
}
"""For each EXIF orientation, where the unit square that holds a stored picture goes so that it is seen upright."""
_ROTATED = {0: 1, 90: 6, 180: 3, 270: 8}
"""A page's rotation as an orientation."""


def placeholder(number: int) -> bytes:
    """A PNG of one pixel that stands for the exhibit page `number`, counted from 0 through all exhibits."""
    header = b"\0\0\0\1\0\0\0\1\x08\2\0\0\0"
    return png_of(((b"IHDR", header), (b"IDAT", zlib.compress(b"\0" + number.to_bytes(3, "big"))), (b"IEND", b"")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file to put inside the PDF. `relation`: what it is to the pages, as PDF/A-3 has it: Data, Source."""

    name: str
    data: bytes
    media_type: str
    about: str
    relation: str


def assemble(pdf: bytes, copies: Sequence[Copy], *, accessible: bool, attachments: Sequence[Attachment] = (), today: date | None = None) -> bytes:
    """The PDF with the pages of `copies`, in their order, in place of the pictures; `accessible`: whether it may say that it is.

    `attachments` go into it as files of the day `today`.

    The same input gives the same bytes. Raise ValueError where a page has no place.
    """
    try:
        with tempfile.TemporaryFile() as file:
            _write(_Written(file), pdf, copies, accessible=accessible, attachments=attachments, today=today)
            file.flush()
            _give_back()
            file.seek(0)
            return file.read()
    except OSError:  # no place for a file
        whole = io.BytesIO()
        _write(whole, pdf, copies, accessible=accessible, attachments=attachments, today=today)
        return whole.getvalue()


class _Written(io.RawIOBase):
    """A file that is written through Python alone: to one that it can open itself qpdf writes by C, and ends the whole process where closing it fails."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def writable(self) -> bool:
        """It is there to be written."""
        return True

    def write(self, data: Any) -> int:
        """Write all of it; raise OSError."""
        return self._file.write(data)


def _give_back() -> None:
    """Let the system have the memory that is free again: what a PDF was made of need not be there beside the PDF."""
    with contextlib.suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)  # else Linux's C library keeps it: 60 papers of 10 pages and 1 MB need 191 MB, not 135; a few large photos no more than with it


def _write(out: Any, pdf: bytes, copies: Sequence[Copy], *, accessible: bool, attachments: Sequence[Attachment], today: date | None) -> None:
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as made:
        places = _places(made)
        number = 0
        for copy in copies:
            for drawing in _drawings(made, copy):
                place = places.pop(number, None)
                if place is None:
                    raise ValueError(f"no place for page {number} of the exhibits")
                named, key = place
                named[key] = drawing
                number += 1
        if not accessible:
            _unclaim(made)
        if attachments:
            _attach(made, attachments, today)
        made.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def _attach(made: Any, attachments: Sequence[Attachment], today: date | None) -> None:
    """Put files inside, each named among the document's own as PDF/A-3 asks."""
    import pikepdf

    moment = f"D:{today:%Y%m%d}000000Z" if today else ""
    related = []
    for item in attachments:
        file = pikepdf.AttachedFileSpec(
            made,
            item.data,
            filename=item.name,
            mime_type=item.media_type,
            description=item.about,
            creation_date=moment,
            mod_date=moment,
            relationship=pikepdf.Name(f"/{item.relation}"),
        )
        made.attachments[item.name] = file
        related.append(file.obj)
    made.Root.AF = pikepdf.Array(related)


def _places(made: Any) -> dict[int, tuple[Any, str]]:
    """For each exhibit page, the mapping of its page's pictures and its key there."""
    import pikepdf

    found: dict[int, tuple[Any, str]] = {}
    for page in made.pages:
        resources = page.obj.get("/Resources")
        named = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
        for key, item in list(named.items()) if isinstance(named, pikepdf.Dictionary) else ():
            if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image" and item.get("/Width") == 1 and item.get("/Height") == 1 and "/SMask" not in item:
                data = item.read_bytes()
                if len(data) == 3:
                    found[int.from_bytes(data, "big")] = (named, key)
    return found


def _drawings(made: Any, copy: Copy) -> list[Any]:
    """What to draw for each page of a copy: objects of `made` that fill the unit square, as a picture does."""
    if copy.kind == "PDF":
        return _paper(made, copy.read())
    picture = (_jpeg if copy.kind == "JPEG" else _png)(made, copy.read(), copy.profile)
    return [picture if copy.turn == 1 else _form(made, picture, _TURNS[copy.turn], (0, 0, 1, 1), b"/P Do")]


def _form(made: Any, content: Any, matrix: Sequence[float], box: Sequence[float], drawing: bytes, **resources: Any) -> Any:
    """A form that draws `content`, named P, within `box`."""
    import pikepdf

    return made.make_indirect(
        pikepdf.Stream(
            made,
            b"q " + drawing + b" Q",
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Form,
            BBox=pikepdf.Array([_number(side) for side in box]),
            Matrix=pikepdf.Array([_number(value) for value in matrix]),
            Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=content), **resources),
        )
    )


def _number(value: float) -> Any:
    from decimal import Decimal

    return round(Decimal(value), 12).normalize() + 0 if value != round(value) else round(value)


def _paper(made: Any, data: bytes) -> list[Any]:
    """The pages of a PDF as forms. Each begins as a page does, whatever was drawn before it."""
    import pikepdf

    drawings = []
    with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as source:
        state = made.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.ExtGState, CA=1, ca=1, BM=pikepdf.Name.Normal, SMask=pikepdf.Name("/None"), AIS=False))
        for page in source.pages:
            box = [float(side) for side in page.obj.MediaBox]
            turn = _TURNS[_ROTATED.get(int(page.obj.get("/Rotate", 0)), 1)]
            content = made.copy_foreign(source.make_indirect(_content(page.obj, box)))  # with its data: the source may be closed
            wide, high = 1 / (box[2] - box[0]), 1 / (box[3] - box[1])
            a, b, c, d, e, f = turn
            matrix = (a * wide, b * wide, c * high, d * high, e - a * wide * box[0] - c * high * box[1], f - b * wide * box[0] - d * high * box[1])
            drawings.append(_form(made, content, matrix, box, _DEFAULTS + b" /P Do", ExtGState=pikepdf.Dictionary(P=state)))
    return drawings


def _content(page: Any, box: Sequence[float]) -> Any:
    """A page's drawing as a form, in the page's own coordinates."""
    import pikepdf

    content = page.Contents
    content.Type, content.Subtype, content.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, pikepdf.Array(box)
    content.Resources = page.Resources
    if "/Group" in page:
        content.Group = page.Group
    return content


# Pictures ----------------------------------------------------------------------------------------------------------------


def _image(made: Any, data: bytes, width: int, height: int, space: Any, **more: Any) -> Any:
    import pikepdf

    image = pikepdf.Stream(made, data, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=width, Height=height, ColorSpace=space, **{"BitsPerComponent": 8, **more})
    return made.make_indirect(image)


def _jpeg(made: Any, data: bytes, profile: bytes) -> Any:
    """A JPEG with its bytes as they are."""
    import pikepdf

    at = 2
    while not (0xC0 <= data[at + 1] <= 0xC2):
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    height, width, channels = int.from_bytes(data[at + 5 : at + 7], "big"), int.from_bytes(data[at + 7 : at + 9], "big"), data[at + 9]
    return _image(made, data, width, height, _space(made, channels, profile), Filter=pikepdf.Name.DCTDecode)


def _png(made: Any, data: bytes, profile: bytes) -> Any:
    """A PNG without transparency, not interlaced, of at most 8 bits: its compressed rows as they are."""
    import pikepdf

    parts = dict[bytes, list[bytes]]()
    at = 8
    while at < len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        parts.setdefault(data[at + 4 : at + 8], []).append(data[at + 8 : at + 8 + size])
        at += size + 12
    header = parts[b"IHDR"][0]
    width, height, depth, color = int.from_bytes(header[:4], "big"), int.from_bytes(header[4:8], "big"), header[8], header[9]
    channels = 3 if color == 2 else 1
    space = _space(made, 1 if color == 0 else 3, profile)
    if color == 3:
        palette = parts[b"PLTE"][0]
        space = pikepdf.Array([pikepdf.Name.Indexed, space, len(palette) // 3 - 1, pikepdf.String(palette)])
    rows = pikepdf.Dictionary(Predictor=15, Colors=channels, BitsPerComponent=depth, Columns=width)
    return _image(made, b"".join(parts[b"IDAT"]), width, height, space, BitsPerComponent=depth, Filter=pikepdf.Name.FlateDecode, DecodeParms=rows)


def _space(made: Any, channels: int, profile: bytes) -> Any:
    import pikepdf

    plain = pikepdf.Name.DeviceGray if channels == 1 else pikepdf.Name.DeviceRGB
    if not profile:
        return plain
    return pikepdf.Array([pikepdf.Name.ICCBased, made.make_indirect(pikepdf.Stream(made, profile, N=channels, Alternate=plain))])


def _unclaim(made: Any) -> None:
    """Take back the mark that says PDF/UA, however it is written."""
    import pikepdf

    about = made.Root.get("/Metadata")
    if isinstance(about, pikepdf.Stream):
        about.write(_CLAIM.sub(b"", about.read_bytes()))


__all__ = ["Attachment", "assemble", "placeholder"]
