"""Demands held against a profile: every key of a condition met and not met, mistakes with their place, supporting skills."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from resumekit.career import find_bundled, read_career
from resumekit.demands import SKILL_KEYS, Condition
from resumekit.diagnostics import Diagnostic, Place, warning
from resumekit.document import read_document
from resumekit.evidence import assess
from resumekit.phrases import Recogniser
from resumekit.profile import read_profile
from resumekit.readiness import Readiness, listed, years_in_words

TODAY = date(2026, 11, 24)
HEAD = "resumekit: 1\ncareer: medical-assistant\nperson: {name: Ana Reyes}\n"
CAREER, _ = read_career(read_document(str(find_bundled("medical-assistant"))))
assert CAREER is not None
RECOGNISER = Recogniser(CAREER)
WORK = "experience: [{employer: Clinic, title: Medical assistant, start: %s, end: present, highlights: [%s]}]\n"
BBP = "training: [{title: Bloodborne pathogens training, date: 2025-11-%d}]\n"
BLOOD = WORK % ("2024-01", "Drew blood.")


def ready(text: str, problems: list[Diagnostic] | None = None) -> Readiness:
    """A profile with these entries, ready to be judged."""
    document = read_document("ana.yaml", data=(HEAD + text).encode())
    profile, found = read_profile(document)
    assert profile is not None, found
    assert CAREER is not None
    return Readiness(profile, CAREER, assess(profile, CAREER, TODAY, document.locate, RECOGNISER), [] if problems is None else problems)


CASES: list[tuple[dict[str, Any], str, str]] = [
    ({"all_backed": ("phlebotomy",)}, BLOOD, "skills: [Phlebotomy]\n"),
    ({"any_backed": ("phlebotomy", "ekg")}, BLOOD, "skills: [Phlebotomy]\n"),
    ({"any_verified": ("phlebotomy",)}, "skills: [{name: Phlebotomy, hours: 5}]\n", BLOOD),
    ({"any_shown": ("phlebotomy",)}, "skills: [Phlebotomy]\n", ""),
    ({"none_claimed": ("phlebotomy",)}, "", "skills: [Phlebotomy]\n"),
    ({"trained_first": ("phlebotomy",)}, BLOOD + "education: [{institution: C, program: Medical assisting, end: 2023-05}]\n", BLOOD),
    ({"years_at_least": "3"}, WORK % ("2023-12", "Drew blood."), WORK % ("2024-01", "Drew blood.")),
    ({"holds": ("cma-aama",)}, "certifications: [{name: CMA (AAMA), expires: 2027-06-30}]\n", "certifications: [{name: CMA (AAMA), expires: 2025-06-30}]\n"),
    (
        {"none_older": ("bbp-training",), "within_months": "12"},
        "training: [{title: Bloodborne pathogens training, date: 2025-11-24}]\n",
        "training: [{title: Bloodborne pathogens training, date: 2025-11-23}]\n",
    ),
    ({"none_expired": True}, "certifications: [{name: CMA (AAMA), expires: 2027-06-30}]\n", "certifications: [{name: CMA (AAMA), expires: 2026-12-31}]\n"),
    (
        {"units_on_schedule": True},
        "certifications: [{name: CMA (AAMA), issued: 2026-06-14, expires: 2031-06-30}]\n",
        "certifications: [{name: CMA (AAMA), issued: 2022-06-14, expires: 2027-06-30}]\n",
    ),
    ({"specialty": "worked"}, WORK % ("2024-01", "Roomed patients in a cardiology office."), BLOOD),
    (
        {"specialty": "documented"},
        WORK % ("2024-01", "Roomed patients in a cardiology office.") + "skills: [{name: EKG, hours: 24}]\n",
        WORK % ("2024-01", "Roomed patients in a cardiology office."),
    ),
    ({"entries": ("letters",), "having": ("title", "file|quote")}, "letters: [{name: D, title: MD, quote: Kind.}]\n", "letters: [{name: D, title: MD}]\n"),
    ({"entries": ("achievements",), "with_number": True}, "achievements: [{title: Intake, text: From 11 to 7 minutes.}]\n", "achievements: [{title: Intake, text: Shorter.}]\n"),
    ({"entries": ("training",), "within_months": "12"}, "training: [{title: Course, date: 2025-11}]\n", "training: [{title: Course, date: 2025-10}]\n"),
    ({"every_entry": ("externships",), "having": ("supervisor",)}, "", "externships: [{site: C, start: 2024-01}]\n"),
    ({"words": ("barcode|bar-code",)}, WORK % ("2024-01", "Scanned the barcode."), BLOOD),
]


@pytest.mark.parametrize(("condition", "met", "lacking"), CASES, ids=["+".join(case[0]) for case in CASES])
def test_condition_holds_and_fails(condition: dict[str, Any], met: str, lacking: str) -> None:
    """Each key, met and not met; what is not met says why."""
    conditions = (Condition(**condition),)
    good = ready(met).judge(conditions)
    bad = ready(lacking).judge(conditions)
    assert (True, False) == (good.met, bad.met), (good.detail, bad.detail)
    assert bad.detail


def test_every_key_is_judged() -> None:
    """No key of a condition is left without a case here; `private` has a test of its own."""
    keys = {key for case in CASES for key in Condition(**case[0]).given} | {"private"}
    details = {"having", "with_number", "within_months", "path"}
    assert set(Condition.model_fields) - details - keys == set()
    assert set(SKILL_KEYS) <= keys


def test_private_means_that_someone_looked_and_found_nothing() -> None:
    """A finding breaks it; so does not having looked."""
    private = (Condition(private=True),)
    assert ready("").judge(private).met
    assert not ready("", [warning("patient-detail", "an age over 89")]).judge(private).met
    looked = ready("")
    looked.problems = None
    assert not looked.judge(private).met


def test_one_of_several_conditions_is_enough() -> None:
    """Met by either; where none holds, the nearest says what is lacking."""
    either = (Condition(all_backed=("ekg",)), Condition(all_backed=("phlebotomy",)))
    assert ready(BLOOD).judge(either).met
    assert ("ekg",) == ready("").judge(either).skills


@pytest.mark.parametrize(("start", "tiers"), [("2024-06", {"entry": None, "mid": False, "senior": False}), ("2021-06", {"mid": True, "senior": False}), ("2020-12", {"senior": True})])
def test_gaps_between_the_tiers_belong_to_the_lower_one(start: str, tiers: dict[str, bool | None]) -> None:
    """2.5 years are entry, 5.5 mid, 6 senior: what a tier says of years, in the units of the guide."""
    found = {tier.id: tier for tier in ready(WORK % (start, "Drew blood.")).tiers()}
    for tier, met in tiers.items():
        if met is not None:
            assert met is found[tier].requirements[0].met


def test_mistake_warns_where_it_shows() -> None:
    """What is missing is told at the section where it would stand, what is there in its own line."""
    found = {problem.message.split(":")[0]: problem for problem in ready("skills:\n  - Time management\nexternships: [{site: C, start: 2024-01}]\n").mistakes()}
    assert all(problem.place and problem.hint and problem.code == "beginners-mistake" for problem in found.values())
    assert ("skills[0]", 5) == (found["Letting paperwork pile up"].path, found["Letting paperwork pile up"].place.line)  # type: ignore[union-attr]
    assert found["Doing clinical tasks without supervision or certification"].path == "externships[0]"
    assert found["Charting carelessly, which leads to errors in care"].path == "externships"


@pytest.mark.parametrize(
    ("told", "externships"),
    [
        ("150 hours of externship", "[{site: A, start: 2025-02, end: 2025-04, hours: 100}, {site: B, start: 2025-04, end: 2025-05, hours: 50}]"),
        ("", "[{site: A, start: 2025-02, end: 2025-04, hours: 160}]"),
        ("", "[{site: A, start: 2025-02, end: 2025-04, hours: 100}, {site: B, start: 2025-04, end: 2025-05}]"),
        ("", "[{site: A, start: 2025-02, end: present, hours: 100}]"),
        ("", "[]"),
    ],
)
def test_a_short_externship_is_warned_of(told: str, externships: str) -> None:
    """All sites together, once they are over and each says its hours."""
    found = list(ready(f"externships: {externships}\n").shortfalls())
    assert bool(told) == bool(found)
    assert all(one.message.startswith(told) and one.path == "externships[0].hours" for one in found)


def test_supporting_words_are_one_more_part() -> None:
    """A scanner's line shows it beside patient intake; a skill alone is partial; a finding of the privacy check limits."""

    def status(text: str, name: str, problems: list[Diagnostic] | None = None) -> str:
        lists = ready(text, problems).supporting()
        return next(one.status for one in (*lists.tech_skills, *lists.soft_abilities, *lists.tech_stack) if one.id == name)

    assert status(WORK % ("2024-01", "Roomed patients and scanned the barcode on each wristband."), "barcode-scanners") == "practised"
    assert status(WORK % ("2024-01", "Roomed patients."), "barcode-scanners") == "partial"
    hipaa = "training: [{title: HIPAA privacy and security, hours: 2, skills: HIPAA}]\n"
    assert ["verified", "partial"] == [status(hipaa, "hipaa", problems) for problems in ([], [warning("patient-detail", "x")])]


