"""`resumekit inspect`: what a machine reads from a PDF, and how much of a profile came back."""

import hashlib
import os
from typing import TYPE_CHECKING, Annotated

import typer

from resumekit.cli.options import Output, Quiet, ReportFormat, Sets, Today, Variants, Verbose
from resumekit.cli.session import begin, read_day, refuse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from resumekit.cli.reading import Ready
    from resumekit.inspection import Inspection
    from resumekit.rendering import Page


_EVIDENCE_TOLD_HERE = ("evidence-missing", "evidence-empty", "evidence-type", "evidence-unreadable")
"""Problems of a profile's evidence that the report tells, as a document that is missing or has changed."""


def inspect(
    context: typer.Context,
    pdf: Annotated[str, typer.Argument(metavar="PDF", show_default=False, help="A resume or portfolio, ours or anyone's; - reads standard input.")],
    *,
    against: Annotated[str | None, typer.Option("--against", metavar="PROFILE", help="Compare with this profile, field by field; a portfolio's exhibits with the files beside it.")] = None,
    variants: Variants = None,
    source: Annotated[bool, typer.Option("--source", help="Show the profile that is inside the PDF.")] = False,
    text: Annotated[bool, typer.Option("--text", help="Show the text alone, in the order in which it is read.")] = False,
    format: Annotated[ReportFormat, typer.Option("--format", help="How to show the report.")] = "text",
    output: Output = None,
    sets: Sets = None,
    today: Today = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Show what a machine reads from a PDF: contact, sections, dates, text; with --against, what of the profile came back."""
    session = begin(context, format=format, quiet=quiet, verbose=verbose)
    day = read_day(today)
    if (source or text) and format != "text":
        option = "--source" if source else "--text"
        raise typer.BadParameter(f"{option} shows a text as it is, which has no form as {format}; leave out one of the two.", param_hint="--format")
    if against is None and (variants or sets):
        option = "--variant" if variants else "--set"
        raise typer.BadParameter("this is of a profile, and none is compared; name it with --against PROFILE.", param_hint=option)
    from resumekit.extraction import read_pdf
    from resumekit.files import MAX_EVIDENCE_BYTES, FileProblem, read_bytes
    from resumekit.inspection import compared
    from resumekit.inspection import inspect as look

    try:
        found = read_pdf(read_bytes(pdf, MAX_EVIDENCE_BYTES))
    except FileProblem as problem:
        name = "standard input" if pdf == "-" else pdf
        raise refuse(FileProblem(problem.code, problem.message if name in problem.message else f"{name}: {problem.message}", problem.hint)) from None
    if source:
        data = next((item.data for item in found.attachments if item.name == "profile.yaml"), None)
        if data is None:
            raise refuse(FileProblem("no-source", f"{pdf} has no profile inside it", "make it with --embed-source"))
        session.show_bytes(data, output)
        return
    if text:
        session.show(found.text + "\n", output)
        return
    if against is None:
        report = look(found)
        beside = _digests(report, os.path.dirname(pdf)) if pdf != "-" else {}
        session.show_report(compared(report, beside) if any(beside.values()) else report, output)
        return
    from resumekit.cli.reading import known_variants, ready

    profile = ready(against, today=day, sets=sets, career=None, strict=False, forgiven=_EVIDENCE_TOLD_HERE)
    names = known_variants(profile.profile, variants) if variants else ["", *profile.profile.variants]  # the variant that it was made from is the one that comes back best
    report = max((look(found, page) for page in _pages(profile, names, day)), key=lambda one: one.recall or 0.0)
    session.show_report(compared(report, _digests(report, profile.folder)), output)
    session.warn(profile.problems)


def _pages(source: "Ready", names: "Sequence[str]", day: "date") -> "Iterator[Page]":
    """The pages that the profile and its variants become."""
    from resumekit.holdings import hold
    from resumekit.rendering import prepare
    from resumekit.rendering.variant import select

    credentials, _ = hold(source.profile, source.career, day, source.locate)
    for name in names:
        yield prepare(select(source.profile, name), today=day, folder=source.folder, credentials=credentials, locate=source.locate)[0]


def _digests(report: "Inspection", folder: str) -> dict[str, str]:
    """The SHA-256 of each exhibit's file as it is now in the profile's folder, or in the PDF's own; "" where there is none."""
    from resumekit.files import MAX_EVIDENCE_BYTES, FileProblem, inside, read_bytes

    found = {}
    for exhibit in report.exhibits:
        at = inside(folder, exhibit.file)
        try:
            found[exhibit.file] = hashlib.sha256(read_bytes(at, MAX_EVIDENCE_BYTES)).hexdigest() if at else ""
        except FileProblem:
            found[exhibit.file] = ""
    return found
