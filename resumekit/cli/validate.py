"""`resumekit validate`: every problem of every profile, at once."""

from typing import Annotated

import typer

from resumekit.cli.options import Output, ProblemFormat, Quiet, Sets, Strict, Today, Verbose
from resumekit.cli.session import begin, read_day, strictly


def validate(
    context: typer.Context,
    profiles: Annotated[list[str], typer.Argument(metavar="PROFILE...", show_default=False, help="The profiles' files; - reads standard input.")],
    *,
    format: Annotated[ProblemFormat, typer.Option("--format", help="How to show the problems.")] = "text",
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

    session.show_problems({file: strictly(read(file, today=day, sets=sets or ()).problems, strict) for file in dict.fromkeys(profiles)}, output)
