"""Templates: finding one, its manifest and options, and filling its files in a sandbox.

In: a template's name, options, plain records. Out: text (HTML, Markdown, plain text); problems as diagnostics with the
template's file and line. Must not know what a resume is made of.

A template sees its own folder and `_shared`, and nothing else of the disk. Its files are Jinja: `*.html.j2` and `*.css`
escape for HTML, `*.md.j2` for Markdown, `*.txt.j2` for plain text; escaping is on in all of them.
"""

import os
import re
import textwrap
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from resumekit.diagnostics import Diagnostic, InvalidInput, Place, error, warning
from resumekit.document import read_document
from resumekit.files import FileProblem, bundled, inside, read_bytes
from resumekit.located import Items, Text
from resumekit.located import Mapping as Located
from resumekit.rendering.colors import PAPER, READABLE, Shades, contrast, shades
from resumekit.rendering.prose import Prose, escape_markdown, one_line, plain
from resumekit.schema import suggestion

if TYPE_CHECKING:
    from jinja2 import Environment

MAX_TEMPLATE_BYTES = 1_000_000
TEXT_WIDTH = 80
OptionKind = Literal["color", "choice", "flag"]
_COLOR = re.compile(r"#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})\Z")
_SHARED = "_shared"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """What may be chosen about a template; `default` and chosen values are texts, or True and False for a flag."""

    name: str
    kind: OptionKind
    default: str | bool
    choices: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A template: its folder and what its `template.yaml` says. `fonts`: the families that its PDF uses."""

    id: str
    name: str
    kind: str
    folder: Path
    description: str = ""
    fonts: tuple[str, ...] = ()
    options: Mapping[str, Option] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Options that hold: every option of the template with its value, the shades of its accent, warnings about them."""

    options: Mapping[str, str | bool]
    shades: Shades | None = None
    problems: tuple[Diagnostic, ...] = ()


def template_names(kind: str = "resume") -> list[str]:
    """The bundled templates of a kind."""
    manifests = sorted(bundled("templates").glob("*/template.yaml"))
    return [manifest.parent.name for manifest in manifests if f"kind: {kind}" in manifest.read_text(encoding="utf-8").splitlines()]


def find_template(name: str, folder: str, *, kind: str = "resume", path: str = "") -> Template:
    """The bundled template `name`, or the one in the folder `name` (with a `/`), relative to `folder`.

    Raise `InvalidInput`, at `path`, where there is none or its manifest is wrong.
    """
    if "/" in name or os.sep in name:
        at = Path(folder or ".") / name
        if not (at / "template.yaml").is_file():
            raise InvalidInput([error("unknown-template", f"the folder {name} holds no template.yaml, so it is no template", path=path, hint="without a / in its name, a bundled template is meant")])
    else:
        known = template_names(kind)
        if name not in known:
            raise InvalidInput([error("unknown-template", f'there is no template "{name}"', path=path, hint=suggestion(name, known) + " A folder has a / in its name.")])
        at = bundled("templates") / name
    return _read_manifest(at)


def check_look(name: str, options: Mapping[str, Any], folder: str) -> list[Diagnostic]:
    """What is wrong with a template's name and options. Paths are `template` and `options.NAME`; there are no places."""
    try:
        template = find_template(name, folder, path="template")
    except InvalidInput as invalid:
        return list(invalid.problems)
    problems = [
        error("unknown-option", f"the template {template.id} has no option {key}", path=f"options.{key}", hint=suggestion(key, template.options)) for key in options if key not in template.options
    ]
    known = {key: value for key, value in options.items() if key in template.options}
    return problems + list(settle(template, known, {key: f"options.{key}" for key in known}).problems)


def settle(template: Template, options: Mapping[str, Any], paths: Mapping[str, str] | None = None) -> Look:
    """Check the options against the manifest and add the defaults; options that the template doesn't have are left out.

    `paths` says where each option was set. Errors are among the problems; such an option has its default.
    """
    values: dict[str, str | bool] = {}
    problems: list[Diagnostic] = []
    for name, option in template.options.items():
        raw = options.get(name)
        path = (paths or {}).get(name, "")
        values[name] = option.default
        if raw is None:
            continue
        value = _value(option, raw)
        if value is not None:
            values[name] = value
        elif option.kind == "color":
            bare = isinstance(raw, str) and _COLOR.match("#" + raw.strip())
            hint = f'write "#{str(raw).strip()}"' if bare else 'write it as "#0b6e6e": a hash and six digits from 0-9 and a-f, in quotes'
            problems.append(error("bad-color", f"{_shown(raw)} is not a colour", path=path, hint=hint))
        elif option.kind == "flag":
            problems.append(error("bad-choice", f"{name} is true or false, not {_shown(raw)}", path=path, hint="write true or false"))
        else:
            hint = suggestion(raw, option.choices) if isinstance(raw, str) else "known: " + ", ".join(option.choices)
            problems.append(error("bad-choice", f"{name} cannot be {_shown(raw)}", path=path, hint=hint))
    made = None
    accent = values.get("accent")
    if isinstance(accent, str):
        made = shades(accent)
        if made.accent != shades_input(accent):
            ratio = contrast(accent, PAPER)
            problems.append(
                warning(
                    "low-contrast",
                    f"{accent} is too light to read: its contrast is {ratio:.1f}, not {READABLE}",
                    path=(paths or {}).get("accent", ""),
                    hint=f'{made.accent} is used in its place; write "{made.accent}" to agree',
                )
            )
    return Look(options=values, shades=made, problems=tuple(problems))


