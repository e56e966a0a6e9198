"""A PDF of resumekit with its profile inside, to that profile.

In: a PDF's bytes. Out: a `Draft` that holds the profile as it was, and its values. Must not know what a resume says.
"""

from typing import Any

from resumekit.composer import compose
from resumekit.exchange.draft import Draft
from resumekit.extraction import read_pdf
from resumekit.files import FileProblem
from resumekit.located import Items, Mapping
from resumekit.syntax import decode

ATTACHED = "profile.yaml"


def take(name: str, data: bytes) -> Draft:
    """The profile inside a PDF; raise `FileProblem`."""
    try:
        found = read_pdf(data)
    except FileProblem as problem:
        raise FileProblem(problem.code, f"{name}: {problem.message}", problem.hint) from None
    inside = next((item.data for item in found.attachments if item.name == ATTACHED), None)
    if inside is None:
        raise FileProblem("no-source", f"{name} has no profile inside it", "only a PDF made with --embed-source has one; type the profile anew: resumekit new NAME")
    lines, _ = decode(ATTACHED, inside)
    value = compose(ATTACHED, lines).value if lines is not None else None
    if not isinstance(value, Mapping):
        raise FileProblem("import-unreadable", f"the profile inside {name} cannot be read", "see it with: resumekit inspect --source")
    return Draft(format="a PDF of resumekit", tree=_plain(value), data=inside)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, Items) else str(value)
