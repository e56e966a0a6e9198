"""Where keys and dashes may stand."""

import pytest

from resumekit.columns import After, Columns, Level
from resumekit.composer import compose


class _Columns(Columns):
    """Open to the tests."""

    def fit(self, line: int, indent: int, items: bool) -> int | None:
        return self._fit(line, indent, items)


def _open(text: str, *levels: tuple[int, bool], after: tuple[str, int] = ("nothing", 0), has_key: bool = False) -> _Columns:
    lines = text.split("\n")
    columns = _Columns("f", lines, lines)
    columns.levels = [Level(column, items) for column, items in levels]
    columns.after = After(*after, has_key=has_key)
    return columns


@pytest.mark.parametrize(
    ("levels", "after", "indent", "items", "fits"),
    [
        ([], ("value", -1), 0, False, True),
        ([(0, False)], ("value", 0), 2, False, True),
        ([(0, False)], ("value", 0), 0, True, True),
        ([(0, False)], ("text", 0), 0, False, True),
        ([(0, False), (2, True), (4, False)], ("text", 4), 2, True, True),
        ([(0, False), (0, True)], ("text", 0), 0, False, True),
        ([(0, False)], ("text", 0), 2, False, False),
        ([(0, False), (2, True), (4, False)], ("text", 4), 3, True, False),
        ([(0, False), (2, True), (4, False)], ("text", 4), 2, False, False),
    ],
)
def test_what_fits(levels: list[tuple[int, bool]], after: tuple[str, int], indent: int, items: bool, fits: bool) -> None:
    """A key or dash stands where one stood before, or below a key without a value, and nowhere else."""
    columns = _open("x: y\n" + " " * indent + ("- a" if items else "a: b"), *levels, after=after, has_key=True)
    assert (columns.fit(1, indent, items) == indent) is fits
    assert bool(columns.mended.problems) is not fits


def test_the_nearest_column_is_taken() -> None:
    """Between two, it is the deeper one; after a blank line, the outer one."""
    columns = _open("a:\n  b: 1\n c: 2", (0, False), (2, False), after=("text", 2), has_key=True)
    columns.fit(2, 1, False)
    assert columns.working[2] == "  c: 2"
    columns = _open("a:\n  b: 1\n\n c: 2", (0, False), (2, False), after=("text", 2), has_key=True)
    columns.fit(3, 1, False)
    assert columns.working[3] == "c: 2"


def test_a_dash_below_a_key_without_a_name() -> None:
    """Where no key stands above the dash there is no first entry to find; reading goes on."""
    assert compose("x.yaml", ["c", "      -g", "      :", "      - :"]).problems
