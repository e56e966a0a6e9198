"""What the terminal decides: colour and width."""

import io
from pathlib import Path

import pytest
import typer

from resumekit.cli.session import has_colour, read_day, width_of
from tests.cli.conftest import Call


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


@pytest.mark.parametrize(
    ("arguments", "begins"),
    [
        (["check", "ana.yaml", "-o", "x.html"], "<!doctype html>"),
        (["check", "ana.yaml", "-o", "x.MD"], "# Ana Reyes"),
        (["check", "ana.yaml", "-o", "x.svg"], "<svg"),
        (["check", "ana.yaml", "-o", "x.out"], "Ana Reyes"),
        (["check", "ana.yaml", "--format", "markdown", "-o", "x.txt"], "# Ana Reyes"),
        (["renewals", "ana.yaml", "-o", "x.ics"], "BEGIN:VCALENDAR"),
        (["renewals", "ana.yaml", "-o", "x.csv"], "person,"),
        (["validate", "ana.yaml", "-o", "x.json"], '{\n  "format": 1'),
        (["validate", "ana.yaml", "-o", "x.sarif"], '{\n  "$schema"'),
        (["validate", "ana.yaml", "--format", "sarif", "-o", "x.json"], '{\n  "$schema"'),
        (["careers", "show", "medical-assistant", "-o", "x.html"], "<!doctype html>"),
        (["explain", "Drew blood", "-o", "x.jsonl"], '{"text"'),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_ending_of_the_file_says_the_format(arguments: list[str], begins: str, call: Call, tmp_path: Path) -> None:
    """`-o gaps.html` is a page without --format too; an ending that says nothing leaves it at text."""
    answer = call(*arguments)
    assert (0, "") == (answer.code, answer.out), answer.err
    assert (tmp_path / arguments[-1]).read_text(encoding="utf-8").startswith(begins)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "ana.yaml", "--format", "markdown", "-o", "x.html"], "'x.html' is not a name for markdown"),
        (["check", "ana.yaml", "--format", "text", "-o", "x.json"], "'x.json' is not a name for text"),
        (["validate", "ana.yaml", "-o", "x.html"], "'x.html' asks for html, which this command does not write. Known: text, json, github, sarif."),
    ],
)
def test_ending_that_contradicts_is_wrong_usage(arguments: list[str], words: str, call: Call, tmp_path: Path) -> None:
    """Nothing is written under a name that lies about it."""
    answer = call(*arguments)
    assert (2, True) == (answer.code, words in answer.err), answer.err
    assert not (tmp_path / arguments[-1]).exists()


@pytest.mark.parametrize("output", ["there", "there/", "missing/"])
@pytest.mark.parametrize(
    "command",
    [
        ["export", "ana.yaml", "--to", "rendercv"],
        ["renewals", "ana.yaml"],
        ["check", "ana.yaml"],
        ["validate", "ana.yaml"],
        ["inspect", "a.pdf"],
        ["import", "a.json"],
        ["match", "ana.yaml", "a.txt"],
        ["schema"],
    ],
)
def test_a_folder_is_no_file_to_write(command: list[str], output: str, call: Call, tmp_path: Path) -> None:
    """A command that writes one file says so, and makes none called after the folder."""
    (tmp_path / "there").mkdir()
    answer = call(*command, "-o", output)
    assert (2, True) == (answer.code, f"'{output}' is a folder; name a file in it" in answer.err), answer.err
    assert not (tmp_path / "missing").exists()
    assert not list((tmp_path / "there").iterdir())


@pytest.mark.parametrize("seconds", ["1_795_478_400", " 1795478400", "+1795478400", "-1", "1e9", "\u0661", "9" * 30, "0x10"])
def test_only_plain_digits_are_seconds(seconds: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """SOURCE_DATE_EPOCH is what other programs read too, which are as strict."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)
    with pytest.raises(typer.BadParameter, match="is not a number of seconds"):
        read_day(None)
