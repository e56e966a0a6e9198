"""`resumekit render`: resumes, in any format, of the base profile, of variants or of all."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from resumekit.cli.options import Career, Folder, ProfileFile, Quiet, ResumeFormat, Sets, Strict, Today, Variants, Verbose, page_count, resume_formats, suggest
from resumekit.cli.session import Session, begin, read_day, stop_at_errors, strictly
from resumekit.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resumekit.cli.reading import Ready
    from resumekit.rendering import Rendered
    from resumekit.rendering.fit import Fitted


def render(
    context: typer.Context,
    profile: ProfileFile,
    *,
    variants: Variants = None,
    every: Annotated[bool, typer.Option("--all", help="The base profile and every variant.")] = False,
    template: Annotated[str | None, typer.Option("--template", "-t", metavar="TEMPLATE", help="A template's name, or its folder with a / in it.")] = None,
    formats: Annotated[
        list[str] | None,
        typer.Option("--format", "-f", metavar="FORMAT", show_default=False, autocompletion=lambda: list(ResumeFormat), help="pdf, html, docx, md, txt or png; may be repeated. A PDF, unless given."),
    ] = None,
    output: Folder = None,
    pages: Annotated[str | None, typer.Option("--pages", metavar="N", help="The most pages that the resume may have: lines of low priority go first, then it is set tighter.")] = None,
    pdf_variant: Annotated[str | None, typer.Option("--pdf-variant", metavar="VARIANT", help="pdf/ua-1, or pdf/a-3a for archives; accessible both. pdf/ua-1, unless given.")] = None,
    width: Annotated[str | None, typer.Option("--width", metavar="PX", help="The width of a PNG in pixels. 1240, unless given.")] = None,
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
    kinds = resume_formats(formats) or [_named_format(output) or "pdf"]
    from resumekit.cli.reading import known_variants, ready
    from resumekit.holdings import hold
    from resumekit.manifest import template_names
    from resumekit.rendering import PDF_VARIANTS, WIDTH
    from resumekit.rendering import render as make

    if pdf_variant is not None and pdf_variant not in PDF_VARIANTS:
        raise suggest(pdf_variant, list(PDF_VARIANTS), what="PDF variant", option="--pdf-variant")
    pixels = _pixels(width) if width is not None else WIDTH
    if template is not None and not os.path.basename(template) != template and template not in template_names():
        raise suggest(template, template_names(), what="template", option="--template")
    source = ready(profile, today=day, sets=sets, career=career, strict=strict)
    names = known_variants(source.profile, variants, every=every)
    _check_output(output, kinds, len(names) * len(kinds))
    credentials, doubts = hold(source.profile, source.career, day, source.locate)
    made = make(
        source.profile,
        variants=names,
        formats=kinds,
        template=_from_here(template, source.folder),
        pages=most,
        pdf_variant=pdf_variant or PDF_VARIANTS[0],
        width=pixels,
        today=day,
        folder=source.folder,
        stem=source.stem,
        credentials=credentials,
        locate=source.locate,
    )
    problems = strictly([*source.problems, *doubts, *(problem for one in made for problem in one.problems)], strict)
    stop_at_errors(problems)
    places = deliver(session, made, output=output, folder=source.folder)
    for one in {one.variant: one for one in made}.values():
        if one.fitted and (one.fitted.left_out or one.fitted.density):
            session.note(_told(one.variant or source.stem, one.fitted, source))
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
    _check_output(output, [one.format for one in made], len(made))
    places = [Path(output or folder) / one.name for one in made]
    if output and len(made) == 1 and _named_format(output) == made[0].format:
        places = [Path(output)]
    write_whole({place: one.data for place, one in zip(places, made, strict=True)})
    for place, one in zip(places, made, strict=True):
        session.note(f"wrote {place}" + (f" ({one.pages} page{'s' if one.pages > 1 else ''})" if one.pages else ""))
    return places


def _check_output(output: str | None, formats: "Sequence[str]", files: int) -> None:
    """A usage error where `-o` names one file, and what is made is another, or more than one."""
    named = _named_format(output)
    if named and named not in formats:
        raise typer.BadParameter(
            f"'{output}' names a file of the format {named}, but {' and '.join(dict.fromkeys(formats))} is asked for. Leave out --format, or name a folder.", param_hint="--output"
        )
    if named and files > 1:
        raise typer.BadParameter(f"'{output}' is one file, but this makes {files}. Name a folder.", param_hint="--output")


def _pixels(text: str) -> int:
    """A width in pixels, from 100 to 6,000; anything else is a usage error."""
    if not (text.isascii() and text.isdigit() and 100 <= int(text[:9]) <= 6000):
        raise typer.BadParameter(f"'{text}' is not a whole number from 100 to 6000.", param_hint="--width")
    return int(text)


def _told(name: str, fitted: "Fitted", source: "Ready") -> str:
    """What it took to keep to the pages, with a line for each line that was left out."""
    count = len(fitted.left_out)
    done = [f"left out {count} line{'s' if count > 1 else ''}"] if count else []
    done += [f"set density {fitted.density}"] if fitted.density else []
    pages = f"{fitted.pages} page{'s' if fitted.pages > 1 else ''}"
    lines = [f"{name}: {' and '.join(done)} to keep to {pages}" + (":" if count else "")]
    for line in fitted.left_out:
        place = source.locate(line.path)
        lines.append(f"  {place.file}:{place.line}: {line.text}" if place else f"  {line.path}: {line.text}")
    if count and fitted.tighter:
        lines.append(f"  (the option density: {fitted.tighter} keeps more of them)")
    return "\n".join(lines)


def _from_here(template: str | None, folder: str) -> str | None:
    """A template's folder as typed is one of the working folder; where there is none, it is one of the profile's."""
    if template is None or os.path.basename(template) == template or not os.path.isdir(template):
        return template
    return template if folder in ("", ".") else os.path.abspath(template)


def _named_format(output: str | None) -> str:
    """The format that an output's extension names; empty if it names none."""
    extension = os.path.splitext(output or "")[1].lower().removeprefix(".")
    is_folder = (output or "").endswith(("/", os.sep)) or os.path.isdir(output or "")
    return extension if extension in list(ResumeFormat) and not is_folder else ""


def _open(path: Path) -> None:
    """Show a file with the program that this machine has for it."""
    typer.launch(str(path))
