"""The walk over lines that YAML cannot read: what is right stays as it is, what is wrong is told and mended."""

from pathlib import Path

import pytest

from resumekit.lines import BROKEN
from resumekit.mending import mend
from resumekit.slips import Mended

ROOT = Path(__file__).parent.parent
RIGHT = sorted([*ROOT.glob("examples/*/*.yaml"), *ROOT.glob("resumekit/careers/**/*.yaml"), *ROOT.glob("templates/**/*.yaml")])


def _mend(text: str) -> Mended:
    lines = text.split("\n")
    return mend("f", lines, lines)


def _codes(mended: Mended) -> list[str]:
    return [f"{problem.place.line}:{problem.place.column} {problem.code}" for problem in mended.problems if problem.place]


@pytest.mark.parametrize("path", RIGHT, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_is_said_of_what_is_right(path: Path) -> None:
    """Every YAML file of the project passes unchanged."""
    text = path.read_text(encoding="utf-8")
    mended = _mend(text)
    assert (mended.problems, "\n".join(mended.lines)) == ([], text)


@pytest.mark.parametrize(
    ("text", "codes", "lines"),
    [
        ("a:\n  b: c\n d: e", ["3:2 bad-indentation"], ["a:", "  b: c", "  d: e"]),
        ("a:\n  b: c\n   d: e", ["3:4 bad-indentation"], ["a:", "  b: c", "  d: e"]),
        ("a:\n  b: 1\nc: 2\n  d: 3", ["3:1 bad-indentation"], ["a:", "  b: 1", "  c: 2", "  d: 3"]),
        ("a:\n  b: 1\n  c: 2\n d: 3\n  e: 4\nf: 5", ["4:2 bad-indentation"], ["a:", "  b: 1", "  c: 2", "  d: 3", "  e: 4", "f: 5"]),
        ("a:\n  b: 1\n    c: 2\n  - b: 3\n    c: 4", ["2:3 syntax"], ["a:", "  - b: 1", "    c: 2", "  - b: 3", "    c: 4"]),
        ("a\n  - b", ["1:2 syntax"], ["a:", "  - b"]),
        ("a:\n  -b\n  -c", ["2:4 missing-space"], ["a:", "  - b", "  - c"]),
        ("a:b\nc:d", ["1:3 missing-space", "2:3 missing-space"], ["a: b", "c: d"]),
        ("a: b: c\nd: e", ["1:5 unquoted-text"], [f"a: {BROKEN}", "d: e"]),
        ('a: "b\nc: d', ["1:4 unclosed-quote"], [f"a: {BROKEN}", "c: d"]),
        ("a: [b\nc: d", ["1:4 unclosed-bracket"], [f"a: {BROKEN}", "c: d"]),
        ("a: [b,, c]]", ["1:7 syntax", "1:11 syntax"], ["a: [b, c]"]),
        ("a: |\nb c\nd: e", ["2:1 bad-indentation"], ["a: |", "  b c", "d: e"]),
        ("\ta: b\n\tc: d", ["1:1 tab"], ["  a: b", "  c: d"]),
    ],
)
def test_mending(text: str, codes: list[str], lines: list[str]) -> None:
    """One mistake is told once, and the copy says what was meant."""
    mended = _mend(text)
    assert (_codes(mended), mended.lines) == (codes, lines)


def test_a_second_document_is_left_out_where_it_repeats_the_first() -> None:
    """A stray mark between different keys is only a stray mark."""
    assert _mend("a: b\n---\na: c").lines == ["a: b", "", ""]
    assert _mend("a: b\n---\nc: d").lines == ["a: b", "", "c: d"]


def test_the_first_side_of_a_merge_is_kept() -> None:
    """The marks are one mistake."""
    mended = _mend("<<<<<<< HEAD\na: b\n=======\na: c\n>>>>>>> x\nd: e")
    assert (_codes(mended), mended.lines) == (["1:1 syntax"], ["", "a: b", "", "", "", "d: e"])


def test_so_many_mistakes_that_the_rest_is_left() -> None:
    """A file that is no YAML at all is not told line by line."""
    mended = _mend("a: b\n" + "hello world\n" * 5000)
    assert mended.is_cut_short
    assert len(mended.problems) < 100
