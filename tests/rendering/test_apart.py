"""Strangers' templates: the same files as at home, and no way to hang or swell the program."""

import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from resumekit.confine import Limits
from resumekit.diagnostics import InvalidInput
from resumekit.load import load_profile
from resumekit.manifest import find_template
from resumekit.rendering import Rendered, apart, render

ROOT = Path(__file__).parent.parent.parent
DAY = date(2026, 11, 24)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A profile's folder with a copy of a template."""
    shutil.copytree(ROOT / "templates" / "classic", tmp_path / "mine")
    (tmp_path / "ana.yaml").write_text("resumekit: 1\ncareer: medical-assistant\nperson: {name: Ana Reyes}\nskills: [EKG, Care 🙂]\n", encoding="utf-8")
    return tmp_path


def made(folder: Path, template: str, formats: Sequence[str] = ("html",)) -> list[Rendered]:
    """Ana's resume in a template."""
    loaded = load_profile(str(folder / "ana.yaml"), today=DAY)
    assert loaded.profile is not None
    return render(loaded.profile, formats=formats, template=template, today=DAY, folder=str(folder), stem="ana", locate=loaded.locate)


def test_which_templates_are_ours(folder: Path) -> None:
    """A copy is a stranger's."""
    assert apart.is_ours(find_template("classic", str(folder)))
    assert not apart.is_ours(find_template("./mine", str(folder)))


def test_a_copy_makes_the_same_files(folder: Path) -> None:
    """In every format, with pages, names, problems and their places."""
    formats = ("pdf", "html", "docx", "md", "txt", "png")
    ours, theirs = made(folder, "classic", formats), made(folder, "./mine", formats)
    assert [(one.name, one.format, one.pages, one.data, one.problems, one.fitted, one.notes) for one in ours] == [
        (one.name, one.format, one.pages, one.data, one.problems, one.fitted, one.notes) for one in theirs
    ]
    assert any(problem.place for one in theirs for problem in one.problems)


def test_what_is_wrong_in_it_is_told_with_its_place(folder: Path) -> None:
    """As if it had been filled here."""
    (folder / "mine" / "page.html.j2").write_text("<p>\n{{ view.nothing }}</p>", encoding="utf-8")
    with pytest.raises(InvalidInput) as caught:
        made(folder, "./mine")
    (problem,) = caught.value.problems
    assert problem.place is not None
    assert ("template-error", 2) == (problem.code, problem.place.line)


@pytest.mark.parametrize(
    ("text", "limits", "words"),
    [
        ("{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}", Limits(cpu=1, wall=3.0), "takes too long"),
        ('{% set ns = namespace(x=["aaaaaaaaaaaaaaaa"]) %}{% for a in range(60) %}{% set ns.x = ns.x + ns.x %}{% endfor %}', Limits(memory=200_000_000), "MemoryError"),
    ],
)
def test_what_does_not_end_is_ended(text: str, limits: Limits, words: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By its limits, in one line."""
    monkeypatch.setattr(apart, "LIMITS", limits)
    (folder / "mine" / "page.html.j2").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidInput, match=words):
        made(folder, "./mine")
