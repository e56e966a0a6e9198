"""Files: read within limits, written whole or not at all, kept in a folder."""

import os
import sys
from pathlib import Path

import pytest

from resumekit.files import MAX_YAML_BYTES, FileProblem, bundled, forget_what_was_read, inside, protect, read_bytes, write_whole


def problem_of(path: Path | str, limit: int = 100) -> FileProblem:
    """What reading a file is refused with."""
    with pytest.raises(FileProblem) as caught:
        read_bytes(path, limit)
    return caught.value


def test_reads_bytes_up_to_the_limit(tmp_path: Path) -> None:
    """A file of exactly the limit is read, one byte more is refused."""
    file = tmp_path / "a.yaml"
    file.write_bytes(b"x" * 100)
    assert read_bytes(file, 100) == b"x" * 100
    assert problem_of(file, 99).code == "file-too-large"


@pytest.mark.parametrize("name", ["nowhere.yaml", "no/where.yaml", "a\0b", "n" * 5000])
def test_a_file_that_is_not_there_is_named(name: str, tmp_path: Path) -> None:
    """A missing file, a missing folder, a name that cannot be one: the same code, and a hint."""
    problem = problem_of(f"{tmp_path}/{name}")
    assert problem.code == "file-not-found"
    assert problem.hint


def test_a_folder_is_not_read(tmp_path: Path) -> None:
    """A folder is said to be one."""
    problem = problem_of(tmp_path)
    assert problem.code == "file-unreadable"
    assert "is a folder" in problem.message


def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    """A named pipe without a writer is refused at once."""
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)
    assert problem_of(pipe).code == "file-unreadable"


def test_a_link_in_a_circle_is_one_problem(tmp_path: Path) -> None:
    """Links that lead to each other end in a message."""
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert problem_of(tmp_path / "a").code == "file-unreadable"


@pytest.mark.parametrize(("name", "expected"), [("a.pdf", True), ("sub/a.pdf", True), ("./sub/../a.pdf", True), ("../a.pdf", False), ("/etc/hostname", False), ("link/x", False), ("..", False)])
def test_inside_follows_links(name: str, expected: bool, tmp_path: Path) -> None:
    """A name leads inside only if the real file is there, whatever way it takes."""
    folder = tmp_path / "profile"
    folder.mkdir()
    (folder / "link").symlink_to(tmp_path)
    assert (inside(folder, name) is not None) is expected


def test_a_sibling_with_the_same_beginning_is_outside(tmp_path: Path) -> None:
    """`ana` does not hold what is in `ana-reyes`."""
    (tmp_path / "ana").mkdir()
    (tmp_path / "ana-reyes").mkdir()
    assert inside(tmp_path / "ana", "../ana-reyes/x.pdf") is None


def test_writes_all_files_and_their_folders(tmp_path: Path) -> None:
    """Folders are made; what was there is replaced; nothing temporary stays."""
    (tmp_path / "a.txt").write_bytes(b"old")
    write_whole({tmp_path / "a.txt": b"new", tmp_path / "deep" / "er" / "b.txt": b"b"})
    assert (tmp_path / "a.txt").read_bytes() == b"new"
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()) == ["a.txt", "deep/er/b.txt"]


def test_one_that_cannot_be_written_leaves_none(tmp_path: Path) -> None:
    """If one file fails, the others are as they were, and no folder is left over."""
    (tmp_path / "a.txt").write_bytes(b"old")
    (tmp_path / "taken").mkdir()
    with pytest.raises(FileProblem) as caught:
        write_whole({tmp_path / "a.txt": b"new", tmp_path / "fresh" / "b.txt": b"b", tmp_path / "taken": b"c"})
    assert caught.value.code == "write-failed"
    assert (tmp_path / "a.txt").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "taken"]


