"""Data that was read before: the same as read anew, and never older than its files."""

import json
from pathlib import Path

import pytest

from resumekit import shelf
from resumekit.career import Career, bundled_careers, find_bundled, read_career
from resumekit.document import read_document
from resumekit.load import load_career
from resumekit.shelf import FOLDER, put, take

CAREER = """\
format: 1
id: barber
name: Barber
as_of: 2026-01-01
include: skills.yaml
groups: [{id: base, name: Base, skills: [shears]}]
"""
SKILLS = "skills:\n  - {id: shears, name: Shears, spellings: [shears, =Ärmel]}\n"


@pytest.fixture
def file(tmp_path: Path) -> str:
    """A small career that is kept."""
    (tmp_path / "career.yaml").write_text(CAREER, encoding="utf-8")
    (tmp_path / "skills.yaml").write_text(SKILLS, encoding="utf-8")
    put(str(tmp_path / "career.yaml"), read_document(str(tmp_path / "career.yaml")).root)
    return str(tmp_path / "career.yaml")


@pytest.mark.parametrize("name", bundled_careers())
def test_a_kept_career_is_the_career(name: str) -> None:
    """Field by field the same as read anew; loaded twice, so that it is kept the second time."""
    career, _ = read_career(read_document(str(find_bundled(name))))
    assert career is not None
    load_career(name)
    assert career.model_dump() == load_career(name).model_dump()


def test_what_is_kept_is_taken(file: str) -> None:
    """Included files are in it, and every character."""
    career = take(file, Career)
    assert career is not None
    assert ("Barber", ("shears", "=Ärmel")) == (career.name, career.skills_by_id["shears"].spellings)


@pytest.mark.parametrize("name", ["career.yaml", "skills.yaml", "new.yaml"])
def test_a_change_of_any_file_of_the_folder_is_noticed(name: str, file: str) -> None:
    """A byte is enough; nothing is asked of the file's date."""
    path = Path(file).with_name(name)
    path.write_text((path.read_text(encoding="utf-8") if path.exists() else "") + "# changed\n", encoding="utf-8")
    assert take(file, Career) is None


def test_a_change_of_the_program_is_noticed(file: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What another version of the program kept is not taken."""
    (tmp_path / "program").mkdir()
    (tmp_path / "program" / "shelf.py").touch()
    monkeypatch.setattr(shelf, "__file__", str(tmp_path / "program" / "shelf.py"))
    assert take(file, Career) is None


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"key": 1}', "null"])
def test_what_is_broken_is_not_taken(text: str, file: str) -> None:
    """A kept file that cannot be used is as none."""
    Path(file).parent.joinpath(FOLDER, "career.json").write_text(text, encoding="utf-8")
    assert take(file, Career) is None


def test_a_tree_that_is_no_career_is_not_taken(file: str) -> None:
    """What is kept is validated like what is read."""
    path = Path(file).parent / FOLDER / "career.json"
    kept = json.loads(path.read_text(encoding="utf-8"))
    del kept["tree"]["skills"]
    path.write_text(json.dumps(kept), encoding="utf-8")
    assert take(file, Career) is None


def test_where_nothing_can_be_kept_nothing_happens(file: str) -> None:
    """A folder that cannot be made, as on a disk that is read-only: no error, nothing taken."""
    folder = Path(file).parent / FOLDER
    (folder / "career.json").unlink()
    folder.rmdir()
    folder.write_text("in the way", encoding="utf-8")
    put(file, read_document(file).root)
    assert take(file, Career) is None
