"""`resumekit careers`: the career packs that there are, their guides to browse, and packs of one's own."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from resumekit.cli.options import SETTINGS, Output, PlainFormat, ProblemFormat, Quiet, Verbose, suggest
from resumekit.cli.session import begin, read_day, refuse
from resumekit.files import FileProblem, write_whole

if TYPE_CHECKING:
    from resumekit.blocks import Block, Line
    from resumekit.career import Career
    from resumekit.guide import Guide

careers = typer.Typer(context_settings=SETTINGS, rich_markup_mode=None)
PageFormat = Literal["text", "markdown", "html", "json"]


@dataclass(frozen=True, kw_only=True)
class CareerLine:
    """A career in a line."""

    id: str
    name: str
    about: str


@dataclass(frozen=True, kw_only=True)
class CareersReport:
    """The careers that ship with resumekit."""

    careers: tuple[CareerLine, ...]

    def outline(self) -> "list[Block]":
        """The report as blocks."""
        from resumekit.blocks import Table

        rows: list[tuple[Line, ...]] = [(one.id, one.name, one.about) for one in self.careers]
        return [Table(("Career", "Name", "What it is"), tuple(rows))]


@careers.callback(invoke_without_command=True)
def start(context: typer.Context) -> None:
    """Browse the career packs: list, show; write and check one of your own: new, validate."""
    if context.invoked_subcommand is None:
        listed(context)


@careers.command("list")
def listed(
    context: typer.Context,
    *,
    format: Annotated[PlainFormat, typer.Option("--format", help="How to show the list.")] = "text",
    output: Output = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Name the careers that ship with resumekit, a line each."""
    session = begin(context, format=format, quiet=quiet, verbose=verbose)
    from resumekit.load import bundled_careers, load_career

    loaded = [load_career(name) for name in bundled_careers()]
    session.show_report(CareersReport(careers=tuple(CareerLine(id=one.id, name=one.name, about=one.about or "") for one in loaded)), output)


@careers.command()
def show(
    context: typer.Context,
    career: Annotated[str, typer.Argument(metavar="ID|FILE", show_default=False, help="A career's id, or the file of one.")],
    section: Annotated[str | None, typer.Argument(metavar="SECTION", show_default=False, help="A section of its guide, a credential's id, or all; the contents, unless given.")] = None,
    *,
    format: Annotated[PageFormat, typer.Option("--format", help="How to show it.")] = "text",
    output: Output = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Browse a career's guide: its contents, a section, a credential, or everything."""
    session = begin(context, format=format, quiet=quiet, verbose=verbose)
    from resumekit.guide import ALL, browse, browse_credential, contents

    pack, guide = _read(career)
    if section is None:
        session.show_report(contents(pack, guide, career), output)
        return
    if section != ALL and guide.section(section) is None:
        one = browse_credential(pack, section)
        if one is None:
            raise _no_section(section, pack, guide)
        session.show_report(one, output)
        return
    session.show_report(browse(pack, guide, section), output)


@careers.command()
def validate(
    context: typer.Context,
    files: Annotated[list[str], typer.Argument(metavar="FILE...", show_default=False, help="The packs' files, or ids of bundled ones.")],
    *,
    format: Annotated[ProblemFormat, typer.Option("--format", help="How to show the problems.")] = "text",
    output: Output = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Check career packs for mistakes, their guides included. Shows all of them, each with its place and a fix."""
    session = begin(context, format=format, quiet=quiet, verbose=verbose)
    from resumekit.career import find_bundled
    from resumekit.soundness import examine

    bundled = {file: None if os.path.exists(file) else find_bundled(file) for file in files}
    session.show_problems({file: examine(str(bundled[file] or file)) for file in bundled}, output)


@careers.command()
def new(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", show_default=False, help='The career, such as "Dental assistant".')],
    *,
    output: Annotated[str | None, typer.Option("--output", "-o", metavar="FILE", help="The file to write, in place of one called after NAME; - is standard output.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the file if there is one.")] = False,
    today: Annotated[str | None, typer.Option("--today", metavar="DATE", help="The day that the pack says its facts are of.")] = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Write a starter career pack that explains itself."""
    session = begin(context, quiet=quiet, verbose=verbose)
    if not any(letter.isalnum() for letter in name):
        raise typer.BadParameter("a name has letters.", param_hint="NAME")
    day = read_day(today)
    from resumekit.scaffold import CAREER_SCHEMA_FILE, career_starter, schema_text, slug

    file = output or f"{slug(name, 'career')}.yaml"
    text = career_starter(name, file="FILE" if file == "-" else os.path.basename(file), today=day)
    if file == "-":
        session.show(text)
        return
    if os.path.lexists(file) and not force:
        raise refuse(FileProblem("write-failed", f"{file} exists already", "choose another name with -o, or replace it with --force"))
    schema = os.path.join(os.path.dirname(file), CAREER_SCHEMA_FILE)
    write_whole({Path(file): text.encode(), Path(schema): schema_text("career").encode()})
    shown = f'"{file}"' if " " in file else file
    session.note(
        f"wrote {file}\n"
        f"wrote {schema} (with it, editors complete keys and explain them)\n"
        f"Next: fill in {shown}. Then\n"
        f"  resumekit careers validate {shown}   finds mistakes\n"
        f"and in a profile beside it:  career: ./{os.path.basename(file)}"
    )


def _no_section(name: str, pack: "Career", guide: "Guide") -> typer.BadParameter:
    """The usage error for a section that there is not: one that is spelt alike is meant, else those that speak of it most."""
    from difflib import get_close_matches

    from resumekit.guide import browse
    from resumekit.writers import write

    known = [one.id for one in guide.sections]
    credentials = [one.id for one in pack.credentials]
    beginning = [one for one in credentials if one.startswith(f"{name.casefold()}-")] or get_close_matches(name.casefold(), credentials, n=1, cutoff=0.75)
    if beginning and not get_close_matches(name, known, n=1, cutoff=0.75):
        return typer.BadParameter(f"there is no section '{name}'. Did you mean the credential {' or '.join(map(repr, beginning[:3]))}?", param_hint="SECTION")
    if not get_close_matches(name, known, n=1, cutoff=0.75):
        texts = {one: write(browse(pack, guide, one), "text").lower() for one in known}
        mentions = {one: text.count(name.lower()) / len(text) for one, text in texts.items()}
        most = [one for one in sorted(known, key=lambda one: -mentions[one]) if mentions[one]][:4]
        if most and len(name) > 2:
            return typer.BadParameter(f"there is no section '{name}'. These speak of it: {', '.join(most)}.", param_hint="SECTION")
    return suggest(name, known, what="section", option="SECTION")


def _read(name: str) -> "tuple[Career, Guide]":
    """A career, bundled or in a file, and its guide; a name that is not known is a usage error."""
    from resumekit.career import read_career
    from resumekit.cli.session import stop_at_errors
    from resumekit.diagnostics import InvalidInput
    from resumekit.document import read_document
    from resumekit.guide import read_guide
    from resumekit.load import bundled_careers, find_career

    folder, file = os.path.split(name)
    if not folder and not name.endswith((".yaml", ".yml")) and name not in bundled_careers():
        raise suggest(name, bundled_careers(), what="career", option="ID")
    document = read_document(find_career(f"./{file}" if folder or name not in bundled_careers() else name, folder))
    career, problems = read_career(document)
    problems = [*document.problems, *problems]
    if career is None:
        raise InvalidInput(problems)
    stop_at_errors(problems)
    guide, _, found = read_guide(career, document)
    stop_at_errors(found)
    return career, guide
