"""PDFs as evidence that can be drawn but not taken apart: a copy with a picture of each page, and its words beside it.

In: a file's bytes. Out: a `Copy` with a PDF of pictures. Must not know a portfolio. Meant to run confined.
"""

import io
from typing import Any

from resumekit.portfolio.copies import Copy, Leaf, Unusable
from resumekit.portfolio.papers import LARGEST, SAVE_AGAIN, SMALLEST, check_count, encrypted, saved

_SIDE, _SIDE_OF_MANY = 2200, 1300
"""Pixels of the longer side of a page that is drawn as a picture, and of one of more than 40."""
_TEXT = 1000
"""Characters of a page's words that go along."""


def copy_as_pictures(data: bytes) -> Copy:
    """A copy of a PDF that can be drawn but not taken apart: a picture of each page, with its words beside it. Raise `Unusable`."""
    import pikepdf
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as problem:
        if any(word in str(problem).lower() for word in ("password", "security")):
            raise encrypted() from None
        raise _broken() from None
    if pypdfium2.raw.FPDF_GetSecurityHandlerRevision(document) != -1:
        raise encrypted(opens=True)
    count = len(document)
    if count < 1:
        raise _broken()
    check_count(count)
    document.init_forms()
    are_seen = not _has_layers(data)
    made = pikepdf.new()
    leaves = []
    ink = False
    for index in range(count):
        try:
            page = document[index]
        except pypdfium2.PdfiumError:
            raise Unusable("evidence-broken", f"is damaged: its page {index + 1} cannot be read", SAVE_AGAIN) from None
        width, height = (min(max(side, SMALLEST), LARGEST) for side in page.get_size())
        scale = (_SIDE if count <= 40 else _SIDE_OF_MANY) / max(width, height)
        picture = page.render(scale=scale, rev_byteorder=True).to_pil().convert("RGB")
        ink = ink or picture.getextrema() != ((255, 255),) * 3
        text = _words(page) if are_seen else ""
        page.close()
        made.pages.append(_picture_page(made, picture, width, height))
        leaves.append(Leaf(width=width, height=height, text=text))
    if not ink:
        raise _broken()
    return Copy(kind="PDF", held=saved(made), leaves=tuple(leaves))


def _broken() -> Unusable:
    return Unusable("evidence-broken", "is damaged: no page of it can be read", SAVE_AGAIN)


def _has_layers(data: bytes) -> bool:
    """Whether some of the words may be in a layer that is not shown, which the library that draws does not tell; True where that cannot be known."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as source:
            return "/OCProperties" in source.Root
    except Exception:  # it may be why the pages are drawn at all
        return True


def _words(page: Any) -> str:
    """What a page says within its box, as far as it can be told."""
    import pypdfium2

    try:
        words = page.get_textpage().get_text_bounded().split()
    except (pypdfium2.PdfiumError, ValueError):
        return ""
    text = " ".join("".join(character for character in word if character.isprintable()) for word in words)
    return text if len(text) <= _TEXT else text[:_TEXT].rpartition(" ")[0] + " …"


def _picture_page(made: Any, picture: Any, width: float, height: float) -> Any:
    """A page that shows a picture and nothing else."""
    import pikepdf

    gray = picture.convert("L")
    is_gray = _is_gray(picture)
    out = io.BytesIO()
    (gray if is_gray else picture).save(out, "JPEG", quality=85)
    image = pikepdf.Stream(
        made,
        out.getvalue(),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=picture.width,
        Height=picture.height,
        ColorSpace=pikepdf.Name.DeviceGray if is_gray else pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )
    contents = pikepdf.Stream(made, f"q {width:.4f} 0 0 {height:.4f} 0 0 cm /P Do Q".encode())
    about = pikepdf.Dictionary(
        Type=pikepdf.Name.Page,
        MediaBox=pikepdf.Array([0, 0, round(width, 4), round(height, 4)]),
        Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=made.make_indirect(image))),
        Contents=made.make_indirect(contents),
    )
    return pikepdf.Page(made.make_indirect(about))


def _is_gray(picture: Any) -> bool:
    from PIL import ImageChops

    red, green, blue = picture.getchannel("R"), picture.getchannel("G"), picture.getchannel("B")
    spread: list[Any] = [ImageChops.difference(one, other).getextrema() for one, other in ((red, green), (green, blue))]
    return all(highest < 12 for _, highest in spread)


__all__ = ["copy_as_pictures"]
