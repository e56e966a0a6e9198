"""What `render --for` does before pages are made and says afterwards: the posting read, the variant chosen, the changes told.

In: a profile ready to use and a posting's name. Out: a `Plan` for rendering, and its changes in words.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from resumekit.cli.match import compare
from resumekit.cli.reading import Ready, known_variants
from resumekit.diagnostics import Diagnostic, clean, warning
from resumekit.holdings import short
from resumekit.rendering.variant import Selection, select
from resumekit.tailoring import Item, Listing, Reason, Tailor, Tailored

if TYPE_CHECKING:
    from resumekit.matching import MatchReport
    from resumekit.profile import Profile
    from resumekit.rendering.fit import Fitted

_QUOTE = 70
"""How many characters of a line are quoted beside what is said of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How resumes are tailored to a posting: `posting` is what to call it, `variants` those to make, with `names` of their files."""

    posting: str
    report: "MatchReport"
    variants: tuple[str, ...]
    chosen: bool
    names: dict[str, str]
    changes: dict[str, Tailored]
    problems: tuple[Diagnostic, ...]
    _tailor: Tailor

    def apply(self, profile: "Profile") -> "Profile":
        """The profile, tailored."""
        return self._tailor.tailor(profile).profile


def plan(source: Ready, posting: str, day: date, *, variants: Iterable[str] | None, every: bool) -> Plan:
    """Read a posting, and settle what is made for it: the variants asked for, else the one that suits best."""
    interpreter, [(asked, report)] = compare(source, [posting], day)
    suited = next((one for one in report.variants if one.name == report.best_variant), None)
    best = suited.name if suited and (suited.score or suited.focus) else ""
    chosen = not variants and not every
    named = [best] if chosen else known_variants(source.profile, variants, every=every)
    stem = "posting" if posting == "-" else os.path.splitext(os.path.basename(posting))[0]
    name = "the posting" if posting == "-" else os.path.basename(posting)
    tailor = Tailor(asked, interpreter, day)
    problems = []
    if report.trade == "other":
        title = f" ({short(report.title, _QUOTE)})" if report.title else ""
        problems.append(warning("other-trade", f"{name} is for another trade than {source.career.name.lower()}{title}, so nothing was tailored to it"))
    return Plan(
        posting=name,
        report=report,
        variants=tuple(named),
        chosen=chosen,
        names={variant: f"{source.stem}{f'-{variant}' if variant and not chosen else ''}-for-{stem}" for variant in named},
        changes={variant: _shown(tailor, select(source.profile, variant)) for variant in named},
        problems=tuple(problems),
        _tailor=tailor,
    )


def _shown(tailor: Tailor, selection: Selection) -> Tailored:
    """What changes on a variant's page: in the sections that it lists."""
    made = tailor.tailor(selection.profile)
    if selection.sections is None:
        return made
    sections = selection.sections
    return replace(made, listings=tuple(one for one in made.listings if one.path.partition("[")[0] in sections))


def told(plan: Plan, variant: str, source: Ready) -> str:
    """What was done for the posting, with a line for each thing that was renamed or stands higher."""
    listings = plan.changes[variant].listings
    lines = [f"{plan.names[variant]}: {_origin(plan, variant)}" + _nothing(plan, listings)]
    for listing in listings:
        lines += [f"  {_where(item.path, source)}: renamed: {item.text} → {item.now} (line {item.named.line})" for item in listing.after if item.named]
        lines += [f"  {_where(item.path, source)}: moved up: {short(item.now, _QUOTE)} ({_asking(item.answers)})" for item in listing.raised]
    return "\n".join(lines)


def explained(plan: Plan, variant: str, fitted: "Fitted | None", source: Ready) -> str:
    """The changes as a diff: each list that changed, before and after, and why; then what was left out."""
    origin = f"variant {variant}" if variant else "base"
    tailored = plan.changes[variant]
    lines = [f"--- {os.path.basename(source.document.file)}, {origin}", f"+++ {plan.names[variant]}", f"# {_origin(plan, variant)}{_nothing(plan, tailored.listings)}"]
    for listing in tailored.listings:
        lines.append(f"@@ {listing.path}{f', {listing.title}' if listing.title else ''} @@")
        lines += _diff(listing)
    if fitted and fitted.left_out:
        lines.append(f"@@ left out to keep to {fitted.pages} page{'s' if fitted.pages > 1 else ''} @@")
        for line in fitted.left_out:
            answers = tailored.answers.get(line.path, ())
            lines += [f"-{line.text}", f"#  {_where(line.path, source)}: " + (f"{_reasons(answers)}, as other lines do" if answers else "answers nothing that is asked")]
    return "".join(f"{clean(line)}\n" for line in lines)


def _diff(listing: Listing) -> Iterator[str]:
    """A list's items: what goes with `-`, what comes with `+` and the reason, what stays with a space."""
    for sign, item in listing.changes():
        yield f"{sign}{item.text if sign == '-' else item.now}"
        if sign == "+":
            yield f"#  {_because(item)}"


def _because(item: Item) -> str:
    if item.named:
        return f"named as in line {item.named.line}: {short(item.named.text, _QUOTE)}"
    return _reasons(item.answers) if item.answers else "answers nothing that is asked"


def _reasons(answers: Sequence[Reason]) -> str:
    """The first line that is answered, quoted, and how many more things are."""
    first = answers[0]
    more = f" (and {len(answers) - 1} more)" if len(answers) > 1 else ""
    return f"line {first.line} {'requires' if first.required else 'prefers'} {first.what}{more}: {short(first.text, _QUOTE)}"


def _asking(answers: Sequence[Reason]) -> str:
    """The lines that ask for something, by their numbers."""
    numbers = list(dict.fromkeys(one.line for one in answers))
    shown = ", ".join(map(str, numbers[:4])) + (" and more" if len(numbers) > 4 else "")
    return f"asked in line{'s' if len(numbers) > 1 else ''} {shown}"


def _origin(plan: Plan, variant: str) -> str:
    """What it was made from, and why that."""
    if not plan.chosen:
        return f"made for {plan.posting}"
    if not variant:
        return f"made for {plan.posting} from the whole profile" + ("; no variant shows anything of what is asked" if plan.report.variants else "")
    score = next(one.score for one in plan.report.variants if one.name == variant)
    why = f"whose page backs {score:.0%} of what is asked" if score else "whose page names most of what is asked, but backs none of it"
    return f"made for {plan.posting} from the variant {variant}, {why}"


def _nothing(plan: Plan, listings: Sequence[Listing]) -> str:
    if listings or plan.report.trade == "other":
        return ""
    asks = plan.report.required or plan.report.preferred or plan.report.credentials
    return "; nothing had to be moved" if asks else "; it asks for nothing that this career knows, so nothing was moved"


def _where(path: str, source: Ready) -> str:
    place = source.locate(path)
    return f"{place.file}:{place.line}" if place else path


__all__ = ["Plan", "explained", "plan", "told"]
