"""Every way to end has its exit code, and no traceback reaches a user."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from resumekit.cli.app import program
from tests.cli.conftest import Call

ROOT = Path(__file__).parent.parent.parent
COMMANDS = ("new", "validate", "check", "render", "portfolio", "careers", "schema", "doctor")


def test_version(call: Call) -> None:
    """The name and the version, and nothing else."""
    from resumekit import __version__

    answer = call("--version")
    assert (0, f"resumekit {__version__}\n", "") == (answer.code, answer.out, answer.err)


def test_help_lists_every_command(call: Call) -> None:
    """`--help` is a result; without a command the same is shown as a usage error."""
    answer = call("--help")
    assert answer.code == 0
    assert [name for name in COMMANDS if f"  {name} " not in answer.out] == []
    bare = call()
    assert (bare.code, bare.out) == (2, "")
    assert bare.err.strip() == answer.out.strip()


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself(command: str, call: Call) -> None:
    """Its help names it, in short and in long."""
    answer = call(command, "--help")
    assert answer.code == 0
    assert f"resumekit {command}" in answer.out
    assert answer.out == call(command, "-h").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chek"], "Did you mean 'check'"),
        (["check", "ana.yaml", "--formt", "json"], "--format"),
        (["check", "ana.yaml", "--format", "jsno"], "'json'"),
        (["check"], "PROFILE"),
        (["validate"], "PROFILE"),
        (["render", "ana.yaml", "--pages", "0"], "--pages"),
        (["render", "ana.yaml", "-f", "doc"], "Did you mean 'docx'?"),
        (["render", "ana.yaml", "-V", "cardiolgy"], "Did you mean 'cardiology'?"),
        (["render", "ana.yaml", "-t", "clinicl"], "Did you mean 'clinical'?"),
        (["check", "ana.yaml", "--career", "medical-asistant"], "Did you mean 'medical-assistant'?"),
        (["check", "ana.yaml", "--specialization", "ekg-tech"], "Did you mean 'ekg-technician'?"),
        (["check", "ana.yaml", "--tier", "boss"], "there is no tier 'boss'"),
        (["check", "ana.yaml", "--min-coverage", "101"], "--min-coverage"),
        (["check", "ana.yaml", "--min-coverage", "much"], "--min-coverage"),
        (["check", "ana.yaml", "--today", "tomorrow"], "--today"),
        (["check", "ana.yaml", "--today", "2026-02-30"], "--today"),
        (["new", "Ana", "--career", "medical-asistant"], "Did you mean 'medical-assistant'?"),
        (["new", "  "], "NAME"),
        (["schema", "person"], "'profile'"),
    ],
)
def test_wrong_usage_is_2_and_says_what_is_right(arguments: list[str], said: str, call: Call) -> None:
    """One line says what is wrong, one where help is; nothing is printed as a result, nothing is written."""
    answer = call(*arguments)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
    assert len(answer.err.strip().splitlines()) == 2
    assert {"ana.yaml", "broken.yaml"} == set(os.listdir())


def test_bad_source_date_epoch_is_wrong_usage(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """The variable is named, as it is what must be changed."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    answer = call("validate", "ana.yaml")
    assert answer.code == 2
    assert "SOURCE_DATE_EPOCH" in answer.err


@pytest.mark.parametrize("command", ["validate", "check"])
def test_broken_input_as_json_is_one_document(command: str, call: Call) -> None:
    """Whichever command was asked, a program gets validate's document on standard output and nothing on the other."""
    answer = call(command, "broken.yaml", "--format", "json")
    assert (answer.code, answer.err) == (1, "")
    document = json.loads(answer.out)
    assert [document["format"], [one["code"] for one in document["errors"]], document["warnings"]] == [1, ["unknown-key"], []]


@pytest.mark.parametrize("command", ["check", "render", "portfolio"])
def test_broken_input_is_said_beside_the_results(command: str, call: Call) -> None:
    """No result, exit code 1, the problem with its place on standard error, no file."""
    answer = call(command, "broken.yaml")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith("broken.yaml:5:3: error[unknown-key]")
    assert {"ana.yaml", "broken.yaml"} == set(os.listdir())


