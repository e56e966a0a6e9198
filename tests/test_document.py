"""Documents: files, what they include, and where their values stand."""

import os
from pathlib import Path

import pytest

from resumekit.document import MAX_INCLUDES, Document, read_document


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder for a profile, inside one that it must not leave."""
    made = tmp_path / "ana"
    made.mkdir()
    return made


def _read(folder: Path, text: str, **others: str) -> Document:
    for name, inner in {"p.yaml": text, **{name.replace("__", "/") + ".yaml": inner for name, inner in others.items()}}.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(inner, encoding="utf-8")
    return read_document(str(folder / "p.yaml"))


def _codes(document: Document) -> list[str]:
    return [f"{os.path.basename(problem.place.file)}:{problem.place.line}:{problem.place.column} {problem.code}" for problem in document.problems if problem.place]


def test_lists_are_joined_in_order(folder: Path) -> None:
    """The file's own come first, then those of each included file; other keys are added."""
    document = _read(folder, "include: [a.yaml, b.yaml]\nskills: [x]", a="skills: [y]\nawards: [z]", b="skills: [w]\nsummary: s")
    assert (document.root, document.problems) == ({"skills": ["x", "y", "w"], "awards": ["z"], "summary": "s"}, [])
    place = document.locate("skills[2]")
    assert place is not None
    assert (os.path.basename(place.file), place.line, place.column) == ("b.yaml", 1, 10)


def test_one_file_may_be_named_without_a_list(folder: Path) -> None:
    """`include: a.yaml` is `include: [a.yaml]`, and an included file may include others, relative to itself."""
    document = _read(folder, "include: more/a.yaml", more__a="include: b.yaml\nsummary: s", more__b="skills: [x]")
    assert (document.root, document.problems) == ({"summary": "s", "skills": ["x"]}, [])
    place = document.locate("skills[0]")
    assert place is not None
    assert document.folder_of(place) == str(folder / "more")


@pytest.mark.parametrize(
    ("text", "others", "codes"),
    [
        ("include: none.yaml", {}, ["p.yaml:1:10 file-not-found"]),
        ("include: ../x.yaml", {}, ["p.yaml:1:10 include-outside"]),
        ("include: /etc/passwd", {}, ["p.yaml:1:10 include-outside"]),
        ("include: p.yaml", {}, ["p.yaml:1:10 include-cycle"]),
        ("include: [a.yaml, a.yaml]", {"a": "x: y"}, ["p.yaml:1:19 include-cycle"]),
        ("include: a.yaml", {"a": "include: p.yaml"}, ["a.yaml:1:10 include-cycle"]),
        ("include: a.yaml", {"a": "- x"}, ["a.yaml:1:1 include-shape"]),
        ("include: a.yaml", {"a": "just text"}, ["a.yaml:1:1 include-shape"]),
        ("include: a.yaml", {"a": ""}, ["a.yaml:1:1 include-shape"]),
        ("include: {a: b}", {}, ["p.yaml:1:10 wrong-shape"]),
        ("include: [[a.yaml]]", {}, ["p.yaml:1:11 wrong-shape"]),
        ("include: a.yaml\nsummary: x", {"a": "summary: y"}, ["a.yaml:1:1 duplicate-key"]),
        ("include: a.yaml\nskills: [x]", {"a": "skills: y"}, ["a.yaml:1:1 duplicate-key"]),
        ("include: a.yaml\nsummary: x", {"a": "skills: [x\nb: c"}, ["a.yaml:1:9 unclosed-bracket"]),
        ("include: a.yaml", {"a": "\tx: y"}, ["a.yaml:1:1 tab"]),
        ("include: .", {}, ["p.yaml:1:10 file-unreadable"]),
        ('include: "a\\0b"', {}, ["p.yaml:1:12 bad-escape"]),
        ('include: ""', {}, ["p.yaml:1:10 wrong-shape"]),
    ],
)
def test_bad_includes(folder: Path, text: str, others: dict[str, str], codes: list[str]) -> None:
    """A problem inside an included file names that file; one with naming it stands where it is named."""
    assert _codes(_read(folder, text, **others)) == codes


def test_included_links_that_leave_the_folder(folder: Path) -> None:
    """A symbolic link is where it leads to."""
    (folder.parent / "secret.yaml").write_text("summary: secret", encoding="utf-8")
    (folder / "a.yaml").symlink_to(folder.parent / "secret.yaml")
    document = _read(folder, "include: a.yaml")
    assert (_codes(document), document.root) == (["p.yaml:1:10 include-outside"], {})


def test_too_many_includes(folder: Path) -> None:
    """Their number is limited."""
    others = {f"a{number}": f"k{number}: v" for number in range(MAX_INCLUDES + 5)}
    document = _read(folder, f"include: [{', '.join(f'{name}.yaml' for name in others)}]", **others)
    assert [problem.code for problem in document.problems] == ["too-large"]


@pytest.mark.parametrize(("make", "code"), [("nothing", "file-not-found"), ("folder", "file-unreadable"), ("pipe", "file-unreadable"), ("loop", "file-unreadable"), ("large", "file-too-large")])
def test_files_that_cannot_be_read(folder: Path, make: str, code: str) -> None:
    """Each is one problem; a named pipe is not waited for."""
    file = folder / "x.yaml"
    if make == "folder":
        file.mkdir()
    elif make == "pipe":
        os.mkfifo(file)
    elif make == "loop":
        file.symlink_to(file)
    elif make == "large":
        file.write_bytes(b"a: b\n" * 1_100_000)
    document = read_document(str(file))
    assert ([problem.code for problem in document.problems], document.root) == ([code], None)


def test_where_a_path_leads(folder: Path) -> None:
    """A key's place, a value's place, and the nearest parent's where there is nothing."""
    document = _read(folder, "a:\n  b: [c]\n")
    spots = [document.locate("a.b"), document.locate_value("a.b"), document.locate("a.b[0]"), document.locate("a.x.y"), document.locate("z"), document.locate_value("")]
    assert [place and (place.line, place.column) for place in spots] == [(2, 3), (2, 6), (2, 7), (1, 1), None, None]
    assert (document.find("a.b[7]"), document.find("a[0]")) == (None, None)
