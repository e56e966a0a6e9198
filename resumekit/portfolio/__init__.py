"""Makes the portfolio: the resume, and what proves it. Writes nothing.

In: a `Profile`, its `Career`, the name of a variant, formats, today. Out: `Rendered` records. What a variant hides is
left out before anything is assessed, so that it is nowhere in the portfolio. The order of the steps is here and nothing
else: variant, assessment, exhibits, view, template, PDF or site, size.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from resumekit.career import Career
from resumekit.diagnostics import Diagnostic, InvalidInput, Severity, error, warning
from resumekit.evidence import Assessment, assess
from resumekit.manifest import find_template, settle
from resumekit.portfolio.assembly import Attachment, assemble, placeholder
from resumekit.portfolio.copies import Copy
from resumekit.portfolio.exhibits import Exhibit, open_exhibits
from resumekit.portfolio.manifest import MANIFEST, PAGE, manifest
from resumekit.portfolio.shrinking import shrink
from resumekit.portfolio.site import show
from resumekit.portfolio.source import SOURCE, profile_source
from resumekit.portfolio.view import PLACE, portfolio_view
from resumekit.profile import Profile
from resumekit.readiness import Readiness
from resumekit.rendering import Locate, Rendered, missing_glyphs, placed, prepare
from resumekit.rendering.apart import is_ours, made_apart
from resumekit.rendering.template import files_of, render_template
from resumekit.rendering.variant import listed, select
from resumekit.schema import suggestion
from resumekit.skillgap import check
from resumekit.steps import Steps

TEMPLATE = "portfolio"
FORMATS = ("pdf", "html")
_OWN_PARTS = ("letters",)
"""What belongs to a portfolio and to no resume: that a variant's page does not list it says nothing."""
MANIFEST_ABOUT = "Every exhibit with its entry, file, pages, size and SHA-256"
SOURCE_ABOUT = "The profile that this portfolio was made from"


def missing_items(profile: Profile, career: Career, assessment: Assessment, *, locate: Locate, problems: Iterable[Diagnostic]) -> dict[str, Diagnostic]:
    """What the career's portfolio checklist asks for and the profile lacks, by its ids, as `check` judges it; each with what to do."""
    readiness = Readiness(profile, career, assessment, problems)
    steps = Steps(profile, career, assessment)
    return {
        demand.id: warning(
            "portfolio-incomplete", f"{demand.text}: {verdict.detail}", path=verdict.path, place=locate(verdict.path) if verdict.path else None, hint=steps.mend(verdict) or demand.step or ""
        )
        for demand, verdict in readiness.judged(career.portfolio)
        if verdict and not verdict.met
    }


