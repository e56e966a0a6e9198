"""`resumekit render`: resumes, in any format, of the base profile, of variants or of all."""

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from resumekit.cli.options import Career, Folder, ProfileFile, Quiet, ResumeFormat, Sets, Strict, Today, Variants, Verbose, known_formats, known_template, page_count, suggest
from resumekit.cli.session import Session, begin, read_day, stop_at_errors, strictly
from resumekit.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resumekit.cli.reading import Ready
    from resumekit.cli.tailor import Plan
    from resumekit.diagnostics import Diagnostic
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
    posting: Annotated[
        str | None,
        typer.Option("--for", metavar="POSTING", help="A job posting to tailor it to, as match reads it: the variant that suits best unless -V, what is asked first. - reads standard input."),
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="With --for: print what it changes as a diff, with the posting's lines; nothing is written, unless with -f or -o.")] = False,
    pdf_variant: Annotated[str | None, typer.Option("--pdf-variant", metavar="VARIANT", help="pdf/ua-1, or pdf/a-3a for archives; accessible both. pdf/ua-1, unless given.")] = None,
    width: Annotated[str | None, typer.Option("--width", metavar="PX", help="The width of a PNG in pixels. 1240, unless given.")] = None,
    open_: Annotated[bool, typer.Option("--open", help="Open the first file that was made; with --serve, the page.")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Make it anew whenever the profile or the template is saved.")] = False,
    serve: Annotated[bool, typer.Option("--serve", help="Show it on a page of this machine, with its problems and gaps, that follows each save.")] = False,
    port: Annotated[str | None, typer.Option("--port", metavar="N", help="Where --serve listens: http://127.0.0.1:8765, unless given; 0 takes any free one.")] = None,
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
    writes = not explain or bool(formats or output)
    kinds = known_formats(formats, ResumeFormat) or [_named_format(output) or ("pdf" if writes else "txt")]
    _check_posting(posting, explain=explain, profile=profile, output=output, follows=watch or serve, serve=serve)
    from resumekit.manifest import template_names
    from resumekit.rendering import PDF_VARIANTS, WIDTH

    if pdf_variant is not None and pdf_variant not in PDF_VARIANTS:
        raise suggest(pdf_variant, list(PDF_VARIANTS), what="PDF variant", option="--pdf-variant")
    pixels = _pixels(width) if width is not None else WIDTH
    known_template(template, template_names())
    order = Order(
        profile=profile,
        variants=variants,
        every=every,
        template=template,
        formats=kinds,
        pages=most,
        pdf_variant=pdf_variant or PDF_VARIANTS[0],
        width=pixels,
        career=career,
        sets=sets,
        day=day,
        strict=strict,
        posting=posting,
        explain=explain,
        writes=writes,
    )
    if (watch or serve) and (profile == "-" or output == "-"):
        raise typer.BadParameter("standard input and output have no file to follow.", param_hint="--watch" if watch else "--serve")
    if serve:
        from resumekit.cli.studio import serve_order

        serve_order(session, order, port=_port(port), opened=open_)
    elif watch:
        from resumekit.cli.studio import watch_order

        watch_order(session, order, output)
    else:
        places = finish(session, order, fulfil(order), output)
        if open_ and places:
            _open(places[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What the command line asks for, checked."""

    profile: str
    variants: "Sequence[str] | None"
    every: bool
    template: str | None
    formats: "Sequence[str]"
    pages: int | None
    pdf_variant: str
    width: int
    career: str | None
    sets: "Sequence[str] | None"
    day: date
    strict: bool
    posting: str | None = None
    explain: bool = False
    writes: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What an order became: the files, and what is to be said about them."""

    source: "Ready"
    files: "list[Rendered]"
    problems: "list[Diagnostic]"
    plan: "Plan | None" = None


def fulfil(order: Order, source: "Ready | None" = None) -> Made:
    """Read and render; raise what keeps it from being done. `source`: the profile, where it was read before."""
    from resumekit.cli.reading import known_variants, ready
    from resumekit.holdings import hold
    from resumekit.rendering import render as make

    source = source or ready(order.profile, today=order.day, sets=order.sets, career=order.career, strict=order.strict)
    plan = _plan(order, source)
    credentials, doubts = hold(source.profile, source.career, order.day, source.locate)
    made = make(
        source.profile,
        variants=plan.variants if plan else known_variants(source.profile, order.variants, every=order.every),
        formats=order.formats,
        template=from_here(order.template, source.folder),
        pages=order.pages,
        pdf_variant=order.pdf_variant,
        width=order.width,
        today=order.day,
        folder=source.folder,
        stem=source.stem,
        credentials=credentials,
        locate=source.locate,
        tailor=plan.apply if plan else None,
        names=plan.names if plan else None,
    )
    problems = strictly([*source.problems, *(plan.problems if plan else ()), *doubts, *(problem for one in made for problem in one.problems)], order.strict)
    stop_at_errors(problems)
    return Made(source=source, files=made, problems=problems, plan=plan)


def _plan(order: Order, source: "Ready") -> "Plan | None":
    """How it is tailored, where there is a posting to tailor it to."""
    if order.posting is None:
        return None
    from resumekit.cli.tailor import plan

    return plan(source, order.posting, order.day, variants=order.variants, every=order.every)


def finish(session: Session, order: Order, made: Made, output: str | None) -> list[Path]:
    """Write what was made, and say what there is to say."""
    _check_output(output, order.formats, len(made.files))
    firsts = list({one.variant: one for one in made.files}.values())
    if made.plan and order.explain:
        from resumekit.cli.tailor import explained

        session.show("\n".join(explained(made.plan, one.variant, one.fitted, made.source) for one in firsts))
    places = deliver(session, made.files, output=output, folder=made.source.folder) if order.writes else []
    if made.plan and not order.explain:
        from resumekit.cli.tailor import told

        for one in firsts:
            session.note(told(made.plan, one.variant, made.source))
    for one in firsts:
        if order.writes and one.fitted and (one.fitted.left_out or one.fitted.density):
            session.note(_told(one.variant or made.source.stem, one.fitted, made.source))
    session.warn(made.problems)
    return places


def deliver(session: Session, made: "Sequence[Rendered]", *, output: str | None, folder: str, stale: "Sequence[Path]" = (), quiet: bool = False) -> list[Path]:
    """Write all files or none: to the folder `output`, else to `folder`; where one file is made, `output` may be its name, or `-`.

    `stale`: files that this replaces; `quiet`: the caller says what was written.
    """
    if output == "-":
        if len(made) > 1:
            raise typer.BadParameter(f"standard output takes one file; this makes {len(made)}.", param_hint="--output")
        session.send_file(made[0].data)
        return []
    _check_output(output, [one.format for one in made], len(made))
    places = [Path(output or folder) / one.name for one in made]
    if output and len(made) == 1 and _named_format(output) == made[0].format:
        places = [Path(output)]
    write_whole({place: one.data for place, one in zip(places, made, strict=True)}, stale)
    for place, one in zip(places, made, strict=True) if not quiet else ():
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


def _check_posting(posting: str | None, *, explain: bool, profile: str, output: str | None, follows: bool, serve: bool) -> None:
    """A usage error where a posting cannot be read, or what it changes cannot be shown."""
    if explain and posting is None:
        raise typer.BadParameter("it explains what a posting changes; name one with --for.", param_hint="--explain")
    if explain and output == "-":
        raise typer.BadParameter("standard output takes the explanation or the resume; write one of them to a file.", param_hint="--explain")
    if posting == "-" and profile == "-":
        raise typer.BadParameter("standard input can be read once only.", param_hint="--for")
    if posting == "-" and follows:
        raise typer.BadParameter("standard input has no file to follow.", param_hint="--for")
    if posting is not None and serve:
        raise typer.BadParameter("the page of --serve shows the profile as it is; use --watch.", param_hint="--for")


def _port(text: str | None) -> int:
    """A port; anything else is a usage error."""
    if text is None:
        return 8765
    if not (text.isascii() and text.isdigit() and int(text[:9]) <= 65_535):
        raise typer.BadParameter(f"'{text}' is not a whole number from 0 to 65535.", param_hint="--port")
    return int(text)


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


def from_here(template: str | None, folder: str) -> str | None:
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
