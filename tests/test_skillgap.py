"""The skill-gap report: its keys, its figures, its next steps and its outline."""

import dataclasses
import json
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resumekit.blocks import Bullets, Heading, Meter, Paragraph, Span, Table
from resumekit.career import Career, find_bundled, read_career
from resumekit.document import read_document
from resumekit.evidence import assess
from resumekit.load import load_profile
from resumekit.phrases import Recogniser
from resumekit.profile import read_profile
from resumekit.skillgap import SkillGapReport, UnknownNameError, check
from resumekit.writers import write
from resumekit.writers.data import to_json

TODAY = date(2026, 11, 24)
HEAD = "resumekit: 1\ncareer: medical-assistant\nperson: {name: Ana Reyes}\n"
CMA = "certifications: [{name: CMA (AAMA), issued: 2022-06-14, expires: 2027-06-30}]\n"
EVERYTHING = """
certifications:
  - {name: CMA (AAMA), issued: 2022-06-14, expires: 2027-06-30}
experience:
  - employer: Clinic
    title: Medical assistant
    start: 2024-01
    highlights:
      - Gave injections and drew blood.
      - Charted in Epic, scheduled appointments in Epic, filed medical claims in Medisoft.
      - Compassionate, organized and punctual.
"""


def _career() -> Career:
    career, _ = read_career(read_document(str(find_bundled("medical-assistant"))))
    assert career is not None
    return career


CAREER = _career()
RECOGNISER = Recogniser(CAREER)


def report(text: str = "", *, specialization: str | None = None, tier: str | None = None) -> SkillGapReport:
    """The report on a profile with these entries."""
    document = read_document("ana.yaml", data=(HEAD + text).encode())
    profile, problems = read_profile(document)
    assert (document.problems, problems) == ([], [])
    assert profile is not None
    return check(profile, CAREER, assess(profile, CAREER, TODAY, document.locate, RECOGNISER), specialization=specialization, tier=tier)


def test_json_has_exactly_the_keys_of_the_contract() -> None:
    """The document's keys, in order, at every level."""
    made = json.loads(to_json(report(CMA + "skills: [EKG]\n")))
    assert list(made) == [
        "format",
        "career",
        "as_of",
        "coverage",
        "groups",
        "supporting",
        "specializations",
        "tiers",
        "experience_years",
        "credentials",
        "portfolio",
        "next_steps",
        "warnings",
    ]
    assert (made["format"], made["career"], made["as_of"]) == (1, "medical-assistant", "2026-11-24")
    assert list(made["coverage"]) == ["backed", "shown", "total"]
    assert list(made["groups"][0]) == ["id", "name", "required", "backed", "total", "skills"]
    skill = made["groups"][0]["skills"][0]
    assert list(skill) == ["id", "name", "status", "evidence", "parts", "advice"]
    assert skill["evidence"][0] == {"kind": "credential", "path": "certifications[0]", "line": 4, "text": "CMA (AAMA), current until 2027-06-30", "strength": "verified"}
    assert made["groups"][0]["skills"][2]["parts"] == [{"id": "injections", "status": "missing"}, {"id": "phlebotomy", "status": "missing"}]
    assert list(made["specializations"][0]) == ["id", "name", "status", "progress", "parts", "skills"]
    assert made["credentials"] == [{"name": "CMA (AAMA)", "id": "cma-aama", "status": "current", "expires": "2027-06-30"}]
    assert list(made["next_steps"][0]) == ["text", "why", "closes", "source", "also"]
    assert [tier["id"] for tier in made["tiers"]] == ["entry", "mid", "senior", "specialized"]
    assert list(made["tiers"][0]) == ["id", "name", "met", "requirements"]
    assert list(made["tiers"][0]["requirements"][0]) == ["text", "met", "detail"]
    assert list(made["portfolio"][0]) == ["id", "text", "met", "detail"]
    assert {key: len(items) for key, items in made["supporting"].items()} == {"tech_skills": 19, "soft_abilities": 10, "tech_stack": 19, "other": 0}
    assert list(made["supporting"]["tech_skills"][0]) == ["id", "name", "status", "evidence"]


def test_warnings_carry_code_path_and_place() -> None:
    """A credential's problem stands in the report with its line and column."""
    warning, *_ = json.loads(to_json(report("certifications:\n  - {name: CMA (AAMA), expires: 2025-06-30}\n")))["warnings"]
    assert warning == {"code": "credential-expired", "message": "CMA (AAMA) expired 2025-06-30", "path": "certifications[0]", "line": 5, "column": 24}


