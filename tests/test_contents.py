"""What stands behind a colon or a dash."""

import pytest

from resumekit.contents import Contents


class _Contents(Contents):
    """Open to the tests."""

    def value(self, line: int, start: int, column: int, key: int | None) -> int:
        return self._value(line, start, column, key)


@pytest.mark.parametrize(
    ("value", "after", "following"),
    [
        ("b", "text", 1),
        ("", "value", 1),
        ("# c", "value", 1),
        ("|", "block", 1),
        (">-  # c", "block", 1),
        ("&x b", "text", 1),
        ("!t", "value", 1),
        ("*x", "nothing", 1),
        ("'b'", "nothing", 1),
        ('"b\n    c"', "nothing", 2),
        ("[b,\n    c]", "nothing", 2),
        ("-5", "text", 1),
        ("a:b", "text", 1),
    ],
)
def test_what_may_follow(value: str, after: str, following: int) -> None:
    """What a value leaves open for the lines below it, and where they begin."""
    lines = f"a: {value}\nz: 1".split("\n")
    contents = _Contents("f", lines, lines)
    assert (contents.value(0, 3, 0, 0), contents.after.kind, contents.mended.problems) == (following, after, [])


@pytest.mark.parametrize(
    ("value", "code", "column", "hint"),
    [
        ("**b** c", "unquoted-text", 4, 'write "**b** c"'),
        ("@b", "unquoted-text", 4, 'write "@b"'),
        ("| b", "unquoted-text", 4, 'write "| b"'),
        ("& b", "unquoted-text", 4, 'write "& b"'),
        ("- b", "unquoted-text", 4, 'write "- b"'),
        ("b: c", "unquoted-text", 5, 'write a: "b: c"'),
        ('say "b": c', "unquoted-text", 11, 'write a: "say \\"b\\": c"'),
        ("'b's", "unquoted-text", 6, "double quotes"),
        ('"b', "unclosed-quote", 4, 'put "'),
        ("[b] c", "unquoted-text", 8, "quotes"),
        ('"\\q"', "bad-escape", 5, "\\\\"),
    ],
)
def test_what_cannot_be_read(value: str, code: str, column: int, hint: str) -> None:
    """Each mistake is told at its place with what to type."""
    lines = [f"a: {value}", "z: 1"]
    contents = _Contents("f", lines, lines)
    contents.value(0, 3, 0, 0)
    (problem,) = contents.mended.problems
    assert problem.place is not None
    assert (problem.code, problem.place.line, problem.place.column) == (code, 1, column)
    assert hint in problem.hint
