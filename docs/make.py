"""Writes what the documentation takes from the code: the reference pages, and the pictures of the example and of each template.

In: the schema, the table of codes, the program's own commands, examples/maya-ortiz. Out: the files of this folder.

    .venv/bin/python docs/make.py
"""

import dataclasses
import hashlib
import io
import json
import re
import tempfile
from collections.abc import Iterable
from datetime import date
from math import floor
from pathlib import Path
from typing import Any

from resumekit.career import Career
from resumekit.diagnostics import CODES
from resumekit.files import bundled
from resumekit.guide import Guide
from resumekit.manifest import MEASURES, template_names
from resumekit.profile import Profile
from resumekit.schema import Record, records_in

HERE = Path(__file__).resolve().parent
TEMPLATES = HERE / "templates"
EXAMPLE = HERE.parent / "examples" / "maya-ortiz" / "maya-ortiz.yaml"
TODAY = date(2026, 11, 24)
MARK = "<!-- From here on made by `make docs`. -->"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    heads = list(heads)
    return ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads), *("| " + " | ".join(map(_cell, row)) + " |" for row in rows), ""]


def _address(record: type[Record], found: dict[type[Record], str]) -> str:
    return f"[{found[record]}](#{found[record].lower().replace(' ', '-')})"


def _titled(records: Iterable[type[Record]]) -> dict[type[Record], str]:
    named: dict[type[Record], str] = {Profile: "The profile", Career: "The career", Guide: "The guide"}
    return {record: named[record] if record in named else re.sub(r"(?<=[a-z])(?=[A-Z])", " ", record.__name__).capitalize() for record in records}


def _reachable(record: type[Record]) -> list[type[Record]]:
    """`record` and the records inside it, as a reader meets them."""
    found = [record]
    for at in found:
        found += [inner for info in at.model_fields.values() for inner in dict.fromkeys(records_in(info.annotation)) if inner not in found]
    return found


def profile_page() -> str:
    """Every key of a profile: what it means, and an example."""
    head = [
        "# The profile, key by key",
        "",
        "Made from the program by `make docs`. `resumekit schema` prints the same as a JSON Schema, for completion in an editor.",
        "Keys in **bold** are required. Dates are `2022`, `2022-06` or `2022-06-30`; what is not known is left out.",
        "",
    ]
    return "\n".join([*head, *_keys(_reachable(Profile))])


def _keys(records: list[type[Record]]) -> list[str]:
    """A chapter a record: what it is, and a table of its keys."""
    titles = _titled(records)
    lines = []
    for record in records:
        rows = []
        for key, info in record.model_fields.items():
            inner = records_in(info.annotation)
            kind = f" See {_address(inner[0], titles)}." if inner else ""
            name = f"**`{key}`**" if info.is_required() else f"`{key}`"
            example = "" if not info.examples else f"`{info.examples[0]}`"
            rows.append((name, f"{info.description}{kind}", example))
        about = (record.__doc__ or "").split("\n", maxsplit=1)[0]
        lines += [f"## {titles[record]}", "", about, "", *_table(("key", "meaning", "example"), rows)]
    return lines


def careers_page() -> str:
    """How to write a career pack, which is written by hand above the mark, and every key of one."""
    written = (HERE / "career-packs.md").read_text(encoding="utf-8").partition(MARK)[0]
    records = list(dict.fromkeys([*_reachable(Career), *_reachable(Guide)]))
    return "\n".join([written + MARK, "", *_keys(records)])


def problems_page() -> str:
    """Every code that a problem may carry."""
    head = [
        "# What resumekit may complain about",
        "",
        "Made from the program by `make docs`. Each problem shows its code in square brackets; its message says what is wrong in your",
        "file, and the hint what to type.",
        "",
    ]
    return "\n".join([*head, *_table(("code", "what it says in general"), ((f"`{code}`", text) for code, text in sorted(CODES.items())))])


def commands() -> dict[str, Any]:
    """The program's commands by name."""
    import typer

    from resumekit.cli.app import program

    group: Any = typer.main.get_command(program())
    return dict(group.commands)


def subcommands(command: Any) -> dict[str, Any]:
    """The commands of a group by name; none for a command."""
    return dict(getattr(command, "commands", {}))


def options_of(command: Any) -> list[tuple[str, str]]:
    """A command's arguments and options as they are typed, with their help."""
    import typer

    context = typer.Context(command, info_name=command.name)
    records = [parameter.get_help_record(context) for parameter in command.params]
    return [(re.sub(r" <(?:str|list\[str\])>", "", typed).replace("<list[", "<").replace("]>", ">"), text) for typed, text in records]


def commands_page() -> str:
    """Every command with its arguments and options."""
    lines = ["# Commands and options", "", "Made from the program by `make docs`; `resumekit COMMAND --help` says the same.", ""]
    for name, command in commands().items():
        for title, one in {name: command, **{f"{name} {inner}": one for inner, one in subcommands(command).items()}}.items():
            lines += [f"## resumekit {title}", "", (one.help or "").strip(), ""]
            rows = [(f"`{typed}`", text) for typed, text in options_of(one)]
            lines += _table(("", ""), rows) if rows else []
    return "\n".join(lines)


PAGES = {"profile.md": profile_page, "career-packs.md": careers_page, "problems.md": problems_page, "commands.md": commands_page}


