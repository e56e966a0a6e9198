"""`resumekit templates`: the templates that there are, what may be chosen about each, and copies to change."""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from resumekit.cli.careers import PageFormat
from resumekit.cli.options import SETTINGS, Output, PlainFormat, Quiet, Verbose, known_template
from resumekit.cli.session import begin, refuse
from resumekit.files import FileProblem, read_bytes, write_whole

if TYPE_CHECKING:
    from resumekit.blocks import Block, Line
    from resumekit.manifest import Measure, Template

KINDS = ("resume", "portfolio")
PICTURES = "docs/templates"
SAFE_ORDER = 0.99
"""The share of the words in order from which a page counts as read in order."""
_MAX_BYTES = 5_000_000
_COPIED = """\
# A copy of resumekit's template {id}, to change as you like:  resumekit render PROFILE -t {folder}
# A file that this folder lacks, such as page.html.j2, is resumekit's own from its folder _shared; put one of that name here, and it is
# used instead. An address that begins with _shared/ always means resumekit's own:  {{% include "_shared/base.css" %}}
# Every resume template has the options of _shared/options.yaml; what stands under options here changes them or adds to them.
"""

templates = typer.Typer(context_settings=SETTINGS, rich_markup_mode=None)


@dataclass(frozen=True, kw_only=True)
class TemplateLine:
    """A template in a line. `ats_safe`: every field comes back, and with dates in the line every word in order; None where that is not measured."""

    id: str
    kind: str
    name: str
    ats_safe: bool | None
    description: str


@dataclass(frozen=True, kw_only=True)
class TemplatesReport:
    """The templates that ship with resumekit."""

    templates: tuple[TemplateLine, ...]

    def outline(self) -> "list[Block]":
        """The report as blocks."""
        from resumekit.blocks import Paragraph, Span, Table

        rows: list[tuple[Line, ...]] = [(one.id, one.kind, one.description) for one in self.templates]
        ending = f"resumekit templates show {self.templates[0].id}  shows what may be chosen about one." if self.templates else ""
        return [Table(("Template", "Makes a", "What it is"), tuple(rows)), Paragraph(Span(ending, "soft"))]


@dataclass(frozen=True, kw_only=True)
class OptionLine:
    """Something that may be chosen."""

    name: str
    type: str
    default: str
    choices: tuple[str, ...]
    description: str


@dataclass(frozen=True, kw_only=True)
class ReadBack:
    """What a program reads of the template's PDF: shares of the words in order and of the fields, 0 to 1."""

    reader: str
    dates: str
    order: float
    fields: float


@dataclass(frozen=True, kw_only=True)
class TemplateReport:
    """A template: what it is for, what may be chosen, what programs read of it. `picture`: its file in the project, if it has one."""

    id: str
    kind: str
    name: str
    ats_safe: bool | None
    description: str
    fonts: tuple[str, ...]
    options: tuple[OptionLine, ...]
    read_back: tuple[ReadBack, ...]
    picture: str

    def outline(self) -> "list[Block]":
        """The report as blocks."""
        from resumekit.blocks import Facts, Heading, Paragraph, Span, Table

        facts: list[tuple[str, Line]] = [("Template", self.id), ("Makes a", self.kind), ("Fonts", ", ".join(self.fonts))]
        if self.picture:
            facts.append(("Picture", self.picture))
        blocks: list[Block] = [Heading(self.name, 1), Paragraph(self.description, lead=True), Facts(tuple(facts))]
        if self.options:
            rows: list[tuple[Line, ...]] = [(one.name, one.default, _explained(one)) for one in self.options]
            blocks += [Heading("Options"), Table(("Option", "Unless chosen", "What it does"), tuple(rows))]
            name, value = self.options[0].name, self.options[0].default
            example = f"resumekit render PROFILE -t {self.id} --set design.options.{name}=" + (f'"{value}"' if re.search(r"[\s#]", value) else value)
            blocks.append(Paragraph(Span(f"In a profile they stand under options: of design: or of a variant; for one run:  {example}", "soft")))
        if self.kind == "resume":
            blocks.append(Heading("What programs read back"))
            if self.read_back:
                shown: list[tuple[Line, ...]] = [(one.reader, one.dates, f"{one.order:.2f}", f"{one.fields:.2f}") for one in self.read_back]
                blocks.append(Table(("Program", "Dates", "Words in order", "Fields back"), tuple(shown)))
                blocks.append(Paragraph(Span("Measured with a whole profile's PDF; 1.00 is everything.", "soft")))
            else:
                blocks.append(Paragraph("Not measured for this template."))
        return blocks


@templates.callback(invoke_without_command=True)
def start(context: typer.Context) -> None:
    """Browse the templates: list, show; copy one to change it: copy."""
    if context.invoked_subcommand is None:
        listed(context)


