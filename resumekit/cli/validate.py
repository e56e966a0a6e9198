"""`resumekit validate`: every problem of every profile, at once."""

import sys
from typing import Annotated

import typer

from resumekit.cli.options import Output, ProblemFormat, Quiet, Sets, Strict, Today, Verbose
from resumekit.cli.session import begin, problems_as, read_day, strictly


def validate(
    context: typer.Context,
    profiles: Annotated[list[str], typer.Argument(metavar="PROFILE...", show_default=False, help="The profiles' files; - reads standard input.")],
    *,
    format: Annotated[ProblemFormat, typer.Option("--format", help="How to show the problems.")] = "text",  # noqa: A002
    output: Output = None,
    strict: Strict = False,
    sets: Sets = None,
    today: Today = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Check profiles for mistakes: structure, dates, evidence files. Shows all of them, each with its place and a fix."""
    session = begin(context, format=format, quiet=quiet, verbose=verbose)
    day = read_day(today)
    from resumekit.load import read

    problems = []
    fine = []
    for file in dict.fromkeys(profiles):
        loaded = read(file, today=day, sets=sets or ())
        found = strictly(loaded.problems, strict)
        problems += found
        if not found:
            fine.append(file)
    text = problems_as(problems, format, sys.stdout)
    if format == "text" and not quiet:
        text += "".join(f"{'<stdin>' if file == '-' else file}: no problems\n" for file in fine)
    session.show(text, output)
    if any(problem.severity == "error" for problem in problems):
        raise typer.Exit(1)
