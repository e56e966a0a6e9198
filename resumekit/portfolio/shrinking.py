"""Makes the pictures in exhibits smaller, step by step, so that a portfolio keeps to a size.

In: copies, a function that says how large the portfolio with them is, the size that it may have. Out: smaller copies and what
was done. Must not know a portfolio. Text and drawings are never touched. The work on a document is done by a confined child.
"""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from resumekit import confine
from resumekit.confine import Confined, Facts, Limits
from resumekit.portfolio.copies import Copy
from resumekit.portfolio.thumbnails import opened

_LIMITS = Limits(cpu=20, wall=30.0)
_LONGEST = 9.3
"""Inches of a document's longer side where it stands on a page."""
_WORTH_IT = 20_000
"""Bytes of a copy that is left alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How small pictures become: pixels to an inch of the page, and a JPEG's quality."""

    resolution: int
    quality: int


STEPS = tuple(
    Step(resolution=resolution, quality=quality)
    for resolution, quality in ((250, 85), (220, 82), (200, 80), (180, 77), (160, 74), (145, 71), (130, 68), (115, 64), (100, 60), (88, 54), (76, 48), (66, 42), (56, 36), (48, 30))
)
"""From a step that is hardly seen to one at which a certificate can only just be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shrunk:
    """What came of it. `copies`: in their order; `count`: how many are smaller; `before`, `after`: bytes; `fits`: whether it was enough."""

    copies: tuple[Copy, ...]
    step: Step
    count: int
    before: int
    after: int
    fits: bool


def shrink(copies: Sequence[Copy], weigh: Callable[[Sequence[Copy]], int], most: int) -> Shrunk | None:
    """The copies at the first step at which what `weigh` says is at most `most` bytes, found by halving; None if they are light enough."""
    before = weigh(copies)
    if before <= most:
        return None
    low, high = 0, len(STEPS) - 1
    last = _at(STEPS[high], copies, weigh, before, most)
    while low < high and last.fits:
        middle = (low + high) // 2
        tried = _at(STEPS[middle], copies, weigh, before, most)
        if tried.fits:
            last, high = tried, middle
        else:
            low = middle + 1
    return last


def _at(step: Step, copies: Sequence[Copy], weigh: Callable[[Sequence[Copy]], int], before: int, most: int) -> Shrunk:
    made = tuple(_lighter(copy, step) for copy in copies)
    after = weigh(made)
    return Shrunk(copies=made, step=step, count=sum(one is not two for one, two in zip(made, copies, strict=True)), before=before, after=after, fits=after <= most)


def _lighter(copy: Copy, step: Step) -> Copy:
    """The copy at a step; the same one where that is not smaller, or cannot be had."""
    if len(copy.data) < _WORTH_IT:
        return copy
    try:
        facts, data = confine.run(lambda: _paper(copy, step) if copy.kind == "PDF" else _picture(copy, step), _LIMITS)
    except Confined:
        return copy
    return replace(copy, kind=facts.get("kind", copy.kind), data=data) if data and len(data) < len(copy.data) else copy


def _picture(copy: Copy, step: Step) -> tuple[Facts, bytes]:
    """A picture as a smaller JPEG; its place on the page stays as large, as that is in its leaf."""
    side = int(step.resolution * _LONGEST)
    picture = opened(copy, side)
    picture.thumbnail((side, side))
    return {"kind": "JPEG"}, _jpeg(picture, step.quality, copy.profile)


def _jpeg(picture: Any, quality: int, profile: bytes = b"") -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality, optimize=True, icc_profile=profile or None)
    return out.getvalue()


def _paper(copy: Copy, step: Step) -> tuple[Facts, bytes]:
    """A PDF with the pictures in it made smaller; those of one bit, of ink, or masked by their colours stay as they are."""
    import pikepdf
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None
    with pikepdf.open(io.BytesIO(copy.data)) as pdf:
        side = int(step.resolution * _LONGEST)
        for item in pdf.objects:
            if not isinstance(item, pikepdf.Stream) or item.get("/Subtype") != "/Image" or _is_particular(item):
                continue
            try:
                picture = pikepdf.PdfImage(item).as_pil_image()
            except Exception:  # noqa: S112 - a picture that this library does not know stays as it is
                continue
            if picture.mode == "P":
                picture = picture.convert("RGB")
            if picture.mode not in ("L", "RGB"):
                continue
            picture.thumbnail((side, side))
            data = _jpeg(picture, step.quality)
            if len(data) < int(item.get("/Length", 0)):
                space = item.get("/ColorSpace")
                keeps = isinstance(space, pikepdf.Array) and space[0] == "/ICCBased" and int(space[1].get("/N", 0)) == len(picture.getbands())
                item.write(data, filter=pikepdf.Name.DCTDecode)
                item.Width, item.Height, item.BitsPerComponent = picture.width, picture.height, 8
                if not keeps:
                    item.ColorSpace = pikepdf.Name.DeviceGray if picture.mode == "L" else pikepdf.Name.DeviceRGB
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return {}, out.getvalue()


def _is_particular(item: Any) -> bool:
    """Whether a picture's samples mean something that a JPEG cannot say."""
    import pikepdf

    mask = item.get("/SMask")
    return (
        item.get("/ImageMask") is True
        or int(item.get("/BitsPerComponent", 8)) == 1
        or "/Decode" in item
        or isinstance(item.get("/Mask"), pikepdf.Array)
        or (isinstance(mask, pikepdf.Stream) and "/Matte" in mask)
        or int(item.get("/Length", 0)) < _WORTH_IT
    )


__all__ = ["STEPS", "Shrunk", "Step", "shrink"]
