"""A profile and its career, read for a command, with what the options change about them.

In: a file's name, options. Out: `Ready`. Raises `InvalidInput` for what is wrong in the files, a usage error for what is
wrong in the options.
"""

import os
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from resumekit.cli.options import suggest
from resumekit.cli.session import stop_at_errors, strictly
from resumekit.diagnostics import Diagnostic, InvalidInput, Place
from resumekit.load import bundled_careers, find_career, load_career, read, without_strange_goal

if TYPE_CHECKING:
    from resumekit.career import Career
    from resumekit.document import Document
    from resumekit.profile import Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A profile that can be used, its career, and the warnings about the profile."""

    profile: "Profile"
    career: "Career"
    document: "Document"
    problems: tuple[Diagnostic, ...]

    def locate(self, path: str) -> Place | None:
        """Where a path stands in the file."""
        return self.document.locate(path)

    @property
    def folder(self) -> str:
        """The profile's folder, which its files and its output belong to; the working folder for standard input."""
        return self.document.folder or "."

    @property
    def stem(self) -> str:
        """What the names of its outputs begin with."""
        name = os.path.basename(self.document.file)
        return "resume" if name == "<stdin>" else os.path.splitext(name)[0]


def ready(file: str, *, today: date, sets: Iterable[str] | None, career: str | None, strict: bool, careers: "dict[str, Career] | None" = None, forgiven: Collection[str] = ()) -> Ready:
    """Read a profile and the career that `--career` names, else its own. `careers`: those read before, by their files; `forgiven`: codes of what is no hindrance here."""
    loaded = read(file, today=today, sets=sets or ())
    problems = strictly([problem for problem in loaded.problems if problem.code not in forgiven], strict)
    stop_at_errors(problems)
    if loaded.profile is None:
        raise InvalidInput(problems)
    document = loaded.document
    known = {} if careers is None else careers
    place = document.locate_value("career")
    key = career or find_career(loaded.profile.career, document.folder, place=place)
    if key not in known:
        known[key] = chosen_career(career) if career else loaded.career or load_career(loaded.profile.career, folder=document.folder, place=place)
    chosen, left = without_strange_goal(loaded.profile, known[key], document) if career else (loaded.profile, [])
    problems = strictly([*problems, *left], strict)
    stop_at_errors(problems)
    return Ready(profile=chosen, career=known[key], document=document, problems=tuple(problems))


def chosen_career(name: str) -> "Career":
    """The career of `--career`: a bundled one, or a file anywhere, as it is the user's own hand that names it."""
    folder, file = os.path.split(name)
    is_file = bool(folder) or name.endswith((".yaml", ".yml"))
    try:
        return load_career(f"./{file}" if is_file else name, folder=folder)
    except InvalidInput as problem:
        if problem.problems[0].code != "unknown-career":
            raise
        raise suggest(name, bundled_careers(), what="career", option="--career") from None


def known_variants(profile: "Profile", names: Iterable[str] | None, *, every: bool = False) -> list[str]:
    """The variants asked for; the base is "". A name that the profile does not have is a usage error."""
    chosen = list(dict.fromkeys(names or ()))
    for name in chosen:
        if name not in profile.variants:
            raise suggest(name, list(profile.variants), what="variant", option="--variant")
    return ["", *profile.variants] if every else chosen or [""]
