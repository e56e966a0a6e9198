"""Exhibits from afar."""

import io

import pytest
from PIL import Image

from resumekit.portfolio.copies import Copy, Leaf
from resumekit.portfolio.thumbnails import SIDE, thumbnail, upright


def jpeg(turn: int) -> Copy:
    """A picture of 400 x 300 whose stored left edge is dark."""
    picture = Image.new("L", (400, 300), 255)
    picture.paste(0, (0, 0, 100, 300))
    out = io.BytesIO()
    picture.save(out, "JPEG")
    return Copy(kind="JPEG", held=out.getvalue(), leaves=(Leaf(width=400, height=300),), turn=turn)


@pytest.mark.parametrize(("turn", "dark"), [(1, "left"), (2, "right"), (3, "right"), (4, "left"), (5, "top"), (6, "top"), (7, "bottom"), (8, "bottom")])
def test_a_picture_is_turned_as_its_orientation_says(turn: int, dark: str) -> None:
    """The edge that is stored at the left is seen where EXIF puts it, in the document and in its thumbnail."""
    small, width, height = thumbnail(jpeg(turn))
    assert SIDE == max(width, height)
    for data in (small, upright(jpeg(turn))):
        with Image.open(io.BytesIO(data)) as picture:
            across, down = picture.width // 2, picture.height // 2
            edges = {"left": (4, down), "right": (picture.width - 5, down), "top": (across, 4), "bottom": (across, picture.height - 5)}
            values = {name: picture.getpixel(at) for name, at in edges.items()}
    assert dark == min(values, key=lambda name: values[name])  # type: ignore[arg-type,return-value]


def test_a_picture_that_is_upright_keeps_its_bytes() -> None:
    """Nothing is written anew for nothing."""
    copy = jpeg(1)
    assert copy.held is upright(copy)