def test_other_holds_what_no_list_names() -> None:
    """Shown skills of the career beside the map and the lists; nothing that is missing."""
    other = ready(WORK % ("2024-01", "Led a team of six medical assistants.")).supporting().other
    assert "leadership" in [one.id for one in other]
    assert "missing" not in [one.status for one in other]


def test_figures_are_cut_and_lists_are_worded() -> None:
    """A month less than three years is not three."""
    assert ("2.9 years", "1 year") == (years_in_words(35 / 12), years_in_words(1))
    assert ("a, b, and c", "a and b") == (listed(["a", "b", "c", "a"]), listed(["a", "b"]))
    assert replace(ready("").judge(()), detail="x").detail == "x"


# The guide's mistakes and its portfolio checklist, one by one -------------------------------------------------------------------

JOB = "experience:\n  - employer: Clinic\n    title: Medical assistant\n    start: 2024-01\n    highlights:\n      - %s\n"
"""A job of one line, which stands in line 9."""
CMA = "certifications:\n  - {name: CMA (AAMA), issued: 2022-06-14, expires: 2027-06-30}\n"
COURSE = "  - {title: Course, date: 2024-02, units: %d, category: %s}\n"
MISTAKES: list[tuple[str, str, str, str]] = [
    ("M1", JOB % "Answered patients' calls.", JOB % "Took vital signs.", "experience 4"),
    (
        "M2",
        "certifications:\n  - {name: BLS Provider (AHA), issued: 2026-02, expires: 2028-02}\n",
        "certifications:\n  - {name: BLS Provider (AHA), issued: 2023-02, expires: 2025-02}\n",
        "certifications[0] 5",
    ),
    (
        "M2",
        CMA + "training:\n" + COURSE % (40, "general") + COURSE % (10, "clinical") + COURSE % (10, "administrative"),
        CMA + "training:\n" + COURSE % (60, "general"),
        "certifications[0] 5",
    ),
    ("M3", JOB % "Documented every visit in the chart.", "skills:\n  - Charting\n", "skills 4"),
    ("M4", JOB % "Charted in Epic.", "skills:\n  - Epic\n", "skills 4"),
    ("M5", JOB % "Sterilized instruments in the autoclave.", JOB % "Took vital signs.", "experience 4"),
    (
        "M5",
        JOB % "Sterilized instruments in the autoclave." + "training:\n  - {title: Bloodborne pathogens training, date: 2025-12-01}\n",
        JOB % "Sterilized instruments in the autoclave." + "training:\n  - {title: Bloodborne pathogens training, date: 2025-10-01}\n",
        "training[0] 11",
    ),
    (
        "M6",
        JOB % "Drew blood from 20 patients a day." + "externships: [{site: C, start: 2023-02, end: 2023-05, supervisor: {name: Dana}, skills: [{skill: Phlebotomy, signed_off: 2023-04-02}]}]\n",
        JOB % "Drew blood from 20 patients a day." + "externships: [{site: C, start: 2025-02, end: 2025-05, supervisor: {name: Dana}, skills: [{skill: Phlebotomy, signed_off: 2025-04-02}]}]\n",
        "experience[0].highlights[0] 9",
    ),
    ("M6", "externships:\n  - {site: C, start: 2025-02, supervisor: {name: Dana}}\n", "externships:\n  - {site: C, start: 2025-02}\n", "externships[0] 5"),
    ("M7", "", "skills:\n  - Time management\n", "skills[0] 5"),
    ("M8", JOB % "Calmed an upset patient and solved the problem.", JOB % "Took vital signs.", "experience 4"),
]
BLS = "certifications:\n  - {name: BLS Provider (AHA), issued: %s, expires: %s, evidence: %s}\n"
CHECKLIST: list[tuple[str, str, str]] = [
    ("O1", "certifications: [{name: CCMA (NHA), evidence: card.pdf}]\n", "certifications: [{name: CCMA (NHA)}]\n"),
    ("O2", "education: [{institution: C, transcript: t.pdf}]\n", "education: [{institution: C}]\n"),
    ("O3", "letters: [{name: D, title: MD, file: l.pdf}]\n", "letters: [{name: D, file: l.pdf}]\n"),
    ("O4", "externships: [{site: C, start: 2025-02, hours: 180, evidence: sheet.pdf}]\n", "externships: [{site: C, start: 2025-02, evidence: sheet.pdf}]\n"),
    ("O4", "externships: [{site: C, start: 2025-02, hours: 180, evidence: sheet.pdf}]\n", "externships: [{site: C, start: 2025-02, hours: 180}]\n"),
    ("O5", "skills: [{name: Phlebotomy, hours: 40}]\n", "skills: [{name: Phlebotomy, hours: 40}, Injections]\n"),
    ("O6", "achievements: [{title: Shorter intake, text: From 11 to 7 minutes.}]\n", "achievements: [{title: Shorter intake, text: Much shorter.}]\n"),
    ("O7", "certifications: [{name: CPT (NHA), expires: 2027-06-30}]\n", "certifications: [{name: CPT (NHA), expires: 2026-06-30}]\n"),
    ("O9", JOB % "Charted in Epic.", JOB % "Charted in Epic." + "skills: [Multitasking]\n"),
    ("O10", "memberships: [{organization: AAMA}]\n", ""),
    ("O11", "training: [{title: Update, date: 2026-03-07, units: 5}]\n", "training: [{title: Update, date: 2026-03-07}]\n"),
    ("O12", BLS % ("2026-02", "2028-02", "a.pdf"), BLS % ("2026-02", "2026-12-31", "a.pdf")),
    ("O12", BLS % ("2026-02", "2028-02", "a.pdf"), BLS % ("2025-02", "2027-02", "a.pdf")),
]


