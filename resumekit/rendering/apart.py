"""A stranger's template is filled and laid out in a confined child: it can neither hang nor swell this process.

In: the making of files, as a function. Out: the same files, or `InvalidInput`. Must not know how files are made.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from resumekit.confine import Confined, Facts, Limits, run
from resumekit.diagnostics import Diagnostic, InvalidInput, Place, Severity, error
from resumekit.files import bundled
from resumekit.manifest import MANIFEST, Template
from resumekit.rendering.fit import Fitted, Line

if TYPE_CHECKING:
    from resumekit.rendering import Rendered

LIMITS = Limits(cpu=30, wall=40.0, memory=1_500_000_000, file=20_000_000)
_WHY = {"time": "takes too long", "memory": "needs too much memory", "crash": "makes the program that draws it fail", "error": "makes the program that draws it fail"}


def is_ours(template: Template) -> bool:
    """Whether a template ships with resumekit."""
    return template.folder.parent == bundled("templates")


def made_apart(template: Template, make: "Callable[[], Sequence[Rendered]]") -> "list[Rendered]":
    """The files that `make` gives, made in a child; raise `InvalidInput` as it does, and where its limits do not suffice."""
    from resumekit.rendering import Rendered

    def work() -> tuple[Facts, bytes]:
        try:
            files = make()
        except InvalidInput as problem:
            return {"wrong": [_plain(one) for one in problem.problems]}, b""
        about = [{**asdict(replace(one, data=b"", problems=())), "data": len(one.data), "problems": [_plain(problem) for problem in one.problems]} for one in files]
        return {"files": about}, b"".join(one.data for one in files)

    try:
        facts, data = run(work, LIMITS)
    except Confined as failure:
        place = Place(file=str(template.folder / MANIFEST), line=1, column=1, source="", length=0)
        raise InvalidInput([error("template-error", f"the template {template.id} {_WHY[failure.why]}", place=place, hint="look for loops in it that do not end, or use another template")]) from None
    if "wrong" in facts:
        raise InvalidInput([_diagnostic(one) for one in facts["wrong"]])
    files = []
    at = 0
    for one in facts["files"]:
        size, fitted = one.pop("data"), one.pop("fitted")
        problems = tuple(_diagnostic(problem) for problem in one.pop("problems"))
        kept = Fitted(**{**fitted, "left_out": tuple(Line(**line) for line in fitted["left_out"])}) if fitted else None
        files.append(Rendered(**{**one, "inputs": tuple(one["inputs"]), "notes": tuple(one["notes"])}, data=data[at : at + size], problems=problems, fitted=kept))
        at += size
    return files


def _plain(problem: Diagnostic) -> dict[str, Any]:
    return {**asdict(problem), "severity": problem.severity.value}


def _diagnostic(about: dict[str, Any]) -> Diagnostic:
    place = about["place"]
    return Diagnostic(**{**about, "severity": Severity(about["severity"]), "place": Place(**place) if place else None})
