"""Fitting to pages: which lines go, in which order; how few layouts that takes; what density is chosen."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumekit.diagnostics import InvalidInput
from resumekit.profile import Profile
from resumekit.rendering import Rendered, pdf
from resumekit.rendering.fit import Line, Try, choose_density, fit, spare_lines, without
from resumekit.rendering.view import SECTION_IDS

Render = Callable[..., Rendered]
Reader = Callable[[str], Profile]
PAGE = 50


@dataclass(frozen=True)
class Paper:
    """A made-up layout: so many lines of which 50 fit on a page."""

    lines: float

    @property
    def pages(self) -> int:
        return max(1, -int(-self.lines // PAGE))

    @property
    def fill(self) -> float:
        return (self.lines - (self.pages - 1) * PAGE) / PAGE

    def lines_after(self, pages: int) -> int:
        return max(0, round(self.lines) - pages * PAGE)


class Press:
    """Lays out made-up pages and counts how often: each step of density takes a sixth less than the one before."""

    def __init__(self, lines: int, spare: int, each: int = 1) -> None:
        self.lines, self.spare, self.each = lines, [Line(path=str(index), priority=3, text="x" * (1 + (each - 1) * 105)) for index in range(spare)], each
        self.tries: list[Try] = []

    def __call__(self, attempt: Try) -> Paper:
        if attempt not in self.tries:
            self.tries.append(attempt)
        return Paper((self.lines - attempt.left_out * self.each) * (5 / 6) ** (attempt.density - 1))


def test_what_fits_is_laid_out_once() -> None:
    """Nothing is left out, nothing tried."""
    press = Press(PAGE, 10)
    assert (Try(density=1), True) == fit(press, press.spare, limit=1, start=1, steps=3)
    assert 1 == len(press.tries)


@pytest.mark.parametrize("over", [1, 3, 7, 20])
def test_the_fewest_lines_go(over: int) -> None:
    """No more than must, in three layouts: as it is, the guess, and one line more that would be too many."""
    press = Press(PAGE + over, 30)
    assert (Try(density=1, left_out=over), True) == fit(press, press.spare, limit=1, start=1, steps=3)
    assert 3 >= len(press.tries)


def test_tighter_only_where_leaving_out_is_not_enough() -> None:
    """Then as many lines as fit at the tighter step come back."""
    press = Press(PAGE + 9, 5)
    assert (Try(density=2, left_out=0), True) == fit(press, press.spare, limit=1, start=1, steps=3)
    press = Press(PAGE + 14, 6)
    assert (Try(density=2, left_out=4), True) == fit(press, press.spare, limit=1, start=1, steps=3)


def test_what_cannot_fit_is_known_after_two_layouts() -> None:
    """As it is, and the tightest with everything left out."""
    press = Press(3 * PAGE, 20)
    assert (Try(density=2, left_out=20), False) == fit(press, press.spare, limit=1, start=1, steps=3)
    assert 2 == len(press.tries)


@given(lines=st.integers(1, 300), spare=st.integers(0, 60), each=st.integers(1, 3), limit=st.integers(1, 4), start=st.integers(0, 2))
def test_fits_or_says_so(lines: int, spare: int, each: int, limit: int, start: int) -> None:
    """The answer keeps to its pages, with one line more it would not, and a looser step would not do; in few layouts."""
    press = Press(max(lines, spare * each), spare, each)
    best, fits = fit(press, press.spare, limit=limit, start=start, steps=3)
    assert fits == (press(best).pages <= limit)
    if fits and best.left_out:
        assert press(replace(best, left_out=best.left_out - 1)).pages > limit
    if fits and best.density > start:
        assert press(Try(density=best.density - 1, left_out=spare)).pages > limit
    if not fits:
        assert Try(density=2, left_out=spare) == best
    assert 26 > len(press.tries)


@pytest.mark.parametrize(
    ("lines", "density", "layouts"),
    [
        (45, 1, 1),  # well filled: one layout
        (30, 0, 2),  # room to spare: the loosest that is still one page
        (44, 1, 1),
        (55, 2, 2),  # five lines on page two: the tighter step saves the page
        (64, 0, 3),  # it cannot; the looser one fills the second page better
        (90, 1, 1),
        (75, 0, 2),  # half a page: the looser one needs no more pages
        (95, 1, 1),
    ],
)
def test_density_by_itself(lines: int, density: int, layouts: int) -> None:
    """The loosest that needs no more pages; a last page with little on it is saved where it can."""
    press = Press(lines, 0)
    chosen = choose_density(press, start=1, steps=3)
    assert press(chosen).pages <= press(Try(density=1)).pages
    assert (density, True) == (chosen.density, len(press.tries) <= layouts)


def test_one_step_has_no_choice() -> None:
    """A template without densities is laid out once."""
    press = Press(PAGE + 2, 0)
    assert Try(density=0) == choose_density(press, start=0, steps=1)


LONG = """
experience:
- {employer: New, start: 2024-01, end: present, highlights: [new one, {text: new important, priority: 5}, new three]}
- {employer: Old, start: 2010-01, end: 2012-01, highlights: [old one, old two, {text: old low, priority: 1}]}
- {employer: Lone, start: 2005-01, end: 2006-01, highlights: [{text: alone, priority: 1}]}
education:
- {institution: College, end: 2009, highlights: [school one, {text: school two, priority: 2}]}
sections: {Talks: [{text: talk one, priority: 4}, {text: talk two, priority: 1}]}
"""


def test_order_of_going(small: Reader) -> None:
    """Lowest priority first; of equal ones the oldest entry's last line; an entry keeps one line, its most important."""
    lines = spare_lines(small(LONG), {*SECTION_IDS, "section-1"})
    assert ["talk two", "old low", "school two", "old two", "new three", "new one"] == [line.text for line in lines]
    assert "experience[1].highlights[2]" == lines[1].path


