"""`resumekit doctor`: it finds what is missing and names the command that mends it; no crash of a library ends it."""

import json
import subprocess
from typing import Any

import pytest

from resumekit.cli.doctor import Finding
from tests.cli.conftest import Call

FINE = Finding(name="A trial PDF", status="ok", detail="made")


def findings(call: Call) -> dict[str, dict[str, str]]:
    """What doctor finds, by name."""
    return {one["name"]: one for one in json.loads(call("doctor", "--format", "json").out)["findings"]}


def test_a_machine_that_has_all(call: Call) -> None:
    """Exit code 0, a trial PDF made, nothing to mend."""
    answer = call("doctor", "--format", "json")
    document = json.loads(answer.out)
    assert (answer.code, document["format"], document["ready"]) == (0, 1, True)
    assert {"Python", "Pango", "Fonts", "A trial PDF"} <= set(findings(call))
    assert "Everything works here." in call("doctor").out


def test_missing_pango_names_the_command(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 1, and how to install it here."""

    monkeypatch.setattr("resumekit.cli.doctor._trial", lambda: FINE)

    def none(name: str, *_: Any, **__: Any) -> None:
        raise OSError(name)

    monkeypatch.setattr("ctypes.CDLL", none)
    monkeypatch.setattr("shutil.which", lambda name: "/usr/bin/dnf" if name == "dnf" else None)
    answer = call("doctor")
    assert answer.code == 1
    assert "sudo dnf install pango" in answer.out
    assert "missing" in answer.out


def test_an_unknown_machine_is_shown_where_to_read(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a package manager that is known, the fix is a page to read."""
    monkeypatch.setattr("resumekit.cli.doctor._trial", lambda: FINE)
    monkeypatch.setattr("shutil.which", lambda _: None)
    monkeypatch.setattr("resumekit.cli.doctor._library", lambda _: "")
    assert "https://" in findings(call)["Pango"]["fix"]


@pytest.mark.parametrize(("code", "said"), [(-11, "the library crashed (signal 11)"), (1, "error[machine] no font")])
def test_a_crash_in_the_trial_is_a_finding(code: int, said: str, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """The child dies, doctor reports."""
    monkeypatch.setattr("subprocess.run", lambda *_, **__: subprocess.CompletedProcess([], code, b"", b"error[machine] no font\n" if code > 0 else b""))
    answer = call("doctor", "--format", "json")
    assert answer.code == 1
    assert said == json.loads(answer.out)["findings"][-1]["detail"]


def test_a_cache_that_cannot_be_written_is_a_warning(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything still works, more slowly."""
    monkeypatch.setattr("resumekit.cli.doctor._trial", lambda: FINE)
    monkeypatch.setattr("os.access", lambda *_: False)
    finding = findings(call)["Cache folder"]
    assert (finding["status"], "XDG_CACHE_HOME" in finding["fix"]) == ("slow", True)
