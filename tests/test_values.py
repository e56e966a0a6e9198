"""Kinds of values: what is read, what is refused, and with which words."""

from collections.abc import Callable
from typing import Any, Literal

import pytest
from pydantic import TypeAdapter, ValidationError

from resumekit.dates import PRESENT, PartialDate
from resumekit.values import Amount, Color, Count, Date, Email, EndDate, FileName, Flag, Link, OneOf, Pages, Priority, Words, closest, gives_away, plain_name, quoted, suggestion

Language = OneOf[Literal["en", "es"]]


def _reader(kind: Any) -> Callable[[Any], Any]:
    return TypeAdapter(kind).validate_python


def _refused(kind: Any, text: str) -> tuple[str, str]:
    """The code and the hint with which a text is refused."""
    with pytest.raises(ValidationError) as caught:
        _reader(kind)(text)
    (problem,) = caught.value.errors()
    return problem["type"], problem["ctx"]["hint"]


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Words, "  NO ", "NO"),
        (Count, "007", 7),
        (Amount, "180.5", 180.5),
        (Amount, "24", 24),
        (Priority, "5", 5),
        (Pages, "1", 1),
        (Date, "2022-06", PartialDate(2022, 6)),
        (EndDate, "present", PRESENT),
        (Flag, "true", True),
        (Flag, "false", False),
        (Email, "ana.o'neil+x@mail.example.org", "ana.o'neil+x@mail.example.org"),
        (Link, "HTTPS://example.org:8443/a?b=c#d", "HTTPS://example.org:8443/a?b=c#d"),
        (Link, "https://español.example.org/é", "https://español.example.org/é"),
        (Link, "mailto:ana@example.org", "mailto:ana@example.org"),
        (Link, "tel:+15205550142", "tel:+15205550142"),
        (Color, "#0B6E6E", "#0b6e6e"),
        (Color, "#fff", "#fff"),
        (FileName, "evidence/a b.pdf", "evidence/a b.pdf"),
        (Language, "es", "es"),
    ],
)
def test_what_is_read(kind: Any, text: str, value: Any) -> None:
    """A text means what its writer meant."""
    assert _reader(kind)(text) == value


@pytest.mark.parametrize(
    ("kind", "text", "code", "hint"),
    [
        (Words, "  ", "bad-value", "write something"),
        (Count, "2.5", "bad-number", "write 2"),
        (Count, "-5", "bad-number", "from 0"),
        (Count, "1e3", "bad-number", "in digits"),
        (Count, "1,000", "bad-number", "write 1000"),
        (Count, "1_000", "bad-number", "write 1000"),
        (Amount, "180 h", "bad-number", "write 180"),
        (Amount, "180,", "bad-number", "write 180"),
        (Amount, "NaN", "bad-number", "in digits"),
        (Amount, "١٢", "bad-number", "in digits"),
        (Amount, "9" * 5000, "bad-number", "in digits"),
        (Amount, "100001", "bad-number", "to 100000"),
        (Priority, "high", "bad-number", "1 to 5"),
        (Date, "present", "bad-date", "2022-06"),
        (Date, "June 2022", "bad-date", "write 2022-06"),
        (Flag, "yes", "bad-choice", "write true"),
        (Flag, "No", "bad-choice", "write false"),
        (Flag, "maybe", "bad-choice", "true or false"),
        (Email, "Ana <ana@example.org>", "bad-email", "write ana@example.org"),
        (Email, "ana@example", "bad-email", "name@example.org"),
        (Email, "a@b@example.org", "bad-email", "example.org"),
        (Email, "a..b@example.org", "bad-email", "example.org"),
        (Link, "www.example.org", "bad-link", "write https://www.example.org"),
        (Link, "https:/example.org", "bad-link", "write https://example.org"),
        (Link, "https://example.org/my page", "bad-link", "write https://example.org/my%20page"),
        (Link, "javascript:alert(1)", "bad-link", "https://"),
        (Link, "JAVASCRIPT:alert(1)", "bad-link", "https://"),
        (Link, "data:text/html,x", "bad-link", "https://"),
        (Link, "https://user:secret@example.org", "bad-link", "whole address"),
        (Link, "https://", "bad-link", "whole address"),
        (Color, "teal", "bad-color", "#0b6e6e"),
        (Color, "0b6e6e", "bad-color", '"#0b6e6e"'),
        (Language, "EN", "bad-choice", "did you mean en?"),
    ],
)
def test_what_is_refused(kind: Any, text: str, code: str, hint: str) -> None:
    """Each refusal has its code and says what to type."""
    found = _refused(kind, text)
    assert found[0] == code
    assert hint in found[1]


def test_names() -> None:
    """People vary capitals, dashes and spaces; a name far from all others gets the list of them."""
    assert plain_name("Start-Date \u200b") == "start_date"
    assert [closest(text, ("employer", "start")) for text in ("employr", "START", "xyz", "")] == ["employer", "start", None, None]
    assert [suggestion("emploier", ["employer"]), suggestion("xyz", ["b", "a"]), suggestion("x", [])] == ["did you mean employer?", "known: a, b", "there is none to choose from"]
    assert [quoted("a\n b"), quoted("x" * 50)] == ['"a b"', '"' + "x" * 40 + '…"']


@pytest.mark.parametrize(
    ("kind", "text", "valid"),
    [
        (Amount, "180", True), (Amount, "7.5", True), (Amount, "1e3", False), (Amount, "-1", False), (Amount, "many", False),
        (Count, "60", True), (Count, "6.5", False), (Priority, "5", True), (Priority, "6", False), (Pages, "50", True), (Pages, "51", False), (Flag, "true", True), (Flag, "yes", False),
    ],
)  # fmt: skip
def test_editor_and_validate_agree_about_numbers_in_quotes(kind: Any, text: str, valid: bool) -> None:
    """What reading takes, the JSON Schema takes too, in quotes or not."""
    from jsonschema import Draft202012Validator

    adapter = TypeAdapter(kind)
    assert valid is Draft202012Validator(adapter.json_schema()).is_valid(text)
    if valid:
        adapter.validate_python(text)
    else:
        with pytest.raises(ValidationError):
            adapter.validate_python(text)


@pytest.mark.parametrize(
    ("address", "number", "expected"),
    [
        ("https://example.org/v/QX55512345", "QX55512345", True),
        ("https://example.org/v?id=qx-555%2012345", "QX 555-12345", True),
        ("https://example.org/verify", "QX55512345", False),
        ("https://example.org/v/1", None, False),
        (None, "QX55512345", False),
        ("https://example.org", "-", False),
    ],
)
def test_an_address_that_gives_a_number_away(address: str | None, number: str | None, expected: bool) -> None:
    """In whatever case and with whatever stands between its parts."""
    assert expected is gives_away(address, number)
