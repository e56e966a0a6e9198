"""A person's picture for the head of a page: cut to a square and written anew, so that nothing goes out but what is seen.

In: the file that `person.photo` names. Out: a `Photo`, or why there is none. Must not know a template. A confined child
reads it. Pillow is imported inside the functions: few resumes have a picture.
"""

import base64
import io
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from resumekit.confine import Confined, run
from resumekit.diagnostics import InvalidInput, error
from resumekit.files import FileProblem, read_bytes

MAX_BYTES = 20_000_000
MAX_PIXELS = 25_000_000
SIDE = 268
"""Pixels of a side: 64 pt at 300 to the inch."""
MEDIA_TYPE = "image/jpeg"
_HINT = "save it as JPEG or PNG, cut to the head and shoulders"
_AGAIN = "open it, and save it again as JPEG or PNG"


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A square picture as JPEG, without any metadata, and the words that stand for it."""

    data: bytes
    alt: str

    @property
    def address(self) -> str:
        """The picture as an address that holds it whole."""
        return f"data:{MEDIA_TYPE};base64,{base64.b64encode(self.data).decode()}"


def read_photo(file: Path, *, shown: str, alt: str) -> Photo:
    """Read the picture in `file`, which messages call `shown`, in a confined child; raise `InvalidInput` where it cannot be used."""
    try:
        data = read_bytes(file, MAX_BYTES)
    except FileProblem as problem:
        folder, shown_folder = os.path.join(file.parent, ""), os.path.join(os.path.dirname(shown), "")
        raise _refused(*(text.replace(str(file), shown).replace(folder, shown_folder) for text in (problem.message, problem.hint))) from None
    try:
        problem_found, made = run(lambda: _made(data))
    except Confined as failure:
        what = "takes too long, or too much memory, to read" if failure.why in ("time", "memory") else "is damaged: it cannot be read to its end"
        raise _refused(f"{shown} {what}", _AGAIN) from None
    if problem_found:
        raise _refused(f"{shown} {problem_found['what']}", problem_found["hint"])
    return Photo(data=made, alt=alt)


def _made(data: bytes) -> tuple[dict[str, Any], bytes]:
    """The square of a picture as JPEG; else what is wrong with it, and what to do."""
    from PIL import Image, ImageFile, UnidentifiedImageError

    lenient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False  # WeasyPrint sets it for the whole process
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                return {"what": f"has {picture.width} x {picture.height} pixels, too many for a picture of {SIDE} x {SIDE}", "hint": _HINT}, b""
            square = _square(picture)
    except UnidentifiedImageError:
        return {"what": "is no JPEG or PNG", "hint": _HINT}, b""
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return {"what": "is damaged: it cannot be read to its end", "hint": _AGAIN}, b""
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient
    bare = Image.new("RGB", square.size)  # a picture that was read keeps its comment, and would pass it on
    bare.paste(square)
    out = io.BytesIO()
    bare.save(out, "JPEG", quality=88, optimize=True)
    return {}, out.getvalue()


def _square(picture: Any) -> Any:
    """The picture upright, without transparency, its upper middle as a square."""
    from PIL import Image, ImageOps

    picture.draft("RGB", (2 * SIDE, 2 * SIDE))
    small = picture if picture.mode in ("L", "LA", "RGB", "RGBA", "CMYK") else picture.convert("RGBA" if picture.mode.startswith("P") else "RGB")
    small = small.reduce(max(1, min(small.size) // (2 * SIDE)))  # before all else: what follows takes time and memory by the pixel
    upright = ImageOps.exif_transpose(small)
    if "A" in upright.getbands():
        layered = upright.convert("RGBA")
        upright = Image.alpha_composite(Image.new("RGBA", layered.size, "white"), layered)
    side = min(SIDE, *upright.size)
    return ImageOps.fit(upright.convert("RGB"), (side, side), Image.Resampling.LANCZOS, centering=(0.5, 0.3))


def _refused(message: str, hint: str) -> InvalidInput:
    return InvalidInput([error("photo-unusable", message, path="person.photo", hint=hint)])
