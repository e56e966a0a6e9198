"""Data that was read before: the same as read anew, and never older than its files."""

from collections.abc import Callable
from pathlib import Path

import pytest

from resumekit import shelf
from resumekit.career import Career, find_bundled, read_career
from resumekit.document import read_document
from resumekit.load import bundled_careers, load_career
from resumekit.phrases import Recogniser
from resumekit.profile import Highlight
from resumekit.shelf import FOLDER, derive, program, put, store, take

CAREER = """\
format: 1
id: barber
name: Barber
as_of: 2026-01-01
include: skills.yaml
groups: [{id: base, name: Base, skills: [shears]}]
"""
SKILLS = "skills:\n  - {id: shears, name: Shears, spellings: [shears, =Ärmel]}\n"


def read(file: str) -> Career:
    """The career of a file that is right."""
    career, problems = read_career(read_document(file))
    assert career is not None
    assert problems == []
    return career


@pytest.fixture
def file(tmp_path: Path) -> str:
    """A small career that is kept."""
    folder = tmp_path / "barber"
    folder.mkdir()
    (folder / "career.yaml").write_text(CAREER, encoding="utf-8")
    (folder / "skills.yaml").write_text(SKILLS, encoding="utf-8")
    put(str(folder / "career.yaml"), read(str(folder / "career.yaml")))
    return str(folder / "career.yaml")


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


def test_a_change_of_the_program_is_noticed(file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another version of the program kept is not taken."""
    monkeypatch.setattr(shelf, "program", lambda: "another one")
    assert take(file, Career) is None


def test_the_program_is_its_modules() -> None:
    """All of them that read or compile something."""
    assert all(f"('{name}'" in program() for name in ("shelf.py", "career.py", "phrases.py", "template.py"))


@pytest.mark.parametrize(
    "change",
    [lambda data: b"", lambda data: data[:40], lambda data: data[:-1], lambda data: data[:-9] + b"?" + data[-8:], lambda data: b"{}" * 50],
    ids=["empty", "cut", "short", "changed", "strange"],
)
def test_what_is_broken_is_not_taken(change: Callable[[bytes], bytes], file: str) -> None:
    """A kept file that is cut or changed in any byte is as none."""
    place = Path(file).parent / FOLDER / "career.shelf"
    place.write_bytes(change(place.read_bytes()))
    assert take(file, Career) is None


def test_what_is_something_else_is_not_taken(file: str) -> None:
    """A record of another kind, or what cannot be made again, is as none."""
    put(file, Highlight(text="x"))
    assert take(file, Career) is None
    store(Path(file).parent / FOLDER / "career.shelf", shelf._key(file), b"no pickle")
    assert take(file, Career) is None


def test_where_nothing_can_be_kept_nothing_happens(file: str) -> None:
    """A folder that cannot be made, as on a disk that is read-only: no error, nothing taken."""
    folder = Path(file).parent / FOLDER
    (folder / "career.shelf").unlink()
    folder.rmdir()
    folder.write_text("in the way", encoding="utf-8")
    put(file, read(file))
    assert take(file, Career) is None


def test_what_is_made_of_a_record_is_kept(file: str) -> None:
    """It is made once, holds on to the record at hand, and answers as what is made anew."""
    career = take(file, Career)
    assert career is not None
    made: list[Career] = []

    def make(record: Career) -> Recogniser:
        made.append(record)
        return Recogniser(record)

    first, second = derive(career, "phrases", make), derive(career, "phrases", make)
    assert made == [career]
    assert first is not second
    assert second.career is career
    assert first.read("shears, no Ärmel") == second.read("shears, no Ärmel")


@pytest.mark.parametrize("name", ["career.yaml", "../wording.yaml"])
def test_what_is_made_of_a_record_is_made_anew_after_a_change(name: str, file: str) -> None:
    """Of its folder, or of what all such folders share."""
    career = take(file, Career)
    derive(career, "name", lambda record: "first")
    with Path(file).parent.joinpath(name).open("a", encoding="utf-8") as stream:
        stream.write("# changed\n")
    assert derive(career, "name", lambda record: "second") == "second"


def test_of_a_record_that_is_not_kept_nothing_is(tmp_path: Path) -> None:
    """A career of one's own is compiled each time."""
    (tmp_path / "career.yaml").write_text(CAREER.replace("include: skills.yaml\n", SKILLS), encoding="utf-8")
    career = read(str(tmp_path / "career.yaml"))
    assert [derive(career, "name", lambda record: [record]) for _ in range(2)] == [[career], [career]]
    assert [path.name for path in tmp_path.iterdir()] == ["career.yaml"]
