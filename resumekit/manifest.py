"""What a template is and what may be chosen about it: `template.yaml`, and the options of a profile against it.

In: a template's name, options as typed. Out: `Template`, `Look`, problems. Must not know how a template's files are filled.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from resumekit.colors import PAPER, READABLE, Shades, contrast, long_form, shades
from resumekit.diagnostics import Diagnostic, InvalidInput, Severity, error, warning
from resumekit.document import read_document
from resumekit.files import bundled
from resumekit.located import join
from resumekit.schema import OneOrMany, Record, Words, one_of, read_record, suggestion
from resumekit.values import is_color, quoted

MANIFEST = "template.yaml"
DEFAULT_TEMPLATE = "classic"
_FLAGS = {"true": True, "false": False}


class Option(Record):
    """What may be chosen about a template."""

    type: Annotated[str, one_of("color", "choice", "flag")] = Field(description="color, choice or flag.")
    default: Words = Field(description="What holds where nothing is chosen.")
    choices: Annotated[tuple[Words, ...], OneOrMany()] = Field(default=(), description="What may be chosen.")
    description: Words | None = Field(default=None, description="What it does.")

    def value(self, raw: Any) -> str | bool | None:
        """The value that `raw` means for this option, or None if it cannot be one."""
        if self.type == "flag":
            return raw if isinstance(raw, bool) else _FLAGS.get(raw.strip()) if isinstance(raw, str) else None
        if not isinstance(raw, str):
            return None
        text = raw.strip()
        if self.type == "color":
            return long_form(text) if is_color(text) else None
        return text if text in self.choices else None


class _Manifest(Record):
    """A template's `template.yaml`."""

    id: Words = Field(description="The template's name in a profile.", examples=["classic"])
    kind: Annotated[str, one_of("resume", "portfolio")] = Field(description="resume or portfolio.", examples=["resume"])
    name: Words | None = Field(default=None, description="Its name for people.")
    description: Words | None = Field(default=None, description="What it looks like and whom it suits.")
    fonts: Annotated[tuple[Words, ...], OneOrMany()] = Field(default=(), description="The font families that its PDF uses.")
    options: dict[str, Option] = Field(default={}, description="What may be chosen.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A template: its folder and what its `template.yaml` says. `fonts`: the families that its PDF uses."""

    id: str
    name: str
    kind: str
    folder: Path
    description: str
    fonts: tuple[str, ...]
    options: Mapping[str, Option]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Options that hold: every option of the template with its value, the shades of its accent, warnings about them."""

    options: Mapping[str, str | bool]
    shades: Shades | None = None
    problems: tuple[Diagnostic, ...] = ()


def template_names(kind: str = "resume") -> list[str]:
    """The bundled templates of a kind."""
    manifests = sorted(bundled("templates").glob(f"*/{MANIFEST}"))
    return [manifest.parent.name for manifest in manifests if f"kind: {kind}" in manifest.read_text(encoding="utf-8").splitlines()]


def find_template(name: str, folder: str, *, kind: str = "resume", path: str = "") -> Template:
    """The bundled template `name`, or the one in the folder `name` (with a `/`), relative to `folder`.

    Raise `InvalidInput`, at `path`, where there is none or its manifest is wrong.
    """
    if "/" in name or os.sep in name:
        at = Path(folder or ".") / name
        if "\0" in name or not (at / MANIFEST).is_file():
            hint = "without a / in its name, a bundled template is meant"
            raise InvalidInput([error("unknown-template", f"the folder {quoted(name)} holds no {MANIFEST}, so it is no template", path=path, hint=hint)])
        return read_manifest(at)
    known = template_names(kind)
    if name not in known:
        raise InvalidInput([error("unknown-template", f"there is no template {quoted(name)}", path=path, hint=f"{suggestion(name, known)} A folder has a / in its name.")])
    return read_manifest(bundled("templates") / name)


@cache
def read_manifest(folder: Path) -> Template:
    """Read the manifest of the template in `folder`; raise `InvalidInput` where it is wrong."""
    document = read_document(str(folder / MANIFEST))
    problems = list(document.problems)
    manifest = None
    if document.root is not None:
        manifest, found = read_record(_Manifest, document.root, complete=not document.has_gaps)
        problems += found
    if manifest is not None:
        for name, option in manifest.options.items():
            if option.value(option.default) is None:
                path = f"{option.path}.default"
                hint = f"write one of {', '.join(option.choices)}" if option.choices else f"write a {option.type}"
                problems.append(error("template-error", f"the default of {name} is no {option.type} that may be chosen", path=path, place=document.locate_value(path), hint=hint))
    if manifest is None or any(problem.severity is Severity.ERROR for problem in problems):
        raise InvalidInput(problems)
    return Template(
        id=manifest.id,
        name=manifest.name or manifest.id,
        kind=manifest.kind,
        folder=folder,
        description=manifest.description or "",
        fonts=manifest.fonts,
        options=manifest.options,
    )


def check_look(name: str, options: Mapping[str, Any], folder: str) -> list[Diagnostic]:
    """What is wrong with a template's name and options. Paths are `template` and `options.NAME`; there are no places."""
    try:
        template = find_template(name, folder, path="template")
    except InvalidInput as invalid:
        return list(invalid.problems)
    unknown = [key for key in options if key not in template.options]
    problems = [error("unknown-option", f"the template {template.id} has no option {key}", path=join("options", key), hint=suggestion(key, template.options)) for key in unknown]
    known = {key: value for key, value in options.items() if key in template.options}
    return problems + list(settle(template, known, {key: join("options", key) for key in known}).problems)


def settle(template: Template, options: Mapping[str, Any], paths: Mapping[str, str] | None = None) -> Look:
    """Check the options against the manifest and add the defaults; options that the template doesn't have are left out.

    `paths` says where each option was set. Errors are among the problems; such an option has its default.
    """
    values: dict[str, str | bool] = {}
    problems: list[Diagnostic] = []
    for name, option in template.options.items():
        raw = options.get(name)
        path = (paths or {}).get(name, "")
        value = None if raw is None else option.value(raw)
        if raw is not None and value is None:
            problems.append(_bad_option(name, option, raw, path))
        fallback = option.value(option.default)
        values[name] = value if value is not None else fallback if fallback is not None else option.default
    accent = values.get("accent")
    if not isinstance(accent, str):
        return Look(options=values, problems=tuple(problems))
    made = shades(accent)
    if made.accent != accent:
        message = f"{accent} is too light to read: its contrast is {contrast(accent, PAPER):.1f}, not {READABLE}"
        hint = f'{made.accent} is used in its place; write "{made.accent}" to agree'
        problems.append(warning("low-contrast", message, path=(paths or {}).get("accent", ""), hint=hint))
    return Look(options=values, shades=made, problems=tuple(problems))


def _bad_option(name: str, option: Option, raw: Any, path: str) -> Diagnostic:
    shown = quoted(raw) if isinstance(raw, str) else "a mapping" if isinstance(raw, Mapping) else "a list"
    if option.type == "color":
        bare = isinstance(raw, str) and is_color("#" + raw.strip())
        hint = f'write "#{str(raw).strip()}"' if bare else 'write it as "#0b6e6e": a hash and six digits from 0-9 and a-f, in quotes'
        return error("bad-color", f"{shown} is not a colour", path=path, hint=hint)
    if option.type == "flag":
        return error("bad-choice", f"{name} is true or false, not {shown}", path=path, hint="write true or false")
    hint = suggestion(raw, option.choices) if isinstance(raw, str) else "known: " + ", ".join(option.choices)
    return error("bad-choice", f"{name} cannot be {shown}", path=path, hint=hint)
