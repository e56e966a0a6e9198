"""From a file to a profile or career that can be used: read, apply `--set`, validate, and raise if something is wrong.

In: file names. Out: `Loaded`, `Career`. The `read` function never raises for content; `load_*` raise `InvalidInput`.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from resumekit.composer import compose
from resumekit.diagnostics import Diagnostic, InvalidInput, Place, Severity, error, in_order, warning
from resumekit.document import Document, read_document
from resumekit.files import bundled, inside
from resumekit.located import Items, Located, Mapping, Text, join, located, set_paths, split_path
from resumekit.privacy import examine
from resumekit.profile import Profile, read_profile
from resumekit.schema import suggestion
from resumekit.validation import validate

if TYPE_CHECKING:
    from resumekit.career import Career


MAX_PROBLEMS = 200
"""How many problems are told of one profile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What reading a profile gave. `profile` is None if too much is wrong; `problems` are in order of the file.

    `career`: the profile's own, where it had to be read to know whether the profile is right.
    """

    profile: Profile | None
    document: Document
    problems: tuple[Diagnostic, ...]
    career: "Career | None" = None

    @property
    def has_errors(self) -> bool:
        """Whether any problem is an error."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    def locate(self, path: str) -> Place | None:
        """Where a path stands in the file."""
        return self.document.locate(path)


def read(file: str, *, today: date, sets: Iterable[str] = (), data: bytes | None = None) -> Loaded:
    """Read and validate a profile; every problem of the text, the structure, the meaning and privacy is in the result.

    `data`: what the file is to hold, where it has not been written yet.
    """
    document = read_document(file, data=data, shown="<stdin>" if file == "-" else None)
    problems: list[Diagnostic] = []
    career = None
    if document.root is not None:
        for assignment in sets:
            problems.extend(_set(document.root, assignment))
            set_paths(document.root)
    profile, found = read_profile(document)
    if [problem.code for problem in found] == ["wrong-kind"]:  # whatever else is said of it would be beside the point
        return Loaded(profile=None, document=document, problems=tuple(found))
    problems += [*document.problems, *found, *examine(document)]
    if profile is not None:
        problems += validate(profile, document, today)
        career, found = _goal(profile, document)
        problems += found
    return Loaded(profile=profile, document=document, problems=_not_too_many(in_order(problems)), career=career)


