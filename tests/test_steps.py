"""Next steps: each gap closed once, demands met by the steps that are there, those that close most first."""

from resumekit.readiness import Verdict
from resumekit.steps import Gap, NextStep
from tests.test_skillgap import report


def gap(**verdict: object) -> Gap:
    """A demand that is not met."""
    return Gap(source="portfolio", label="portfolio checklist: x", text="Do x", verdict=Verdict(met=False, detail="", **verdict))  # type: ignore[arg-type]


def test_step_covers_what_it_shows_and_earns() -> None:
    """All skills where all are asked for, one of them else; any of the credentials."""
    step = NextStep(text="x", why="", closes=(), _shows=frozenset({"a", "b"}), _credentials=frozenset({"c"}))
    assert step.covers(gap(skills=("a", "b")))
    assert not step.covers(gap(skills=("a", "z")))
    assert step.covers(gap(skills=("a", "z"), every=False))
    assert step.covers(gap(credentials=("c", "d")))
    assert not step.covers(gap())


def test_steps_that_close_most_come_first() -> None:
    """A renewal that is due counts the skills that rest on it; among equals more demands come first."""
    steps = report("certifications: [{name: CMA (AAMA), expires: 2026-12-31}, {name: Certified Balloonist, expires: 2026-12-31}]\n").next_steps
    assert "Renew CMA (AAMA) before 2026-12-31" == steps[0].text
    sizes = [(len(step.closes), len(step.also)) for step in steps[1:-1]]
    assert sorted(sizes, reverse=True) == sizes
    balloon = next(at for at, step in enumerate(steps) if "Balloonist" in step.text)
    assert all(not step.closes for step in steps[balloon:])


def test_one_step_meets_several_demands() -> None:
    """Earning a certification closes skills and follows the advice to get certified."""
    step = next(step for step in report().next_steps if step.text.startswith("Earn CMA"))
    assert "the career's advice (get certified)" in step.also


def test_every_demand_that_is_not_met_is_in_one_step() -> None:
    """None is lost, none is asked for twice."""
    found = report(tier="senior")
    labels = [label for step in found.next_steps for label in step.also]
    for one in found.portfolio:
        assert labels.count(f"the portfolio checklist ({one.id.replace('-', ' ')})") == (0 if one.met else 1)
    senior = next(tier for tier in found.tiers if tier.id == "senior")
    assert labels.count("the senior tier") == sum(not one.met for one in senior.requirements)