@pytest.mark.parametrize(("item", "avoided", "made", "place"), MISTAKES, ids=[f"{case[0]}-{case[3]}" for case in MISTAKES])
def test_each_mistake_of_the_guide_warns_at_its_place(item: str, avoided: str, made: str, place: str) -> None:
    """Who avoids it reads nothing; who makes it reads a warning at the line that shows it, with what to do."""
    assert CAREER is not None
    text = next(one.text for one in CAREER.mistakes if one.item == item)
    assert text not in " ".join(one.message for one in ready(avoided).mistakes())
    [warned] = [one for one in ready(made).mistakes() if one.message.startswith(f"{text}: ")]
    assert place == f"{warned.path} {warned.place.line if warned.place else None}"
    assert warned.hint


@pytest.mark.parametrize(("item", "there", "missing"), CHECKLIST, ids=[f"{case[0]}-{at}" for at, case in enumerate(CHECKLIST)])
def test_each_item_of_the_portfolio_checklist_is_ticked(item: str, there: str, missing: str) -> None:
    """There and missing, with what tells; what is there names the line."""
    assert CAREER is not None
    [demand] = [one for one in CAREER.portfolio if one.item == item]
    good, bad = ready(there).judge(demand.met_when), ready(missing).judge(demand.met_when)
    assert (True, False) == (good.met, bad.met), (good.detail, bad.detail)
    assert bad.detail
    assert "line " in good.detail or item == "O9"


