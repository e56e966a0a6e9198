"""One run of the program: where its results and its notes go, and what time it is.

In: results as text, problems. Out: the two streams and files. It and `app` are the only modules that touch the streams,
the clock and the environment.
"""

import os
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TextIO, cast

import typer

from resumekit.diagnostics import Diagnostic, InvalidInput, Severity, clean, error, in_order
from resumekit.files import FileProblem, write_whole

_WIDTH = 100
_WIDEST = 120


@dataclass(slots=True)
class Session:
    """What the options that every command has ask for; `main` makes one, each command fills it in."""

    format: str = "text"
    quiet: bool = False
    verbose: bool = False

    def show(self, text: str, output: str | None = None) -> None:
        """A result: to standard output, or whole into the file that `-o` named."""
        if output is None or output == "-":
            send(sys.stdout, text)
            return
        write_whole({Path(output): text.encode("utf-8", "backslashreplace")})
        self.note(f"wrote {output}")

    def show_bytes(self, data: bytes, output: str | None = None) -> None:
        """A text of someone else's, as it is: into the file that `-o` named, or a pipe; without what could steer a terminal on one."""
        if output is not None and output != "-":
            write_whole({Path(output): data})
            self.note(f"wrote {output}")
        elif sys.stdout.isatty():
            lines = data.decode("utf-8", "replace").replace("\r\n", "\n").removesuffix("\n").split("\n")
            send(sys.stdout, "".join(clean(line) + "\n" for line in lines))
        else:
            self.send_file(data)

    def send_file(self, data: bytes) -> None:
        """A file that is a result: its bytes to standard output, as they are."""
        sys.stdout.flush()
        buffer = getattr(sys.stdout, "buffer", None)
        if buffer is None:
            send(sys.stdout, data.decode("utf-8", "replace"))
            return
        try:
            buffer.write(data)
            buffer.flush()
        except BrokenPipeError:
            abandon(sys.stdout)

    def show_report(self, report: Any, output: str | None = None) -> None:
        """A report, in the format asked for."""
        from resumekit.writers import write

        on_screen = output is None or output == "-"
        colour = on_screen and has_colour(sys.stdout)
        self.show(write(report, self.format, colour=colour, width=width_of(sys.stdout) if on_screen else _WIDTH), output)

    def note(self, text: str) -> None:
        """What is not a result: what was written, what to do next. Silent with `-q`."""
        if not self.quiet:
            send(sys.stderr, "".join(clean(line) + "\n" for line in text.split("\n")))

    def tell(self, problems: Iterable[Diagnostic]) -> None:
        """Problems: as the one document of standard output where a program reads it, else beside the results."""
        problems = list(problems)
        if self.format in ("json", "jsonl", "github", "sarif"):
            send(sys.stdout, problems_as(problems, self.format.removesuffix("l"), sys.stdout))
        else:
            send(sys.stderr, problems_as(problems, "text", sys.stderr))

    def warn(self, problems: Iterable[Diagnostic]) -> None:
        """Warnings beside a result that was made all the same. Silent with `-q`, and where a program reads the result."""
        problems = list(problems)
        if problems and not self.quiet and self.format not in ("json", "jsonl"):
            self.tell(problems)

    def show_problems(self, found: Mapping[str, Sequence[Diagnostic]], output: str | None) -> None:
        """What was found in each file, and which have none; end the run with 1 if anything is an error."""
        problems = [problem for file in found for problem in found[file]]
        text = problems_as(problems, self.format, sys.stdout)
        if self.format == "text" and not self.quiet:
            text += "".join(f"{'<stdin>' if file == '-' else file}: no problems\n" for file in found if not found[file])
        self.show(text, output)
        if any(problem.severity is Severity.ERROR for problem in problems):
            raise typer.Exit(1)


def begin(context: typer.Context, *, format: str = "text", quiet: bool = False, verbose: bool = False) -> Session:
    """The run's session, told what its command's options ask for; `session.format` is the one to use."""
    session = cast("Session", context.obj)
    _refuse_folder(context)
    session.format, session.quiet, session.verbose = _form(context, format), quiet, verbose
    return session


def _refuse_folder(context: typer.Context) -> None:
    """A usage error where `-o`, of a command that writes one file, names a folder."""
    output = context.params.get("output")
    takes_file = any(parameter.name == "output" and getattr(parameter, "metavar", "") == "FILE" for parameter in context.command.params)
    if takes_file and isinstance(output, str) and output and (output.endswith(("/", os.sep)) or os.path.isdir(output)):
        raise typer.BadParameter(f"'{output}' is a folder; name a file in it.", param_hint="--output")