def shades_input(color: str) -> str:
    """A colour in the long form in which `shades` gives it back."""
    digits = color[1:].lower()
    return "#" + ("".join(digit * 2 for digit in digits) if len(digits) == 3 else digits)


def render_template(template: Template, name: str, context: Mapping[str, Any]) -> str:
    """Fill the file `name` (such as `page.html.j2`) of a template, or of `_shared` where the template has none.

    Raise `InvalidInput` with the template's file and line where that fails.
    """
    from jinja2 import TemplateError, TemplateSyntaxError

    environment = _environment(str(template.folder), _format_of(name))
    try:
        return environment.get_template(name).render(**context)
    except TemplateSyntaxError as problem:
        raise _broken(template, problem.filename or problem.name or name, problem.lineno, problem.message or "it is not valid") from None
    except TemplateError as problem:
        file, line = _template_frame(problem, template.folder)
        raise _broken(template, file or name, line, problem.message or "it asks for what does not exist") from None
    except (ArithmeticError, AttributeError, LookupError, OverflowError, RecursionError, TypeError, ValueError) as problem:
        file, line = _template_frame(problem, template.folder)
        if not file:
            raise
        raise _broken(template, file, line, f"{type(problem).__name__}: {problem}") from None


def files_of(template: Template) -> tuple[str, ...]:
    """The files that a template's output is made from, for those who watch them."""
    folders = (template.folder, bundled("templates") / _SHARED)
    return tuple(sorted(str(path) for folder in folders for path in folder.rglob("*") if path.is_file()))


# The manifest ------------------------------------------------------------------------------------------------------------


@cache
def _read_manifest(folder: Path) -> Template:
    document = read_document(str(folder / "template.yaml"))
    problems = list(document.problems)
    root = document.root if document.root is not None else Located()
    known = ("id", "name", "kind", "description", "fonts", "options")

    def fail(message: str, value: Any = None, hint: str = "") -> None:
        place = getattr(value, "place", None) or Place(file=document.file, line=1, column=1)
        problems.append(error("template-error", message, place=place, hint=hint))

    for key in root:
        if key not in known:
            fail(f"a template has no {key}", root[key], suggestion(key, known))
    texts = {key: str(root.get(key) or "") for key in ("id", "name", "kind", "description")}
    if texts["kind"] not in ("resume", "portfolio"):
        fail("kind must be resume or portfolio", root.get("kind"), "write  kind: resume")
    fonts = root.get("fonts")
    options = root.get("options")
    made: dict[str, Option] = {}
    if isinstance(options, Located):
        for key, value in options.items():
            option = _option(key, value)
            if option is None:
                fail(f"option {key} needs a type (color, choice, flag) and a default that fits it", value)
            else:
                made[key] = option
    elif options is not None:
        fail("options must be a list of names and what they are", options)
    if problems:
        raise InvalidInput(problems)
    return Template(
        id=texts["id"] or folder.name,
        name=texts["name"] or folder.name,
        kind=texts["kind"],
        description=texts["description"],
        folder=folder,
        fonts=tuple(str(font) for font in fonts) if isinstance(fonts, Items) else (),
        options=made,
    )


def _option(name: str, value: Any) -> Option | None:
    if not isinstance(value, Located):
        return None
    kind, default, choices = value.get("type"), value.get("default"), value.get("choices")
    if kind not in ("color", "choice", "flag") or not isinstance(default, Text):
        return None
    option = Option(
        name=name,
        kind=kind,
        default=str(default),
        choices=tuple(str(choice) for choice in choices) if isinstance(choices, Items) else (),
        description=str(value.get("description") or ""),
    )
    fitting = _value(option, default)
    return None if fitting is None else Option(name=name, kind=option.kind, default=fitting, choices=option.choices, description=option.description)


def _value(option: Option, raw: Any) -> str | bool | None:
    """The value that `raw` means for an option, or None if it cannot be one."""
    if option.kind == "flag":
        return raw if isinstance(raw, bool) else {"true": True, "false": False}.get(str(raw).strip())
    if not isinstance(raw, str):
        return None
    text = raw.strip()
    if option.kind == "color":
        return shades_input(text) if _COLOR.match(text) else None
    return text if text in option.choices else None


