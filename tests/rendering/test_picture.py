"""Pictures of pages."""

import io
from collections.abc import Callable

import pytest
from PIL import Image

from resumekit.profile import Profile
from resumekit.rendering import Rendered, render
from resumekit.rendering.picture import to_pictures
from tests.rendering.conftest import TODAY

Render = Callable[..., Rendered]


@pytest.mark.parametrize("width", [100, 613, 1240, 2001])
def test_width_is_exact_and_nothing_else_is_in_it(typical: Profile, rendered: Render, width: int) -> None:
    """As wide as asked for, in the paper's proportions; no text, no time, no resolution."""
    made = rendered(typical, "png", width=width)
    with Image.open(io.BytesIO(made.data)) as picture:
        assert width == picture.width
        assert picture.height == pytest.approx(width * 11 / 8.5, abs=1)
        assert {} == picture.info
        assert picture.getextrema() != ((255, 255),) * 3, "something is on it"


def test_a_file_a_page(typical: Profile, tmp_path: object) -> None:
    """Numbered from one, with the variant's name."""
    long = typical.model_copy(update={"experience": typical.experience * 9})
    made = render(long, variants=("", "short"), formats=("png",), today=TODAY, folder=str(tmp_path), stem="maya", width=200)
    assert ["maya-1.png", "maya-2.png", "maya-short-1.png"] == [one.name for one in made]


def test_same_page_same_bytes(typical: Profile, rendered: Render) -> None:
    """Drawn twice."""
    pdf = rendered(typical, "pdf").data
    assert to_pictures(pdf, 300) == to_pictures(pdf, 300)