def test_empty_profile_is_reported() -> None:
    """Nothing shown: coverage 0 of 9, a step for every gap, no crash."""
    found = report()
    assert (found.coverage.backed, found.coverage.shown, found.coverage.total) == (0.0, 0.0, 9)
    assert {skill.id for group in found.groups if group.required for skill in group.skills} == {skill for step in found.next_steps for skill in step.closes}
    assert found.backed_share() == 0


def test_full_profile_is_covered_without_next_steps() -> None:
    """Everything backed: coverage 1, and no step for the skill map."""
    found = report(EVERYTHING)
    assert (1.0, 1.0) == (found.coverage.backed, found.coverage.shown)
    assert not [step for step in found.next_steps if step.closes]
    assert all(skill.advice is None for group in found.groups if group.required for skill in group.skills)


def test_coverage_counts_required_groups_and_what_is_shown() -> None:
    """Backed of nine; claimed and partial are shown, lapsed and missing are not."""
    found = report(CMA + "skills: [EHR, Injections]\n")
    assert (found.coverage.backed, found.coverage.shown, found.coverage.total) == (0.22, 0.56, 9)
    assert pytest.approx(found.backed_share()) == 2 / 9
    assert [(group.id, group.backed, group.total) for group in found.groups] == [("foundational", 2, 4), ("specializations", 0, 4), ("professional", 0, 5)]


def test_shown_counts_no_lapsed_skill() -> None:
    """What has only lapsed is not shown."""
    found = report("certifications: [{name: CEHRS, expires: 2020-01-31}]\n")
    assert found.groups[0].skills[3].status == "lapsed"
    assert found.coverage.shown == 0


def test_specialization_counts_only_when_asked_for() -> None:
    """The option or the profile's goal adds one to the total; the option beats the goal."""
    ekg = "skills: [{name: EKG, hours: 24}]\n"
    goal = "goal: {specialization: ekg-technician}\n"
    assert (report(ekg).coverage.total, report(ekg).coverage.backed) == (9, 0.0)
    assert (report(ekg, specialization="ekg-technician").coverage.total, report(ekg, specialization="ekg-technician").coverage.backed) == (10, 0.1)
    assert (report(goal + ekg).coverage.total, report(goal + ekg).coverage.backed) == (10, 0.1)
    assert (report(goal + ekg, specialization="billing-and-coding").coverage.total, report(goal + ekg, specialization="billing-and-coding").coverage.backed) == (10, 0.0)


def test_progress_is_backed_parts_over_parts() -> None:
    """Each path says how far along it is; a required certificate is one of its parts."""
    found = report("experience: [{employer: C, start: 2024-01, highlights: [Drew blood., Recorded EKGs., Posted charges.]}]\n")
    assert {path.id: path.progress for path in found.specializations} == {"phlebotomy-technician": 0.5, "ekg-technician": 1.0, "billing-and-coding": 0.5, "infection-control-and-osha": 0.0}
    assert [skill.id for skill in found.specializations[0].skills] == ["phlebotomy"]


@pytest.mark.parametrize(("option", "hint"), [({"specialization": "ekg-technican"}, "did you mean ekg-technician"), ({"tier": "expert"}, "entry")])
def test_unknown_names_are_refused_with_the_known_ones(option: dict[str, str], hint: str) -> None:
    """A tier or specialization that the career lacks is an error that helps."""
    with pytest.raises(UnknownNameError) as caught:
        report(**option)
    assert hint in caught.value.hint


def test_renewal_that_closes_most_comes_first() -> None:
    """An expired credential that verified two required skills is the first thing to mend."""
    step = report("certifications: [{name: CMA (AAMA), expires: 2025-06-30}]\n").next_steps[0]
    assert step.text == "Renew CMA (AAMA): it expired 2025-06-30"
    assert step.closes == ("vital-signs", "medical-terminology")


def test_renewed_credential_is_not_advised_again() -> None:
    """An old card beside its current successor asks for nothing."""
    found = report("certifications: [{name: CMA (AAMA), expires: 2022-06-30}, {name: CMA (AAMA), expires: 2027-06-30}]\n")
    assert not [step for step in found.next_steps if step.text.startswith("Renew ") and step.source != "portfolio"]


