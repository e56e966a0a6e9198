"""What a template is and what may be chosen about it: `template.yaml`, and the options of a profile against it.

In: a template's name, options as typed. Out: `Template`, `Look`, problems. Must not know how a template's files are filled.
"""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from resumekit.colors import PAPER, READABLE, Shades, contrast, long_form, shades
from resumekit.diagnostics import Diagnostic, InvalidInput, Severity, error, warning
from resumekit.document import Document, read_document
from resumekit.files import bundled
from resumekit.located import join
from resumekit.schema import Amount, Flag, OneOf, OneOrMany, Record, Words, read_record, suggestion
from resumekit.values import is_color, quoted

MANIFEST = "template.yaml"
MEASURES = "measured.yaml"
SHARED_OPTIONS = "_shared/options.yaml"
DEFAULT_TEMPLATE = "classic"
_FLAGS = {"true": True, "false": False}


class Option(Record):
    """What may be chosen about a template."""

    type: OneOf[Literal["color", "choice", "flag"]] | None = Field(default=None, description="color, choice or flag; without it, the option of this name that all templates share is meant.")
    default: Words | None = Field(default=None, description="What holds where nothing is chosen.")
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


class _SharedOptions(Record):
    """The file of the options that all resume templates have."""

    options: dict[str, Option] = Field(description="What may be chosen.")


class WordLook(Record):
    """How a resume looks in Word, which lays out by its own rules; colour, paper and density come from the options."""

    font: Words | None = Field(default=None, description="The typeface, one that comes with Word; without it, the option font.", examples=["Garamond"])
    size: Amount = Field(default=10.5, description="The size of the text in points.", examples=[11])
    name: Amount = Field(default=24, description="The size of the name.", examples=[26])
    heading: Amount = Field(default=12.5, description="The size of the headings.", examples=[13])
    margin: Amount = Field(default=58, description="The margins at the sides, in points.", examples=[60])
    head: OneOf[Literal["left", "center"]] = Field(default="left", description="Where the name stands: left or center.", examples=["center"])
    rule: OneOf[Literal["head", "headings", "none"]] = Field(default="headings", description="What has a line under it: the head, the headings, or none.", examples=["head"])
    small_caps: Flag = Field(default=False, description="Whether the headings are small capitals.", examples=["true"])


class Measure(Record):
    """What a program reads back of a template's PDF, measured."""

    reader: Words = Field(description="The program.", examples=["pdfium"])
    dates: OneOf[Literal["right", "inline"]] = Field(description="The value of the option dates.", examples=["inline"])
    order: Amount = Field(description="The share of the words that come in the order of the page, 0 to 1.", examples=[0.96])
    fields: Amount = Field(description="The share of the profile's fields that come back, 0 to 1.", examples=[1])


class _Measures(Record):
    """A template's `measured.yaml`."""

    read_back: tuple[Measure, ...] = Field(description="A figure for each program and each way to set dates.")