def _not_too_many(problems: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The first problems, an error among them if there is any, and how many more there are."""
    if len(problems) <= MAX_PROBLEMS:
        return tuple(problems)
    shown = problems[:MAX_PROBLEMS]
    rest = problems[MAX_PROBLEMS:]
    place = next((problem.place for problem in reversed(shown) if problem.place), None)
    is_bad = any(problem.severity is Severity.ERROR for problem in rest)
    last = (error if is_bad else warning)("too-many-problems", f"and {len(rest)} more problems", place=place, hint="mend these first, and validate again")
    return (*shown, last)


def load_profile(file: str, *, today: date, sets: Iterable[str] = ()) -> Loaded:
    """Read a profile that can be used; raise `InvalidInput` with all problems if it has errors."""
    loaded = read(file, today=today, sets=sets)
    if loaded.has_errors or loaded.profile is None:
        raise InvalidInput(loaded.problems)
    return loaded


def _goal(profile: Profile, document: Document) -> "tuple[Career | None, list[Diagnostic]]":
    """Whether the career exists and knows the profile's goal; the career, where that took reading it."""
    place = document.locate_value("career")
    try:
        if profile.goal is None and not _is_file(profile.career):
            find_career(profile.career, document.folder, place=place)
            return None, []
        career = load_career(profile.career, folder=document.folder, place=place)
    except InvalidInput as problem:
        return None, list(problem.problems)
    return career, [
        error(
            "unknown-goal",
            f"{value} is no {key} of {career.id}" + ("" if known else f", which has no {key}s"),
            path=f"goal.{key}",
            place=document.locate_value(f"goal.{key}"),
            hint=suggestion(value, known) if known else "take it out",
        )
        for key, value, known in _strange(profile, career)
    ]


def without_strange_goal(profile: Profile, career: "Career", document: Document) -> tuple[Profile, list[Diagnostic]]:
    """The profile as another career than its own can measure it: what this one does not know of the goal is left aside, with a warning each."""
    strange = _strange(profile, career)
    if not strange or profile.goal is None:
        return profile, []
    problems = [
        warning(
            "unknown-goal",
            f"{value} is no {key} of {career.id}, the career given by --career, so it is left aside",
            path=f"goal.{key}",
            place=document.locate_value(f"goal.{key}"),
            hint=f"choose a {key} of this career with --{key}: {', '.join(known)}" if known else f"this career has no {key}s",
        )
        for key, value, known in strange
    ]
    return profile.model_copy(update={"goal": profile.goal.model_copy(update={key: None for key, _, _ in strange})}), problems


def _strange(profile: Profile, career: "Career") -> list[tuple[str, str, list[str]]]:
    """The parts of the goal that the career does not know: each with its value, and what there is to choose from."""
    known = {"tier": career.tier_ids(), "specialization": career.specialization_ids()}
    asked = {key: getattr(profile.goal, key, None) for key in known}
    return [(key, value, known[key]) for key, value in asked.items() if value and value not in known[key]]


# Careers -------------------------------------------------------------------------------------------------------------------


def _is_file(name: str) -> bool:
    return "/" in name or os.sep in name or name.endswith((".yaml", ".yml"))


def bundled_careers() -> list[str]:
    """The names of the careers that ship with resumekit."""
    return sorted(path.parent.name for path in bundled("careers").glob("*/career.yaml"))


def find_career(name: str, folder: str = "", *, place: Place | None = None) -> str:
    """The file of a career given by name or file; raise `InvalidInput` if there is none."""
    if _is_file(name):
        real = inside(folder, name)
        if os.path.isabs(name) or real is None:
            raise InvalidInput([error("unknown-career", f"{name} lies outside the profile's folder", path="career", place=place, hint="put the career's file beside the profile")])
        if not real.is_file():
            raise InvalidInput(
                [error("unknown-career", f"there is no file {name}", path="career", place=place, hint="name a career file beside the profile, or a bundled career: " + ", ".join(bundled_careers()))]
            )
        return os.path.join(folder, name)
    known = bundled_careers()
    if name not in known:
        raise InvalidInput([error("unknown-career", f"there is no career {name}", path="career", place=place, hint=suggestion(name, known))])
    return str(bundled("careers") / name / "career.yaml")


def load_career(name: str, *, folder: str = "", place: Place | None = None) -> "Career":
    """Read a career given by name or file (relative to `folder`); raise `InvalidInput` if it has errors."""
    from resumekit.career import Career, read_career
    from resumekit.shelf import put, take

    file = find_career(name, folder, place=place)
    bundled_one = not _is_file(name)
    kept = take(file, Career) if bundled_one else None
    if kept is not None:
        return kept
    document = read_document(file)
    career, problems = read_career(document)
    problems = [*document.problems, *problems]
    if career is None or any(problem.severity is Severity.ERROR for problem in problems):
        raise InvalidInput(problems)
    if bundled_one and not problems:
        put(file, career)
    return career


# --set ---------------------------------------------------------------------------------------------------------------------


def _set(root: Mapping, assignment: str) -> list[Diagnostic]:
    """Apply one `PATH=VALUE` to the tree: a text, or YAML in brackets; nothing after the sign removes the key."""
    path, sign, value = assignment.partition("=")
    path = path.strip()
    file = f"--set {path}"
    place = Place(file=file, line=1, column=len(path) + 2, source=assignment, length=max(1, len(value)))
    at_path = Place(file=file, line=1, column=1, source=assignment, length=max(1, len(path)))

    def bad(message: str, hint: str) -> list[Diagnostic]:
        return [error("bad-set", message, path=path, place=at_path, hint=hint)]

    if not sign:
        return bad(f"--set {assignment} has no =", "write --set PATH=VALUE, such as --set person.location=Tucson")
    try:
        parts = split_path(path)
    except ValueError:
        parts = []
    if not parts or not isinstance(parts[0], str):
        return bad(f'"{path}" is not a path', "write a path such as person.location or experience[0].title")
    made: Located | None
    if value.lstrip()[:1] in ("[", "{"):
        composed = compose(file, [" " * (len(path) + 1) + value])
        if composed.problems:
            return composed.problems
        made = composed.value
    else:
        made = located(value, place) if value.strip() else None
    holder: Located = root
    for index, part in enumerate(parts[:-1]):
        following = parts[index + 1]
        if isinstance(part, str) and isinstance(holder, Mapping):
            holder = holder.setdefault(part, located([] if isinstance(following, int) else {}, place, key=at_path))
        elif isinstance(part, int) and isinstance(holder, Items) and part <= len(holder):
            if part == len(holder):
                holder.append(located([] if isinstance(following, int) else {}, place))
            holder = holder[part]
        else:
            return bad(_no_way(holder, part), "check the path against the profile")
    last = parts[-1]
    if isinstance(last, str) and isinstance(holder, Mapping):
        if made is None:
            holder.pop(last, None)
        else:
            made.key = at_path
            holder[last] = made
    elif isinstance(last, int) and isinstance(holder, Items) and last <= len(holder):
        if made is None:
            del holder[last : last + 1]
        else:
            holder[last : last + 1] = [made]
    else:
        return bad(_no_way(holder, last), "check the path against the profile")
    return []


def _no_way(holder: Located, part: str | int) -> str:
    if isinstance(holder, Items):
        return f"[{part}] is past the end: the list has {len(holder)} entries" if isinstance(part, int) else f"{part} is asked of a list; give an index, such as [0]"
    if isinstance(holder, Text):
        return f"{join('', str(part))} is asked of a text"
    return f"[{part}] is asked of a mapping; give a key"
