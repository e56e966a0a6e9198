"""`resumekit render`: resumes, in any format, of the base profile, of variants or of all."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from resumekit.cli.options import Career, Folder, ProfileFile, Quiet, ResumeFormat, Sets, Strict, Today, Variants, Verbose, page_count, suggest
from resumekit.cli.session import Session, begin, read_day, stop_at_errors, strictly
from resumekit.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resumekit.rendering import Rendered


def render(
    context: typer.Context,
    profile: ProfileFile,
    *,
    variants: Variants = None,
    every: Annotated[bool, typer.Option("--all", help="The base profile and every variant.")] = False,
    template: Annotated[str | None, typer.Option("--template", "-t", metavar="TEMPLATE", help="A template's name, or its folder with a / in it.")] = None,
    formats: Annotated[list[ResumeFormat] | None, typer.Option("--format", "-f", show_default=False, help="What to make; may be repeated. A PDF, unless given.")] = None,
    output: Folder = None,
    pages: Annotated[str | None, typer.Option("--pages", metavar="N", help="The most pages that the resume may have.")] = None,
    open_: Annotated[bool, typer.Option("--open", help="Open the first file that was made.")] = False,
    career: Career = None,
    sets: Sets = None,
    today: Today = None,
    strict: Strict = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Make the resume. It goes beside the profile, named after it: ana-reyes.pdf, ana-reyes-cardiology.pdf."""
    session = begin(context, quiet=quiet, verbose=verbose)
    day = read_day(today)
    most = page_count(pages) if pages is not None else None
    from resumekit.cli.reading import known_variants, ready
    from resumekit.holdings import hold
    from resumekit.manifest import template_names
    from resumekit.rendering import render as make

    if template is not None and not os.path.basename(template) != template and template not in template_names():
        raise suggest(template, template_names(), what="template", option="--template")
    source = ready(profile, today=day, sets=sets, career=career, strict=strict)
    names = known_variants(source.profile, variants, every=every)
    kinds: Sequence[str] = formats or [_named_format(output) or "pdf"]
    credentials, doubts = hold(source.profile, source.career, day, source.locate)
    made = make(
        source.profile,
        variants=names,
        formats=kinds,
        template=template,
        pages=most,
        today=day,
        folder=source.folder,
        stem=source.stem,
        credentials=credentials,
        locate=source.locate,
    )
    problems = strictly([*source.problems, *doubts, *(problem for one in made for problem in one.problems)], strict)
    stop_at_errors(problems)
    places = deliver(session, made, output=output, folder=source.folder)
    session.warn(problems)
    if open_ and places:
        _open(places[0])


def deliver(session: Session, made: "Sequence[Rendered]", *, output: str | None, folder: str) -> list[Path]:
    """Write all files or none: to the folder `output`, else to `folder`; where one file is made, `output` may be its name, or `-`."""
    if output == "-":
        if len(made) > 1:
            raise typer.BadParameter(f"standard output takes one file; this makes {len(made)}.", param_hint="--output")
        session.send_file(made[0].data)
        return []
    places = [Path(output or folder) / one.name for one in made]
    if output and len(made) == 1 and _named_format(output) == made[0].format:
        places = [Path(output)]
    write_whole({place: one.data for place, one in zip(places, made, strict=True)})
    for place, one in zip(places, made, strict=True):
        session.note(f"wrote {place}" + (f" ({one.pages} page{'s' if one.pages > 1 else ''})" if one.pages else ""))
    return places


def _named_format(output: str | None) -> str:
    """The format that an output's extension names; empty if it names none."""
    extension = os.path.splitext(output or "")[1].lower().removeprefix(".")
    return extension if extension in list(ResumeFormat) and not os.path.isdir(output or "") else ""


def _open(path: Path) -> None:
    """Show a file with the program that this machine has for it."""
    typer.launch(str(path))
