"""Transcripts: pages that show a command and exactly what it answers, run again to see whether they still tell the truth.

A page is Markdown. A fenced block named after a file (```yaml ana.yaml) is an input. A `console` block holds commands after
`$ ` and below each what the terminal shows: results, then notes, then `exit: N` where it is not 0. A line `...` stands
for any lines. `pytest --update-gold` writes the answers anew (not in blocks with `...`); read the difference.
"""

import contextlib
import io
import os
import re
import shlex
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from resumekit.cli.app import main
from resumekit.diagnostics import CODES

ROOT = Path(__file__).parent.parent
FOLDER = Path(__file__).parent / "commands"
TRANSCRIPTS = sorted(FOLDER.rglob("*.md"))
README = ROOT / "README.md"
_FENCE = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_MIDNIGHT = "1795478400"
"""2026-11-24, the day on which all tests happen."""


def execute(command: str) -> str:
    """Run one line as a shell would and return what the terminal shows, with the exit code where it is not 0."""
    shown = ""
    for part in command.split(" && "):
        words = shlex.split(part)
        data = b""
        if "<" in words:
            at = words.index("<")
            data = Path(words[at + 1]).read_bytes()
            words[at : at + 2] = []
        if words[0] == "resumekit":
            output, code = run_here(words[1:], data)
            shown += output + (f"exit: {code}\n" if code else "")
            if code:
                break
        elif words[0] == "cat":
            shown += Path(words[1]).read_text(encoding="utf-8")
        elif words[0] == "ls":
            shown += "".join(f"{path.name}\n" for path in sorted(Path(words[1] if words[1:] else ".").iterdir()) if not path.name.startswith("."))
        else:
            raise ValueError(f"a transcript cannot run {words[0]}")
    return shown


def run_here(arguments: list[str], stdin: bytes = b"") -> tuple[str, int]:
    """Run the program in this process: standard output followed by standard error, and the exit code."""
    streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2)]
    before, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
    try:
        with contextlib.redirect_stdout(streams[0]), contextlib.redirect_stderr(streams[1]):
            code = main(arguments)
    finally:
        sys.stdin = before
    shown = ""
    for stream in streams:
        stream.flush()
        text = stream.buffer.getvalue().decode("utf-8")
        shown += text + ("\n" if text and not text.endswith("\n") else "")
    return shown, code


def commands_in(block: str) -> Iterator[tuple[str, str]]:
    """The commands of a console block, each with what is shown below it."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        yield command, shown


def matches(expected: str, shown: str) -> bool:
    """Whether what is shown is what was expected, `...` standing for any lines."""
    pattern = "".join("(?:.*\n)*?" if line == "...\n" else re.escape(line) for line in expected.splitlines(keepends=True))
    return re.fullmatch(pattern, shown) is not None


@pytest.fixture
def scene(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, on the day of all tests, without the settings of whoever runs them."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", _MIDNIGHT)
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", TRANSCRIPTS, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_transcript(page: Path, scene: Path, update_gold: bool) -> None:
    """Each command of the page answers as the page says."""
    text = page.read_text(encoding="utf-8")
    blocks = list(_FENCE.finditer(text))
    ran = 0
    fresh: list[tuple[int, int, str]] = []
    for block in blocks:
        language, name, content = block.groups()
        if name:
            (scene / name).parent.mkdir(parents=True, exist_ok=True)
            (scene / name).write_text(content, encoding="utf-8")
        elif language == "console":
            answer = ""
            for command, expected in commands_in(content):
                shown = execute(command)
                ran += 1
                answer += f"$ {command}\n{expected if update_gold and '...' in expected.splitlines() else shown}"
                if not update_gold and not matches(expected, shown):
                    assert expected == shown, command
            fresh.append((block.start(3), block.end(3), answer))
    assert ran, "the page runs nothing"
    if update_gold:
        for start, end, answer in reversed(fresh):
            text = text[:start] + answer + text[end:]
        page.write_text(text, encoding="utf-8")


def test_readme_tour(scene: Path) -> None:
    """Each `resumekit` command of the README works, in a folder with the examples, and answers as the README says."""
    shutil.copytree(ROOT / "examples", scene / "examples")
    ran = 0
    for block in _FENCE.finditer(README.read_text(encoding="utf-8")):
        if block[1] != "console":
            continue
        for command, expected in commands_in(block[3]):
            if command.split()[0] in ("resumekit", "cat", "ls"):
                shown = execute(command)
                ran += 1
                if not expected:
                    assert "exit:" not in shown, f"{command}\n{shown}"
                elif not matches(expected, shown) and not matches(expected, re.sub(r"exit: \d+\n\Z", "", shown)):
                    assert expected == shown, command
    assert ran >= 5


def test_pages_of_codes_are_named_after_codes() -> None:
    """`codes/bad-date.md` shows the code bad-date, and says its name in the output."""
    for page in (FOLDER / "codes").glob("*.md"):
        assert page.stem in CODES
        assert re.search(rf"[\[=]{page.stem}(\]|::)", page.read_text(encoding="utf-8")), page.name


def test_a_wrong_transcript_is_noticed(scene: Path) -> None:
    """The comparison can fail, and `...` stands for whole lines only."""
    assert matches("a\n...\nc\n", "a\nb\nb\nc\n")
    assert matches("...\n", "")
    assert not matches("a\n", "b\n")
    assert not matches("a\n...\n", "ab\n")
    assert "exit: 1\n" in execute("resumekit validate nowhere.yaml")
    assert os.listdir(scene) == []
