"""The house's own rules: every module has its tests, and the tree holds nothing that does not belong there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "resumekit"
ROOMS = ("resumekit", "templates", "examples", "tests", "docs", ".ci")
TOP = {"pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", "Makefile", "action.yml", *ROOMS}
ACROSS = {"test_accessibility.py", "test_hostile.py", "test_tags.py"}
"""Tests of what a whole room makes: pages in a browser, texts that mean harm, tags of a PDF."""
MADE = {"out", "build", "dist"}
"""What running the project leaves behind; git ignores it."""

TEXTS = sorted(
    path
    for room in (*ROOMS, *(name for name in TOP if name not in ROOMS))
    for path in ([ROOT / room] if (ROOT / room).is_file() else (ROOT / room).rglob("*"))
    if path.is_file() and "__pycache__" not in path.parts and path.suffix in (".py", ".md", ".yaml", ".toml", ".css", ".j2", ".html", ".svg", ".txt", ".yml", "")
)


def name_of(path: Path) -> str:
    """A file's name within the project."""
    return path.relative_to(ROOT).as_posix()


MODULES = [path for path in sorted(PACKAGE.rglob("*.py")) if path.name not in ("__init__.py", "__main__.py")]


@pytest.mark.parametrize("path", [path for path in MODULES if path.relative_to(PACKAGE).parts[0] != "cli"], ids=name_of)
def test_every_module_has_its_tests(path: Path) -> None:
    """`resumekit/rendering/fit.py` is tested in `tests/rendering/test_fit.py`."""
    twin = ROOT / "tests" / path.relative_to(PACKAGE).with_name(f"test_{path.name}")
    assert twin.is_file(), f"{name_of(twin)} is missing"


def test_every_test_file_belongs_to_something() -> None:
    """A test file of a room names a module that exists, so that none is left behind when a module goes."""
    rooms = {path.name for path in PACKAGE.iterdir() if path.is_dir()}
    twins = [path for path in (ROOT / "tests").glob("*/test_*.py") if path.parent.name in rooms]
    whole = {f"test_{room}.py" for room in rooms} | ACROSS
    lost = [name_of(path) for path in twins if path.name not in whole and not (PACKAGE / path.parent.name / path.name.removeprefix("test_")).is_file()]
    assert lost == []


def test_top_level_holds_only_what_belongs() -> None:
    """Few names at the top: a newcomer sees at once where to look."""
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".") and not path.name.endswith(".egg-info")}
    assert found - TOP - MADE == set()


LATER = re.compile(r"\b([T]ODO|[F]IXME|[X]XX|Not[I]mplementedError)\b|pragma: [n]o cover|mark\.([s]kip|[x]fail)\b")
MACHINE = re.compile(r"/([w]ork|[h]ome|[r]oot|[U]sers)/[a-z]|/[t]mp/[a-z]+/")


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    """`file:line: text` of every line that matches."""
    found = []
    for path in TEXTS:
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            if pattern.search(line):
                found.append(f"{name_of(path)}:{number}: {line.strip()[:100]}")
    return found


def test_nothing_is_left_for_later() -> None:
    """No note to oneself, no test that is switched off."""
    assert lines_with(LATER) == []


def test_no_machine_is_named() -> None:
    """No path of someone's machine."""
    assert lines_with(MACHINE) == []


def test_the_patterns_find_what_they_look_for() -> None:
    """The two checks above can fail."""
    assert LATER.search("# to".upper() + "DO: later")
    assert MACHINE.search("/HOME/ana".lower())
