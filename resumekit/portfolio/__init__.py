"""Makes the portfolio: the resume, and what proves it. Writes nothing.

In: a `Profile`, its `Career`, the name of a variant, formats, today. Out: `Rendered` records. What a variant hides is
left out before anything is assessed, so that it is nowhere in the portfolio. The order of the steps is here and nothing
else: variant, assessment, exhibits, view, template, PDF or site.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from resumekit.career import Career
from resumekit.diagnostics import Diagnostic, InvalidInput, Severity, error, warning
from resumekit.evidence import assess
from resumekit.manifest import find_template, settle
from resumekit.portfolio.assembly import assemble, placeholder
from resumekit.portfolio.exhibits import open_exhibits
from resumekit.portfolio.view import PLACE, portfolio_view
from resumekit.profile import Profile
from resumekit.readiness import Readiness
from resumekit.rendering import Locate, Rendered, missing_glyphs, placed, prepare
from resumekit.rendering.template import files_of, render_template
from resumekit.rendering.variant import select
from resumekit.schema import suggestion
from resumekit.skillgap import check

TEMPLATE = "portfolio"
FORMATS = ("pdf", "html")


def missing_items(profile: Profile, career: Career, *, today: date, locate: Locate, problems: Iterable[Diagnostic]) -> dict[str, Diagnostic]:
    """What the career's portfolio checklist asks for and the profile lacks, by its ids, as `check` judges it; each with what to do."""
    readiness = Readiness(profile, career, assess(profile, career, today, locate), problems)
    return {
        demand.id: warning("portfolio-incomplete", f"{demand.text}: {verdict.detail}", path=verdict.path, place=locate(verdict.path) if verdict.path else None, hint=demand.step or "")
        for demand, verdict in readiness.judged(career.portfolio)
        if verdict and not verdict.met
    }


def make_portfolio(
    profile: Profile,
    career: Career,
    *,
    variant: str = "",
    formats: Sequence[str] = ("pdf",),
    today: date,
    folder: str,
    stem: str,
    locate: Locate,
    problems: Iterable[Diagnostic] | None = None,
) -> list[Rendered]:
    """The portfolio of a variant ("" is the base) in each format.

    A PDF is named STEM[-VARIANT]-portfolio.pdf, a site STEM[-VARIANT]-portfolio/index.html. `problems`: what reading the
    profile found, for what the career asks of its privacy. Raise `InvalidInput` with everything that is wrong.
    """
    read = problems
    unknown = [name for name in formats if name not in FORMATS]
    if unknown:
        raise InvalidInput([error("bad-choice", f"{name} is not a format of a portfolio", hint=suggestion(name, FORMATS)) for name in unknown])
    selection = select(profile, variant)
    chosen = selection.profile
    assessment = assess(chosen, career, today, locate)
    page, problems = prepare(selection, today=today, folder=folder, credentials=assessment.credentials)
    template = find_template(TEMPLATE, folder, kind="portfolio")
    look = settle(template, {name: value for name, value in selection.options.items() if name in template.options and name != "accent"})
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise InvalidInput(placed(problems, locate))
    exhibits, doubts = open_exhibits(chosen, folder, locate)
    report = check(chosen, career, assessment, problems=read)
    view = portfolio_view(chosen, resume=page.view, assessment=assessment, report=report, exhibits=exhibits, labels=page.labels, today=today)
    context = {"view": view, "options": look.options, "shades": look.shades, "words": view.words, "language": view.language}
    name = f"{stem}-{variant}-portfolio" if variant else f"{stem}-portfolio"
    inputs = (*files_of(template), *page.labels.files)
    made = []
    for form in dict.fromkeys(formats):
        medium = "print" if form == "pdf" else "screen"
        html = render_template(template, "page.html.j2", {**context, "medium": medium})
        found: list[Diagnostic] = []
        if form == "pdf":
            from resumekit.rendering.pdf import to_pdf

            about = page.view.meta
            copies = [exhibit.copy for exhibit in exhibits]
            places = {f"{PLACE}{number}": (placeholder(number), "image/png") for number in range(sum(len(copy.leaves) for copy in copies))}
            pdf = to_pdf(html, title=view.title, language=view.language, today=today, families=template.fonts, author=about["author"], keywords=about["keywords"], assets=places)
            data, pages, file = assemble(pdf.data, copies, accessible=all(copy.fonts for copy in copies)), pdf.pages, f"{name}.pdf"
            found = missing_glyphs(chosen, html, template.fonts)
        else:
            data, pages, file = html.encode(), 0, f"{name}/index.html"
        made.append(Rendered(variant=variant, format=form, name=file, data=data, pages=pages, inputs=inputs, problems=tuple(placed([*problems, *doubts, *found], locate))))
    return made


__all__ = ["FORMATS", "make_portfolio", "missing_items"]
