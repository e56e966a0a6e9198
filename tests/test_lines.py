"""One line of YAML: its key, its dashes, its value, and where a mended column stood before."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumekit.lines import BULLET, TIGHT_DASH, TIGHT_KEY, is_item, key_end, key_of, key_start, key_value, original_column, typed


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("name: Ana", "name"),
        ("  - name: Ana", "name"),
        ("- - name:", "name"),
        ("'a: b': c", "a: b"),
        ('"a" : c', "a"),
        ("Talks & posters: x", "Talks & posters"),
        ("https://example.org: x", "https://example.org"),
        ("&a name: x", "&a name"),
        ("name:Ana", ""),
        ("- EKG", ""),
        ("text # a: comment", ""),
        ("[a: b]", ""),
        ("{a: b}", ""),
        ("*bold*: x", "*bold*"),
        ("@a: b", ""),
        ("", ""),
    ],
)
def test_the_key_of_a_line(line: str, key: str) -> None:
    """A key ends with a colon and a space, or a colon at the end."""
    assert key_of(line) == key


def test_dashes_and_values() -> None:
    """A dash is one only before a space; a comment is no value."""
    assert [is_item(line, 0) for line in ("- a", "-", "-\ta", "-a", "--", "a")] == [True, True, True, False, False, False]
    assert [key_start(line) for line in ("  - a", "- - a", "a", "  a")] == [4, 4, 0, 2]
    assert [key_value(line) for line in ("a: b", "a:", "a: # c", "- a: b")] == ["b", "", "", "b"]


def test_what_lacks_its_space() -> None:
    """`name:Ana` and `-EKG` lack a space; addresses, times and negative numbers do not."""
    assert [bool(TIGHT_KEY.match(text)) for text in ("name:Ana", "start date:2022", "https://x", "mailto:a@b", "a: b", "9:30")] == [True, True, False, False, False, False]
    assert [bool(TIGHT_DASH.match(text)) for text in ("-EKG", "- EKG", "--", "-5")] == [True, False, False, False]
    assert [bool(BULLET.match(text)) for text in ("• EKG", "1. EKG", "* EKG", "*EKG", "2022 EKG")] == [True, True, True, False, False]


@given(st.text("ab: -", max_size=20), st.integers(0, 6), st.integers(0, 20))
def test_an_inserted_text_moves_what_follows_back(line: str, width: int, at: int) -> None:
    """Every column behind an inserted text leads to the character it was made from."""
    at = min(at, len(line))
    mended = line[:at] + "#" * width + line[at:]
    for column in range(at + width, len(mended)):
        assert line[original_column(line, mended, column)] == mended[column]


@given(st.text(max_size=30), st.text(max_size=30), st.integers(0, 40))
def test_a_column_stays_in_its_line(original: str, mended: str, column: int) -> None:
    """Whatever became of a line, a column of the copy leads into the line as typed, or just behind it."""
    assert 0 <= original_column(original, mended, min(column, len(mended))) <= len(original)


def test_the_end_of_a_key() -> None:
    """The column is that of the colon."""
    assert [key_end(line, start) for line, start in (("name: x", 0), ("- a: b", 2), ("a:b", 0), ("'x': 1", 0))] == [4, 3, None, 3]


@pytest.mark.parametrize(
    ("text", "expected"), [("60", "60"), ("4.5", "4.5"), ("2022-06", "2022-06"), ("2022-06-30", "2022-06-30"), ("EKG", "EKG"), ("yes", '"yes"'), ("1e3", '"1e3"'), ("a: b", '"a: b"'), ("", '""')]
)
def test_numbers_and_dates_are_written_as_they_are_typed(text: str, expected: str) -> None:
    """Anything else that YAML could take for another thing stands in quotes."""
    assert expected == typed(text)
