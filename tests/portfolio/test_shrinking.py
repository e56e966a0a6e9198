"""Portfolios that keep to a size."""

import io
import random
from collections.abc import Callable, Sequence
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from resumekit.diagnostics import InvalidInput
from resumekit.portfolio import shrinking
from resumekit.portfolio.copies import Copy, Leaf
from resumekit.portfolio.shrinking import STEPS, shrink
from tests.portfolio.conftest import Make

HEAD = "resumekit: 1\ncareer: medical-assistant\nperson: {name: Ana Reyes}\ncertifications:\n"


@pytest.fixture(scope="module")
def heavy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile with a photograph on its side, a scan in a PDF and a PNG."""
    folder = tmp_path_factory.mktemp("heavy")
    noise = Image.frombytes("RGB", (160, 200), random.Random(1).randbytes(160 * 200 * 3)).resize((1600, 2000))
    exif = Image.Exif()
    exif[0x0112] = 6
    noise.save(folder / "a.jpg", "JPEG", quality=92, exif=exif)
    noise.resize((800, 1000)).save(folder / "b.png")
    out = io.BytesIO()
    noise.save(out, "JPEG", quality=90)
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(612, 792))
    image = pikepdf.Stream(pdf, out.getvalue(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=1600, Height=2000, ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8)
    image.Filter = pikepdf.Name.DCTDecode
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=pdf.make_indirect(image)))
    page.obj.Contents = pdf.make_stream(b"q 612 0 0 792 0 0 cm /I Do Q")
    pdf.save(folder / "c.pdf")
    (folder / "ana.yaml").write_text(HEAD + "".join(f"  - {{name: {name}, evidence: {name}}}\n" for name in ("a.jpg", "b.png", "c.pdf")), encoding="utf-8")
    return folder / "ana.yaml"


def test_pictures_become_smaller_until_the_portfolio_fits(make: Make, heavy: Path) -> None:
    """All three kinds; the pages stay as they were, and what was done is told."""
    (plain,) = make(heavy)
    (made,) = make(heavy, most=600_000)
    assert len(plain.data) > 1_500_000
    assert 300_000 < len(made.data) <= 600_000
    assert "made the pictures of 3 exhibits smaller" in made.notes[0]
    assert () == plain.notes
    looks = []
    for data in (plain.data, made.data):
        import pypdfium2

        with pypdfium2.PdfDocument(data) as document:
            looks.append([document[index].render(scale=0.1).to_pil().convert("L").resize((20, 20)) for index in range(len(document))])
    assert len(looks[0]) == len(looks[1])
    for one, other in zip(*looks, strict=True):
        assert 30 > max(abs(a - b) for a, b in zip(one.tobytes(), other.tobytes(), strict=True))


def test_a_portfolio_that_fits_is_left_as_it_is(make: Make, heavy: Path) -> None:
    """Byte for byte."""
    assert make(heavy)[0].data == make(heavy, most=50_000_000)[0].data


def test_one_that_cannot_fit_is_refused_with_how_much_it_lacks(make: Make, heavy: Path) -> None:
    """Its own pages weigh something too."""
    with pytest.raises(InvalidInput) as refused:
        make(heavy, most=20_000)
    (problem,) = refused.value.problems
    assert "portfolio-size" == problem.code
    assert "more than 20 kB" in problem.message


def test_a_document_that_cannot_be_made_smaller_is_named(make: Make, heavy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The others are; it is tried at one step alone, and counts as it is."""

    def hopeless(copy: Copy, steps: Sequence[shrinking.Step]) -> list[bytes]:
        raise MemoryError

    monkeypatch.setattr(shrinking, "_papers", hopeless)
    with pytest.raises(InvalidInput) as refused:
        make(heavy, most=20_000)
    (problem,) = refused.value.problems
    assert problem.message.endswith("more than 20 kB; c.pdf could not be made smaller at all")
    (made,) = make(heavy, most=1_500_000)
    assert len(made.data) <= 1_500_000
    assert "made the pictures of 2 exhibits smaller" in made.notes[0]


def test_the_step_is_told_from_two_and_is_the_first_that_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    """No larger step fits; and each document is made smaller twice at most."""
    picture = Image.effect_noise((1500, 1100), 60).convert("RGB").resize((3000, 2200))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=90)
    copies = [Copy(kind="JPEG", held=out.getvalue(), leaves=(Leaf(width=3000, height=2200),))]

    def weigh(tried: Sequence[Copy]) -> int:
        return 1000 + sum(len(copy.read()) for copy in tried)

    sizes = [weigh([shrinking._lighter(copies[0], step)]) for step in STEPS]
    assert sizes == sorted(sizes, reverse=True)
    count = 0

    def counted(copy: Copy, step: shrinking.Step, make: Callable[[Copy, shrinking.Step], Copy] = shrinking._lighter) -> Copy:
        nonlocal count
        count += 1
        return make(copy, step)

    monkeypatch.setattr(shrinking, "_lighter", counted)
    for wanted in (2, 9):
        count = 0
        found = shrink(copies, weigh, sizes[wanted] * 21 // 20)
        assert found is not None
        assert (STEPS[wanted], sizes[wanted], True) == (found.step, found.after, found.fits)
        assert count <= 2
    assert shrink(copies, weigh, weigh(copies)) is None
