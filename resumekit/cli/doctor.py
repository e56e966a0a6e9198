"""`resumekit doctor`: what this machine has and lacks, and the command that mends it."""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from resumekit.cli.options import Output, PlainFormat, Quiet, Verbose
from resumekit.cli.session import begin

if TYPE_CHECKING:
    from resumekit.blocks import Block, Line, Tone

_LIBRARIES = {
    "Pango": ("libpango-1.0.so.0", "libpango-1.0.0.dylib", "libpango-1.0-0.dll"),
    "PangoFT2": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.0.dylib", "libpangoft2-1.0-0.dll"),
    "GObject": ("libgobject-2.0.so.0", "libgobject-2.0.0.dylib", "libgobject-2.0-0.dll"),
    "HarfBuzz": ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"),
    "Fontconfig": ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll"),
    "HarfBuzz subset": ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll"),
}
"""What WeasyPrint loads, by the names it has on Linux, macOS and Windows; the last only makes it faster."""
_INSTALL = (
    ("apt", "sudo apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"),
    ("dnf", "sudo dnf install pango"),
    ("pacman", "sudo pacman -S pango"),
    ("apk", "sudo apk add pango"),
    ("zypper", "sudo zypper install libpango-1_0-0"),
    ("brew", "brew install pango"),
)
_TONES: "dict[str, Tone]" = {"ok": "good", "missing": "bad", "slow": "warn"}
_FOLDERS = ("", "/opt/homebrew/lib/", "/usr/local/lib/")
_PROFILE = b"resumekit: 1\ncareer: medical-assistant\nperson: {name: Ana Reyes}\n"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that was looked at. `fix` is the command or step that mends it, empty where nothing is wrong."""

    name: str
    status: Literal["ok", "missing", "slow"]
    detail: str
    fix: str = ""


@dataclass(frozen=True, kw_only=True)
class DoctorReport:
    """What this machine has; `ready`: whether everything works here."""

    ready: bool
    findings: tuple[Finding, ...]

    def outline(self) -> "list[Block]":
        """The report as blocks."""
        from resumekit.blocks import Bullets, Heading, Item, Paragraph, Span, Table

        answer = "Everything works here." if self.ready else "Something is missing here; the rest works."
        rows: list[tuple[Line, ...]] = [(one.name, Span(one.status, _TONES[one.status]), one.detail) for one in self.findings]
        fixes = tuple(Item(line=one.fix, why=f"for {one.name}") for one in self.findings if one.fix)
        blocks: list[Block] = [Heading("What this machine has", level=1), Paragraph(answer, lead=True), Table(("What", "Status", "Found"), tuple(rows))]
        return [*blocks, Heading("What mends it"), Bullets(fixes)] if fixes else blocks


def doctor(
    context: typer.Context,
    *,
    format: Annotated[PlainFormat, typer.Option("--format", help="How to show the findings.")] = "text",
    output: Output = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Look whether this machine has what resumekit needs, and say what mends it."""
    session = begin(context, format=format, quiet=quiet, verbose=verbose)
    findings = tuple(_findings())
    report = DoctorReport(ready=all(one.status != "missing" for one in findings), findings=findings)
    session.show_report(report, output)
    if not report.ready:
        raise typer.Exit(1)


def _findings() -> Iterator[Finding]:
    import platform

    from resumekit import __version__

    yield Finding(name="resumekit", status="ok", detail=__version__)
    yield Finding(name="Python", status="ok", detail=platform.python_version())
    for name, files in _LIBRARIES.items():
        found = _library(files)
        if found:
            yield Finding(name=name, status="ok", detail=found)
        elif name == "HarfBuzz subset":
            yield Finding(name=name, status="slow", detail="not found: PDFs take longer", fix=_install())
        else:
            yield Finding(name=name, status="missing", detail="not found: no PDF can be made", fix=_install())
    yield _fonts()
    yield _cache()
    yield _confinement()
    yield _trial()


def _library(names: tuple[str, ...]) -> str:
    """The name under which one of the libraries can be loaded, or nothing."""
    import ctypes

    for folder in _FOLDERS:
        for name in names:
            try:
                ctypes.CDLL(folder + name)
            except OSError:
                continue
            return folder + name
    return ""


def _install() -> str:
    """The command of this machine's package manager that brings Pango."""
    import shutil

    return next((command for manager, command in _INSTALL if shutil.which(manager)), "install Pango: https://doc.courtbouillon.org/weasyprint/stable/first_steps.html")


def _fonts() -> Finding:
    from resumekit.diagnostics import InvalidInput
    from resumekit.rendering.glyphs import font_folder

    try:
        folder = font_folder("Source Sans 3")
    except InvalidInput as problem:
        return Finding(name="Fonts", status="missing", detail=problem.problems[0].message, fix=problem.problems[0].hint)
    return Finding(name="Fonts", status="ok", detail=str(folder.parent))


def _cache() -> Finding:
    """Whether the folder for the font configuration can be written; without it each run makes a new one."""
    import tempfile

    home = os.environ.get("HOME", "")
    base = os.environ.get("XDG_CACHE_HOME", "") or (os.path.join(home, ".cache") if home else "")
    folder = Path(base) if base else Path(tempfile.gettempdir())
    while not folder.exists():
        folder = folder.parent
    if os.access(folder, os.W_OK):
        return Finding(name="Cache folder", status="ok", detail=str(Path(base or folder) / "resumekit"))
    return Finding(name="Cache folder", status="slow", detail=f"{folder} cannot be written", fix="set XDG_CACHE_HOME to a folder that can be written")


def _confinement() -> Finding:
    """Whether evidence files are read by a process of their own, which can be stopped."""
    from resumekit.confine import is_possible

    if is_possible():
        return Finding(name="Evidence files", status="ok", detail="read in a process of their own, with limits")
    detail = "read without limits of time and memory: this system cannot fork"
    return Finding(name="Evidence files", status="slow", detail=detail, fix="use evidence files that you trust, or run resumekit on Linux or macOS")


def _trial() -> Finding:
    """A small PDF, made by a child: if a library crashes there, that is a finding and not the end of this run."""
    import subprocess
    import tempfile

    with tempfile.TemporaryDirectory(prefix="resumekit-") as folder:
        command = [sys.executable, "-m", "resumekit", "render", "-", "-q", "-f", "pdf", "-o", folder]
        try:
            run = subprocess.run(command, input=_PROFILE, capture_output=True, timeout=120, check=False)  # noqa: S603
        except (OSError, subprocess.TimeoutExpired) as problem:
            return Finding(name="A trial PDF", status="missing", detail=f"could not be made: {type(problem).__name__}", fix=_install())
        file = Path(folder) / "resume.pdf"
        if run.returncode == 0 and file.is_file() and file.read_bytes().startswith(b"%PDF-"):
            return Finding(name="A trial PDF", status="ok", detail=f"made, {file.stat().st_size // 1000} kB")
    said = run.stderr.decode("utf-8", "replace").strip().splitlines()
    what = f"the library crashed (signal {-run.returncode})" if run.returncode < 0 else said[0] if said else f"exit code {run.returncode}"
    return Finding(name="A trial PDF", status="missing", detail=what, fix=_install())