@pytest.mark.parametrize("card", ["name: SD Medical Assistant Registration, expires: 2026-12-01", "name: MA-C Interim, issued: 2026-01-10"])
def test_a_credential_that_ends_soon_for_good_is_never_to_be_renewed(card: str) -> None:
    """One that is no longer issued, one that is given once."""
    found = report(f"certifications: [{{{card}}}]\n")
    assert "expiring" == found.credentials[0].status
    assert not [step for step in found.next_steps if step.text.startswith("Renew ") and step.source != "portfolio"]


def test_retired_credential_is_never_advised() -> None:
    """What is no longer issued cannot be renewed."""
    found = report("certifications: [{name: SD Medical Assistant Registration, expires: 2015-06-30}]\n")
    assert not [step for step in found.next_steps if step.text.startswith("Renew ") and step.source != "portfolio"]


def test_expiring_credential_is_renewed_in_time() -> None:
    """The step says by when, and what stands on it."""
    step = report("certifications: [{name: CMA (AAMA), expires: 2026-12-31}]\n").next_steps[0]
    assert step.text == "Renew CMA (AAMA) before 2026-12-31"
    assert "9 skills" in step.why
    assert "60 recertification points" in step.why


def test_undated_credential_asks_for_its_date() -> None:
    """Adding the date is the cheapest step there is."""
    step = report("certifications:\n  - {name: CCMA (NHA)}\n").next_steps[0]
    assert step.text == "Add the expiry date of CCMA (NHA), in line 5"
    assert step.closes == ("vital-signs", "medical-terminology")


def test_claim_asks_for_proof_where_it_stands() -> None:
    """A claimed skill is to be documented in its line, or signed off by the supervisor who is named."""
    text = "externships:\n  - {site: Desert Clinic, start: 2026-09, supervisor: {name: Dana Whitfield}}\nskills:\n  - EHR\n"
    found = report(text)
    [ehr] = [skill for skill in found.groups[0].skills if skill.id == "ehr-usage"]
    assert ehr.status == "claimed"
    assert ehr.advice == "Back up electronic health records: add hours or a certificate in line 7, or ask Dana Whitfield (Desert Clinic) to sign it off"


def test_why_says_what_is_only_claimed_and_what_nothing_shows() -> None:
    """A skill of which one part is claimed and another is not shown says both."""
    [skill] = [step for step in report("skills: [Multitasking]\n").next_steps if "multitasking-and-time-management" in step.closes]
    assert "multitasking and organization is only claimed, in line 4; nothing in the profile shows time management" == skill.why


def test_supervisor_of_long_ago_is_not_asked() -> None:
    """A year after the externship, a sign-off is asked for without a name."""
    steps = report("externships: [{site: Desert Clinic, start: 2013-09, end: 2013-12}]\n").next_steps
    assert not [step for step in steps if "Desert Clinic" in step.text]


def test_new_credential_is_advised_where_it_closes_several_gaps() -> None:
    """With nothing to show, a certification that verifies two required skills comes first; with one in hand, none does."""
    step = report().next_steps[0]
    assert ("Earn CMA (AAMA), CCMA, RMA (AMT) or another", ("vital-signs", "medical-terminology")) == (step.text, step.closes)
    assert not [step for step in report(CMA).next_steps if step.text.startswith("Earn CMA")]


def test_showing_a_platform_closes_the_use_of_records_too() -> None:
    """A skill that implies another closes both gaps with one step."""
    [step] = [step for step in report().next_steps if "ehr-platform-proficiency" in step.closes]
    assert {"ehr-usage", "ehr-platform-proficiency"} == set(step.closes)


def test_partial_skill_asks_for_the_part_that_is_lacking() -> None:
    """Only what is not backed is asked for."""
    found = report("experience: [{employer: C, start: 2024-01, highlights: [Gave injections.]}]\n")
    [skill] = [skill for skill in found.groups[0].skills if skill.id == "basic-clinical-procedures"]
    assert skill.advice is not None
    assert ("phlebotomy" in skill.advice, "injections" in skill.advice) == (True, False)


def test_required_certificate_is_asked_for_when_the_rest_is_backed() -> None:
    """The phlebotomy path, practised, lacks a certificate; the advice names some."""
    found = report("experience: [{employer: C, start: 2024-01, highlights: [Drew blood.]}]\n", specialization="phlebotomy-technician")
    [step] = [step for step in found.next_steps if "phlebotomy-technician" in step.closes]
    assert step.text == "Earn a current phlebotomy certificate: CPT (NHA), PBT (ASCP), RPT (AMT) or another"


