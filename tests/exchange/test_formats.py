"""Which format a file has, and files that have none."""

import contextlib
import json
from datetime import date

import pytest

from resumekit.diagnostics import InvalidInput
from resumekit.exchange.formats import NAMES, read
from resumekit.files import FileProblem

from .badge_maker import ED, baked, second, third, token

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("data", "format"),
    [
        (b'{"basics": {"name": "Ana"}}', "a JSON Resume"),
        ('\ufeff{"basics": {"name": "Ana"}}'.encode("utf-16"), "a JSON Resume"),
        (b"basics:\n  name: Ana\n", "a JSON Resume"),
        (b"cv:\n  name: Ana\n", "rendercv's YAML"),
        (b'{"cv": {"name": "Ana"}}', "rendercv's YAML"),
        (b"content:\n  basics:\n    name: Ana\n", "yamlresume's YAML"),
        (json.dumps(third()).encode(), "an Open Badge"),
        (json.dumps([second()]).encode(), "an Open Badge"),
        (baked(json.dumps(second())), "an Open Badge"),
        (token(ED, "EdDSA", third()).encode(), "an Open Badge"),
    ],
)
def test_formats_by_content(data: bytes, format: str) -> None:
    """The name of the file does not matter."""
    assert format == read("x", data, today=TODAY).format


@pytest.mark.parametrize(
    "data", [b"", b" \n", b"\0\0\0", b"hello", b"[1, 2]", b"3", b'"x"', b"null", b"{}", b"- a\n- b\n", b"a: b\n", b"\xff\xfe\xfd", b"GIF89a", b"\x00\x01" * 5000, b"%PDF-1.7 broken"]
)
def test_what_is_in_no_format(data: bytes) -> None:
    """Anything else is refused."""
    with pytest.raises((FileProblem, InvalidInput)):
        read("x", data, today=TODAY)


@pytest.mark.parametrize("format", NAMES)
@pytest.mark.parametrize(
    "data", [b"hello", b"{}", b"[]", b"a: b", b"cv: 3", b"content: []", b"PK\x03\x04", b"%PDF-1.7", b"\x89PNG\r\n\x1a\n", b"<svg/>", b"a.b.c", b'{"basics": 1, "cv": 1, "content": 1}']
)
def test_any_format_of_any_file(format: str, data: bytes) -> None:
    """Whatever is asked for, the answer is a draft or a problem."""
    with contextlib.suppress(FileProblem, InvalidInput):
        assert read("x", data, today=TODAY, format=format).format


def test_broken_json_is_told_with_its_place() -> None:
    """The line where reading stopped."""
    with pytest.raises(InvalidInput) as caught:
        read("x.json", b'{"basics":\n {"name": "Ana",}}', today=TODAY)
    (problem,) = caught.value.problems
    assert problem.place is not None
    assert problem.place.line == 2


def test_a_profile_is_no_import() -> None:
    """It can be used as it is."""
    with pytest.raises(FileProblem, match="already"):
        read("x", b"resumekit: 1\nskills: [EKG]\n", today=TODAY)


def test_aliases_that_swell() -> None:
    """A YAML bomb is refused by the reader's own limits."""
    rows = ["*a", *(f"*b{number}" for number in range(7))]
    bomb = "cv:\n  name: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(f"  k{number}: &b{number} [{','.join([row] * 9)}]\n" for number, row in enumerate(rows))
    with pytest.raises(InvalidInput):
        read("x", bomb.encode(), today=TODAY)
