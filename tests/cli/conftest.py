"""Runs the program in this process, in an empty folder, on the day of all tests."""

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from resumekit.cli.app import main

PROFILE = """\
resumekit: 1
career: medical-assistant
person:
  name: Ana Reyes
skills:
  - {name: EKG, tags: [cardiology]}
  - {name: Filing, tags: [office]}
variants:
  cardiology: {tags: [cardiology]}
  office: {tags: [office]}
"""
BROKEN = "resumekit: 1\ncareer: medical-assistant\nperson:\n  name: Ana Reyes\n  emial: ana@example.org\n"


@dataclass(frozen=True)
class Answer:
    """What a command did: exit code, standard output, standard error."""

    code: int
    out: str
    err: str


Call = Callable[..., Answer]


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """`call("check", "ana.yaml", stdin="")` in a folder with ana.yaml (valid) and broken.yaml (one error)."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795478400")
    monkeypatch.delenv("NO_COLOR", raising=False)
    (tmp_path / "ana.yaml").write_text(PROFILE, encoding="utf-8")
    (tmp_path / "broken.yaml").write_text(BROKEN, encoding="utf-8")

    def program(*arguments: str, stdin: str = "") -> Answer:
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
        with monkeypatch.context() as streams:
            streams.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8"))
            streams.setattr(sys, "stdout", out)
            streams.setattr(sys, "stderr", err)
            code = main(arguments)
        for stream in (out, err):
            stream.flush()
        return Answer(code, out.buffer.getvalue().decode(), err.buffer.getvalue().decode())

    return program