_ENDINGS = {
    ".html": ("html",), ".htm": ("html",), ".md": ("markdown",), ".markdown": ("markdown",), ".json": ("json", "jsonl", "sarif"), ".jsonl": ("jsonl",),
    ".csv": ("csv",), ".ics": ("ics",), ".svg": ("svg",), ".sarif": ("sarif",),
}  # fmt: skip
"""What a file's ending says about the format of what is in it, the first where nothing else does."""


def _form(context: typer.Context, format: str) -> str:
    """The format that `--format` asks for, else the one that the name after `-o` says; a usage error where they differ."""
    output = context.params.get("output")
    ending = os.path.splitext(output)[1].lower() if isinstance(output, str) else ""
    meant = _ENDINGS.get(ending)
    if meant is None or "format" not in context.params or format in meant:
        return format
    option: Any = next(parameter for parameter in context.command.params if parameter.name == "format")
    known = [str(name) for name in option.type_descriptor.choices or ()]
    source = context.get_parameter_source("format")
    if source is not None and source.name != "DEFAULT":
        raise typer.BadParameter(f"'{output}' is not a name for {format}; choose another ending, or leave out --format.", param_hint="--output")
    if meant[0] not in known:
        raise typer.BadParameter(f"'{output}' asks for {meant[0]}, which this command does not write. Known: {', '.join(known)}.", param_hint="--output")
    return meant[0]


def problems_as(problems: Iterable[Diagnostic], format: str, stream: TextIO) -> str:
    """Problems in a format, as wide and as coloured as the stream allows."""
    from resumekit.writers.problems import write_problems

    return write_problems(problems, format, colour=has_colour(stream), width=width_of(stream))


def strictly(problems: Iterable[Diagnostic], strict: bool) -> list[Diagnostic]:
    """The problems in order; with `--strict` every warning is an error."""
    return [replace(problem, severity=Severity.ERROR) if strict else problem for problem in in_order(problems)]


def stop_at_errors(problems: Iterable[Diagnostic]) -> None:
    """Raise `InvalidInput` if one of the problems is an error."""
    problems = list(problems)
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise InvalidInput(problems)


def refuse_cut_names(files: Sequence[str]) -> None:
    """A usage error where arguments that are no files are one file's name with spaces."""
    for first in range(len(files)):
        for last in range(first + 2, min(len(files), first + 8) + 1):
            whole = " ".join(files[first:last])
            if os.path.isfile(whole) and not any(os.path.exists(part) for part in files[first:last]):
                raise typer.BadParameter(f'"{whole}" is one file; put quotes around its name, as here.')


def refuse(problem: FileProblem) -> InvalidInput:
    """A file's problem as the exception that ends a run."""
    return InvalidInput([error(problem.code, problem.message, hint=problem.hint)])


def read_day(text: str | None) -> date:
    """The day that `--today` gives; without it the day of SOURCE_DATE_EPOCH (UTC), else this machine's day."""
    if text is not None:
        try:
            return datetime.strptime(text.strip(), "%Y-%m-%d").replace(tzinfo=UTC).date()
        except ValueError:
            raise typer.BadParameter(f"'{text}' is not a day; write it as 2026-11-24.", param_hint="--today") from None
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        try:
            if not (epoch.isascii() and epoch.isdigit()):
                raise ValueError
            return datetime.fromtimestamp(int(epoch), UTC).date()
        except (ValueError, OverflowError, OSError):
            raise typer.BadParameter(f"'{epoch}' is not a number of seconds.", param_hint="SOURCE_DATE_EPOCH") from None
    return datetime.now().astimezone().date()


def has_colour(stream: TextIO) -> bool:
    """Whether colour may be written: to a terminal only, and not where NO_COLOR is set."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width_of(stream: TextIO) -> int:
    """How many columns to fill: the terminal's, up to what still reads well; the same everywhere else."""
    return min(shutil.get_terminal_size((_WIDTH, 24)).columns, _WIDEST) if stream.isatty() else _WIDTH


def send(stream: TextIO, text: str) -> None:
    """Write to a standard stream. A reader that has gone away ends the output, not the command."""
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        abandon(stream)


def abandon(stream: TextIO) -> None:
    """Let what is still buffered for a dead stream go nowhere, so that leaving the program stays quiet."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        return
