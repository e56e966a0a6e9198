"""How an exhibit looks from afar, and its document as a browser can open it: for the site.

In: a `Copy`. Out: JPEG bytes with their size. Must not know the exhibit. Meant to run confined: a copy of hostile evidence is
still drawn by other people's code.
"""

import io
from typing import Any

from resumekit.portfolio.copies import Copy

SIDE = 320
"""Pixels of a thumbnail's longer side; it is shown at half of that, for screens with fine pixels."""
_QUALITY = 74
_UPRIGHT = 92
_TURNS = {2: "FLIP_LEFT_RIGHT", 3: "ROTATE_180", 4: "FLIP_TOP_BOTTOM", 5: "TRANSPOSE", 6: "ROTATE_270", 7: "TRANSVERSE", 8: "ROTATE_90"}
"""For each EXIF orientation, Pillow's name of the turn that brings a picture upright."""


def thumbnail(copy: Copy) -> tuple[bytes, int, int]:
    """The first page as a JPEG no larger than `SIDE` on either side; its width and height."""
    if copy.kind == "PDF":
        picture = _first_page(copy)
    else:
        picture = opened(copy, SIDE)
        picture.thumbnail((SIDE, SIDE))
        picture = turned(picture, copy.turn)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY, optimize=True, icc_profile=copy.profile or None)
    return out.getvalue(), picture.width, picture.height


def upright(copy: Copy) -> bytes:
    """The document for a browser: its own bytes, but a picture that lies on its side is turned and written anew."""
    if copy.kind != "JPEG" or copy.turn == 1:
        return copy.read()
    out = io.BytesIO()
    turned(opened(copy, 0), copy.turn).save(out, "JPEG", quality=_UPRIGHT, icc_profile=copy.profile or None)
    return out.getvalue()


def _first_page(copy: Copy) -> Any:
    import pypdfium2

    with pypdfium2.PdfDocument(copy.read()) as document:
        page = document[0]
        return page.render(scale=SIDE / max(page.get_size()), rev_byteorder=True).to_pil().convert("RGB")


def opened(copy: Copy, side: int) -> Any:
    """A copy's picture as L or RGB, not upright yet; `side`: how small a JPEG may come, 0 for as it is."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None
    picture: Any = Image.open(io.BytesIO(copy.read()), formats=(copy.kind,))
    if copy.kind == "JPEG" and side:
        picture.draft(picture.mode, (side, side))
    picture.load()
    picture.info = {}
    return picture if picture.mode in ("L", "RGB") else picture.convert("L" if picture.mode == "1" else "RGB")


def turned(picture: Any, turn: int) -> Any:
    """A stored picture as it is to be seen."""
    from PIL import Image

    return picture.transpose(Image.Transpose[_TURNS[turn]]) if turn in _TURNS else picture


__all__ = ["SIDE", "opened", "thumbnail", "turned", "upright"]
