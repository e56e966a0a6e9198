"""`resumekit new`: a starter profile, and the schema that lets an editor help with it."""

import os
from pathlib import Path
from typing import Annotated

import typer

from resumekit.cli.options import Quiet, Verbose, suggest
from resumekit.cli.session import begin, refuse
from resumekit.files import FileProblem, write_whole


def new(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", show_default=False, help='Your name, such as "Ana Reyes".')],
    *,
    career: Annotated[str, typer.Option("--career", metavar="ID|FILE", help="The career that the profile is for.")] = "medical-assistant",
    minimal: Annotated[bool, typer.Option("--minimal", help="Leave out the comments and examples.")] = False,
    output: Annotated[str | None, typer.Option("--output", "-o", metavar="FILE", help="The file to write, in place of one called after NAME; - is standard output.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the file if there is one.")] = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Write a starter profile that explains itself."""
    session = begin(context, quiet=quiet, verbose=verbose)
    if not any(letter.isalnum() for letter in name):
        raise typer.BadParameter("a name has letters.", param_hint="NAME")
    from resumekit.scaffold import SCHEMA_FILE, schema_text, slug, starter

    file = output or f"{slug(name)}.yaml"
    folder = os.path.dirname(file)
    text = starter(name, career, file="PROFILE" if file == "-" else os.path.basename(file), examples=_goal(career, folder), minimal=minimal)
    if file == "-":
        session.show(text)
        return
    if os.path.lexists(file) and not force:
        raise refuse(FileProblem("write-failed", f"{file} exists already", "choose another name with -o, or replace it with --force"))
    schema = os.path.join(folder, SCHEMA_FILE)
    write_whole({Path(file): text.encode(), Path(schema): schema_text("profile").encode()})
    shown = f'"{file}"' if " " in file else file
    session.note(
        f"wrote {file}\n"
        f"wrote {schema} (with it, editors such as VS Code with the YAML extension complete keys and explain them)\n"
        f"Next: open {shown} in a text editor and fill it in. Then\n"
        f"  resumekit validate {shown}   finds mistakes\n"
        f"  resumekit check {shown}      shows what your skills rest on, and what is missing\n"
        f"  resumekit render {shown}     makes the resume"
    )


def _goal(name: str, folder: str) -> dict[str, str]:
    """Examples for the goal that this career knows, "" where it has none; a career that is not known is a usage error."""
    from resumekit.diagnostics import InvalidInput
    from resumekit.load import bundled_careers, load_career

    try:
        career = load_career(name, folder=folder)
    except InvalidInput as problem:
        if problem.problems[0].code == "unknown-career" and not name.endswith((".yaml", ".yml")):
            raise suggest(name, bundled_careers(), what="career", option="--career") from None
        raise
    ids = {"tier": career.tier_ids(), "specialization": career.specialization_ids()}
    made = {f"goal.{key}": known[-1] if known else "" for key, known in ids.items()}
    return made if any(ids.values()) else {"goal": ""}
