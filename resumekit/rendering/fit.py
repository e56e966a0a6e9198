"""Fitting: which lines a resume does without, and how tightly it is set, so that it keeps to its pages.

In: a profile as its variant chose it, the steps of density, something that lays a try out. Out: the try to take. Must not
know how a page is laid out, nor what a step of density does.

Lines are highlights, and the entries of free sections: what has a priority. The one with the lowest priority number goes
first; of equal ones the oldest entry's last line. An entry (or free section) keeps one line, its most important. Only where
leaving out all the others is not enough is the resume set tighter, a step at a time, each time with as many lines as then fit.

Where the density is left to us (`auto`), it is the loosest that needs no more pages than the middle one; but a last page with
little on it is saved by the next tighter one where it can. That comes first: a resume that is one page by itself loses nothing
when one page is asked for.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from resumekit.profile import Profile
from resumekit.rendering.prose import prose
from resumekit.rendering.sections import free_section, recency
from resumekit.schema import Record

DENSITY = "density"
"""The option whose choices run from loose to tight, in templates that have it."""
AUTO = "auto"
"""Its choice that leaves the density to `choose_density`."""
_MEASURE = 105
"""Characters of a line, about: a first guess only."""
_WELL_FILLED = 2 / 3
"""A page that is used this far need not be set looser."""
_SPARSE = 1 / 3
"""A last page that is used less than this is not worth the sheet."""


class Extent(Protocol):
    """How long a try became."""

    @property
    def pages(self) -> int:
        """The number of pages."""

    @property
    def fill(self) -> float:
        """How much of the last page is used, from 0 to 1."""

    def lines_after(self, pages: int) -> int:
        """The lines of text behind the first `pages` pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line that may be left out. `text`: its words alone."""

    path: str
    priority: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Try:
    """What was laid out: the density by its number, 0 the loosest; how many of the lines were left out."""

    density: int
    left_out: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """What keeping to `pages` took: the lines that were left out, and the density where it was made tighter.

    `tighter`: the next density, which would keep more of the lines, if there is one.
    """

    pages: int
    left_out: tuple[Line, ...] = ()
    density: str = ""
    tighter: str = ""


Lay = Callable[[Try], Extent]


def fit(lay: Lay, lines: Sequence[Line], *, limit: int, start: int, steps: int) -> tuple[Try, bool]:
    """The try that keeps to `limit` pages with the fewest `lines` left out; else the shortest one, and False.

    `start`: the density to begin with, of `steps`.
    """
    last = Try(density=steps - 1, left_out=len(lines))
    first = lay(Try(density=start))
    if first.pages > limit and sum(map(_height, lines)) < first.lines_after(limit) and lay(last).pages > limit:
        return last, False
    for density in range(start, steps):
        count = _fewest(lay, lines, density, limit)
        if count is not None:
            return Try(density=density, left_out=count), True
    return last, False


def save_page(lay: Lay, *, start: int, steps: int) -> Try | None:
    """One step tighter than `start`, where that saves a last page with little on it."""
    first, tighter = lay(Try(density=start)), Try(density=start + 1)
    if first.pages > 1 and first.fill < _SPARSE and start + 1 < steps and lay(tighter).pages < first.pages:
        return tighter
    return None


def choose_density(lay: Lay, *, start: int, steps: int) -> Try:
    """The density of a resume that may have the pages it needs: the loosest that needs no more of them than `start`.

    A page that is well filled at `start` stays as it is: one try is enough.
    """
    saved = save_page(lay, start=start, steps=steps)
    if saved is not None:
        return saved
    best = Try(density=start)
    first = extent = lay(best)
    while best.density > 0 and extent.fill < _WELL_FILLED:
        looser = Try(density=best.density - 1)
        extent = lay(looser)
        if extent.pages > first.pages:
            break
        best = looser
    return best


def _fewest(lay: Lay, lines: Sequence[Line], density: int, limit: int) -> int | None:
    """How many lines must go at this density; None if too much stays without all of them.

    Bisection, with the lines that are too many as its guess: three tries where the guess is right.
    """
    fails, fits = -1, len(lines) + 1
    count, guessed = 0, False
    while True:
        extent = lay(Try(density=density, left_out=count))
        if extent.pages <= limit:
            fits = count
            count = fits - 1 if guessed else (fails + fits) // 2
            guessed = False
        else:
            fails = count
            count = _enough(lines, fails, extent.lines_after(limit))
            guessed = count < fits
            if not guessed:
                count = (fails + fits) // 2
        if fits == fails + 1:
            return fits if fits <= len(lines) else None


def _enough(lines: Sequence[Line], count: int, over: int) -> int:
    """How many of the lines have to go, `count` being gone, until `over` more lines of text are; all of them if that is too few."""
    while count < len(lines) and over > 0:
        over -= _height(lines[count])
        count += 1
    return count


def _height(line: Line) -> int:
    return 1 + len(line.text) // _MEASURE


# Lines -------------------------------------------------------------------------------------------------------------------


def spare_lines(profile: Profile, shown: Collection[str]) -> tuple[Line, ...]:
    """The lines that may go, the first to go first; `shown` are the ids of the sections that are shown."""
    holders = [(recency(entry), _lines(getattr(entry, "highlights", ()))) for section, entry in profile.entries() if section in shown]
    for number, entries in enumerate(profile.sections.values()):
        if free_section(number) in shown:
            kept = sorted(entries, key=recency)
            holders.append((min(map(recency, kept), default=(1, 0, 0)), _lines(kept)))
    holders.sort(key=lambda holder: holder[0])
    spare = []
    for _, lines in holders:
        most = max(lines, key=lambda line: line.priority, default=None)
        spare += [line for line in lines if line is not most]
    spare.reverse()
    return tuple(sorted(spare, key=lambda line: line.priority))


def _lines(records: Iterable[Record]) -> list[Line]:
    found = []
    for record in records:
        words = prose(getattr(record, "text", None) or "").words or getattr(record, "title", None) or ""
        if words:
            found.append(Line(path=record.path, priority=getattr(record, "priority", 0), text=words))
    return found


def without(profile: Profile, lines: Iterable[Line]) -> Profile:
    """The profile without these lines."""
    gone = {line.path for line in lines}
    if not gone:
        return profile

    def thin(records: Iterable[Record]) -> tuple[Record, ...]:
        return tuple(record for record in records if record.path not in gone)

    update: dict[str, object] = {}
    for section in ("externships", "experience", "education", "volunteering"):
        update[section] = tuple(entry.model_copy(update={"highlights": thin(entry.highlights)}) for entry in getattr(profile, section))
    update["sections"] = {title: thin(entries) for title, entries in profile.sections.items()}
    return profile.model_copy(update=update)