def test_sections_that_are_not_shown_have_nothing_to_leave_out(small: Reader) -> None:
    """What nobody sees takes no space."""
    assert ["school two"] == [line.text for line in spare_lines(small(LONG), {"education"})]


def test_without(small: Reader) -> None:
    """Just these lines are gone."""
    profile = small(LONG)
    lines = spare_lines(profile, {*SECTION_IDS, "section-1"})
    less = without(profile, lines[:2])
    assert [["new one", "new important", "new three"], ["old one", "old two"], ["alone"]] == [[line.text for line in job.highlights] for job in less.experience]
    assert ["talk one"] == [entry.text for entry in less.sections["Talks"]]
    assert profile is without(profile, ())


# With real pages ---------------------------------------------------------------------------------------------------------


def job(number: int, lines: int) -> str:
    """A job with so many lines; every third is less important."""
    texts = ", ".join(f"{{text: Line {index} of job {number} says what was done there., priority: {2 if index % 3 == 2 else 4}}}" for index in range(lines))
    return f"- {{employer: Clinic {number}, start: {2000 + number}-01, end: {2000 + number}-12, highlights: [{texts}]}}"


@pytest.fixture(scope="module")
def crowded() -> str:
    """A profile of somewhat more than a page."""
    return "experience:\n" + "\n".join(job(number, 9) for number in range(6))


def test_fitting_counts_few_layouts_and_shows_the_same_everywhere(small: Reader, rendered: Render, crowded: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One page; the less important lines of the oldest jobs are gone, in every format; at most six layouts."""
    made: list[str] = []
    stock = pdf.lay_out

    def counted(html: str, **more: Any) -> pdf.Layout:
        made.append(html)
        return stock(html, **more)

    monkeypatch.setattr(pdf, "lay_out", counted)
    profile = small(crowded)
    options = {"density": "tight"}
    whole = rendered(profile, "pdf", options=options)
    assert 2 == whole.pages
    made.clear()
    fitted = rendered(profile, "pdf", options=options, pages=1)
    assert 1 == fitted.pages
    assert 6 >= len(made)
    assert fitted.fitted is not None
    gone = [line.text for line in fitted.fitted.left_out]
    assert gone
    assert ["Line 8 of job 0 says what was done there.", "Line 5 of job 0 says what was done there."] == gone[:2]
    assert {2} == {line.priority for line in fitted.fitted.left_out}
    for form in ("html", "md", "txt"):
        text = rendered(profile, form, options=options, pages=1).data.decode()
        assert [False] * len(gone) == [line in text for line in gone]
        assert "Line 0 of job 0" in text


def test_too_long_says_by_how_much(small: Reader, rendered: Render, crowded: str) -> None:
    """What was tried, and how many pages and lines are too many."""
    with pytest.raises(InvalidInput) as caught:
        rendered(small(crowded + "\n" + "\n".join(f"- {{employer: Clinic {number}, start: 1990-01, end: 1991-01, highlights: [One.]}}" for number in range(40))), "txt", pages=1)
    problem = caught.value.problems[0]
    assert "too-many-pages" == problem.code
    assert problem.message.startswith("even without 48 of its lines and in density tight the resume has 2 pages, about ")


def test_a_page_by_itself_loses_nothing_when_one_is_asked_for(small: Reader, rendered: Render, crowded: str) -> None:
    """`pages: 1` changes nothing about a resume that the density alone makes one page."""
    profile = small("\n".join(crowded.splitlines()[:5]))
    assert rendered(profile, "pdf").data == rendered(profile, "pdf", pages=1).data
    made = rendered(profile, "pdf", pages=1)
    assert made.fitted is not None
    assert () == made.fitted.left_out


def test_a_limit_in_a_variant_holds_for_its_html(small: Reader, rendered: Render, crowded: str) -> None:
    """Also where no PDF is asked for."""
    profile = small(crowded + "\nvariants: {short: {pages: 1}}")
    made = rendered(profile, "html", variants=("short",))
    assert made.fitted is not None
    assert made.fitted.left_out or made.fitted.density
