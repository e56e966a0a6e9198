"""`resumekit match`: what a job posting asks, what of it the profile backs, which variant suits it best."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from resumekit.cli.options import Career, Output, ProfileFile, Quiet, ReportFormat, Sets, Strict, Today, Verbose
from resumekit.cli.session import begin, read_day

if TYPE_CHECKING:
    from resumekit.asked import Asked, Interpreter
    from resumekit.cli.reading import Ready
    from resumekit.matching import MatchReport


def match(
    context: typer.Context,
    profile: ProfileFile,
    postings: Annotated[
        list[str], typer.Argument(metavar="POSTING...", show_default=False, help="Postings as text, Markdown or saved web pages; - reads standard input. Several make a table, best first.")
    ],
    *,
    format: Annotated[ReportFormat, typer.Option("--format", help="How to show the report.")] = "text",
    output: Output = None,
    career: Career = None,
    sets: Sets = None,
    today: Today = None,
    strict: Strict = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Hold a profile against a job posting: what is asked, what backs it, what is lacking, the variant that suits best."""
    session = begin(context, format=format, quiet=quiet, verbose=verbose)
    day = read_day(today)
    if (profile, *postings).count("-") > 1:
        raise typer.BadParameter("standard input can be read once only.", param_hint="-")
    from resumekit.cli.reading import ready
    from resumekit.matching import ranked

    source = ready(profile, today=day, sets=sets, career=career, strict=strict)
    reports = [report for _, report in compare(source, postings, day)[1]]
    session.show_report(reports[0] if len(reports) == 1 else ranked(reports, source.profile.person.name), output)
    session.warn(source.problems)


def compare(source: "Ready", postings: Iterable[str], day: date) -> "tuple[Interpreter, list[tuple[Asked, MatchReport]]]":
    """What each posting asks, and the report on it; with what read them. `-` reads standard input."""
    from resumekit.asked import Interpreter
    from resumekit.evidence import assess
    from resumekit.files import read_bytes
    from resumekit.matching import match as measure
    from resumekit.pages import MAX_PAGE_BYTES, read_page
    from resumekit.rendering.variant import page_of
    from resumekit.shelf import derive

    interpreter = derive(source.career, "asked", Interpreter)
    recogniser = interpreter.recogniser
    assessment = assess(source.profile, source.career, day, source.locate, recogniser)
    variants = {name: assess(page_of(source.profile, name), source.career, day, source.locate, recogniser) for name in source.profile.variants}
    found = []
    for name in postings:
        asked = interpreter.read(read_page(read_bytes(name, MAX_PAGE_BYTES), "standard input" if name == "-" else name))
        found.append((asked, measure(source.profile, source.career, assessment, asked, variants=variants, schooling=interpreter.schooling_in, posting=name)))
    return interpreter, found
