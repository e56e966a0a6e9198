"""Makes the pictures in exhibits smaller, step by step, so that a portfolio keeps to a size.

In: copies, a function that says how large the portfolio with them is, the size that it may have. Out: smaller copies and what
was done. Must not know a portfolio. Text and drawings are never touched. The work on a document is done by a confined child.
"""

import io
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from resumekit import confine
from resumekit.confine import Confined, Limits
from resumekit.portfolio.copies import Copy
from resumekit.portfolio.papers import saved
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
    """What came of it. `copies`: in their order; `count`: how many are smaller; `stuck`: the places of those that could not be made smaller, in
    time or at all; `before`, `after`: bytes; `fits`: whether it was enough."""

    copies: tuple[Copy, ...]
    step: Step
    count: int
    stuck: tuple[int, ...]
    before: int
    after: int
    fits: bool


_WORTH_TRYING = 0.9
"""How far what is told may be above the truth."""
_PROBES = (5, 11)
"""The steps at which a document is weighed to tell what it weighs at the others."""


def shrink(copies: Sequence[Copy], weigh: Callable[[Sequence[Copy]], int], most: int) -> Shrunk | None:
    """The copies at the first step at which what `weigh` says is at most `most` bytes; None if they are light enough.

    Which step that is, is told from the weight of each document at two of them; where it was not, its neighbours are tried. One
    that only just fits may be passed over.
    """
    before = weigh(copies)
    if before <= most:
        return None
    weights = [_weights(copy) for copy in copies]
    totals = [max(1, before + sum(sizes[number] - copy.size for copy, sizes in zip(copies, weights, strict=True))) for number in range(len(STEPS))]
    at = partial(_at, copies, weigh, before=before, most=most, stuck=set())
    last = len(STEPS) - 1
    number = next((number for number, total in enumerate(totals) if total <= most), last)
    best = at(STEPS[number])
    while not best.fits and number < last:
        number += 1
        best = at(STEPS[number])
    while best.fits and number and _WORTH_TRYING * best.after * totals[number - 1] < most * totals[number]:
        number -= 1
        larger = at(STEPS[number])
        if not larger.fits:
            break
        best = larger
    return best


def _at(copies: Sequence[Copy], weigh: Callable[[Sequence[Copy]], int], step: Step, *, before: int, most: int, stuck: set[int]) -> Shrunk:
    """What comes of a step; a copy that cannot be made smaller is put into `stuck`, and not tried again."""
    made = []
    for place, copy in enumerate(copies):
        one = copy
        if place not in stuck:
            try:
                one = _lighter(copy, step)
            except Confined:
                stuck.add(place)
        made.append(one)
    after = weigh(made)
    count = sum(one is not two for one, two in zip(made, copies, strict=True))
    return Shrunk(copies=tuple(made), step=step, count=count, stuck=tuple(sorted(stuck)), before=before, after=after, fits=after <= most)


def _weights(copy: Copy) -> list[int]:
    """About how many bytes a copy has at each step: from two that are measured, as a power of the resolution; as many as now where they cannot be."""
    whole = copy.size
    if whole < _WORTH_IT:
        return [whole] * len(STEPS)
    steps = [STEPS[number] for number in _PROBES]
    try:
        facts, _ = confine.run(lambda: ({"sizes": [len(data) for data in (_papers if copy.kind == "PDF" else _pictures)(copy, steps)]}, b""), _LIMITS)
    except Confined:
        return [whole] * len(STEPS)
    one, two = facts["sizes"]
    power = math.log(two / one) / math.log(steps[1].resolution / steps[0].resolution)
    return [min(whole, round(one * (step.resolution / steps[0].resolution) ** power)) for step in STEPS]


def _lighter(copy: Copy, step: Step) -> Copy:
    """The copy at a step; the same one where that is not smaller. Raise `Confined` where it cannot be had."""
    if copy.size < _WORTH_IT:
        return copy
    _, data = confine.run(lambda: ({}, (_papers if copy.kind == "PDF" else _pictures)(copy, [step])[0]), _LIMITS)
    return replace(copy, kind="PDF" if copy.kind == "PDF" else "JPEG", held=data) if len(data) < copy.size else copy


def _pictures(copy: Copy, steps: Sequence[Step]) -> list[bytes]:
    """A picture as a smaller JPEG at each of the steps, which go down; its place on the page stays as large, as that is in its leaf."""
    return [_jpeg(picture, step.quality, copy.profile) for step, picture in zip(steps, _smaller(opened(copy, _side(steps[0])), steps), strict=True)]


def _smaller(picture: Any, steps: Sequence[Step]) -> Iterator[Any]:
    from PIL import Image

    for step in steps:
        side = _side(step)
        picture.thumbnail((side, side), Image.Resampling.HAMMING)  # as sharp as cubic where a picture becomes smaller, in half the time
        yield picture


def _side(step: Step) -> int:
    """Pixels of a document's longer side at a step."""
    return int(step.resolution * _LONGEST)


def _jpeg(picture: Any, quality: int, profile: bytes = b"") -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality, optimize=True, icc_profile=profile or None)
    return out.getvalue()


def _papers(copy: Copy, steps: Sequence[Step]) -> list[bytes]:
    """A PDF with the pictures in it made smaller at each of the steps, which go down; those of one bit, of ink, or masked by their colours stay as they are."""
    import pikepdf
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None
    made = [pikepdf.open(io.BytesIO(copy.read())) for _ in steps]
    for items in zip(*(pdf.objects for pdf in made), strict=True):
        item = items[0]
        if not isinstance(item, pikepdf.Stream) or item.get("/Subtype") != "/Image" or _is_particular(item):
            continue
        picture = _seen(item, _side(steps[0]))
        if picture is None:
            continue
        size = int(item.get("/Length", 0))
        space = item.get("/ColorSpace")
        keeps = isinstance(space, pikepdf.Array) and space[0] == "/ICCBased" and int(space[1].get("/N", 0)) == len(picture.getbands())
        for step, target, small in zip(steps, items, _smaller(picture, steps), strict=True):
            data = _jpeg(small, step.quality)
            if len(data) < size:
                target.write(data, filter=pikepdf.Name.DCTDecode)
                target.Width, target.Height, target.BitsPerComponent = small.width, small.height, 8
                if not keeps:
                    target.ColorSpace = pikepdf.Name.DeviceGray if small.mode == "L" else pikepdf.Name.DeviceRGB
    return [saved(pdf) for pdf in made]


def _seen(item: Any, side: int) -> Any:
    """A picture inside a PDF as L or RGB, no smaller than `side` on its longer side where it is not as it is; None for one that cannot be had so."""
    import pikepdf

    try:
        picture = pikepdf.PdfImage(item).as_pil_image()
        if picture.mode in ("L", "RGB"):
            picture.draft(picture.mode, (side, side))
        picture.load()
    except Exception:  # a picture that this library does not know stays as it is
        return None
    if picture.mode == "P":
        picture = picture.convert("RGB")
    return picture if picture.mode in ("L", "RGB") else None


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
