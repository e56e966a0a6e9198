"""Renders resumes: a profile and its variants, in each format that is asked for. Writes nothing.

In: a `Profile`, names of variants and formats, a look, today. Out: `Rendered` records with the bytes. The order of the
steps is here and nothing else: variant, view, fitting, template, format.
"""

import os
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from resumekit.diagnostics import Diagnostic, InvalidInput, Place, Severity, error, warning
from resumekit.files import inside
from resumekit.labels import Labels, read_labels
from resumekit.located import join
from resumekit.manifest import Look, Template, find_template, settle
from resumekit.profile import ENTRY_SECTIONS, Profile
from resumekit.rendering.apart import is_ours, made_apart
from resumekit.rendering.fit import AUTO, DENSITY, Fitted, Try, choose_density, fit, save_page, spare_lines, without
from resumekit.rendering.photo import MEDIA_TYPE, Photo, read_photo
from resumekit.rendering.template import files_of, render_template
from resumekit.rendering.variant import Selection, select
from resumekit.rendering.view import Held, ResumeView, view
from resumekit.schema import Record, suggestion

if TYPE_CHECKING:
    from resumekit.rendering.pdf import Layout

MAX_ENTRIES = 2000
PDF_VARIANTS = ("pdf/ua-1", "pdf/a-3a")
WIDTH = 1240
"""Pixels of a picture's width, unless told otherwise: A4 at 150 to the inch."""
PHOTO = "asset:photo"
Locate = Callable[[str], Place | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """One file: its name and bytes. `pages` is 0 for what has none; `inputs`: the files it was made from besides the profile.

    `fitted`: what it took to keep to the pages that were asked for, if they were; `notes`: what else is to be told of it.
    """

    variant: str
    format: str
    name: str
    data: bytes
    pages: int = 0
    inputs: tuple[str, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    fitted: Fitted | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A resume ready to be written in any format.

    `steps`: the template's densities from loose to tight, `step` the one that holds, `auto` whether it may be chosen here.
    `width`: of pictures, in pixels. `layout`: its pages, once they are laid out.
    """

    selection: Selection
    view: ResumeView
    labels: Labels
    template: Template
    look: Look
    today: date
    photo: Photo | None = None
    steps: tuple[str, ...] = ()
    step: int = 0
    auto: bool = False
    pdf_variant: str = PDF_VARIANTS[0]
    width: int = WIDTH
    layout: "Layout | None" = None

    @property
    def options(self) -> dict[str, str | bool]:
        """The options that hold, with the density that was chosen."""
        return {**self.look.options, DENSITY: self.steps[self.step]} if self.steps else dict(self.look.options)

    def fill(self, name: str, **more: Any) -> str:
        """The template's file `name`, filled."""
        photo = self.photo and {"address": PHOTO if more.get("medium") == "print" else self.photo.address, "alt": self.photo.alt}
        context = {
            "view": self.view,
            "photo": photo,
            "options": self.options,
            "shades": self.look.shades,
            "words": self.labels.words,
            "language": self.labels.language,
            "direction": self.labels.direction,
            **more,
        }
        return render_template(self.template, name, context)


def render(
    profile: Profile,
    *,
    variants: Sequence[str] = ("",),
    formats: Sequence[str] = ("pdf",),
    template: str | None = None,
    options: Mapping[str, Any] | None = None,
    pages: int | None = None,
    pdf_variant: str = PDF_VARIANTS[0],
    width: int = WIDTH,
    today: date,
    folder: str,
    stem: str,
    credentials: Iterable[Held] = (),
    locate: Locate | None = None,
    tailor: Callable[[Profile], Profile] | None = None,
    names: Mapping[str, str] | None = None,
) -> list[Rendered]:
    """Render each variant ("" is the base) in each format; `template`, `options` and `pages` win over the profile's.

    `folder` is the profile's, `stem` the beginning of each file's name; `width`: of pictures, in pixels. `tailor`: what is done to a
    profile once its variant has chosen from it; `names`: how the files of a variant begin, where not with `stem` and its name.
    Raise `InvalidInput` with everything that is wrong, in all variants.
    """
    held = tuple(credentials)
    unknown = [name for name in formats if name not in FORMATS]
    if unknown:
        raise InvalidInput([error("bad-choice", f"{name} is not a format of a resume", hint=suggestion(name, FORMATS)) for name in unknown])
    if pdf_variant not in PDF_VARIANTS:
        raise InvalidInput([error("bad-choice", f"{pdf_variant} is not a variant of PDF", hint=suggestion(pdf_variant, PDF_VARIANTS))])
    wanted = tuple(dict.fromkeys(formats))
    made: list[Rendered] = []
    wrong: list[Diagnostic] = []
    for variant in dict.fromkeys(variants):
        try:
            selection = select(profile, variant, template=template, options=options, pages=pages)
            if tailor:
                selection = replace(selection, profile=tailor(selection.profile))
            page, problems = prepare(selection, today=today, folder=folder, credentials=held, locate=locate)
            _stop_at_errors(problems)
            page = replace(page, pdf_variant=pdf_variant, width=width)
            name = (names or {}).get(variant) or (f"{stem}-{variant}" if variant else stem)
            make = partial(_files, page, wanted, held, stem=name, problems=problems, write=not wrong)
            files = make() if is_ours(page.template) else made_apart(page.template, make)
        except InvalidInput as invalid:
            wrong += placed(invalid.problems, locate)
            continue
        made += [replace(one, problems=tuple(placed(one.problems, locate))) for one in files]
    if wrong:
        raise InvalidInput(wrong)
    return made


def _files(page: Page, formats: Sequence[str], held: tuple[Held, ...], *, stem: str, problems: Sequence[Diagnostic], write: bool) -> list[Rendered]:
    """A page in each format, with what is wrong with it besides `problems`; it is fitted, even if nothing is to be written."""
    page, fitted = _fitted(page, held, has_pages=not _PAGED.isdisjoint(formats))
    inputs = (*files_of(page.template), *page.labels.files)
    made = []
    for form in formats if write else ():
        files, count, found = FORMATS[form](page)
        about = Rendered(variant=page.selection.variant, format=form, name="", data=b"", pages=count, inputs=inputs, problems=(*problems, *found), fitted=fitted)
        made += [replace(about, name=f"{stem}{suffix}.{form}", data=data) for suffix, data in files.items()]
    return made


def _stop_at_errors(problems: Sequence[Diagnostic]) -> None:
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise InvalidInput(problems)


def prepare(selection: Selection, *, today: date, folder: str, credentials: Iterable[Held] = (), locate: Locate | None = None) -> tuple[Page, list[Diagnostic]]:
    """Everything about a selection that no format changes: its view, labels, template and look, and what is wrong with them."""
    count = sum(1 + len(getattr(entry, "highlights", ())) + len(getattr(entry, "skills", ())) for entry in _entries(selection.profile))
    if count > MAX_ENTRIES:
        raise InvalidInput([error("too-many-entries", f"the resume has {count:,} entries and lines, more than {MAX_ENTRIES:,}", hint="choose fewer with a variant's tags, or split the profile")])
    template = find_template(selection.template, folder, path=selection.template_path)
    look = settle(template, selection.options, selection.option_paths)
    labels = read_labels(selection.profile.language, folder)
    resume = view(selection.profile, labels, today=today, credentials=credentials, sections=selection.sections)
    photo = _photo(selection.profile, labels, folder, locate) if look.options.get("photo") is True else None
    page = Page(selection=selection, view=resume, labels=labels, template=template, look=look, today=today, photo=photo, **_density(template, look))
    return page, [*look.problems, *resume.problems, *_emptiness(selection, resume)]


def _emptiness(selection: Selection, resume: ResumeView) -> list[Diagnostic]:
    """A warning where there is nothing below the head."""
    if resume.sections:
        return []
    if selection.variant:
        return [warning("nothing-to-show", f"the variant {selection.variant} shows a name and nothing else", path=f"variants.{selection.variant}", hint="choose other tags or sections")]
    return [warning("nothing-to-show", "the profile has a name and nothing else to show", path="person", hint="add experience, education or skills; resumekit new shows how")]


def _density(template: Template, look: Look) -> dict[str, Any]:
    """The steps of a template's density and the one that was chosen: the middle one for `auto`."""
    option = template.options.get(DENSITY)
    steps = tuple(choice for choice in option.choices if choice != AUTO) if option else ()
    chosen = look.options.get(DENSITY)
    if not isinstance(chosen, str) or not steps:
        return {}
    return {"steps": steps, "step": (len(steps) - 1) // 2 if chosen == AUTO else steps.index(chosen), "auto": chosen == AUTO}


def _fitted(page: Page, held: tuple[Held, ...], *, has_pages: bool) -> tuple[Page, Fitted | None]:
    """The page as it keeps to its pages, and what that took; in the density that suits it, where that is left to us.

    Laid out where it has pages, or where their number is limited: what is shown is then the same in all formats.
    Raise `InvalidInput` where it cannot be so short.
    """
    limit = page.selection.pages
    if limit is None and not has_pages:
        return page, None
    lines = spare_lines(page.selection.profile, {section.id for section in page.view.sections}) if limit is not None else ()
    tried: dict[Try, tuple[Page, Layout]] = {}

    def lay(attempt: Try) -> "Layout":
        if attempt not in tried:
            shorter = _shorter(page, attempt, without(page.selection.profile, lines[: attempt.left_out]), held)
            tried[attempt] = shorter, _lay_out(shorter)
        return tried[attempt][1]

    attempt = Try(density=page.step)
    steps = max(1, len(page.steps))
    if limit is not None and lay(attempt).pages > limit:
        saved = save_page(lay, start=page.step, steps=steps) if page.auto else None
        attempt, fits = (saved, True) if saved and lay(saved).pages <= limit else fit(lay, lines, limit=limit, start=page.step, steps=steps)
        if not fits:
            raise InvalidInput([_too_long(page, attempt, lay(attempt), limit)])
    elif page.auto:
        attempt = choose_density(lay, start=page.step, steps=steps)
    layout = lay(attempt)
    chosen = replace(tried[attempt][0], layout=layout)
    if limit is None:
        return chosen, None
    density = page.steps[attempt.density] if attempt.density > page.step else ""
    tighter = "".join(page.steps[attempt.density + 1 : attempt.density + 2])
    return chosen, Fitted(pages=limit, left_out=lines[: attempt.left_out], density=density, tighter=tighter)


def _shorter(page: Page, attempt: Try, profile: Profile, held: tuple[Held, ...]) -> Page:
    if not attempt.left_out:
        return replace(page, step=attempt.density)
    resume = view(profile, page.labels, today=page.today, credentials=held, sections=page.selection.sections)
    return replace(page, step=attempt.density, view=resume, selection=replace(page.selection, profile=profile))


def _lay_out(page: Page) -> "Layout":
    from resumekit.rendering.pdf import lay_out

    assets = {"photo": (page.photo.data, MEDIA_TYPE)} if page.photo else None
    return lay_out(page.fill("page.html.j2", medium="print"), families=page.look.fonts, assets=assets, variant=page.pdf_variant)


def _too_long(page: Page, attempt: Try, layout: "Layout", limit: int) -> Diagnostic:
    """The error for a resume that cannot be as short as asked for."""
    over = layout.lines_after(limit)
    done = []
    if attempt.left_out:
        done.append(f"without {attempt.left_out} of its lines")
    if attempt.density > page.step:
        done.append(f"in density {page.steps[attempt.density]}")
    what = f"the variant {page.selection.variant}" if page.selection.variant else "the resume"
    how = f"even {' and '.join(done)} {what} has" if done else f"{what} has"
    message = f"{how} {layout.pages} pages, about {over} line{'s' if over != 1 else ''} too many for {limit}"
    return error("too-many-pages", message, path=page.selection.pages_path, hint="leave out entries with tags or hide, or allow more pages")


def _photo(profile: Profile, labels: Labels, folder: str, locate: Locate | None) -> Photo | None:
    """The person's picture, or None where the profile names none or the variant hides it."""
    name = profile.person.photo
    if not name:
        return None
    place = locate("person.photo") if locate else None
    base = os.path.dirname(place.file) if place and os.path.isfile(place.file) else folder
    file = inside(folder, os.path.join(os.path.realpath(base or "."), name))
    try:
        return read_photo(file or Path(os.devnull), shown=name, alt=labels.word("photo_of", name=profile.person.name or ""))
    except InvalidInput as problem:
        raise InvalidInput(placed(problem.problems, locate)) from None


def _entries(profile: Profile) -> Iterator[Record]:
    for _, entry in profile.entries():
        yield entry
    for entries in profile.sections.values():
        yield from entries


def placed(problems: Iterable[Diagnostic], locate: Locate | None) -> list[Diagnostic]:
    """The problems with their places in the profile, where their paths lead to one."""
    return [replace(problem, place=locate(problem.path)) if locate and problem.path and problem.place is None else problem for problem in problems]


# Formats -----------------------------------------------------------------------------------------------------------------

Made = tuple[dict[str, bytes], int, list[Diagnostic]]
"""Files by what stands between a resume's name and its extension; pages; problems."""


def _html(page: Page) -> Made:
    return {"": page.fill("page.html.j2", medium="screen").encode()}, 0, []


def _markdown(page: Page) -> Made:
    return {"": _tidy(page.fill("page.md.j2"))}, 0, []


def _text(page: Page) -> Made:
    return {"": _tidy(page.fill("page.txt.j2"))}, 0, []


def _pdf(page: Page) -> Made:
    about = page.view.meta
    layout = page.layout or _lay_out(page)
    pdf = layout.write(title=page.view.title, language=page.view.language, today=page.today, author=about["author"], keywords=about["keywords"])
    return {"": pdf.data}, pdf.pages, _missing(page.selection.profile, layout.known.missing)


def _png(page: Page) -> Made:
    from resumekit.rendering.picture import to_pictures

    files, _, problems = _pdf(page)
    return {f"-{number}": data for number, data in enumerate(to_pictures(files[""], page.width), 1)}, 0, problems


def _word(page: Page) -> Made:
    from resumekit.rendering.word import Manner, to_word

    template, options = page.template, page.options
    font = options.get("font")
    usual = template.options["font"].default if "font" in template.options else None
    manner = Manner(
        look=template.word,
        font=template.word.font if template.word.font and font == usual else font if isinstance(font, str) else next(iter(template.fonts), "Arial"),
        accent=page.look.shades.accent if page.look.shades else "#1a1c1e",
        paper=str(options.get("paper", "letter")),
        inline=options.get("dates") == "inline",
        rule=options.get("rule") is not False,
        step=page.step - (len(page.steps) - 1) // 2 if page.steps else 0,
        rtl=page.labels.direction == "rtl",
    )
    return {"": to_word(page.view, manner, today=page.today)}, 0, []


FORMATS: dict[str, Callable[[Page], Made]] = {"pdf": _pdf, "html": _html, "docx": _word, "md": _markdown, "txt": _text, "png": _png}
"""What a resume can be written as; the key is also the file's extension."""
_PAGED = frozenset(("pdf", "png"))


def _tidy(text: str) -> bytes:
    """The text without spaces at line ends and with at most one empty line in a row."""
    lines: list[str] = []
    for line in text.splitlines():
        if line.strip() or (lines and lines[-1]):
            lines.append(line.rstrip())
    return ("\n".join(lines).rstrip() + "\n").encode()


def missing_glyphs(profile: Profile, html: str, families: Sequence[str]) -> list[Diagnostic]:
    """A warning for each text of the profile with a character that no bundled font has."""
    from resumekit.rendering.glyphs import coverage

    return _missing(profile, coverage(html, tuple(families)).missing)


def _missing(profile: Profile, missing: Mapping[str, str]) -> list[Diagnostic]:
    if not missing:
        return []
    from resumekit.rendering.glyphs import name_of

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


_UNPRINTED = ("tags", "evidence", "transcript", "file", "photo", "design", "variants", "privacy", "include", "goal", "career", "language", "resumekit")


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
