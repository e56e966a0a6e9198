"""The picture beside the name: a square of its own making, with nothing in it but what is seen."""

import io
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from resumekit.confine import Confined
from resumekit.diagnostics import InvalidInput
from resumekit.profile import Profile
from resumekit.rendering.photo import SIDE, read_photo

ON = {"photo": "true"}
RIGHT = 0x0112, 6
"""Turned by a quarter, as telephones write it."""


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A tall picture, red above and blue below, that knows where it was taken."""
    exif = Image.Exif()
    exif[0x010F], exif[0x8825] = "SecretCamera", {1: "N", 2: (32.0, 13.0, 0.0)}
    image = Image.new("RGB", (600, 900), "blue")
    image.paste("red", (0, 0, 600, 450))
    image.save(tmp_path / "ana.jpg", exif=exif, comment=b"SecretCamera")
    return tmp_path / "ana.jpg"


def opened(data: bytes) -> Any:
    """The picture in these bytes."""
    return Image.open(io.BytesIO(data))


def test_square_without_metadata(picture: Path) -> None:
    """The upper middle, small, and nothing of what the camera wrote."""
    made = read_photo(picture, shown="ana.jpg", alt="Photo of Ana")
    image = opened(made.data)
    assert ("JPEG", (SIDE, SIDE)) == (image.format, image.size)
    assert not image.getexif()
    assert b"SecretCamera" in picture.read_bytes()
    assert b"SecretCamera" not in made.data
    red, _, blue = image.getpixel((SIDE // 2, SIDE // 2))
    assert red > 200 > blue
    assert made.data == read_photo(picture, shown="ana.jpg", alt="").data


def test_turned_as_it_is_seen(tmp_path: Path) -> None:
    """A telephone's picture stands upright."""
    exif = Image.Exif()
    exif[RIGHT[0]] = RIGHT[1]
    image = Image.new("RGB", (400, 400), "blue")
    image.paste("red", (0, 0, 200, 400))
    image.save(tmp_path / "a.jpg", exif=exif)
    seen = opened(read_photo(tmp_path / "a.jpg", shown="a.jpg", alt="").data)
    assert seen.getpixel((SIDE // 2, 20))[0] > 200
    assert seen.getpixel((SIDE // 2, SIDE - 20))[2] > 200


def test_transparent_pictures_stand_on_white(tmp_path: Path) -> None:
    """A PNG without a ground; a small one is not made larger."""
    Image.new("RGBA", (90, 120), (0, 0, 0, 0)).save(tmp_path / "a.png")
    image = opened(read_photo(tmp_path / "a.png", shown="a.png", alt="").data)
    assert ((90, 90), (255, 255, 255)) == (image.size, image.getpixel((45, 45)))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_large_pictures_of_every_kind(mode: str, tmp_path: Path) -> None:
    """A large picture is made smaller before all else, and turned, whatever its pixels are."""
    exif = Image.Exif()
    exif[RIGHT[0]] = RIGHT[1]
    image = Image.new("L", (1400, 1400), 0)
    image.paste(255, (0, 0, 700, 1400))
    plain = image.convert("I").point(lambda value: value * 257).convert("I;16") if mode == "I;16" else image.convert(mode)
    plain.save(tmp_path / "a.png", exif=exif)
    seen = opened(read_photo(tmp_path / "a.png", shown="a.png", alt="").data)
    assert (SIDE, SIDE) == seen.size
    assert seen.getpixel((SIDE // 2, 20))[0] > 200
    assert seen.getpixel((SIDE // 2, SIDE - 20))[0] < 50


def test_a_child_that_gives_up(picture: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a picture does to the child that reads it is told as a problem of the picture."""
    for why, said in (("memory", "takes too long, or too much memory"), ("crash", "damaged")):

        def fail(work: Any, why: Any = why) -> Any:
            raise Confined(why)

        monkeypatch.setattr("resumekit.rendering.photo.run", fail)
        with pytest.raises(InvalidInput, match=said):
            read_photo(picture, shown="ana.jpg", alt="")


def test_what_cannot_be_used(tmp_path: Path, picture: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that are missing, of another kind, cut off, too large: each is named with what to do."""
    (tmp_path / "text.jpg").write_text("no picture", encoding="utf-8")
    (tmp_path / "cut.jpg").write_bytes(picture.read_bytes()[:900])
    Image.new("RGB", (9, 9)).save(tmp_path / "a.gif")
    for name, said in (("none.jpg", "no file none.jpg"), ("text.jpg", "no JPEG or PNG"), ("a.gif", "no JPEG or PNG"), ("cut.jpg", "damaged"), (".", "folder")):
        with pytest.raises(InvalidInput) as caught:
            read_photo(tmp_path / name, shown=name, alt="")
        (problem,) = caught.value.problems
        assert ("photo-unusable", "person.photo") == (problem.code, problem.path)
        assert said in problem.message
        assert str(tmp_path) not in problem.message + problem.hint or name == "."
    monkeypatch.setattr("resumekit.rendering.photo.MAX_PIXELS", 1000)
    with pytest.raises(InvalidInput, match="600 x 900 pixels"):
        read_photo(picture, shown="ana.jpg", alt="")


def test_in_the_page(small: Any, rendered: Any, picture: Path) -> None:
    """HTML holds the picture whole, with words for it; the PDF has it as a figure; without the option there is none."""
    profile: Profile = small("person: {name: Ana Reyes, photo: ana.jpg}\nskills: [EKG]\n")
    page = rendered(profile, "html", options=ON).data.decode()
    assert '<img class="photo" src="data:image/jpeg;base64,' in page
    assert 'alt="Photo of Ana Reyes"' in page
    with pikepdf.open(io.BytesIO(rendered(profile, "pdf", options=ON).data)) as pdf:
        (found,) = pdf.pages[0].get_images().values()
        assert (SIDE, SIDE) == (int(found.Width), int(found.Height))
        assert any(item.get("/Alt") == "Photo of Ana Reyes" for item in pdf.objects if isinstance(item, pikepdf.Dictionary))
    assert "<img" not in rendered(profile, "html").data.decode()


def test_hidden_like_anything(small: Any, rendered: Any, picture: Path) -> None:
    """A variant that hides the picture does not read it."""
    profile = small("person: {name: Ana Reyes, photo: none.jpg}\nskills: [EKG]\nvariants: {plain: {hide: [person.photo], options: {photo: true}}}\n")
    assert "<img" not in rendered(profile, "html", variants=("plain",)).data.decode()
    with pytest.raises(InvalidInput, match="no file none"):
        rendered(profile, "html", options=ON)


def test_outside_the_folder(small: Any, rendered: Any, picture: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A picture elsewhere is never read, nor through a link."""
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.jpg"
    secret.write_bytes(picture.read_bytes())
    (picture.parent / "link.jpg").symlink_to(secret)
    for name in (str(secret), "link.jpg", "../elsewhere0/secret.jpg"):
        with pytest.raises(InvalidInput):
            rendered(small(f"person: {{name: Ana, photo: {name}}}\nskills: [EKG]\n"), "html", options=ON)