class _Manifest(Record):
    """A template's `template.yaml`."""

    id: Words = Field(description="The template's name in a profile.", examples=["classic"])
    kind: OneOf[Literal["resume", "portfolio"]] = Field(description="resume or portfolio.", examples=["resume"])
    name: Words | None = Field(default=None, description="Its name for people.")
    description: Words | None = Field(default=None, description="What it looks like and whom it suits.")
    fonts: Annotated[tuple[Words, ...], OneOrMany()] = Field(default=(), description="The font families that its PDF uses.")
    options: dict[str, Option] = Field(default={}, description="What may be chosen.")
    word: WordLook = Field(default=WordLook(), description="How it looks in Word.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A template: its folder and what its `template.yaml` says, with the options that all of its kind share. `fonts`: the families that its PDF uses."""

    id: str
    name: str
    kind: str
    folder: Path
    description: str
    fonts: tuple[str, ...]
    options: Mapping[str, Option]
    word: WordLook = field(default_factory=WordLook)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Options that hold: every option of the template with its value, the families that its PDF then uses, the shades of its accent, problems."""

    options: Mapping[str, str | bool]
    fonts: tuple[str, ...] = ()
    shades: Shades | None = None
    problems: tuple[Diagnostic, ...] = ()


def template_names(kind: str = "resume") -> list[str]:
    """The bundled templates of a kind; their manifests are not read whole for that."""
    line = re.compile(rf"""^kind:[ \t]*(["']?){kind}\1[ \t]*(?:#.*)?$""", re.MULTILINE)
    return [manifest.parent.name for manifest in sorted(bundled("templates").glob(f"*/{MANIFEST}")) if line.search(manifest.read_text(encoding="utf-8"))]


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
        own = "\0" not in name and (Path(folder or ".") / name / MANIFEST).is_file()
        hint = f"did you mean the folder ./{name}?" if own else f"{_sentence(suggestion(name, known))} A folder has a / in its name."
        raise InvalidInput([error("unknown-template", f"there is no template {quoted(name)}", path=path, hint=hint)])
    return read_manifest(bundled("templates") / name)


def read_manifest(folder: Path) -> Template:
    """Read the manifest of the template in `folder`, again only where it has changed; raise `InvalidInput` where it is wrong."""
    found = os.stat(folder / MANIFEST)
    return _read_manifest(folder, (found.st_mtime_ns, found.st_size))


@cache
def _read_manifest(folder: Path, stamp: tuple[int, int]) -> Template:
    del stamp  # it tells versions apart
    document = read_document(str(folder / MANIFEST))
    problems = list(document.problems)
    manifest = None
    if document.root is not None:
        manifest, found = read_record(_Manifest, document.root, complete=not document.has_gaps)
        problems += found
    if manifest is not None:
        shared = _shared_options() if manifest.kind == "resume" else {}
        options = {**shared, **{name: _completed(option, shared.get(name)) for name, option in manifest.options.items()}}
        problems += _option_problems({name: options[name] for name in manifest.options}, document)
    if manifest is None or any(problem.severity is Severity.ERROR for problem in problems):
        raise InvalidInput(problems)
    return Template(
        id=manifest.id,
        name=manifest.name or manifest.id,
        kind=manifest.kind,
        folder=folder,
        description=manifest.description or "",
        fonts=manifest.fonts,
        options=options,
        word=manifest.word,
    )


@cache
def _shared_options() -> dict[str, Option]:
    """The options of every resume template; our own file, so it is as it must be."""
    root = read_document(str(bundled("templates") / SHARED_OPTIONS)).root
    shared = None if root is None else read_record(_SharedOptions, root)[0]
    return {} if shared is None else shared.options


def _completed(option: Option, shared: Option | None) -> Option:
    """An option with what the shared one of its name says, unless it has a type of its own."""
    if option.type is not None or shared is None:
        return option
    return option.model_copy(update={name: value for name in Option.model_fields if name not in option.model_fields_set and (value := getattr(shared, name))})


def _option_problems(options: Mapping[str, Option], document: Document) -> Iterator[Diagnostic]:
    """What is wrong with the options that a manifest declares."""
    for name, option in options.items():
        if option.type is None:
            hint = f"add type: color, choice or flag; without it, one of the shared options is meant: {', '.join(_shared_options())}"
            yield error("template-error", f"the option {name} has no type", path=option.path, place=document.locate(option.path), hint=hint)
        elif option.default is None or option.value(option.default) is None:
            path = f"{option.path}.default"
            hint = f"write one of {', '.join(option.choices)}" if option.choices else f"write a {option.type}"
            what = f"the option {name} has no default" if option.default is None else f"the default of {name} is no {option.type} that may be chosen"
            yield error("template-error", what, path=path, place=document.locate_value(path) or document.locate(option.path), hint=hint)


def measures(template: Template) -> tuple[Measure, ...]:
    """What programs read back of a template's PDF; empty where nobody has measured it."""
    file = template.folder / MEASURES
    if not file.is_file():
        return ()
    document = read_document(str(file))
    found, problems = read_record(_Measures, document.root) if document.root is not None else (None, [])
    problems = [*document.problems, *problems]
    if found is None or problems:
        raise InvalidInput(problems)
    return found.read_back


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
        values[name] = value if value is not None else fallback if fallback is not None else ""
    chosen = values.get("font")
    fonts = tuple(dict.fromkeys((chosen, *template.fonts) if isinstance(chosen, str) else template.fonts))
    accent = values.get("accent")
    if not isinstance(accent, str):
        return Look(options=values, fonts=fonts, problems=tuple(problems))
    made = shades(accent)
    if made.accent != accent:
        message = f"{accent} is too light to read: its contrast is {contrast(accent, PAPER):.1f}, not {READABLE}"
        hint = f'{made.accent} is used in its place; write "{made.accent}" to agree'
        problems.append(warning("low-contrast", message, path=(paths or {}).get("accent", ""), hint=hint))
    return Look(options=values, fonts=fonts, shades=made, problems=tuple(problems))


def _sentence(text: str) -> str:
    return text if text.endswith(("?", ".")) else f"{text}."


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
