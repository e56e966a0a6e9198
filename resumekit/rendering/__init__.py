"""Renders resumes: a profile and its variants, in each format that is asked for. Writes nothing.

In: a `Profile`, names of variants and formats, a look, today. Out: `Rendered` records with the bytes. The order of the
steps is here and nothing else: variant, view, template, PDF.
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from resumekit.diagnostics import Diagnostic, InvalidInput, Place, Severity, error, warning
from resumekit.labels import Labels, read_labels
from resumekit.located import join
from resumekit.manifest import Look, Template, find_template, settle
from resumekit.profile import ENTRY_SECTIONS, Profile
from resumekit.rendering.template import files_of, render_template
from resumekit.rendering.variant import Selection, select
from resumekit.rendering.view import Held, ResumeView, view
from resumekit.schema import Record, suggestion

MAX_ENTRIES = 2000
Locate = Callable[[str], Place | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """One file: its name and bytes. `pages` is 0 for what has none; `inputs`: the files it was made from besides the profile."""

    variant: str
    format: str
    name: str
    data: bytes
    pages: int = 0
    inputs: tuple[str, ...] = ()
    problems: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A resume ready to be written in any format."""

    selection: Selection
    view: ResumeView
    labels: Labels
    template: Template
    look: Look
    today: date

    def fill(self, name: str, **more: Any) -> str:
        """The template's file `name`, filled."""
        context = {"view": self.view, "options": self.look.options, "shades": self.look.shades, "words": self.labels.words, "language": self.labels.language, **more}
        return render_template(self.template, name, context)


def render(
    profile: Profile,
    *,
    variants: Sequence[str] = ("",),
    formats: Sequence[str] = ("pdf",),
    template: str | None = None,
    options: Mapping[str, Any] | None = None,
    pages: int | None = None,
    today: date,
    folder: str,
    stem: str,
    credentials: Iterable[Held] = (),
    locate: Locate | None = None,
) -> list[Rendered]:
    """Render each variant ("" is the base) in each format; `template`, `options` and `pages` win over the profile's.

    `folder` is the profile's, `stem` the beginning of each file's name. Raise `InvalidInput` with everything that is wrong.
    """
    held = tuple(credentials)
    unknown = [name for name in formats if name not in FORMATS]
    if unknown:
        raise InvalidInput([error("bad-choice", f"{name} is not a format of a resume", hint=suggestion(name, FORMATS)) for name in unknown])
    made: list[Rendered] = []
    for variant in dict.fromkeys(variants):
        selection = select(profile, variant, template=template, options=options, pages=pages)
        page, problems = prepare(selection, today=today, folder=folder, credentials=held)
        errors = [problem for problem in problems if problem.severity is Severity.ERROR]
        if errors:
            raise InvalidInput(placed(problems, locate))
        for form in dict.fromkeys(formats):
            data, count, found = FORMATS[form](page)
            made.append(
                Rendered(
                    variant=variant,
                    format=form,
                    name=f"{stem}-{variant}.{form}" if variant else f"{stem}.{form}",
                    data=data,
                    pages=count,
                    inputs=(*files_of(page.template), *page.labels.files),
                    problems=tuple(placed([*problems, *found], locate)),
                )
            )
    return made


def prepare(selection: Selection, *, today: date, folder: str, credentials: Iterable[Held] = ()) -> tuple[Page, list[Diagnostic]]:
    """Everything about a selection that no format changes: its view, labels, template and look, and what is wrong with them."""
    count = sum(1 + len(getattr(entry, "highlights", ())) + len(getattr(entry, "skills", ())) for entry in _entries(selection.profile))
    if count > MAX_ENTRIES:
        raise InvalidInput([error("too-many-entries", f"the resume has {count:,} entries and lines, more than {MAX_ENTRIES:,}", hint="choose fewer with a variant's tags, or split the profile")])
    template = find_template(selection.template, folder, path=selection.template_path)
    look = settle(template, selection.options, selection.option_paths)
    labels = read_labels(selection.profile.language, folder)
    resume = view(selection.profile, labels, today=today, credentials=credentials, sections=selection.sections)
    page = Page(selection=selection, view=resume, labels=labels, template=template, look=look, today=today)
    return page, [*look.problems, *resume.problems]


