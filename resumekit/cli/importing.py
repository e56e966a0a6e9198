"""`resumekit import`: another program's file as a profile."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from resumekit.cli.options import Quiet, Today, Verbose, suggest
from resumekit.cli.session import begin, read_day, refuse
from resumekit.files import MAX_EVIDENCE_BYTES, FileProblem, read_bytes, write_whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resumekit.diagnostics import Diagnostic


def importing(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", show_default=False, help="JSON Resume, rendercv, yamlresume, LinkedIn's ZIP, an Open Badge, a PDF of resumekit; - reads standard input.")],
    *,
    format: Annotated[
        str | None, typer.Option("--from", metavar="FORMAT", help="What the file is, where it is not told by its content: jsonresume, rendercv, yamlresume, linkedin, badge, resumekit.")
    ] = None,
    career: Annotated[str, typer.Option("--career", metavar="ID|FILE", help="The career that the profile is for.")] = "medical-assistant",
    output: Annotated[str | None, typer.Option("--output", "-o", metavar="FILE", help="The file to write, in place of one called after the person; - is standard output.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the file if there is one.")] = False,
    today: Today = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Make a profile of another program's file, with a remark wherever a person has to look."""
    session = begin(context, quiet=quiet, verbose=verbose)
    day = read_day(today)
    from resumekit.exchange.formats import NAMES, read
    from resumekit.exchange.sheet import settle
    from resumekit.load import read as validated
    from resumekit.scaffold import SCHEMA_FILE, schema_text, slug

    if format is not None and format not in NAMES:
        raise suggest(format, list(NAMES), what="format", option="--from")
    if career != "medical-assistant":
        from resumekit.cli.reading import chosen_career

        chosen_career(career)
    shown = "standard input" if file == "-" else os.path.basename(file)
    try:
        data = read_bytes(file, MAX_EVIDENCE_BYTES)
        draft = read(shown, data, today=day, format=format)
    except FileProblem as problem:
        raise refuse(problem) from None
    errors = [problem for problem in draft.problems if problem.severity == "error"]
    if errors:
        from resumekit.diagnostics import InvalidInput

        raise InvalidInput(errors)
    if draft.is_empty and not draft.data:
        raise refuse(FileProblem("import-unreadable", f"{shown} holds nothing of a resume", "look into it: is it the file that you meant?"))
    target = output or f"{slug(str(draft.person.get('name', '')), 'imported')}.yaml"

    def check(text: bytes) -> "Sequence[Diagnostic]":
        return validated(target if target != "-" else "profile.yaml", today=day, data=text).problems

    is_valid = draft.data and not any(problem.severity == "error" for problem in check(draft.data))
    text = draft.data.decode("utf-8") if is_valid else settle(draft, check, career=career, schema=SCHEMA_FILE)
    if target == "-":
        session.show(text)
        session.warn(draft.problems)
        return
    if os.path.lexists(target) and not force:
        raise refuse(FileProblem("write-failed", f"{target} exists already", "choose another name with -o, or replace it with --force"))
    schema = os.path.join(os.path.dirname(target), SCHEMA_FILE)
    write_whole({Path(target): text.encode(), Path(schema): schema_text("profile").encode()})
    session.warn(draft.problems)
    name = f'"{target}"' if " " in target else target
    marks = sum("# check:" in line for line in text.split("\n")[2:])
    looked = f"{marks} line{'s' if marks != 1 else ''} with  # check:  need your eye. " if marks else ""
    session.note(f"wrote {target}, from {draft.format}\n{looked}Then: resumekit validate {name}")
