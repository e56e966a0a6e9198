"""The example profiles: valid on their day, complete with their evidence, checked and rendered in every form."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

EXAMPLES = Path(__file__).parent.parent / "examples"
PROFILES = {"ana-reyes": [], "maya-ortiz": ["cardiology", "front-desk", "spanish-clinic"], "june-park": ["one-page"]}
TODAY = ("--today", "2026-11-24")
Run = Callable[..., "subprocess.CompletedProcess[str]"]


def profile(name: str) -> Path:
    """The file of an example."""
    return EXAMPLES / name / f"{name}.yaml"


def test_every_example_is_known_here() -> None:
    """No example without a test."""
    assert {path.name for path in EXAMPLES.iterdir() if path.is_dir() and path.name != "__pycache__"} == set(PROFILES)


@pytest.mark.parametrize("name", ["ana-reyes", "maya-ortiz"])
def test_validates_without_a_warning(name: str, run: Run) -> None:
    """Nothing to complain about, even strictly."""
    done = run("validate", profile(name), "--strict", "--format", "json", *TODAY)
    assert json.loads(done.stdout) == {"format": 1, "errors": [], "warnings": []}
    assert done.returncode == 0


def test_lapsing_credentials_and_mistakes_are_the_only_warnings(run: Run) -> None:
    """June's BLS card has expired and her CMA (AAMA) is about to; her training is old, her externship names no supervisor."""
    done = run("check", profile("june-park"), "--format", "json", *TODAY)
    warnings = json.loads(done.stdout)["warnings"]
    found = {(warning["code"], warning["path"].split(".")[0]) for warning in warnings}
    assert {("credential-expiring", "certifications[0]"), ("credential-expired", "certifications[2]")} == {one for one in found if one[0] != "beginners-mistake"}
    assert {"certifications[0]", "training[5]", "externships[0]"} == {path for code, path in found if code == "beginners-mistake"}
    assert json.loads(run("validate", profile("june-park"), "--format", "json", *TODAY).stdout)["errors"] == []


@pytest.mark.parametrize("name", PROFILES)
def test_check_reports(name: str, run: Run) -> None:
    """`check` counts each skill with its evidence; a coverage gate that is reached lets pass."""
    done = run("check", profile(name), "--format", "json", "--min-coverage", "60", *TODAY)
    report = json.loads(done.stdout)
    assert done.returncode == 0
    assert report["as_of"] == "2026-11-24"
    assert report["coverage"]["total"] == 10, "nine skills that the career requires, and the path of the goal"
    assert report["coverage"]["backed"] >= 0.6


def test_expired_card_stands_for_nothing(run: Run) -> None:
    """The senior's lapsed BLS is expired, her CMA (AAMA) expiring, her CBCS current."""
    report = json.loads(run("check", profile("june-park"), "--format", "json", *TODAY).stdout)
    assert {item["id"]: item["status"] for item in report["credentials"]} == {"cma-aama": "expiring", "cbcs-nha": "current", "bls-aha": "expired"}
    assert report["experience_years"] == pytest.approx(12.5, abs=0.05)


def test_new_graduate_has_no_years_of_work(run: Run) -> None:
    """An externship is no employment."""
    assert json.loads(run("check", profile("ana-reyes"), "--format", "json", *TODAY).stdout)["experience_years"] == 0


@pytest.mark.parametrize("name", PROFILES)
def test_renders_every_variant(name: str, run: Run, tmp_path: Path) -> None:
    """All variants in four formats, within the pages they promise: no warning, and the name on the first page."""
    done = run("render", profile(name), "--all", "-f", "pdf", "-f", "html", "-f", "md", "-f", "txt", "-o", tmp_path, *TODAY)
    assert done.returncode == 0, done.stderr
    assert "too-many-pages" not in done.stderr
    assert "missing-glyph" not in done.stderr
    stems = [name, *(f"{name}-{variant}" for variant in PROFILES[name])]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(f"{stem}.{ending}" for stem in stems for ending in ("pdf", "html", "md", "txt"))
    for stem in stems:
        with pypdfium2.PdfDocument(tmp_path / f"{stem}.pdf") as document:
            text = document[0].get_textpage().get_text_range()
        assert name.replace("-", " ").title() in text


@pytest.mark.parametrize("name", PROFILES)
def test_portfolio_is_made(name: str, run: Run, tmp_path: Path) -> None:
    """A PDF and a page for the browser."""
    done = run("portfolio", profile(name), "-f", "pdf", "-f", "html", "-o", tmp_path, *TODAY)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / f"{name}-portfolio.pdf").read_bytes().startswith(b"%PDF-")
    assert (tmp_path / f"{name}-portfolio" / "index.html").is_file()


# Evidence ------------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The evidence files, made anew."""
    folder = tmp_path_factory.mktemp("evidence")
    subprocess.run([sys.executable, EXAMPLES / "make_evidence.py", folder], check=True, timeout=120)
    return folder


def evidence(folder: Path) -> dict[str, Path]:
    """The evidence files below a folder by their name in it."""
    return {path.relative_to(folder).as_posix(): path for path in folder.glob("*/evidence/*")}


def pdf_text(path: Path) -> list[str]:
    """The text of each page."""
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_range() for page in document]


def test_evidence_is_what_its_maker_makes(fresh: Path) -> None:
    """The files kept are those that `make evidence` writes: same names, same words, same pictures."""
    kept, made = evidence(EXAMPLES), evidence(fresh)
    assert kept.keys() == made.keys()
    for name, path in kept.items():
        if name.endswith(".pdf"):
            assert pdf_text(path) == pdf_text(made[name]), name
        else:
            with Image.open(path) as picture, Image.open(made[name]) as again:
                assert picture.size == again.size, name


TAKEN = ("maya-ortiz/evidence/cet-certificate.jpg", "maya-ortiz/evidence/skills-checklist.jpg")
"""Pictures with the place in them, for a portfolio to leave out."""


@pytest.mark.parametrize("name", sorted(evidence(EXAMPLES)))
def test_evidence_is_small_and_says_it_is_a_sample(name: str) -> None:
    """Less than 40 kB each; every page of a document says that it is a sample; only what a telephone took says where it was taken."""
    path = EXAMPLES / name
    assert path.stat().st_size < 40_000
    if name.endswith(".pdf"):
        assert all("sample document" in page.lower() for page in pdf_text(path))
    else:
        with Image.open(path) as picture:
            assert (name in TAKEN) == bool(picture.getexif().get_ifd(0x8825))


@pytest.mark.parametrize("name", PROFILES)
def test_every_evidence_file_is_used(name: str) -> None:
    """No file lies in an example's evidence folder that its profile does not name."""
    folder = EXAMPLES / name
    text = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.yaml"))
    assert set(re.findall(r"evidence/[a-z0-9.-]+", text)) == {f"evidence/{path.name}" for path in (folder / "evidence").iterdir()}
