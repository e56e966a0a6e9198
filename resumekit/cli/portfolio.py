"""`resumekit portfolio`: the resume with everything that stands behind it."""

from typing import Annotated

import typer

from resumekit.cli.options import Career, Folder, PortfolioFormat, ProfileFile, Quiet, Sets, Strict, Today, Variants, Verbose
from resumekit.cli.session import begin, read_day, stop_at_errors, strictly


def portfolio(
    context: typer.Context,
    profile: ProfileFile,
    *,
    variants: Variants = None,
    formats: Annotated[list[PortfolioFormat] | None, typer.Option("--format", "-f", show_default=False, help="What to make; may be repeated. A PDF, unless given.")] = None,
    output: Folder = None,
    career: Career = None,
    sets: Sets = None,
    today: Today = None,
    strict: Strict = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Make the portfolio: resume, skill map, credentials, externships, letters, and the evidence by name."""
    session = begin(context, quiet=quiet, verbose=verbose)
    day = read_day(today)
    from resumekit.cli.reading import known_variants, ready
    from resumekit.cli.render import deliver
    from resumekit.portfolio import make_portfolio, missing_items

    source = ready(profile, today=day, sets=sets, career=career, strict=strict)
    missing = missing_items(source.profile, source.career, today=day, locate=source.locate, problems=source.problems)
    stop_at_errors(strictly(missing.values(), strict))
    if missing:
        known = len(source.career.portfolio)
        session.note(f"portfolio checklist: {known - len(missing)} of {known}; missing: {', '.join(name.replace('-', ' ') for name in missing)} (resumekit check says more)")
    made = [
        one
        for variant in known_variants(source.profile, variants)
        for one in make_portfolio(
            source.profile,
            source.career,
            variant=variant,
            formats=formats or [PortfolioFormat.PDF],
            today=day,
            folder=source.folder,
            stem=source.stem,
            locate=source.locate,
            problems=source.problems,
        )
    ]
    problems = strictly([*source.problems, *(problem for one in made for problem in one.problems)], strict)
    stop_at_errors(problems)
    deliver(session, made, output=output, folder=source.folder)
    session.warn(problems)
