"""The program: its commands, and what every way to end means.

In: arguments. Out: an exit code: 0 done, 1 the input has errors or a gate failed, 2 wrong usage, 130 interrupted. Each
command is a thin function whose body imports what it needs, and only the command that was asked for is imported.
"""

import atexit
import contextlib
import gc
import importlib
import io
import os
import re
import signal
import sys
from collections.abc import Iterable, Sequence
from typing import Annotated, Any

import typer
from typer.completion import install_callback, show_callback

from resumekit import __version__
from resumekit.cli.options import SETTINGS
from resumekit.cli.quick import prepare_pydantic
from resumekit.cli.session import Session, abandon, refuse, send
from resumekit.diagnostics import InvalidInput, clean
from resumekit.files import FileProblem, forget_what_was_read

COMMANDS = ("new", "validate", "check", "match", "explain", "render", "portfolio", "inspect", "renewals", "import", "export", "schema", "doctor", "careers", "templates")
"""The commands in the order of `--help`; each is the function, or the Typer of its own, of that name in its module `cli.NAME`."""
_CALLED = {"import": "importing"}
"""The modules and functions of commands whose names Python keeps for itself."""

atexit.register(gc.freeze)  # a process that ends need not look through what it leaves


def program(names: Iterable[str] = COMMANDS) -> typer.Typer:
    """The program with some of its commands: those that are left out need not be imported."""
    made = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False, context_settings=SETTINGS)
    made.callback(invoke_without_command=True)(start)
    for name in names:
        called = _CALLED.get(name, name)
        command = getattr(importlib.import_module(f"resumekit.cli.{called}"), called)
        if isinstance(command, typer.Typer):
            made.add_typer(command, name=name)
        else:
            made.command(name)(command)
    return made


def _show_version(asked: bool) -> None:
    if asked:
        send(sys.stdout, f"resumekit {__version__}\n")
        raise typer.Exit


def start(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")] = False,
    install_completion: Annotated[bool, typer.Option("--install-completion", callback=install_callback, is_eager=True, help="Install completion for this shell.")] = False,
    show_completion: Annotated[bool, typer.Option("--show-completion", callback=show_callback, is_eager=True, help="Show completion for this shell, to copy it.")] = False,
) -> None:
    """Check a medical assistant's profile against the career's skill map, and make resumes and portfolios from it.

    Begin with: resumekit new "Ana Reyes"
    """
    del version, install_completion, show_completion  # their callbacks have acted
    if context.invoked_subcommand is None:
        send(sys.stderr, context.get_help() + "\n")
        raise typer.Exit(2)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line (this process's, unless given) and return its exit code. A traceback never leaves it."""
    forget_what_was_read()
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    session = Session(verbose="--verbose" in arguments or "-v" in arguments)
    _prepare_streams()
    try:
        return _run(arguments, session)
    except InvalidInput as problem:
        session.tell(problem.problems)
    except FileProblem as problem:
        session.tell(refuse(problem).problems)
    except typer.TyperException as problem:
        send(sys.stderr, _usage(problem, arguments))
        return int(getattr(problem, "exit_code", 2))
    except (KeyboardInterrupt, typer.Abort):
        return 130
    except SystemExit as exit_:
        return exit_.code if isinstance(exit_.code, int) else 1
    except Exception as bug:
        _report_bug(bug, session)
    return 1


def _run(arguments: list[str], session: Session) -> int:
    if "_RESUMEKIT_COMPLETE" in os.environ:
        from typer.completion import get_completion_inspect_parameters

        get_completion_inspect_parameters()  # makes the shells known, which Typer does for its own options only
    names = arguments[:1] if set(arguments[:1]) & set(COMMANDS) else COMMANDS
    if names is not COMMANDS and not {"--help", "-h"} & set(arguments):
        prepare_pydantic()
    try:
        ended: Any = typer.main.get_command(program(names)).main(arguments, prog_name="resumekit", standalone_mode=False, obj=session)
    except OSError as problem:
        if getattr(problem, "filename", None) is not None:
            raise
        # Only a standard stream has no name: the disk behind it is full, or it is closed.
        abandon(sys.stdout)
        send(sys.stderr, f"resumekit: cannot write the output: {problem.strerror}\n")
        return 1
    return ended if isinstance(ended, int) else 0


def _usage(problem: typer.TyperException, arguments: Sequence[str]) -> str:
    """What is wrong with the command line, and how to go on."""
    context: typer.Context | None = getattr(problem, "ctx", None)
    where = context.command_path if context else "resumekit"
    message = problem.format_message().replace("Value error, ", "")  # pydantic's words for a choice that is none
    lines = [clean(line) for line in f"{where}: {message[:1].lower()}{message[1:]}".replace("\n\t", " ").split("\n")]
    if match := re.search(r"unexpected extra argument\S* \((.+)\)$", lines[-1]):
        first = next((index for index in range(1, len(arguments)) if " ".join(arguments[index:]).startswith(match[1])), 0)
        parts = arguments[first - 1 :]
        if first and where.split()[-1] != parts[0] and not parts[0].startswith("-") and not any(os.path.exists(part) for part in parts):
            lines.append(clean(f'Put quotes around what has spaces: "{parts[0]} {match[1]}"'))
    return "\n".join([*lines, f"Try '{where} --help'."]) + "\n"


def _report_bug(bug: Exception, session: Session) -> None:
    if session.verbose:
        import traceback

        with contextlib.suppress(OSError):
            send(sys.stderr, "".join(traceback.format_exception(bug)))
    line = f"resumekit: bug: {type(bug).__name__}: {bug}"
    hint = "" if session.verbose else " (the same command with --verbose shows the details)"
    with contextlib.suppress(OSError):
        send(sys.stderr, clean(line)[:300] + hint + "\n")


def _prepare_streams() -> None:
    """Make the streams take any text, stand in for closed ones, and let a polite kill clean up like an interrupt."""
    if sys.stdin is None:
        sys.stdin = io.TextIOWrapper(io.BytesIO())
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="backslashreplace"))
        elif isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    with contextlib.suppress(ValueError):  # not the main thread
        if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
            signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