@templates.command("list")
def listed(
    context: typer.Context,
    *,
    format: Annotated[PlainFormat, typer.Option("--format", help="How to show the list.")] = "text",
    output: Output = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Name the templates that ship with resumekit, a line each."""
    session = begin(context, format=format, quiet=quiet, verbose=verbose)
    from resumekit.manifest import find_template, measures, template_names

    found = [find_template(name, "", kind=kind) for kind in KINDS for name in template_names(kind)]
    lines = tuple(TemplateLine(id=one.id, kind=one.kind, name=one.name, ats_safe=_is_safe(measures(one)), description=one.description) for one in found)
    session.show_report(TemplatesReport(templates=lines), output)


@templates.command()
def show(
    context: typer.Context,
    template: Annotated[str, typer.Argument(metavar="ID|DIR", show_default=False, help="A template's name, or its folder with a / in it.")],
    *,
    format: Annotated[PageFormat, typer.Option("--format", help="How to show it.")] = "text",
    output: Output = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Show a template: what it is for, its options, its fonts, what programs read of its PDF."""
    session = begin(context, format=format, quiet=quiet, verbose=verbose)
    from resumekit.manifest import measures

    found = _find(template)
    figures = measures(found)
    options = [OptionLine(name=name, type=one.type or "", default=one.default or "", choices=one.choices, description=one.description or "") for name, one in found.options.items()]
    read_back = [ReadBack(reader=one.reader, dates=one.dates, order=one.order, fields=one.fields) for one in figures]
    report = TemplateReport(
        id=found.id,
        kind=found.kind,
        name=found.name,
        ats_safe=_is_safe(figures),
        description=found.description,
        fonts=found.fonts,
        options=tuple(options),
        read_back=tuple(read_back),
        picture="" if _is_folder(template) else f"{PICTURES}/{found.id}.png",
    )
    session.show_report(report, output)


@templates.command("copy")
def copy_(
    context: typer.Context,
    template: Annotated[str, typer.Argument(metavar="ID|DIR", show_default=False, help="A template's name, or its folder with a / in it.")],
    folder: Annotated[str, typer.Argument(metavar="DIR", show_default=False, help="The folder to make.")],
    *,
    force: Annotated[bool, typer.Option("--force", help="Write into the folder if there is one, over its files of the same names.")] = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Copy a template's files into a new folder, to make a template of your own from them."""
    session = begin(context, quiet=quiet, verbose=verbose)
    from resumekit.manifest import MANIFEST, MEASURES

    found = _find(template)
    name = os.path.basename(os.path.abspath(folder))
    if os.path.lexists(folder) and not force:
        raise refuse(FileProblem("write-failed", f"{folder} exists already", "choose another folder, or write into it with --force"))
    shown = folder if _is_folder(folder) else f"./{folder}"
    outputs: dict[Path, bytes] = {}
    for path in sorted(found.folder.rglob("*")):
        inner = path.relative_to(found.folder)
        if path.is_file() and inner.as_posix() != MEASURES and "__pycache__" not in inner.parts:
            data = read_bytes(path, _MAX_BYTES)
            outputs[Path(folder) / inner] = _renamed(data, found, name, shown) if inner.as_posix() == MANIFEST else data
    write_whole(outputs)
    for path in outputs:
        session.note(f"wrote {path}")
    quoted = f'"{shown}"' if " " in shown else shown
    session.note(f"Next: change them. Then\n  resumekit {'portfolio' if found.kind == 'portfolio' else 'render'} PROFILE -t {quoted}")


def _explained(option: OptionLine) -> str:
    choices = ", ".join(option.choices) or ("true, false" if option.type == "flag" else "")
    return f"{option.description.rstrip('.')}: {choices}" if choices else option.description


def _find(name: str) -> "Template":
    """A template, bundled or in a folder of the working folder; a name that is not known is a usage error."""
    from resumekit.manifest import find_template, template_names

    if _is_folder(name):
        return find_template(name, "")
    known = {one: kind for kind in KINDS for one in template_names(kind)}
    known_template(name, list(known), option="ID|DIR")
    return find_template(name, "", kind=known[name])


def _is_folder(name: str) -> bool:
    return "/" in name or os.sep in name


def _is_safe(figures: "tuple[Measure, ...]") -> bool | None:
    """Whether machines read the template's pages whole and in order, once its dates stand in the line; None where that is not measured."""
    inline = [one for one in figures if one.dates == "inline"]
    return all(one.fields == 1 and one.order >= SAFE_ORDER for one in inline) if inline else None


def _renamed(data: bytes, template: "Template", name: str, shown: str) -> bytes:
    """A manifest as that of the template `name`, with how to go on before it."""
    text = data.decode("utf-8-sig")
    own = re.sub(r"[^\w.-]+", "-", name).strip("-") or "mine"
    return (_COPIED.format(id=template.id, folder=shown) + re.sub(r"(?m)^id:.*$", f"id: {own}", text, count=1)).encode()
