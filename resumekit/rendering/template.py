"""Templates: filling their files in a sandbox.

In: a `Template`, plain records. Out: text (HTML, Markdown, plain text); problems as diagnostics with the template's file and
line. Must not know what a resume is made of.

A template sees its own folder and `_shared`, and nothing else of the disk. Its files are Jinja: `*.html.j2` and `*.css`
escape for HTML, `*.md.j2` for Markdown, `*.txt.j2` for plain text; escaping is on in all of them.
"""

import os
import re
import textwrap
import traceback
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from resumekit.diagnostics import InvalidInput, Place, error
from resumekit.files import FileProblem, bundled, inside, read_bytes
from resumekit.manifest import Template
from resumekit.rendering.bidi import isolated
from resumekit.rendering.compiled import Compiled
from resumekit.rendering.prose import Prose, escape_markdown, one_line
from resumekit.schema import suggestion

if TYPE_CHECKING:
    from jinja2 import Environment

MAX_TEMPLATE_BYTES = 1_000_000
TEXT_WIDTH = 80
_SHARED = "_shared"


def render_template(template: Template, name: str, context: Mapping[str, Any]) -> str:
    """Fill the file `name` (such as `page.html.j2`) of a template, or of `_shared` where the template has none.

    Raise `InvalidInput` with the template's file and line where that fails.
    """
    from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError, UndefinedError

    environment = _environment(str(template.folder), _format_of(name))
    try:
        return environment.get_template(name).render(**context)
    except TemplateSyntaxError as problem:
        raise _broken(template, problem.filename or problem.name or name, problem.lineno, _phrase(problem.message or "it is not valid")) from None
    except TemplateNotFound as problem:
        file, line = _template_frame(problem, template.folder)
        hint = f"put it into the template's folder; from {_SHARED}, templates have {', '.join(_shared_files())}"
        raise _broken(template, file or name, line, f"there is no file {problem.name}", hint, word=str(problem.name)) from None
    except UndefinedError as problem:
        file, line = _template_frame(problem, template.folder)
        what, _, rest = (problem.message or "").partition("\n")
        word, within, known = rest.partition("\n")
        names = known.split() if within else list(context)
        hint = suggestion(word, names) if word and names else ""
        raise _broken(template, file or name, line, what, hint, word=word) from None
    except TemplateError as problem:
        file, line = _template_frame(problem, template.folder)
        raise _broken(template, file or name, line, _phrase(problem.message or "it asks for what it may not")) from None
    except (ArithmeticError, AttributeError, LookupError, MemoryError, OverflowError, RecursionError, SyntaxError, TypeError, ValueError) as problem:
        file, line = _template_frame(problem, template.folder)
        raise _broken(template, file or name, line, f"{type(problem).__name__}: {problem}"[:200]) from None


def files_of(template: Template) -> tuple[str, ...]:
    """The files that a template's output is made from, for those who watch them."""
    folders = (template.folder, bundled("templates") / _SHARED)
    return tuple(sorted(str(path) for folder in folders for path in folder.rglob("*") if path.is_file()))


# Jinja -------------------------------------------------------------------------------------------------------------------


def _format_of(name: str) -> str:
    return "md" if ".md" in name else "txt" if ".txt" in name else "html"


@cache
def _environment(folder: str, form: str) -> "Environment":
    """A sandbox for one template folder and one format; its output expressions are escaped for that format."""
    from jinja2 import FunctionLoader, StrictUndefined, Undefined, pass_context
    from jinja2.sandbox import ImmutableSandboxedEnvironment
    from jinja2.utils import missing
    from markupsafe import Markup
    from markupsafe import escape as html_escape

    shared = bundled("templates") / _SHARED

    def find(name: str) -> tuple[Path, int, int] | None:
        """The file that `name` means now, with what changes when it is saved."""
        places = [(shared, name.removeprefix(f"{_SHARED}/"))] if name.startswith(f"{_SHARED}/") else [(Path(folder), name), (shared, name)]
        for root, inner in places:
            found = inside(root, inner)
            if found is not None and found.is_file():
                about = found.stat()
                return found, about.st_mtime_ns, about.st_size
        return None

    def load(name: str) -> tuple[str, str, Any] | None:
        found = find(name)
        if found is None:
            return None
        try:
            return read_bytes(found[0], MAX_TEMPLATE_BYTES).decode("utf-8-sig"), str(found[0]), lambda: find(name) == found
        except FileProblem as problem:
            raise InvalidInput([error("template-error", problem.message, hint=problem.hint)]) from None
        except UnicodeDecodeError:
            raise InvalidInput([error("template-error", f"{found[0]} is not UTF-8 text", hint="save it as UTF-8")]) from None

    def escape(value: Any) -> Any:
        if isinstance(value, (Markup, Undefined)):
            return value
        if isinstance(value, Prose):
            return Markup(value.html if form == "html" else value.markdown if form == "md" else value.text)
        if form == "html":
            return value
        return Markup(escape_markdown(str(value)) if form == "md" else one_line(str(value)))

    class Missing(StrictUndefined):
        """What a template asks for and does not get, told in lines: what is wrong, the name, the names that there are."""

        __slots__ = ()

        @property
        def _undefined_message(self) -> str:
            name, holder = str(self._undefined_name), self._undefined_obj
            if self._undefined_hint:
                return _phrase(self._undefined_hint)
            if holder is missing:
                return f"nothing is called {name} here\n{name}"
            if isinstance(holder, str):
                return f"a text has no {name}\n{name}\n"
            known = [str(key) for key in (holder if isinstance(holder, Mapping) else dir(holder)) if not str(key).startswith("_")]
            return f"there is no {name} in it\n{name}\n{' '.join(known)}"

    kept: Any = Compiled(form)
    environment = ImmutableSandboxedEnvironment(
        loader=FunctionLoader(load), bytecode_cache=kept, undefined=Missing, autoescape=True, finalize=escape, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=False
    )

    def wrap(value: Any, first: str = "", rest: str | None = None) -> Any:
        """`value` in lines of at most 80 characters; `first` and `rest` begin them."""
        return Markup("\n".join(_wrapped(str(escape(value)), TEXT_WIDTH, first, " " * len(first) if rest is None else rest)))

    def row(left: Any, right: Any = "", first: str = "") -> Any:
        """`left` and, at the right edge of its last line, `right`; under it where both do not fit."""
        end = one_line(str(right))
        lines = _wrapped(str(escape(left)), TEXT_WIDTH, first, " " * len(first)) or [first]
        if end and len(lines[-1]) + len(end) + 2 <= TEXT_WIDTH:
            lines[-1] += end.rjust(TEXT_WIDTH - len(lines[-1]))
        elif end:
            lines.append(end.rjust(TEXT_WIDTH))
        return Markup("\n".join(lines))

    def title_line(value: Any) -> Any:
        """A heading in capitals, underlined."""
        text = one_line(str(value)).upper()
        return Markup(f"{text}\n{'-' * len(text)}")

    def address(value: Any) -> Any:
        """An address as the target of a Markdown link."""
        return Markup(re.sub(r"[\s<>()\\]", lambda match: f"%{ord(match[0]):02X}", str(value)))

    @pass_context
    def bdi(context: Any, value: Any) -> Any:
        """A field of its own: text of another direction stays within it. The page's direction is the template's `direction`."""
        text = value.words if isinstance(value, Prose) else str(value)
        return Markup(isolated(str(html_escape(escape(value))), text, context.get("direction", "ltr")))

    environment.filters.update(wrap=wrap, row=row, title_line=title_line, address=address, bdi=bdi)
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


