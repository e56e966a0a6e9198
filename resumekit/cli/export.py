"""`resumekit export`: the profile, or a variant of it, in another program's format."""

from typing import Annotated

import typer

from resumekit.cli.options import Output, ProfileFile, Quiet, Sets, Strict, Today, Verbose, suggest
from resumekit.cli.session import begin, read_day

FORMATS = ("jsonresume", "rendercv")


def export(
    context: typer.Context,
    profile: ProfileFile,
    *,
    to: Annotated[str, typer.Option("--to", metavar="FORMAT", show_default=False, help="jsonresume (JSON Resume) or rendercv (its YAML).")],
    variant: Annotated[str | None, typer.Option("--variant", "-V", metavar="VARIANT", help="A variant of the profile, in place of the whole.")] = None,
    output: Output = None,
    sets: Sets = None,
    today: Today = None,
    strict: Strict = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Write the profile in another program's format; numbers of credentials are masked unless show_number is true."""
    if to not in FORMATS:
        raise suggest(to, list(FORMATS), what="format", option="--to")
    session = begin(context, quiet=quiet, verbose=verbose)
    day = read_day(today)
    from resumekit.cli.reading import known_variants, ready
    from resumekit.diagnostics import warning
    from resumekit.exchange import jsonresume, rendercv
    from resumekit.rendering.variant import page_of

    source = ready(profile, today=day, sets=sets, career=None, strict=strict)
    shown = page_of(source.profile, known_variants(source.profile, [variant] if variant else None)[0])
    problems = list(source.problems)
    if to == "jsonresume":
        text = jsonresume.write(shown)
        problems += [warning("export-left", f"{path} holds the number that is masked", path=path, hint="it stays behind; show_number: true lets both be shown") for path in jsonresume.withheld(shown)]
        if own := jsonresume.own_keys(shown):
            session.note(f"under keys of resumekit's own, which other programs may not show: {', '.join(own)}")
    else:
        text, left = rendercv.write(shown)
        problems += [warning("export-left", f"{what} has no place in rendercv's format", path=what.split(" ")[0], hint="it stays behind; the profile still has it") for what in left]
    session.show(text, output)
    session.warn(problems)