def test_a_blank_profile_has_no_portfolio() -> None:
    """Where nothing stands there is no patient either; everything else is missing, a portfolio without a backed skill too."""
    assert CAREER is not None
    blank = ready("")
    assert ["O8"] == [one.item for one in CAREER.portfolio if blank.judge(one.met_when).met]
    digital = next(one for one in CAREER.portfolio if one.item == "O9")
    assert "none of 9 skills is backed" == blank.judge(digital.met_when).detail


def test_anonymized_is_told_by_the_privacy_check() -> None:
    """O8: met where the check looked and found nothing; a finding is told with its line."""
    assert CAREER is not None
    [demand] = [one for one in CAREER.portfolio if one.item == "O8"]
    assert ready("").judge(demand.met_when).met
    seen = ready("certifications: [{name: CMA (AAMA), evidence: cma.jpg}]\nletters: [{name: D, file: l.pdf}, {name: E, file: cma.jpg}]\n").judge(demand.met_when)
    assert "the privacy check finds nothing in its texts; it does not see into cma.jpg and l.pdf, so look through them yourself" == seen.detail
    found = ready("", [warning("patient-detail", "an age over 89", path="summary", place=Place(file="ana.yaml", line=7, column=3))]).judge(demand.met_when)
    assert (False, "an age over 89, line 7", "summary") == (found.met, found.detail, found.path)


def test_every_mistake_and_every_item_of_the_checklist_is_tested_here() -> None:
    """None of M1 to M8 and O1 to O12 is left out."""
    assert CAREER is not None
    assert {one.item for one in CAREER.mistakes} == {case[0] for case in MISTAKES}
    assert {one.item for one in CAREER.portfolio} == {case[0] for case in CHECKLIST} | {"O8"}
