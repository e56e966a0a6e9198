"""Bytes to lines: encodings, line ends, characters that cannot be seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumekit.syntax import decode


@pytest.mark.parametrize("data", [b"a\nb", b"a\r\nb", b"a\rb", b"\xef\xbb\xbfa\nb"])
def test_line_ends_and_byte_order_mark(data: bytes) -> None:
    """Lines are the same whichever editor wrote them."""
    assert decode("f", data) == (["a", "b"], [])


@pytest.mark.parametrize("text", ["é", "漢字", "👩‍⚕️", "العربية", "e\u0301", "a\u2066b\u2069", "a\tb", "\u00a0", "a\x85b\u2028c\u2029d"])
def test_all_languages_are_text(text: str) -> None:
    """Whatever people write with is no problem; YAML's rarer line ends are spaces."""
    lines, problems = decode("f", text.encode())
    assert problems == []
    assert lines is not None
    assert len(lines) == 1


@pytest.mark.parametrize(
    ("data", "where", "words"),
    [
        (b"a\nb: Coraz\xf3n", (2, 9), "byte 0xf3"),
        ("b: é Coraz".encode() + b"\xf3n", (1, 11), "byte 0xf3"),
        ("a: b".encode("utf-16"), (1, 1), "UTF-16"),
        ("a: bcdefgh\n".encode("utf-16-le"), (1, 1), "UTF-16"),
        (b"%PDF-1.7\n", (1, 1), "is a PDF, not plain text"),
        (bytes(100), (1, 1), "binary"),
        (b"\x89PNG\r\n\x1a\n\0\0", (1, 1), "is a picture (PNG)"),
        (rb"{\rtf1\ansi resumekit: 1}", (1, 1), "a document of a word processor (RTF)"),
        (b"PK\x03\x04 mimetypeapplication/vnd.oasis.opendocument.text", (1, 1), "(OpenDocument)"),
        (b"PK\x03\x04 [Content_Types].xml word/document.xml", (1, 1), "(.docx)"),
        (b"PK\x03\x04 photos/a.jpg", (1, 1), "a ZIP archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", (1, 1), "(.doc)"),
    ],
)
def test_what_is_no_text(data: bytes, where: tuple[int, int], words: str) -> None:
    """Other encodings and binary files are one problem, at the byte that shows it."""
    _, problems = decode("f", data)
    assert [(problem.code, problem.place and (problem.place.line, problem.place.column)) for problem in problems] == [("not-text", where)]
    assert words in problems[0].message


@pytest.mark.parametrize("char", ["\0", "\x07", "\x0b", "\x1b", "\x7f", "\x9b", "\u202e", "\ufeff", "\ufffe", "\U0010fffe"])
def test_invisible_characters(char: str) -> None:
    """They are told once, at the first, and are spaces from then on."""
    lines, problems = decode("f", f"a\nb{char}c\nd{char}".encode())
    assert lines == ["a", "b c", "d "]
    assert [problem.code for problem in problems] == ["control-character"]
    place = problems[0].place
    assert place is not None
    assert (place.line, place.column) == (2, 2)
    assert f"U+{ord(char):04X}" in problems[0].message
    assert "one more line" in problems[0].message


@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    """Nothing raises, and the lines hold nothing that cannot be shown."""
    lines, problems = decode("f", data)
    assert lines is not None or problems
    assert not any("\0" in line or "\x1b" in line or "\r" in line for line in lines or ())
