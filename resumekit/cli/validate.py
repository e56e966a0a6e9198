"""`resumekit validate`: every problem of every profile, at once."""

from typing import TYPE_CHECKING, Annotated

import typer

from resumekit.cli.options import Output, ProblemFormat, Quiet, Sets, Strict, Today, Verbose
from resumekit.cli.session import begin, read_day, refuse_cut_names, strictly

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from resumekit.diagnostics import Diagnostic


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
    """Check profiles for mistakes: structure, dates, patients and secrets, evidence that is there and of the type its name says.

    Shows all of them, each with its place and a fix. Evidence is opened by portfolio, which tells what is damaged or locked.
    """
    session = begin(context, format=format, quiet=quiet, verbose=verbose)
    refuse_cut_names(profiles)
    day = read_day(today)
    session.show_problems({file: strictly(_problems(file, day, sets or ()), strict) for file in dict.fromkeys(profiles)}, output)


def _problems(file: str, day: "date", sets: "Sequence[str]") -> "list[Diagnostic]":
    """What is wrong in a profile; of one without errors also the credentials that its career does not know, as other commands warn of them."""
    from resumekit.load import load_career, read

    loaded = read(file, today=day, sets=sets)
    profile, document = loaded.profile, loaded.document
    if profile is None or loaded.has_errors or not profile.certifications:
        return list(loaded.problems)
    from resumekit.holdings import hold

    career = loaded.career or load_career(profile.career, folder=document.folder)
    doubts = hold(profile, career, day, document.locate)[1]
    return [*loaded.problems, *(one for one in doubts if one.code in ("unknown-credential", "ambiguous-credential", "credential-date"))]
