"""What happens to output when the world does not play along: every file is whole or absent, and the next run is complete."""

import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pikepdf
import pytest

PROFILE = """\
resumekit: 1
career: medical-assistant
person: {name: Ana Reyes, email: ana@example.org}
summary: Medical assistant.
certifications: [{name: CCMA, issued: 2026-05, evidence: ccma.pdf}]
experience: [{employer: Sonora Clinic, title: Medical assistant, start: 2023-01, end: present}]
"""
FILES = ("manifest.json", "index.html", "evidence/a-1-ccma.pdf", "evidence/a-1-ccma-small.jpg")
PORTFOLIO = ("portfolio", "ana.yaml", "-f", "pdf", "-f", "html", "-o", "out")
RENDER = ("render", "ana.yaml", "-f", "html", "-f", "txt", "-o", "out")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a profile and its evidence."""
    (tmp_path / "ana.yaml").write_text(PROFILE, encoding="utf-8")
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    page.obj.Contents = pdf.make_stream(b"0 0 100 100 re f")
    pdf.save(tmp_path / "ccma.pdf")
    return tmp_path


def start(folder: Path, arguments: Sequence[str], *, environment: Mapping[str, str] | None = None, limits: Mapping[int, int] | None = None) -> subprocess.Popen[bytes]:
    """The program, begun in the folder."""

    def lower() -> None:
        for kind, value in (limits or {}).items():
            resource.setrlimit(kind, (value, value))

    return subprocess.Popen(
        [sys.executable, "-m", "resumekit", *arguments, "--today", "2026-11-24"],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lower if limits else None,  # noqa: PLW1509 - this process has one thread
    )


def run(folder: Path, arguments: Sequence[str], **more: Any) -> tuple[int, str]:
    """The program's exit code and what it said on standard error; a traceback is never said."""
    process = start(folder, arguments, **more)
    said = process.communicate(timeout=60)[1].decode("utf-8", "replace")
    assert "Traceback" not in said
    assert "resumekit: bug" not in said
    return process.returncode, said


def is_complete(folder: Path) -> bool:
    """Whether the portfolio is there with all its files, each whole, and nothing else."""
    out = folder / "out"
    found = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    assert {"ana-portfolio.pdf", *(f"ana-portfolio/{name}" for name in FILES)} == found
    are_whole(folder)
    return True


def are_whole(folder: Path) -> None:
    """Whatever has its name holds its whole content."""
    for path in (folder / "out").rglob("*"):
        data = path.read_bytes() if path.is_file() and not path.name.startswith(".") else b""
        end = {".pdf": b"%%EOF", ".html": b"</html>", ".json": b"}", ".jpg": b"\xff\xd9"}.get(path.suffix, b"") if data else b""
        assert data.rstrip().endswith(end), path


def test_killed_at_any_moment_leaves_whole_files_and_the_next_run_is_complete(folder: Path) -> None:
    """Four moments, drawn anew each time; the last run sweeps what the killed ones left."""
    for _ in range(4):
        process = start(folder, PORTFOLIO)
        time.sleep(random.uniform(0.05, 1.2))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        are_whole(folder)
    stale = folder / "out" / f".resumekit-{process.pid}-x"
    stale.parent.mkdir(exist_ok=True)
    stale.write_bytes(b"half")
    assert 0 == run(folder, PORTFOLIO)[0]
    assert is_complete(folder)


def test_two_runs_into_one_folder_end_whole(folder: Path) -> None:
    """Neither takes the other's files for its own."""
    both = [start(folder, PORTFOLIO) for _ in range(2)]
    assert [0, 0] == [process.wait(60) for process in both]
    for process in both:
        process.communicate()
    assert is_complete(folder)


def test_a_copy_that_is_no_longer_wanted_goes_and_what_others_put_there_stays(folder: Path) -> None:
    """Only what the site's own manifest names is removed."""
    assert 0 == run(folder, PORTFOLIO)[0]
    site = folder / "out" / "ana-portfolio"
    (site / "CNAME").write_text("ana.example.org", encoding="utf-8")
    (site / "evidence" / "mine.pdf").write_bytes(b"%PDF-")
    (folder / "ccma.pdf").rename(folder / "new.pdf")
    (folder / "ana.yaml").write_text(PROFILE.replace("ccma.pdf", "new.pdf"), encoding="utf-8")
    assert 0 == run(folder, PORTFOLIO)[0]
    assert ["CNAME", "evidence", "index.html", "manifest.json"] == sorted(os.listdir(site))
    assert ["a-1-new-small.jpg", "a-1-new.pdf", "mine.pdf"] == sorted(os.listdir(site / "evidence"))


def test_no_room_for_a_file_is_one_error_and_leaves_nothing(folder: Path) -> None:
    """As on a full disk: a file that cannot be written whole is not there."""
    code, said = run(folder, PORTFOLIO, limits={resource.RLIMIT_FSIZE: 20_000})
    assert (1, True) == (code, "error[write-failed] cannot write out/ana-portfolio" in said)
    assert not (folder / "out").exists()


def test_a_folder_that_may_not_be_written_is_one_error(folder: Path) -> None:
    """With another folder to choose; a file in the folder's place is the same to everyone, root too."""
    (folder / "out").write_text("a file", encoding="utf-8")
    code, said = run(folder, PORTFOLIO)
    assert (1, True) == (code, "error[write-failed]" in said)
    assert "-o" in said


@pytest.mark.parametrize("arguments", [RENDER, PORTFOLIO], ids=["render", "portfolio"])
def test_a_bare_environment_with_few_open_files_is_enough(folder: Path, arguments: Sequence[str]) -> None:
    """No HOME, the C locale, 24 open files."""
    code, said = run(folder, arguments, environment={"PATH": "/usr/bin:/bin", "LANG": "C", "LC_ALL": "C"}, limits={resource.RLIMIT_NOFILE: 24})
    assert 0 == code, said


def test_a_reader_that_goes_away_ends_it_quietly(folder: Path) -> None:
    """`resumekit render -o - | head -c 1`."""
    process = start(folder, ("render", "ana.yaml", "-f", "html", "-o", "-"))
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    said = process.stderr.read().decode()
    process.stderr.close()
    process.wait(60)
    assert "Traceback" not in said
    assert "bug" not in said
