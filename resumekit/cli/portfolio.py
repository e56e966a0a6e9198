"""`resumekit portfolio`: the resume with everything that stands behind it."""

import re
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from resumekit.cli.options import Career, Folder, PortfolioFormat, ProfileFile, Quiet, Sets, Strict, Today, Variants, Verbose, known_formats, known_template
from resumekit.cli.session import Session, begin, read_day, stop_at_errors, strictly

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from resumekit.diagnostics import Diagnostic
    from resumekit.rendering import Rendered


def portfolio(
    context: typer.Context,
    profile: ProfileFile,
    *,
    variants: Variants = None,
    formats: Annotated[
        list[str] | None, typer.Option("--format", "-f", metavar="FORMAT", show_default=False, autocompletion=lambda: list(PortfolioFormat), help="pdf or html; may be repeated. A PDF, unless given.")
    ] = None,
    template: Annotated[str | None, typer.Option("--template", "-t", metavar="TEMPLATE", help="A portfolio template's name, or its folder with a / in it.")] = None,
    output: Folder = None,
    max_size: Annotated[str | None, typer.Option("--max-size", metavar="MB", help="The most that the PDF may have; its pictures are made smaller until it fits.")] = None,
    embed_source: Annotated[bool, typer.Option("--embed-source", help="Put the profile into the PDF, without what the variant hides.")] = False,
    career: Career = None,
    sets: Sets = None,
    today: Today = None,
    strict: Strict = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Make the portfolio: resume, skill map, credentials, externships, letters, and the evidence itself, as a PDF or a web site."""
    session = begin(context, quiet=quiet, verbose=verbose)
    day = read_day(today)
    most = _bytes(max_size) if max_size is not None else None
    kinds = known_formats(formats, PortfolioFormat) or ["pdf"]
    if (most is not None or embed_source) and "pdf" not in kinds:
        raise typer.BadParameter("only a PDF can be kept small or hold the profile, and none is asked for.", param_hint="--max-size" if most is not None else "--embed-source")
    if output == "-" and "html" in kinds:
        raise typer.BadParameter("a site is a folder, and standard output takes one file.", param_hint="--output")
    from resumekit.cli.reading import known_variants, ready
    from resumekit.cli.render import from_here
    from resumekit.evidence import assess
    from resumekit.manifest import template_names
    from resumekit.portfolio import TEMPLATE, make_portfolio, missing_items
    from resumekit.rendering.quick import one_go

    known_template(template, template_names("portfolio"), what="portfolio template")
    source = ready(profile, today=day, sets=sets, career=career, strict=strict)
    assessment = assess(source.profile, source.career, day, source.locate)
    missing = missing_items(source.profile, source.career, assessment, locate=source.locate, problems=source.problems)
    lacking = strictly(missing.values(), strict) if strict else []
    if missing and not strict:
        known = len(source.career.portfolio)
        session.note(f"portfolio checklist: {known - len(missing)} of {known}; missing: {', '.join(name.replace('-', ' ') for name in missing)} (resumekit check says more)")
    chosen = known_variants(source.profile, variants)
    with one_go() if len(chosen) == 1 else nullcontext(), _along_with(lacking):
        made = [
            one
            for variant in chosen
            for one in make_portfolio(
                source.profile,
                source.career,
                variant=variant,
                formats=kinds,
                template=from_here(template, source.folder) or TEMPLATE,
                most=most,
                embed=embed_source,
                written=None if sets or source.document.file == "<stdin>" or source.profile.include else source.document.data,
                today=day,
                folder=source.folder,
                stem=source.stem,
                locate=source.locate,
                problems=source.problems,
                assessment=assessment,
            )
        ]
    problems = strictly([*lacking, *source.problems, *(problem for one in made for problem in one.problems)], strict)
    stop_at_errors(problems)
    _hand_over(session, made, output=output, folder=source.folder)
    session.warn(problems)


@contextmanager
def _along_with(problems: "Sequence[Diagnostic]") -> "Iterator[None]":
    """Tell of these problems too where what is made within cannot be."""
    from resumekit.diagnostics import InvalidInput, in_order

    try:
        yield
    except InvalidInput as invalid:
        raise InvalidInput(in_order([*problems, *invalid.problems]) if problems else invalid.problems) from None


def _hand_over(session: Session, made: "Sequence[Rendered]", *, output: str | None, folder: str) -> None:
    """Write all of it or nothing; a site's copies that are no longer in it go."""
    from resumekit.cli.render import deliver
    from resumekit.portfolio.manifest import PAGE, left_behind

    sites: dict[Path, list[str]] = {}
    for one in made:
        if one.format == "html":
            top, _, name = one.name.partition("/")
            sites.setdefault(Path(output or folder) / top, []).append(name)
    places = deliver(session, made, output=output, folder=folder, stale=[old for at, names in sites.items() for old in left_behind(at, names)], quiet=bool(sites))
    for place, one in zip(places, made, strict=False):
        for note in one.notes:
            session.note(note)
        if sites and (one.format == "pdf" or place.name == PAGE):
            beside = len(sites.get(place.parent, ())) - 1
            session.note(f"wrote {place} ({one.pages} pages)" if one.format == "pdf" else f"wrote {place}, with {beside} file{'s' if beside != 1 else ''} beside it")


def _bytes(text: str) -> int:
    """A size in MB as bytes: 5, 2.5, 5MB, 5 M; anything but a number above 0 is a usage error."""
    match = re.fullmatch(r"([0-9]{1,6}(?:\.[0-9]{1,6})?)\s*(?:MB?)?", text.strip(), re.IGNORECASE)
    size = float(match[1]) if match else 0.0
    if not 0.01 <= size <= 10_000:
        raise typer.BadParameter(f"'{text}' is not a size in MB, such as 5, 2.5 or 5MB.", param_hint="--max-size")
    return int(size * 1_000_000)