def test_steps_close_each_gap_once() -> None:
    """No two steps close the same gaps only."""
    found = report("certifications: [{name: CMA (AAMA), expires: 2025-06-30}]\nskills: [EHR, Phlebotomy]\n")
    seen: set[str] = set()
    for step in found.next_steps:
        assert not step.closes or not set(step.closes) <= seen
        seen |= set(step.closes)


def test_outline_answers_first_then_says_what_to_do() -> None:
    """Title, the answer in one sentence, the next steps, then a table for each group."""
    blocks = report(CMA, specialization="ekg-technician").outline()
    assert isinstance(blocks[0], Heading)
    assert blocks[0].text == "Ana Reyes: skill-gap check"
    lead = next(block for block in blocks if isinstance(block, Paragraph) and block.lead)
    assert lead.line == "2 of 10 required skills are backed, counting the chosen path."
    kinds = [type(block) for block in blocks]
    assert kinds.index(Bullets) < kinds.index(Table)
    tables = [block for block in blocks if isinstance(block, Table)]
    assert [table.title for table in tables[:3]] == ["Foundational skills: 2 of 4 backed", "Specialization paths: 0 of 4 backed, paths to choose from", "Professional & software skills: 0 of 5 backed"]


@pytest.mark.parametrize(
    ("text", "path", "answer"),
    [
        ("", None, "0 of 9 required skills are backed."),
        ("training: [{title: Medical terminology course, hours: 40}]\n", None, "1 of 9 required skills is backed."),
        (CMA, None, "2 of 9 required skills are backed."),
        ("skills: [{name: EKG, hours: 24}]\n", "ekg-technician", "1 of 10 required skills is backed, counting the chosen path."),
    ],
)
def test_answer_speaks_of_the_figure_that_gates_compare(text: str, path: str | None, answer: str) -> None:
    """Sentence, meter and coverage count the same skills; one skill is, several are."""
    found = report(text, specialization=path)
    blocks = found.outline()
    assert answer == next(block.line for block in blocks if isinstance(block, Paragraph) and block.lead)
    meter = next(block for block in blocks if isinstance(block, Meter))
    assert (found.backed, found.coverage.total) == (meter.done, meter.total)
    assert found.backed_share() == pytest.approx(found.coverage.backed, abs=0.005)


def test_outline_shows_status_evidence_and_line() -> None:
    """A row says the status (its tone brings the sign), what decides it, and where that stands."""
    table = next(block for block in report(CMA).outline() if isinstance(block, Table))
    name, status, decides, line = table.rows[0]
    assert (name, decides, line) == ("Vital signs", "CMA (AAMA), current until 2027-06-30", "4")
    assert Span("verified", "verified") == status


@pytest.mark.parametrize("brief", [False, True])
def test_outline_without_steps_says_that_nothing_is_missing(brief: bool) -> None:
    """No empty list of steps."""
    found = dataclasses.replace(report(EVERYTHING), next_steps=())
    blocks = (found.brief() if brief else found).outline()
    assert any(isinstance(block, Paragraph) and "Nothing is missing" in str(block.line) for block in blocks)


def test_tier_is_measured_where_it_is_asked_for() -> None:
    """The answer and the steps speak of it; the option beats the goal; without either, no step is for a tier."""
    lead = next(block for block in report(CMA, tier="mid").outline() if isinstance(block, Paragraph) and block.lead)
    assert "the mid tier lacks 3 of 3 demands" in str(lead.line)
    assert any("the mid tier" in label for step in report("goal: {tier: senior}\n", tier="mid").next_steps for label in step.also)
    assert not [label for step in report().next_steps for label in step.also if "tier" in label]


def test_advice_that_no_profile_shows_comes_last_and_counts_for_nothing() -> None:
    """It is said, with no skill and no demand that it would close."""
    last = report().next_steps[-1]
    assert ((), (), "advice", "No profile shows this.") == (last.closes, last.also, last.source, last.why)


def test_brief_outline_shows_four_steps_and_says_how_many_more() -> None:
    """A screen's worth; the rest is a flag away."""
    blocks = report().brief().outline()
    steps = next(block for block in blocks if isinstance(block, Bullets))
    assert len(steps.items) == 4
    assert any(isinstance(block, Paragraph) and "more with --verbose" in str(block.line) for block in blocks)


