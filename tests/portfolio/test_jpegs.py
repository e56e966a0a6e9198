"""JPEG data without what its pixels do not need."""

import io
from itertools import pairwise

from PIL import Image

from resumekit.portfolio.jpegs import segments, strip_jpeg


def photo() -> bytes:
    """A small photo with a comment, a camera, and where it was taken."""
    picture = Image.linear_gradient("L").convert("RGB")
    about = Image.Exif()
    about[0x010F] = "A camera"
    about[0x8825] = {1: "N", 2: (32.0, 13.0, 5.0)}
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=about, comment=b"12 Elm Street")
    return out.getvalue() + b"appended"


def test_only_what_the_pixels_need_is_kept() -> None:
    """No comment, no camera, no place, nothing behind the end; the same pixels."""
    before = photo()
    after = strip_jpeg(before)
    assert all(word in before for word in (b"A camera", b"12 Elm Street", b"appended"))
    assert not [word for word in (b"A camera", b"12 Elm Street", b"appended", b"Exif") if word in after]
    assert Image.open(io.BytesIO(before)).tobytes() == Image.open(io.BytesIO(after)).tobytes()


def test_what_is_no_jpeg_gives_nothing() -> None:
    """Neither other bytes nor a beginning without a picture."""
    assert [b"", b"", b""] == [strip_jpeg(data) for data in (b"", b"no picture", b"\xff\xd8\xff\xd9")]


def test_segments_lie_one_after_the_other() -> None:
    """From the first to the scan, which takes its data along."""
    data = photo()
    found = list(segments(data))
    assert all(before[2] <= after[1] for before, after in pairwise(found))
    assert 0xDA == found[-1][0]
    assert data[found[-1][2] : found[-1][2] + 2] == b"\xff\xd9"