def _first_page(*options: str, width: int, colours: int) -> bytes:
    """The first page of the example's cardiology variant, `width` pixels wide, with a line around it: PNG in a few colours."""
    import pypdfium2
    from PIL import Image, ImageOps

    from resumekit.cli.app import main

    with tempfile.TemporaryDirectory() as folder:
        if main(["render", str(EXAMPLE), "-V", "cardiology", *options, "-f", "pdf", "-o", folder, "-q", "--today", str(TODAY)]):
            raise SystemExit("the example cannot be rendered")
        with pypdfium2.PdfDocument(Path(folder, "maya-ortiz-cardiology.pdf")) as document:
            page = document[0].render(scale=3).to_pil()
    small = ImageOps.expand(page.resize((width, round(page.height * width / page.width)), Image.Resampling.LANCZOS), 1, "#b4bac0")
    out = io.BytesIO()
    small.quantize(colours, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def picture() -> bytes:
    """The example, large enough to read in a README."""
    return _first_page(width=734, colours=64)


PORTFOLIO = {"portfolio-map": ("Skill map", "What stands behind it"), "portfolio-proof": ("Competency", "Signed off"), "portfolio-exhibit": ("Exhibit B-2", "back to the entry")}
"""Pictures of a portfolio's pages, and what stands on each."""


def portfolio_pictures() -> dict[str, bytes]:
    """Pages of the example's portfolio: PNG in a few colours, by name."""
    import pypdfium2
    from PIL import Image, ImageOps

    from resumekit.cli.app import main

    made = {}
    with tempfile.TemporaryDirectory() as folder:
        if main(["portfolio", str(EXAMPLE), "-o", folder, "-q", "--today", str(TODAY)]):
            raise SystemExit("the example's portfolio cannot be made")
        with pypdfium2.PdfDocument(Path(folder, "maya-ortiz-portfolio.pdf")) as document:
            texts = [page.get_textpage().get_text_range() for page in document]
            for name, clues in PORTFOLIO.items():
                at = next(index for index, text in enumerate(texts) if all(clue in text for clue in clues))
                page = document[at].render(scale=2).to_pil()
                small = ImageOps.expand(page.resize((520, round(page.height * 520 / page.width)), Image.Resampling.LANCZOS), 1, "#b4bac0")
                out = io.BytesIO()
                small.quantize(48, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
                made[name] = out.getvalue()
    return made


def template_picture(name: str) -> bytes:
    """The example in a template, three of them beside each other in a README."""
    return _first_page("-t", name, width=520, colours=40)


def template_inputs(name: str) -> str:
    """What a template's picture is made from, as a hash: where it has changed, the picture has to be made anew.

    Pictures are not compared themselves, as another version of a font library may smooth letters differently.
    """
    folder = bundled("templates")
    files = [*(folder / name).iterdir(), *(folder / "_shared").glob("*.html.j2"), folder / "_shared" / "base.css", folder / "_shared" / "options.yaml", *EXAMPLE.parent.glob("*.yaml")]
    digest = hashlib.sha256()
    for path in sorted((path for path in files if path.is_file() and path.name != MEASURES), key=lambda path: (path.parent.name, path.name)):
        digest.update(f"{path.name}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()


def read_back(name: str) -> str:
    """What programs read back of the example in a template, as its `measured.yaml`."""
    from pdfminer.high_level import extract_text
    from pypdf import PdfReader

    from resumekit.extraction import extract
    from resumekit.holdings import hold
    from resumekit.inspection import inspect
    from resumekit.inspection.recall import page_text, words_in_order
    from resumekit.load import load_career, load_profile
    from resumekit.rendering import prepare, render
    from resumekit.rendering.variant import select

    loaded = load_profile(str(EXAMPLE), today=TODAY)
    if loaded.profile is None:
        return ""
    folder = str(EXAMPLE.parent)
    held, _ = hold(loaded.profile, load_career(loaded.profile.career, folder=folder), TODAY, loaded.locate)
    lines = ["# Measured by docs/make.py with the example's resume: the share of its words in order, and of its fields, that each program reads back.", "read_back:"]
    for dates in ("right", "inline"):
        options = {"dates": dates}
        (made,) = render(loaded.profile, template=name, options=options, today=TODAY, folder=folder, stem="x", credentials=held)
        page, _ = prepare(select(loaded.profile, template=name, options=options), today=TODAY, folder=folder, credentials=held)
        read = extract(made.data)
        texts = {
            "pdfium": read.text,
            "pdfminer.six": extract_text(io.BytesIO(made.data)),
            "pypdf": "\n".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(made.data)).pages),
        }
        for reader, text in texts.items():
            found = inspect(dataclasses.replace(read, lines=tuple(dataclasses.replace(read.lines[0], text=line) for line in text.split("\n"))), page)
            lines.append(f"  - {{reader: {reader}, dates: {dates}, order: {floor(words_in_order(page_text(page), text) * 100) / 100:g}, fields: {floor((found.recall or 0) * 100) / 100:g}}}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    for file, make in PAGES.items():
        (HERE / file).write_text(make(), encoding="utf-8")
    (HERE / "images").mkdir(exist_ok=True)
    (HERE / "images" / "maya-ortiz.png").write_bytes(picture())
    for name, data in portfolio_pictures().items():
        (HERE / "images" / f"{name}.png").write_bytes(data)
    TEMPLATES.mkdir(exist_ok=True)
    for one in template_names():
        (bundled("templates") / one / MEASURES).write_text(read_back(one), encoding="utf-8")
        (TEMPLATES / f"{one}.png").write_bytes(template_picture(one))
    (TEMPLATES / "inputs.json").write_text(json.dumps({one: template_inputs(one) for one in template_names()}, indent=1) + "\n", encoding="utf-8")