@pytest.mark.parametrize("name", ["maya-ortiz", "ana-reyes", "june-park"])
def test_brief_report_of_the_examples_fits_a_screen(name: str) -> None:
    """Forty-five lines at a hundred columns, each within the width."""
    source = load_profile(f"examples/{name}/{name}.yaml", today=TODAY)
    assert source.profile is not None
    found = check(source.profile, CAREER, assess(source.profile, CAREER, TODAY, source.locate, RECOGNISER), problems=source.problems)
    lines = write(found.brief(), "text").splitlines()
    assert len(lines) <= 45
    assert max(map(len, lines)) <= 100


def test_brief_report_of_many_credentials_fits_a_screen_too() -> None:
    """The most urgent are named, the rest are counted."""
    cards = ["BLS (AHA), expires: 2026-01-31", "CCMA (NHA)", "CMA (AAMA), expires: 2027-12-31", *["OSHA 10", "OSHA 30"] * 20]
    lines = write(report("certifications:\n" + "".join(f"  - {{name: {card}}}\n" for card in cards)).brief(), "text").splitlines()
    assert len(lines) <= 60
    named = [line.split("  ")[-1].strip() for line in lines if "BLS (AHA): expired" in line or "CCMA (NHA): unknown" in line or "more with --verbose: " in line]
    assert named[:2] == ["BLS (AHA): expired 2026-01-31", "CCMA (NHA): unknown"]
    assert named[2] == "38 more with --verbose: 38 no expiry"


def test_picture_is_drawn_with_its_alternative() -> None:
    """The SVG is well-formed, says the answer in its title and every status in its description."""
    root = ET.fromstring(write(report(CMA), "svg"))
    space = "{http://www.w3.org/2000/svg}"
    assert root.findtext(f"{space}title") == "Skill map of Ana Reyes: 2 of 9 required skills are backed"
    assert "Vital signs verified" in str(root.findtext(f"{space}desc"))
    assert root.get("role") == "img"


def test_of_alternatives_one_is_enough() -> None:
    """A skill that asks for one of several is backed by one, and asks for nothing more."""
    data = """format: 1
id: barber
name: Barber
as_of: 2026-01-01
groups: [{id: base, name: Base, skills: [cutting]}]
skills:
  - {id: cutting, name: Cutting, all_of: [comb], any_of: [shears, razors]}
  - {id: comb, name: Combs, spellings: [comb]}
  - {id: shears, name: Shears, spellings: [shears]}
  - {id: razors, name: Razors, spellings: [razor]}
"""
    career, problems = read_career(read_document("career.yaml", data=data.encode()))
    assert career is not None, problems

    def finding(skills: str) -> tuple[str, str | None]:
        document = read_document("x.yaml", data=(HEAD + skills).encode())
        profile, _ = read_profile(document)
        assert profile is not None
        [skill] = check(profile, career, assess(profile, career, TODAY, document.locate)).groups[0].skills
        return skill.status, skill.advice

    assert ("verified", None) == finding("skills: [{name: Comb, hours: 1}, {name: Razor, hours: 2}]\n")
    status, advice = finding("skills: [{name: Razor, hours: 2}]\n")
    assert ("partial", True, False) == (status, "combs" in str(advice), "shears" in str(advice))


TEXTS = [
    "skills: [EHR, EKG]\n",
    CMA,
    "experience: [{employer: C, start: 2024-01, highlights: [Drew blood., Answered patient calls kindly.]}]\n",
    "letters: [{name: D, quote: On time and organized.}]\n",
]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(TEXTS), unique=True), st.sampled_from([None, *CAREER.specialization_ids()]))
def test_coverage_is_a_share_and_agrees_with_the_groups(texts: list[str], path: str | None) -> None:
    """Backed is at most shown, both lie between 0 and 1, and the counts agree."""
    found = report("".join(texts), specialization=path)
    assert 0 <= found.coverage.backed <= found.coverage.shown <= 1
    backed = sum(group.backed for group in found.groups if group.required) + sum(one.status in ("verified", "practised") for one in found.specializations if one.id == path)
    assert backed / found.coverage.total == pytest.approx(found.backed_share())
    for step in found.next_steps:
        assert step.text
        assert step.why
        assert step.source in ("credentials", "skill map", "tier", "portfolio", "advice")
    assert dataclasses.asdict(found)
