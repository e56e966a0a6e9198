"""Pages: any bytes as numbered lines; what is no text is refused, what is navigation left out."""

import pytest

from resumekit.files import FileProblem
from resumekit.pages import MAX_LINE, read_page


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings(encoding: str) -> None:
    """UTF-8, UTF-16 with and without its mark, Windows' own."""
    page = read_page("What you’ll do\r\nDraw blood\r\n".encode(encoding))
    assert [(1, "What you’ll do"), (2, "Draw blood")] == [(line.number, line.text) for line in page.lines]


@pytest.mark.parametrize("data", [b"", b" \n\t", b"%PDF-1.7 ...", b"PK\x03\x04abc", b"\x89PNG\r\n", bytes(range(256)) * 20, b"\0" * 100])
def test_no_text_is_refused(data: bytes) -> None:
    """With one line that says what it is."""
    with pytest.raises(FileProblem) as problem:
        read_page(data, "x.bin")
    assert "posting-unreadable" == problem.value.code
    assert problem.value.message.startswith("x.bin ")


@pytest.mark.parametrize("part", ["<", "<p ", "<!--", '<a href="', "<script>", "&amp", "[", "**", "<li>", '{"a":', "a" * 50, "•", "\n", "| a "])
def test_hostile_text_takes_no_long(part: str) -> None:
    """A hundred kilobytes of one thing, as text and as HTML, is read in linear time; no line is longer than the limit."""
    for before in ("", "<html>"):
        page = read_page((before + part * (100_000 // len(part))).encode() + b" end")
        assert all(len(line.text) <= MAX_LINE for line in page.lines)