def _broken(template: Template, file: str, line: int, what: str, hint: str = "", *, word: str = "") -> InvalidInput:
    """The problem at a line of a template's file: at `word`, or at the whole line where that is not in it."""
    place = None
    path = Path(file) if os.path.isabs(file) else template.folder / file
    if line and path.is_file():
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        source = lines[line - 1] if line <= len(lines) else ""
        found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", source) if word else None
        start, end = found.span() if found else (len(source) - len(source.lstrip()), len(source.rstrip()))
        real = os.path.realpath(template.folder)
        shown = template.folder / os.path.relpath(path, real) if str(path).startswith(real + os.sep) else path
        place = Place(file=str(shown), line=line, column=start + 1, source=source, length=max(1, end - start))
    return InvalidInput([error("template-error", f"the template {template.id} cannot be used: {what}", place=place, hint=hint or "mend the template, or choose another one")])


_BLOCKS = r"if|for|block|macro|call|filter|set|with|autoescape|trans|raw"
_WORDS: tuple[tuple[str, str], ...] = (
    (r"Unexpected end of template\..* needs to be closed is '(\w+)'", r"{% \1 %} is never closed; add {% end\1 %}"),
    (rf"Encountered unknown tag '(end(?:{_BLOCKS})|else|elif)'\..* needs to be closed is '(\w+)'", r"{% \1 %} stands where {% end\2 %} is missing: {% \2 %} is still open"),
    (rf"Encountered unknown tag 'end({_BLOCKS})'", r"{% end\1 %} closes nothing: there is no {% \1 %} before it"),
    (r"Encountered unknown tag '(else|elif)'", r"{% \1 %} stands alone: there is no {% if %} before it"),
    (r"Encountered unknown tag '([^']*)'", r"{% \1 %} means nothing here"),
    (r"Missing end of comment tag", "{# is never closed; add #}"),
    (r"Missing end of raw directive", "{% raw %} is never closed; add {% endraw %}"),
    (r"unexpected end of template, expected 'end of print statement'", "{{ is never closed; add }}"),
    (r"unexpected end of template", "the file ends within {{ or {%; close it with }} or %}"),
    (r"(?:Expected an expression, got|unexpected|expected token .*, got) 'end of (?:print statement|statement block)'", "something is missing before the }} or %}"),
    (r"expected token 'end of (?:print statement|statement block)', got '='", "= stands where == is meant, to compare"),
    (r"expected token 'end of (?:print statement|statement block)', got '(.*)'", r"\1 stands where }} or %} should"),
    (r"unexpected '}'$", "} stands alone; write }} or %}"),
    (r"unexpected '(.*)', expected '(.*)'", r"\1 stands where \2 should"),
    (r"expected token '(.*)', got '(.*)'", r"\2 stands where \1 should"),
    (r"unexpected char (.*) at \d+", r"\1 cannot stand here; a text needs a quote at both ends"),
    (r"No (filter|test) named '(.*?)'", r"there is no \1 \2"),
    (r"block '(.*?)' defined twice", r"{% block \1 %} is there twice"),
)
"""What Jinja says, and the same in words of one who writes a template; the first that fits."""


def _phrase(text: str) -> str:
    """A sentence of Jinja's as part of one of ours, in plain words where it is a common one."""
    for pattern, words in _WORDS:
        found = re.match(pattern, text)
        if found:
            return found.expand(words)
    return (text[:1].lower() + text[1:]).rstrip(".")


def _shared_files() -> list[str]:
    """The files that every template may include."""
    return sorted(f"{_SHARED}/{path.name}" for path in (bundled("templates") / _SHARED).iterdir() if path.suffix in (".css", ".j2"))
