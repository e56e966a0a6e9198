"""What `render --watch` and `render --serve` do at each save: the order of a command line, made anew for `live`.

In: an `Order`. Out: files and notes, or the `Source` that the page shows. Must not know how files are followed or pages sent.
"""

import os
import time
from dataclasses import replace
from pathlib import Path

import typer

from resumekit.cli.live import WIDTH, Shown, Source, serve, watch
from resumekit.cli.reading import Ready, chosen_career, ready
from resumekit.cli.render import Made, Order, finish, fulfil
from resumekit.cli.session import Session
from resumekit.diagnostics import InvalidInput
from resumekit.files import FileProblem, bundled


def watch_order(session: Session, order: Order, output: str | None) -> None:
    """Write what is asked for at each save, until interrupted; what is wrong is said, and the last good files stay."""

    def build() -> frozenset[str]:
        since = time.perf_counter()
        try:
            made = fulfil(order)
            finish(session, order, made, output)
        except InvalidInput as problem:
            session.tell(problem.problems)
            session.note("nothing was written; waiting for the next save")
            return frozenset()
        except (FileProblem, typer.BadParameter) as problem:
            session.note(f"{problem.message}; waiting for the next save")
            return frozenset()
        session.note(f"done in {(time.perf_counter() - since) * 1000:.0f} ms; watching, press Ctrl-C to end")
        return _files(made.source, *([order.posting] if order.posting else []), *(name for one in made.files for name in one.inputs))

    try:
        watch(build, order.profile)
    except KeyboardInterrupt:
        session.note("ended")


def serve_order(session: Session, order: Order, *, port: int, opened: bool) -> None:
    """Show the profile, its variants and the templates on a page that follows each save, until interrupted."""
    if order.career:
        chosen_career(order.career)
    serve(lambda: _source(order), order.profile, port=port, tell=session.note, opened=opened)
    session.note("ended")


def _source(order: Order) -> Source:
    from resumekit.evidence import assess
    from resumekit.manifest import template_names
    from resumekit.rendering.variant import select
    from resumekit.skillgap import check

    source = ready(order.profile, today=order.day, sets=order.sets, career=order.career, strict=order.strict)
    assessment = assess(source.profile, source.career, order.day, source.locate)
    report = check(source.profile, source.career, assessment, problems=source.problems)
    templates = template_names()
    own = {"": select(source.profile).template} | {name: select(source.profile, name).template for name in source.profile.variants}
    mine = [name for name in dict.fromkeys([order.template or "", *own.values()]) if name and name not in templates]
    backed = [skill for group in report.groups if group.required for skill in group.skills if skill.status in ("verified", "practised")]
    total = sum(group.total for group in report.groups if group.required)
    return Source(
        file=os.path.basename(order.profile),
        variants=tuple(source.profile.variants),
        templates=(*mine, *templates),
        template=lambda variant: order.template or own.get(variant, own[""]),
        problems=tuple(dict.fromkeys(source.problems)),
        advice=tuple(dict.fromkeys(problem for problem in report.problems if problem not in source.problems)),
        answer=f"{len(backed)} of {total} required skills are backed." if len(backed) != 1 else f"1 of {total} required skills is backed.",
        gaps=tuple((step.text, step.why) for step in report.next_steps),
        files=_files(source, *(str(path) for folder in ("", *mine) for path in _folder(source, folder).rglob("*") if path.is_file())),
        show=lambda variant, template: _show(order, source, variant, template),
    )


def _show(order: Order, source: Ready, variant: str, template: str) -> Shown:
    """A variant in a template, as the page needs it."""
    made: Made = fulfil(replace(order, variants=[variant] if variant else None, every=False, template=template, formats=["pdf", "png", "html"], width=WIDTH), source)
    data = {form: tuple(one.data for one in made.files if one.format == form) for form in ("pdf", "png", "html")}
    found = [problem for problem in made.problems if problem not in source.problems]
    return Shown(pictures=data["png"], html=data["html"][0], pdf=data["pdf"][0], problems=tuple(found))


def _folder(source: Ready, template: str) -> Path:
    """A template's folder; without a name, that of all bundled ones."""
    return Path(source.folder or ".", template) if template else bundled("templates")


def _files(source: Ready, *more: str) -> frozenset[str]:
    """The profile's files and what else it was made from, as whole paths."""
    career = source.profile.career
    names = [*source.document.texts, *more, *([os.path.join(source.folder, career)] if career.endswith((".yaml", ".yml")) else [])]
    if source.profile.person.photo:
        names.append(os.path.join(source.folder, source.profile.person.photo))
    return frozenset(os.path.abspath(name) for name in names if name != "<stdin>")
