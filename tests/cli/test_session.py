"""What the terminal decides: colour and width."""

import io

import pytest

from resumekit.cli.session import has_colour, read_day, width_of


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """It is."""
        return True


@pytest.mark.parametrize(("no_color", "term", "expected"), [("", "xterm", True), ("1", "xterm", False), ("", "dumb", False)])
def test_colour_is_for_terminals_that_want_it(no_color: str, term: str, expected: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_COLOR and TERM=dumb are honoured, and a file never gets escapes."""
    monkeypatch.setenv("NO_COLOR", no_color)
    monkeypatch.setenv("TERM", term)
    assert expected == has_colour(Terminal())
    assert not has_colour(io.StringIO())


def test_width_follows_the_terminal_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """Up to what reads well; a pipe always gets the same."""
    widths = []
    for columns in ("60", "400"):
        monkeypatch.setenv("COLUMNS", columns)
        widths.append((width_of(Terminal()), width_of(io.StringIO())))
    assert widths == [(60, 100), (120, 100)]


def test_the_day_is_the_options_then_the_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    """`--today` wins over SOURCE_DATE_EPOCH, whose day is that of UTC."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795564799")
    assert [str(read_day(None)), str(read_day("2024-02-29"))] == ["2026-11-24", "2024-02-29"]
