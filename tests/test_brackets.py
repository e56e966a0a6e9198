"""Quotations and brackets: where they end, and what goes wrong before that."""

import pytest

from resumekit.brackets import Brackets, after_quotes, bad_escape, end_of_quotes, find_quote, is_unprintable


@pytest.mark.parametrize(
    ("text", "end"),
    [('"a"', (0, 2)), ('"a\\"b"', (0, 5)), ("'it''s'", (0, 6)), ('"a\n  b"', (1, 3)), ('"a', None), ('"a\nb"', None), ('"a\\', None)],
)
def test_where_quotes_end(text: str, end: tuple[int, int] | None) -> None:
    """A quotation may go on over lines that are indented more than its key, and nowhere else."""
    assert end_of_quotes(text.split("\n"), (0, 0), 0) == end


def test_find_quote_skips_what_is_escaped() -> None:
    """A backslash escapes in double quotes, a doubled mark in single ones."""
    assert (find_quote('\\" "', 0, '"'), find_quote("'' '", 0, "'"), find_quote("x", 0, "'")) == (3, 3, None)


@pytest.mark.parametrize(
    ("text", "shown"),
    [('"C:\\Users"', "\\U"), ('"\\p"', "\\p"), ('"a \\x1b"', "\\x1b"), ('"\\ud83d"', "\\ud83d"), ('"\\U00110000"', "\\U00110000"), ('"\\0"', "\\0")],
)
def test_bad_escapes(text: str, shown: str) -> None:
    """Escapes that mean nothing, and those for characters that no text may hold."""
    slip = bad_escape([text], (0, 0), (0, len(text) - 1))
    assert slip is not None
    assert (slip.code, slip.at, slip.message.startswith(shown)) == ("bad-escape", (0, text.index("\\")), True)


@pytest.mark.parametrize("text", ['"\\n \\t \\" \\\\ \\/ \\u00e9 \\x41 \\U0001F600"', '"plain"', '"end\\'])
def test_good_escapes(text: str) -> None:
    """YAML's own escapes are no mistake."""
    assert bad_escape([text], (0, 0), (0, len(text) - 1 if text.endswith('"') else len(text))) is None


def test_what_no_text_may_hold() -> None:
    """Controls, halves of pairs and what is no character; tabs and line ends may."""
    assert [is_unprintable(number) for number in (0, 7, 9, 10, 0x85, 0x9B, 0xD800, 0xFFFE, 0x110000, 0x41)] == [True, True, False, False, False, True, True, True, True, False]


def test_text_after_quotes() -> None:
    """A comment may follow, a text may not."""
    assert after_quotes(["'a' # c"], (0, 2)) is None
    slip = after_quotes(["'a's"], (0, 2))
    assert slip is not None
    assert (slip.code, slip.at) == ("unquoted-text", (0, 2))


@pytest.mark.parametrize(
    "text",
    ["[]", "{}", "[a, b,]", "{a: b, c: [d, {e: f}]}", "[a: b]", "['x', \"y\"]", "[\n  a, # c\n  b\n]", "{a, b}", "{a: , b: ~}", "[*x, &y z, !t w]", "[a#b]", "[a\n  b, c]", '{"a":1}', "[-1, ?x, :y]"],
)
def test_good_brackets(text: str) -> None:
    """Everything that YAML reads is read to its end."""
    lines = text.split("\n")
    found = Brackets(lines, (0, 0), -1)
    assert (found.slip, found.end) == (None, (len(lines) - 1, len(lines[-1]) - 1))


@pytest.mark.parametrize(
    ("text", "code", "at"),
    [
        ("[a, b", "unclosed-bracket", (0, 0)),
        ("[a, [b]", "unclosed-bracket", (0, 0)),
        ("[a,\nb: c", "unclosed-bracket", (0, 0)),
        ("[a}", "syntax", (0, 2)),
        ("[a,, b]", "syntax", (0, 3)),
        ("[, b]", "syntax", (0, 1)),
        ("[{a: b} {c: d}]", "syntax", (0, 8)),
        ("[a [b]]", "unquoted-text", (0, 3)),
        ("{a: b c: d}", "unquoted-text", (0, 7)),
        ("['a' b]", "unquoted-text", (0, 3)),
        ("['a]", "unclosed-quote", (0, 1)),
        ("[*a b, c]", "syntax", (0, 4)),
        ("[@a]", "unquoted-text", (0, 1)),
        ("{accent: #0b6e6e}", "lost-text", (0, 9)),
        ('["\\p"]', "bad-escape", (0, 2)),
    ],
)
def test_slips_in_brackets(text: str, code: str, at: tuple[int, int]) -> None:
    """Each mistake has its code, and its place is that of the culprit."""
    slip = Brackets(text.split("\n"), (0, 0), 0).slip
    assert slip is not None
    assert (slip.code, slip.at) == (code, at)
    assert slip.message
    assert slip.hint
