"""`resumekit renewals`: what lapses when, what its renewal asks for, and how much of that is on record."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from resumekit.cli.options import Career, Output, Quiet, Sets, Strict, Today, Verbose
from resumekit.cli.session import begin, read_day
from resumekit.diagnostics import Diagnostic, InvalidInput, Severity

if TYPE_CHECKING:
    from resumekit.career import Career as Pack
    from resumekit.renewal import Failure, RenewalItem

MAX_DAYS = 36_500
RenewalFormat = Literal["text", "json", "markdown", "csv", "ics", "html"]


def renewals(
    context: typer.Context,
    profiles: Annotated[list[str], typer.Argument(metavar="PROFILE...", show_default=False, help="The profiles' files; - reads standard input.")],
    *,
    within: Annotated[str, typer.Option("--within", metavar="DAYS", help="How many days ahead count as soon; every credential is listed.")] = "90",
    format: Annotated[RenewalFormat, typer.Option("--format", help="How to show the report; ics is a calendar with reminders.")] = "text",
    output: Output = None,
    career: Career = None,
    sets: Sets = None,
    today: Today = None,
    strict: Strict = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Show which credentials lapse when, what each renewal asks for, and how much of it is on record.

    With --strict, a credential that has expired or soon will is a failure.
    """
    session = begin(context, format=format, quiet=quiet, verbose=verbose)
    day = read_day(today)
    days = _count(within)
    from resumekit.cli.reading import ready
    from resumekit.renewal import RenewalsReport, in_order
    from resumekit.renewal import renewals as look

    items: list[RenewalItem] = []
    people: list[str] = []
    warnings: list[Diagnostic] = []
    broken: list[Diagnostic] = []
    careers: dict[str, Pack] = {}
    for file in dict.fromkeys(profiles):
        try:
            source = ready(file, today=day, sets=sets, career=career, strict=strict, careers=careers)
        except InvalidInput as problem:
            broken += problem.problems
            continue
        people.append(source.profile.person.name)
        warnings += source.problems
        items += look(source.profile, source.career, day, source.locate, within=days, file=source.document.file)
    if not people:
        raise InvalidInput(broken)
    errors = tuple(_failure(problem) for problem in broken if problem.severity is Severity.ERROR)
    report = RenewalsReport(items=tuple(in_order(items)), as_of=day, within=days, people=tuple(people), errors=errors)
    session.show_report(report, output)
    session.warn(warnings)
    if broken and session.format != "json":
        session.tell(broken)
    if strict and report.due:
        session.note(f"failed: {len(report.due)} of {len(items)} credentials have expired, or expire within {days} days")
    if broken or (strict and report.due):
        raise typer.Exit(1)


def _count(text: str) -> int:
    """A number of days."""
    if not (text.isascii() and text.isdigit() and int(text[:9]) <= MAX_DAYS):
        raise typer.BadParameter(f"'{text}' is not a number of days from 0 to {MAX_DAYS}.", param_hint="--within")
    return int(text[:9])


def _failure(problem: Diagnostic) -> "Failure":
    from resumekit.renewal import Failure

    place = problem.place
    return Failure(
        code=problem.code,
        message=problem.message,
        path=problem.path,
        file=place.file if place else "",
        line=place.line if place else 0,
        column=place.column if place else 0,
        hint=problem.hint,
    )
