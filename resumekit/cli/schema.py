"""`resumekit schema`: the JSON Schema of a profile or a career."""

from typing import Annotated, Literal

import typer

from resumekit.cli.options import Output, Quiet, Verbose
from resumekit.cli.session import begin


def schema(
    context: typer.Context,
    kind: Annotated[Literal["profile", "career"], typer.Argument(help="What the schema describes.")] = "profile",
    output: Output = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Print the JSON Schema, with which editors complete keys and explain them."""
    session = begin(context, quiet=quiet, verbose=verbose)
    from resumekit.scaffold import schema_text

    session.show(schema_text(kind), output)