def test_a_bug_is_one_line(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """What nobody foresaw says so, and how to see more; with --verbose it shows the traceback."""

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("by \x1b[31mzero")

    monkeypatch.setattr("resumekit.load.read", fail)
    answer = call("validate", "ana.yaml")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err == "resumekit: bug: ZeroDivisionError: by \ufffd[31mzero (the same command with --verbose shows the details)\n"
    assert "Traceback" in call("validate", "ana.yaml", "--verbose").err


def test_interruption_is_130(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C says nothing more."""

    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("resumekit.load.read", interrupt)
    answer = call("validate", "ana.yaml")
    assert (answer.code, answer.out, answer.err) == (130, "", "")


# In a process of its own


def start(*arguments: str, **options: Any) -> "subprocess.Popen[bytes]":
    """The program, with pipes."""
    return subprocess.Popen([sys.executable, "-m", "resumekit", *arguments], stderr=subprocess.PIPE, **options)


def test_a_reader_that_leaves_ends_the_output_quietly(call: Call) -> None:
    """`resumekit schema | head -1` says nothing of pipes, and the exit code is the command's own."""
    process = start("schema", stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.close()
    _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("arguments", [["schema"], ["--help"], ["--version"]])
def test_a_full_disk_is_said_in_one_line(arguments: list[str]) -> None:
    """What could not be written is an error, not a traceback."""
    with open("/dev/full", "wb") as full:
        process = start(*arguments, stdout=full)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 1
    assert said.startswith(b"resumekit: cannot write the output: ")
    assert said.count(b"\n") == 1


def test_closed_streams_do_no_harm(call: Call) -> None:
    """Without any standard stream the exit code still tells."""
    command = f"exec {sys.executable} -m resumekit validate {{}} <&- >&- 2>&-"
    assert [subprocess.run(["sh", "-c", command.format(name)], check=False, timeout=60).returncode for name in ("ana.yaml", "broken.yaml")] == [0, 1]


def test_text_in_any_encoding_reaches_a_pipe_as_utf8(call: Call) -> None:
    """A machine set to ASCII gets the same bytes."""
    outputs = []
    for encoding in ("ascii", "utf-8"):
        run = subprocess.run([sys.executable, "-m", "resumekit", "check", "ana.yaml"], capture_output=True, timeout=60, check=True, env={**os.environ, "PYTHONIOENCODING": encoding, "LC_ALL": "C"})
        outputs.append(run.stdout)
    assert outputs[0] == outputs[1]
    assert "✗ missing" in outputs[0].decode()


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_polite_kill_leaves_nothing_behind(call: Call, tmp_path: Path) -> None:
    """SIGTERM ends the program by its own clean-up, with 143."""
    process = start("validate", "-", stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    for _ in range(200):
        time.sleep(0.05)
        caught = next((line for line in Path(f"/proc/{process.pid}/status").read_text().splitlines() if line.startswith("SigCgt:")), "")
        if caught and int(caught.split()[1], 16) & (1 << (signal.SIGTERM - 1)):
            break
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=60)
    assert process.returncode == 143
    assert {"ana.yaml", "broken.yaml"} == set(os.listdir(tmp_path))


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["check", "--help"], ["render", "--help"], ["chek"]])
def test_help_loads_next_to_nothing(arguments: list[str]) -> None:
    """No YAML, no models, no layout, to say what there is."""
    heavy = ("pydantic", "yaml", "rich", "weasyprint", "jinja2", "babel", "email")
    code = f"import sys; from resumekit.cli.app import main; main({arguments!r}); print([name for name in {heavy!r} if name in sys.modules], file=sys.stderr)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert run.stderr.splitlines()[-1] == "[]"


_RUNS = {
    "check": ["ana.yaml"], "match": ["ana.yaml", "posting.txt"], "explain": ["Drew blood"], "inspect": ["ana.pdf"], "renewals": ["ana.yaml"], "validate": ["ana.yaml"], "doctor": [],
    "careers list": [], "careers show": ["medical-assistant"], "careers validate": ["medical-assistant"], "templates list": [], "templates show": ["classic"],
}  # fmt: skip
"""Each command that has reports, with what it needs to make one."""


def _commands() -> Iterator[str]:
    """The names of all commands, those of the groups with their group's."""
    for name, command in typer.main.get_command(program()).commands.items():  # type: ignore[attr-defined]
        yield from [f"{name} {inner}" for inner in command.commands] if hasattr(command, "commands") else [name]


def test_every_format_that_a_help_lists_can_be_had(call: Call) -> None:
    """Of every command, with an answer in each; a command with a format that is not here is missing."""
    Path("posting.txt").write_text("Medical assistant\nRequirements:\n- Phlebotomy\n", encoding="utf-8")
    assert call("render", "ana.yaml", "-q").code == 0
    told = {command: re.findall(r"\w+", found[1]) for command in _commands() if (found := re.search(r"--format <([^>]+)>", " ".join(call(*command.split(), "--help").out.split())))}
    assert set(_RUNS) == set(told)
    failed = [(command, form) for command, arguments in _RUNS.items() for form in told[command] if (answer := call(*command.split(), *arguments, "--format", form)).code or "bug" in answer.err]
    assert failed == []


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        (["explain", "Took", "vitals", "at", "work"], "Took vitals at work"),
        (["careers", "new", "Dental", "assistant"], "Dental assistant"),
        (["new", "-o", "x.yaml", "Ana", "Reyes"], "Ana Reyes"),
        (["check", "my", "profile.yaml"], "my profile.yaml"),
        (["check", "ana.yaml", "broken.yaml"], ""),
    ],
)
def test_a_text_without_quotes_is_shown_with_them(arguments: list[str], meant: str, call: Call) -> None:
    """Where an argument too many is the rest of the one before it; two files that there are stay two."""
    answer = call(*arguments)
    assert 2 == answer.code
    assert (f'Put quotes around what has spaces: "{meant}"' in answer.err) == bool(meant)


def test_a_file_with_spaces_in_its_name_is_one_file(call: Call) -> None:
    """Where a command takes several, and none of the parts is a file."""
    Path("my own profile.yaml").write_text(Path("ana.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    answer = call("validate", "ana.yaml", "my", "own", "profile.yaml")
    assert (2, '"my own profile.yaml" is one file' in answer.err) == (answer.code, True)
    assert call("validate", "ana.yaml", "my own profile.yaml").code == 0
