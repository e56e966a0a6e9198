"""What happens to output when the world does not play along: every file is whole or absent, and the next run is complete."""

import contextlib
import io
import os
import resource
import signal
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from resumekit.cli.app import main
from resumekit.files import write_whole

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
SITE = ("portfolio", "ana.yaml", "-f", "html", "-o", "out")
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


class Run:
    """The program, begun in a folder, in a fork of this process: it has imported already what each run would have to."""

    def __init__(self, folder: Path, arguments: Sequence[str], *, limits: Mapping[int, int] | None = None, before: Callable[[], None] = lambda: None) -> None:
        reading, writing = os.pipe()
        out, into = os.pipe()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # of forking beside threads
            self.process = os.fork()
        if self.process == 0:
            code = 70
            try:
                os.close(reading)
                os.close(out)
                os.dup2(into, 1)
                os.dup2(writing, 2)
                code = self._work(folder, (*arguments, "--today", "2026-11-24"), limits or {}, before)
            finally:
                os._exit(code)
        os.close(writing)
        os.close(into)
        self.said, self.output = os.fdopen(reading, "rb"), os.fdopen(out, "rb")

    @staticmethod
    def _work(folder: Path, arguments: Sequence[str], limits: Mapping[int, int], before: Callable[[], None]) -> int:
        sys.stdout = io.TextIOWrapper(os.fdopen(1, "wb", closefd=False), encoding="utf-8")
        sys.stderr = io.TextIOWrapper(os.fdopen(2, "wb", closefd=False), encoding="utf-8")
        os.chdir(folder)
        for kind, value in limits.items():
            resource.setrlimit(kind, (value, value))
        before()
        code = main(arguments)
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(OSError, ValueError):
                stream.flush()
        return code

    def end(self) -> tuple[int, str]:
        """The exit code, negative for a signal, and what was said on standard error."""
        with self.output:
            self.output.read()
        with self.said:
            said = self.said.read().decode("utf-8", "replace")
        return os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1]), said


def run(folder: Path, arguments: Sequence[str], **more: Any) -> tuple[int, str]:
    """The program's exit code and what it said on standard error; a traceback is never said."""
    code, said = Run(folder, arguments, **more).end()
    assert "Traceback" not in said
    assert "resumekit: bug" not in said
    return code, said


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


def dying(step: int) -> Callable[[], None]:
    """Make this process end, as if killed, at the `step`th thing that it does to a folder."""

    def arrange() -> None:
        left = step

        def counted(act: Callable[..., Any]) -> Callable[..., Any]:
            def perform(*arguments: Any, **options: Any) -> Any:
                nonlocal left
                if not left:
                    os.kill(os.getpid(), signal.SIGKILL)
                left -= 1
                return act(*arguments, **options)

            return perform

        for name in ("replace", "fsync", "unlink", "chmod", "mkdir"):
            setattr(os, name, counted(getattr(os, name)))
        tempfile.mkstemp = counted(tempfile.mkstemp)

    return arrange


def writing_until(step: int, outputs: Mapping[Path, bytes]) -> Callable[[], None]:
    """Write files and end, as if killed at a step of it."""

    def write() -> None:
        dying(step)()
        write_whole(outputs)
        os._exit(0)

    return write


def test_killed_at_any_moment_leaves_whole_files_and_the_next_run_is_complete(folder: Path) -> None:
    """At each step of writing, until a run has no further one; then a run sweeps what the killed ones left."""
    portfolio = {Path(f"out/ana-portfolio/{name}"): end for name, end in zip(FILES, (b"{}", b"<p></html>", b"%PDF-%%EOF", b"\xff\xd9"), strict=True)}
    ends = []
    for step in range(99):
        process = Run(folder, [], before=writing_until(step, portfolio))
        ends.append(process.end()[0])
        are_whole(folder)
        if not ends[-1]:
            break
    assert len(ends) > 12
    assert {-signal.SIGKILL} == set(ends[:-1])
    code, _ = run(folder, PORTFOLIO, before=dying(4))
    assert -signal.SIGKILL == code
    are_whole(folder)
    stale = folder / "out" / f".resumekit-{process.process}-x"
    stale.parent.mkdir(exist_ok=True)
    stale.write_bytes(b"half")
    assert 0 == run(folder, PORTFOLIO)[0]
    assert is_complete(folder)


def test_two_runs_into_one_folder_end_whole(folder: Path) -> None:
    """Neither takes the other's files for its own."""
    both = [Run(folder, PORTFOLIO) for _ in range(2)]
    assert [0, 0] == [process.end()[0] for process in both]
    assert is_complete(folder)


def test_a_copy_that_is_no_longer_wanted_goes_and_what_others_put_there_stays(folder: Path) -> None:
    """Only what the site's own manifest names is removed."""
    assert 0 == run(folder, SITE)[0]
    site = folder / "out" / "ana-portfolio"
    (site / "CNAME").write_text("ana.example.org", encoding="utf-8")
    (site / "evidence" / "mine.pdf").write_bytes(b"%PDF-")
    (folder / "ccma.pdf").rename(folder / "new.pdf")
    (folder / "ana.yaml").write_text(PROFILE.replace("ccma.pdf", "new.pdf"), encoding="utf-8")
    assert 0 == run(folder, SITE)[0]
    assert ["CNAME", "evidence", "index.html", "manifest.json"] == sorted(os.listdir(site))
    assert ["a-1-new-small.jpg", "a-1-new.pdf", "mine.pdf"] == sorted(os.listdir(site / "evidence"))


@pytest.mark.parametrize("arguments", [PORTFOLIO, SITE], ids=["portfolio", "site"])
def test_no_room_for_a_file_is_one_error_and_leaves_nothing(folder: Path, arguments: Sequence[str]) -> None:
    """As on a full disk: a file that cannot be written whole is not there."""
    code, said = run(folder, arguments, limits={resource.RLIMIT_FSIZE: 9_000})
    assert (1, True) == (code, "error[write-failed] cannot write out/ana-portfolio" in said)
    assert not (folder / "out").exists()


def test_a_folder_that_may_not_be_written_is_one_error(folder: Path) -> None:
    """With another folder to choose; a file in the folder's place is the same to everyone, root too."""
    (folder / "out").write_text("a file", encoding="utf-8")
    code, said = run(folder, SITE)
    assert (1, True) == (code, "error[write-failed]" in said)
    assert "-o" in said


@pytest.mark.parametrize("arguments", [RENDER, PORTFOLIO], ids=["render", "portfolio and site"])
def test_a_bare_environment_with_few_open_files_is_enough(folder: Path, arguments: Sequence[str]) -> None:
    """No HOME, the C locale, 24 open files; in a process of its own, as these count from its start."""
    process = subprocess.run(
        [sys.executable, "-m", "resumekit", *arguments, "--today", "2026-11-24"],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", "LANG": "C", "LC_ALL": "C"},
        capture_output=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (24, 24)),
        check=False,
    )
    assert (0, False) == (process.returncode, b"Traceback" in process.stderr), process.stderr


def test_a_reader_that_goes_away_ends_it_quietly(folder: Path) -> None:
    """`resumekit render -o - | head -c 1`, in a process of its own."""
    process = subprocess.Popen([sys.executable, "-m", "resumekit", "render", "ana.yaml", "-f", "html", "-o", "-"], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout
    process.stdout.close()
    _, said = process.communicate(timeout=60)
    assert b"Traceback" not in said
    assert b"bug" not in said