def _entries(profile: Profile) -> Iterator[Record]:
    for _, entry in profile.entries():
        yield entry
    for entries in profile.sections.values():
        yield from entries


def placed(problems: Iterable[Diagnostic], locate: Locate | None) -> list[Diagnostic]:
    """The problems with their places in the profile, where their paths lead to one."""
    return [replace(problem, place=locate(problem.path)) if locate and problem.path and problem.place is None else problem for problem in problems]


# Formats -----------------------------------------------------------------------------------------------------------------

Made = tuple[bytes, int, list[Diagnostic]]


def _html(page: Page) -> Made:
    return page.fill("page.html.j2", medium="screen").encode(), 0, []


def _markdown(page: Page) -> Made:
    return _tidy(page.fill("page.md.j2")), 0, []


def _text(page: Page) -> Made:
    return _tidy(page.fill("page.txt.j2")), 0, []


def _pdf(page: Page) -> Made:
    from resumekit.rendering.pdf import to_pdf

    about = page.view.meta
    html = page.fill("page.html.j2", medium="print")
    pdf = to_pdf(
        html,
        title=page.view.title,
        language=page.view.language,
        today=page.today,
        families=page.template.fonts,
        author=about["author"],
        keywords=about["keywords"],
    )
    problems = missing_glyphs(page.selection.profile, html, page.template.fonts)
    limit = page.selection.pages
    if limit is not None and pdf.pages > limit:
        over = pdf.pages - limit
        problems.append(
            warning(
                "too-many-pages",
                f"the resume has {pdf.pages} pages, {over} more than {limit}",
                path=page.selection.pages_path,
                hint="leave out lines with tags or hide, or choose density: tight, or allow more pages",
            )
        )
    return pdf.data, pdf.pages, problems


FORMATS: dict[str, Callable[[Page], Made]] = {"html": _html, "pdf": _pdf, "md": _markdown, "txt": _text}
"""What a resume can be written as; the key is also the file's extension."""


def _tidy(text: str) -> bytes:
    """The text without spaces at line ends and with at most one empty line in a row."""
    lines: list[str] = []
    for line in text.splitlines():
        if line.strip() or (lines and lines[-1]):
            lines.append(line.rstrip())
    return ("\n".join(lines).rstrip() + "\n").encode()


def missing_glyphs(profile: Profile, html: str, families: Sequence[str]) -> list[Diagnostic]:
    """A warning for each text of the profile with a character that no bundled font has."""
    from resumekit.rendering.glyphs import coverage, name_of

    missing = coverage(html, tuple(families)).missing
    if not missing:
        return []
    found = []
    hint = "write it with other characters, or in Latin letters"
    for path, text in _texts(profile, ""):
        gone = [character for character in dict.fromkeys(unicodedata.normalize("NFC", text)) if character in missing]
        if gone:
            names = ", ".join(map(name_of, gone[:3])) + (f" and {len(gone) - 3} more" if len(gone) > 3 else "")
            instead = 'replaced by "?"' if all(missing[character] for character in gone) else "left out"
            what = f"the character {names}: it is" if len(gone) == 1 else f"the characters {names}: they are"
            found.append(warning("missing-glyph", f"no bundled font has {what} {instead} in the PDF", path=path, hint=hint))
    return found or [warning("missing-glyph", f"no bundled font has the character {name_of(character)} of the labels", path="language", hint=hint) for character in missing]


_UNPRINTED = ("tags", "evidence", "transcript", "file", "design", "variants", "privacy", "include", "goal", "career", "language", "resumekit")


def _texts(value: Any, path: str) -> Iterator[tuple[str, str]]:
    """The texts of a record that may be printed, with their paths in the profile."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Record):
        for name in type(value).model_fields:
            if name not in _UNPRINTED:
                yield from _texts(getattr(value, name), join(value.path or path, name))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield join(path, key), key
            yield from _texts(item, join(path, key))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _texts(item, f"{path}[{index}]")


__all__ = ["ENTRY_SECTIONS", "FORMATS", "MAX_ENTRIES", "Locate", "Page", "Rendered", "missing_glyphs", "placed", "prepare", "render"]