def make_portfolio(
    profile: Profile,
    career: Career,
    *,
    variant: str = "",
    formats: Sequence[str] = ("pdf",),
    template: str = TEMPLATE,
    most: int | None = None,
    embed: bool = False,
    written: bytes | None = None,
    today: date,
    folder: str,
    stem: str,
    locate: Locate,
    problems: Iterable[Diagnostic] | None = None,
    assessment: Assessment | None = None,
) -> list[Rendered]:
    """The portfolio of a variant ("" is the base) in each format.

    A PDF is named STEM[-VARIANT]-portfolio.pdf; of a site, every file of the folder STEM[-VARIANT]-portfolio/ is given, its
    manifest last. `most`: bytes that the PDF may have; its pictures are made smaller until it fits. `embed`: put the profile
    into the PDF; `written`: its own text, where all of the profile is in it. `problems`: what reading the profile found, for
    what the career asks of its privacy; `assessment`: of all of the profile, where it has been made. Raise `InvalidInput` with everything that is wrong.
    """
    read = problems
    unknown = [name for name in formats if name not in FORMATS]
    if unknown:
        raise InvalidInput([error("bad-choice", f"{name} is not a format of a portfolio", hint=suggestion(name, FORMATS)) for name in unknown])
    selection = select(profile, variant)
    selection = replace(selection, profile=listed(selection, besides=_OWN_PARTS))
    chosen = selection.profile
    if assessment is None or chosen != profile:
        assessment = assess(chosen, career, today, locate)
    page, problems = prepare(selection, today=today, folder=folder, credentials=assessment.credentials, locate=locate)
    look = find_template(template, folder, kind="portfolio")
    options = settle(look, {name: value for name, value in selection.options.items() if name in look.options and name != "accent"})
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise InvalidInput(placed(problems, locate))
    exhibits, doubts = open_exhibits(chosen, folder, locate)
    shown = show(exhibits) if "html" in formats else ()
    report = check(chosen, career, assessment, problems=read)
    view = portfolio_view(chosen, resume=page.view, assessment=assessment, report=report, exhibits=exhibits, shown=shown, names=career.names_in(page.labels.language), labels=page.labels, today=today)
    context = {"view": view, "options": options.options, "shades": options.shades, "words": view.words, "language": view.language}
    name = f"{stem}-{variant}-portfolio" if variant else f"{stem}-portfolio"
    inputs = (*files_of(look), *page.labels.files)

    def make() -> list[Rendered]:
        made = []
        for form in dict.fromkeys(formats):
            html = render_template(look, "page.html.j2", {**context, "medium": "print" if form == "pdf" else "screen"})
            if form == "html":
                told = tuple(placed([*problems, *doubts], locate))
                files = {name: data for one in shown for name, data in one.files.items()}
                copies = {one.number: one.files for one in shown}
                files |= {PAGE: html.encode(), MANIFEST: manifest(exhibits, name=view.person.name, today=today, files=copies)}
                made += [Rendered(variant=variant, format=form, name=f"{name}/{file}", data=data, problems=told, inputs=inputs) for file, data in files.items()]
                continue
            from resumekit.rendering.pdf import to_pdf

            meta = page.view.meta
            places = {f"{PLACE}{number}": (placeholder(number), "image/png") for number in range(sum(exhibit.pages for exhibit in exhibits))}
            pdf = to_pdf(html, title=view.title, language=view.language, today=today, families=look.fonts, author=meta["author"], keywords=meta["keywords"], assets=places)
            inside = [Attachment(name=MANIFEST, data=manifest(exhibits, name=view.person.name, today=today), media_type="application/json", about=MANIFEST_ABOUT, relation="Data")]
            if embed:
                inside.append(Attachment(name=SOURCE, data=profile_source(profile, selection, written), media_type="application/yaml", about=SOURCE_ABOUT, relation="Source"))
            accessible = all(exhibit.copy.fonts for exhibit in exhibits)
            put_together = partial(assemble, pdf.data, accessible=accessible, attachments=inside, today=today)
            data, notes = _within(most, f"{name}.pdf", put_together, exhibits)
            told = tuple(placed([*problems, *doubts, *missing_glyphs(chosen, html, look.fonts)], locate))
            made.append(Rendered(variant=variant, format=form, name=f"{name}.pdf", data=data, pages=pdf.pages, problems=told, notes=notes, inputs=inputs))
        return made

    return make() if is_ours(look) else made_apart(look, make)


def _within(most: int | None, name: str, put_together: Callable[[Sequence[Copy]], bytes], exhibits: Sequence[Exhibit]) -> tuple[bytes, tuple[str, ...]]:
    """The PDF of at most `most` bytes, and what it took; raise `InvalidInput` where it cannot be so small."""
    copies = [exhibit.copy for exhibit in exhibits]
    if most is None:
        return put_together(copies), ()
    weighed: dict[int, bytes] = {}

    def weigh(tried: Sequence[Copy]) -> int:
        data = put_together(tried)
        weighed.clear()
        weighed[len(data)] = data
        return len(data)

    shrunk = shrink(copies, weigh, most)
    if shrunk is None:
        return next(iter(weighed.values())), ()
    if not shrunk.fits:
        over = shrunk.after - most
        message = f"{name} has {_megabytes(shrunk.after)} even with its pictures at their smallest: {_megabytes(over)} more than {_megabytes(most)}"
        if shrunk.stuck:
            message += f"; {', '.join(exhibits[place].file for place in shrunk.stuck)} could not be made smaller at all"
        raise InvalidInput([error("portfolio-size", message, hint="allow more, choose fewer documents with a variant, or scan them in grey at 150 dpi")])
    data = weighed.get(shrunk.after) or put_together(shrunk.copies)
    told = f"made the pictures of {shrunk.count} exhibit{'s' if shrunk.count != 1 else ''} smaller ({shrunk.step.resolution} dpi, quality {shrunk.step.quality}) to keep to {_megabytes(most)}"
    return data, (f"{told}: {_megabytes(shrunk.before)} became {_megabytes(shrunk.after)}",)


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 100_000 else f"{max(1, round(size / 1000))} kB"


__all__ = ["FORMATS", "make_portfolio", "missing_items"]
