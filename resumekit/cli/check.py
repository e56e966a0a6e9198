"""`resumekit check`: what the career asks for, what the profile shows, what stands behind it."""

import re
import sys
from typing import Annotated

import typer

from resumekit.cli.options import Career, CheckFormat, Output, ProfileFile, Quiet, Sets, Strict, Today, Verbose, suggest
from resumekit.cli.session import begin, problems_as, read_day, send, stop_at_errors, strictly
from resumekit.diagnostics import error


def check(
    context: typer.Context,
    profile: ProfileFile,
    *,
    tier: Annotated[str | None, typer.Option("--tier", metavar="ID", help="The tier to measure against, in place of the profile's goal.")] = None,
    specialization: Annotated[str | None, typer.Option("--specialization", metavar="ID", help="The specialization to measure against.")] = None,
    min_coverage: Annotated[str | None, typer.Option("--min-coverage", metavar="PCT", help="Exit with 1 if less of the required skills is backed by evidence: 80, 80% or 0.8.")] = None,
    format: Annotated[CheckFormat, typer.Option("--format", help="How to show the report.")] = "text",
    output: Output = None,
    career: Career = None,
    sets: Sets = None,
    today: Today = None,
    strict: Strict = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Measure a profile against its career: skills and their evidence, credentials, what to do next."""
    session = begin(context, format=format, quiet=quiet, verbose=verbose)
    day = read_day(today)
    least = _share(min_coverage) if min_coverage is not None else 0.0
    from resumekit.cli.reading import ready
    from resumekit.evidence import assess
    from resumekit.skillgap import check as measure

    source = ready(profile, today=day, sets=sets, career=career, strict=strict)
    for name, known, what in ((tier, source.career.tier_ids(), "tier"), (specialization, source.career.specialization_ids(), "specialization")):
        if name is not None and name not in known:
            raise suggest(name, known, what=what, option=f"--{what}")
    assessment = assess(source.profile, source.career, day, source.locate)
    report = measure(source.profile, source.career, assessment, tier=tier, specialization=specialization, problems=source.problems)
    problems = strictly([*source.problems, *report.problems], strict)
    stop_at_errors(problems)
    gate = []
    if report.backed_share() < least:
        share = f"{report.backed} of {report.coverage.total} required skills, {report.backed_share():.1%}, {'is' if report.backed == 1 else 'are'} backed by evidence"
        gate = [error("coverage-too-low", f"{share}, not {least:.1%}", hint="the report's next steps close the gap")]
    if session.format == "github":
        session.show(problems_as([*problems, *gate], "github", sys.stdout), output)
    else:
        session.show_report(report.brief() if session.format == "text" and not verbose else report, output)
        session.warn(source.problems)
        if gate:
            send(sys.stderr, f"failed: {gate[0].message}\n")
    if gate:
        raise typer.Exit(1)


def _share(text: str) -> float:
    """A share from 0 to 1, from `80`, `80%`, or with a decimal point and at most 1, `0.8`."""
    match = re.fullmatch(r"([0-9]{1,3}(?:\.[0-9]{1,6})?) ?(%?)", text.strip())
    value = float(match[1]) if match else -1.0
    if match and not match[2] and "." in match[1] and value <= 1:
        value *= 100
    if not 0 <= value <= 100:
        raise typer.BadParameter(f"'{text}' is not a percentage; write it as 80, 80% or 0.8.", param_hint="--min-coverage")
    return value / 100