def _shown(raw: Any) -> str:
    if isinstance(raw, Mapping):
        return "a list of names and values"
    if isinstance(raw, Sequence) and not isinstance(raw, str):
        return "a list"
    flat = plain(str(raw))
    return f'"{flat[:40]}…"' if len(flat) > 41 else f'"{flat}"'


# Jinja -------------------------------------------------------------------------------------------------------------------


def _format_of(name: str) -> str:
    return "md" if ".md" in name else "txt" if ".txt" in name else "html"


@cache
def _environment(folder: str, form: str) -> "Environment":
    """A sandbox for one template folder and one format; its output expressions are escaped for that format."""
    from jinja2 import FunctionLoader, StrictUndefined, Undefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment
    from markupsafe import Markup

    shared = bundled("templates") / _SHARED

    def load(name: str) -> tuple[str, str, Any] | None:
        places = [(shared, name.removeprefix(f"{_SHARED}/"))] if name.startswith(f"{_SHARED}/") else [(Path(folder), name), (shared, name)]
        for root, inner in places:
            found = inside(root, inner)
            if found is not None and found.is_file():
                try:
                    return read_bytes(found, MAX_TEMPLATE_BYTES).decode("utf-8-sig"), str(found), lambda: True
                except FileProblem as problem:
                    raise InvalidInput([error("template-error", problem.message, hint=problem.hint)]) from None
                except UnicodeDecodeError:
                    raise InvalidInput([error("template-error", f"{found} is not UTF-8 text", hint="save it as UTF-8")]) from None
        return None

    def escape(value: Any) -> Any:
        if isinstance(value, (Markup, Undefined)):
            return value
        if isinstance(value, Prose):
            return Markup(value.html if form == "html" else value.markdown if form == "md" else value.text)  # noqa: S704
        if form == "html":
            return value
        return Markup(escape_markdown(str(value)) if form == "md" else one_line(str(value)))  # noqa: S704

    environment = ImmutableSandboxedEnvironment(
        loader=FunctionLoader(load), undefined=StrictUndefined, autoescape=True, finalize=escape, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=False
    )

    def wrap(value: Any, first: str = "", rest: str | None = None) -> Any:
        """`value` in lines of at most 80 characters; `first` and `rest` begin them."""
        return Markup("\n".join(_wrapped(str(escape(value)), TEXT_WIDTH, first, " " * len(first) if rest is None else rest)))  # noqa: S704

    def row(left: Any, right: Any = "", first: str = "") -> Any:
        """`left` and, at the right edge of its last line, `right`; under it where both do not fit."""
        end = one_line(str(right))
        lines = _wrapped(str(escape(left)), TEXT_WIDTH, first, " " * len(first)) or [first]
        if end and len(lines[-1]) + len(end) + 2 <= TEXT_WIDTH:
            lines[-1] += end.rjust(TEXT_WIDTH - len(lines[-1]))
        elif end:
            lines.append(end.rjust(TEXT_WIDTH))
        return Markup("\n".join(lines))  # noqa: S704

    def title_line(value: Any) -> Any:
        """A heading in capitals, underlined."""
        text = one_line(str(value)).upper()
        return Markup(f"{text}\n{'-' * len(text)}")  # noqa: S704

    def address(value: Any) -> Any:
        """An address as the target of a Markdown link."""
        return Markup(re.sub(r"[\s<>()\\]", lambda match: f"%{ord(match[0]):02X}", str(value)))  # noqa: S704

    environment.filters.update(wrap=wrap, row=row, title_line=title_line, address=address)
    return environment


def _wrapped(text: str, width: int, first: str, rest: str) -> list[str]:
    return textwrap.wrap(text, width, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False)


def _template_frame(problem: BaseException, folder: Path) -> tuple[str, int]:
    """The innermost template file and line in an exception's traceback."""
    roots = (os.path.realpath(folder), os.path.realpath(bundled("templates")))
    for frame in reversed(traceback.extract_tb(problem.__traceback__)):
        if frame.filename.startswith(roots) and not frame.filename.endswith(".py"):
            return frame.filename, frame.lineno or 1
    return "", 0


def _broken(template: Template, file: str, line: int, what: str) -> InvalidInput:
    place = None
    path = Path(file) if os.path.isabs(file) else template.folder / file
    if line and path.is_file():
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        source = lines[line - 1] if line <= len(lines) else ""
        place = Place(file=str(path), line=line, column=len(source) - len(source.lstrip()) + 1, source=source, length=max(1, len(source.strip())))
    return InvalidInput([error("template-error", f"the template {template.id} cannot be used: {what}", place=place, hint="mend the template, or choose another one")])
