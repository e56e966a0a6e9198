"""The table of docs/evidence.md: an example of each rule, and what it says comes of it does."""

import re
from datetime import date
from pathlib import Path

import pytest

from resumekit.document import read_document
from resumekit.evidence import assess
from resumekit.load import load_career
from resumekit.phrases import Recogniser
from resumekit.profile import read_profile
from resumekit.skillgap import SkillGapReport, check

TODAY = date(2026, 11, 24)
PAGE = (Path(__file__).parent.parent / "docs" / "evidence.md").read_text(encoding="utf-8")
RULES = re.findall(r"^\| ([^|]+) \| `([^`]+)` \| ([^|]+) \| ([^|]+) \|$", PAGE, re.MULTILINE)
CAREER = load_career("medical-assistant")
RECOGNISER = Recogniser(CAREER)


def result(about: str, report: SkillGapReport, standings: dict[str, str]) -> str:
    """What the report says about a skill, the credential, the years, a tier, a line of the portfolio, a mistake."""
    kind, _, name = about.partition(" ")
    if kind == "credential":
        (one,) = report.credentials
        return one.status + (f" until {one.expires}" if one.expires else "")
    if kind == "years":
        return str(report.experience_years)
    if kind == "tier":
        return "met" if next(one.met for one in report.tiers if one.id == name) else "missing"
    if kind == "portfolio":
        return "met" if next(one.met for one in report.portfolio if one.id == name) else "missing"
    if kind == "mistake":
        text = next(one.text for one in CAREER.mistakes if one.id == name)
        return "warned of" if any(one.message.startswith(text) for one in report.warnings) else "silent"
    return standings[about]


@pytest.mark.parametrize(("rule", "says", "about", "expected"), RULES, ids=[rule[0] for rule in RULES])
def test_each_rule_is_as_its_example_says(rule: str, says: str, about: str, expected: str) -> None:
    """The profile of the line gives the result of the line."""
    entries = says[1:-1] if says.startswith("{") else says
    text = "{resumekit: 1, career: medical-assistant, person: {name: Ana Reyes}, " + entries + "}\n"
    document = read_document("ana.yaml", data=text.encode())
    profile, problems = read_profile(document)
    assert ([], []) == (document.problems, problems), rule
    assert profile is not None
    found = assess(profile, CAREER, TODAY, document.locate, RECOGNISER)
    report = check(profile, CAREER, found, problems=())
    assert expected == result(about, report, {skill: standing.status for skill, standing in found.standings.items()})


def test_every_line_of_the_table_is_read() -> None:
    """None is written in a way that the test passes over."""
    table = PAGE.split("## Each rule, tried")[1]
    assert len(RULES) == sum(line.startswith("| ") for line in table.splitlines()) - 1
    assert len(RULES) > 40
