"""The options and arguments that several commands share, each described once."""

import os
import re
from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated, Literal

import typer

# Typer imports pydantic to read any option but a flag that has a value. So its own completion options are left out, for
# those of `start`, and --help is false unless it is given: then `resumekit check --help` answers in half the time.
SETTINGS = {"help_option_names": ["--help", "-h"], "default_map": {"help": False}}

ProfileFile = Annotated[str, typer.Argument(metavar="PROFILE", show_default=False, help="The profile's file; - reads standard input.")]
Career = Annotated[str | None, typer.Option("--career", metavar="ID|FILE", help="The career to measure against, in place of the profile's.")]
Sets = Annotated[list[str] | None, typer.Option("--set", metavar="PATH=VALUE", show_default=False, help="Set a field of the profile for this run; may be repeated.")]
Today = Annotated[str | None, typer.Option("--today", metavar="DATE", help="The day to take for today, such as 2026-11-24.")]
Strict = Annotated[bool, typer.Option("--strict", help="Turn warnings into errors.")]
Output = Annotated[str | None, typer.Option("--output", "-o", metavar="FILE", help="Write the result to this file.")]
Folder = Annotated[str | None, typer.Option("--output", "-o", metavar="DIR", help="The folder to write to, in place of the profile's; made if missing. - is standard output, for one file.")]
Variants = Annotated[list[str] | None, typer.Option("--variant", "-V", metavar="VARIANT", show_default=False, help="A variant of the profile; may be repeated.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but results and errors.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Show the details of a failure.")]


class ResumeFormat(StrEnum):
    """What a resume can be made as; the value is also the extension."""

    PDF = "pdf"
    HTML = "html"
    WORD = "docx"
    MARKDOWN = "md"
    TEXT = "txt"
    PICTURE = "png"


class PortfolioFormat(StrEnum):
    """What a portfolio can be made as."""

    PDF = "pdf"
    HTML = "html"


ReportFormat = Literal["text", "json", "markdown", "html"]
CheckFormat = Literal["text", "json", "markdown", "html", "github", "svg"]
ProblemFormat = Literal["text", "json", "github", "sarif"]
PlainFormat = Literal["text", "json"]


_MEANT = {"word": "docx", "doc": "docx", "markdown": "md", "text": "txt", "plain": "txt", "htm": "html"}
"""What people call a format, and its name here."""


def known_formats(names: list[str] | None, kinds: Iterable[str]) -> list[str]:
    """The formats asked for; one that there is not is a usage error, with the one that was meant."""
    known = [str(kind) for kind in kinds]
    for name in names or ():
        if name in known:
            continue
        if several := re.findall(r"[^\s,;+|]+", name)[:6] if re.search(r"[\s,;+|]", name.strip()) else []:
            raise typer.BadParameter(f"'{name}' is no format; for several, give -f for each: {' '.join(f'-f {one}' for one in several)}", param_hint="--format")
        plain = name.strip().lower().removeprefix(".")
        meant = _MEANT.get(plain, plain)
        if meant in known:
            raise typer.BadParameter(f"there is no format '{name}'. Did you mean '{meant}'?", param_hint="--format")
        raise suggest(name, known, what="format", option="--format")
    return list(dict.fromkeys(names or ()))


def known_template(name: str | None, known: list[str], *, what: str = "template", option: str = "--template") -> None:
    """A usage error for a template's name that is not known; a folder has a `/` in it, and is looked for later."""
    if name is None or os.path.basename(name) != name or name in known:
        return
    if os.path.isfile(os.path.join(name, "template.yaml")):
        raise typer.BadParameter(f"there is no {what} '{name}'. Did you mean the folder './{name}'?", param_hint=option)
    raise suggest(name, known, what=what, option=option)


def page_count(text: str) -> int:
    """A whole number from 1 to 50; anything else is a usage error."""
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= 50):
        raise typer.BadParameter(f"'{text}' is not a whole number from 1 to 50.", param_hint="--pages")
    return int(text)


def suggest(name: str, known: list[str], *, what: str, option: str) -> typer.BadParameter:
    """The usage error for a name that is not known, with the one that was probably meant."""
    import difflib

    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    choices = f"Did you mean '{near[0]}'?" if near else f"Known: {', '.join(known)}." if known else "There are none."
    return typer.BadParameter(f"there is no {what} '{name}'. {choices}", param_hint=option)
