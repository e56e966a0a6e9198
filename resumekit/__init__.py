"""resumekit: the truth about a medical assistant's readiness, and the documents that get her hired.

`load_profile`, `load_career`, `check` and `render` do what the commands do, without printing or exiting.
"""

from typing import TYPE_CHECKING

__version__ = "0.1.0"
__all__ = ["Diagnostic", "InvalidInput", "check", "load_career", "load_profile", "match", "render", "renewals", "validate"]

if TYPE_CHECKING:
    from resumekit.diagnostics import Diagnostic, InvalidInput
    from resumekit.load import load_career, load_profile
    from resumekit.matching import match
    from resumekit.rendering import render
    from resumekit.renewal import renewals
    from resumekit.skillgap import check
    from resumekit.validation import validate

_HOMES = {
    "Diagnostic": "diagnostics",
    "InvalidInput": "diagnostics",
    "check": "skillgap",
    "load_career": "load",
    "load_profile": "load",
    "match": "matching",
    "renewals": "renewal",
    "render": "rendering",
    "validate": "validation",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first used, so that `import resumekit` stays quick."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"resumekit.{_HOMES[name]}"), name)