def test_an_interrupt_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+C while writing leaves the old file and nothing temporary."""
    (tmp_path / "a.txt").write_bytes(b"old")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_whole({tmp_path / "a.txt": b"new"})
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
    assert (tmp_path / "a.txt").read_bytes() == b"old"


def test_leftovers_of_dead_runs_are_swept(tmp_path: Path) -> None:
    """A temporary file of a process that is gone is removed; one of a living process, or of another program, stays."""
    child = os.fork() if sys.platform != "win32" else 0
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    for name in (f".resumekit-{child}-x", f".resumekit-{os.getpid()}-y", ".resumekit-abc", ".other-1"):
        (tmp_path / name).write_bytes(b"")
    write_whole({tmp_path / "a.txt": b"a"})
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([f".resumekit-{os.getpid()}-y", ".resumekit-abc", ".other-1", "a.txt"])


def test_new_files_are_as_readable_as_any(tmp_path: Path) -> None:
    """A file has the rights that the user's umask gives, not those of a temporary file."""
    before = os.umask(0o027)
    try:
        write_whole({tmp_path / "a.txt": b"a"})
    finally:
        os.umask(before)
    assert (tmp_path / "a.txt").stat().st_mode & 0o777 == 0o640


def test_bundled_folders_are_there() -> None:
    """Templates and careers are found, in a checkout as in a wheel."""
    assert (bundled("templates") / "classic" / "template.yaml").is_file()
    assert (bundled("careers") / "medical-assistant" / "career.yaml").is_file()
    assert MAX_YAML_BYTES >= 1_000_000


def test_what_was_read_is_not_written_over(tmp_path: Path) -> None:
    """An output that names an input is refused, and the input stays."""
    profile = tmp_path / "ana.yaml"
    profile.write_text("resumekit: 1\n")
    read_bytes(profile, 100)
    with pytest.raises(FileProblem) as refused:
        write_whole({profile: b"lost"})
    assert "write-failed" == refused.value.code
    assert "resumekit: 1\n" == profile.read_text()
    forget_what_was_read()
    write_whole({profile: b"new"})
    assert b"new" == profile.read_bytes()


def test_what_was_read_is_not_removed(tmp_path: Path) -> None:
    """A file that another process reads for this one, also by another name, is neither written over nor stale; others go."""
    mine, link, old = tmp_path / "mine.pdf", tmp_path / "link.pdf", tmp_path / "old.pdf"
    mine.write_bytes(b"mine")
    old.write_bytes(b"old")
    link.symlink_to(mine)
    protect(link)
    with pytest.raises(FileProblem):
        write_whole({mine: b"lost"})
    write_whole({tmp_path / "new": b"new"}, stale=[mine, link, old])
    assert (b"mine", False, True) == (mine.read_bytes(), old.exists(), (tmp_path / "new").exists())


def test_a_device_is_written_to_and_not_replaced() -> None:
    """/dev/null stays what it is."""
    write_whole({Path(os.devnull): b"gone"})
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("ana-reys.yaml", "did you mean ana-reyes.yaml?"),
        ("ana-reyes.yml", "did you mean ana-reyes.yaml?"),
        ("https://jobs.example.org/ana.yaml", "nothing is fetched: save the page and name the file, or paste its text with -"),
        ("ana-reyes", "did you mean ana-reyes.yaml?"),
        ("other.yaml", "here: ana-reyes.yaml, lee.yaml"),
        ("notes", "the file is called notes.txt: rename it to notes"),
        ("photo.jpg", "check the spelling of the name and the folder"),
        ("nowhere/ana.yaml", "check the spelling of the name and the folder"),
    ],
)
def test_missing_file_names_the_one_that_was_meant(name: str, hint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the same folder, by its name; a few profiles are all named."""
    for file in ("ana-reyes.yaml", "lee.yaml", "notes.txt"):
        (tmp_path / file).write_text("x", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FileProblem) as problem:
        read_bytes(name, 100)
    assert hint == problem.value.hint
