"""Each item of the guide, shown by one profile and not by a near miss; mistakes and the portfolio checklist: `test_readiness`."""

from datetime import date

import pytest

from resumekit.career import Career
from resumekit.document import read_document
from resumekit.evidence import BACKED, assess
from resumekit.load import load_career
from resumekit.phrases import Recogniser
from resumekit.privacy import examine
from resumekit.profile import read_profile
from resumekit.skillgap import SkillGapReport, check
from tests.test_demands import ITEMS, SKILL_MAP
from tests.test_readiness import CHECKLIST, MISTAKES

TODAY = date(2026, 11, 24)
CAREER: Career = load_career("medical-assistant")
RECOGNISER = Recogniser(CAREER)
HEAD = "resumekit: 1\ncareer: medical-assistant\nperson: {name: Ana Reyes}\n"


def work(*lines: str, start: str = "2024-01", more: str = "") -> str:
    """A job with these lines."""
    return f"experience:\n  - employer: Clinic\n    title: Medical assistant\n    start: {start}\n{more}    highlights:\n" + "".join(f"      - {line}\n" for line in lines)


def card(*cards: str) -> str:
    """Credentials, each as the keys of a mapping."""
    return "certifications:\n" + "".join(f"  - {{name: {one}}}\n" for one in cards)


def course(*courses: str) -> str:
    """Trainings, each as the keys of a mapping."""
    return "training:\n" + "".join(f"  - {{title: {one}}}\n" for one in courses)


CMA = "CMA (AAMA), expires: 2027-06-30"
BLS = "BLS Provider (AHA), expires: %s"
BASICS = ("Took vital signs.", "Roomed patients.", "Assisted physicians with minor procedures.", "Documented visits in Epic.")
LEAD = ("Trained five new medical assistants.", "Cut patient wait times by 20 percent with a new intake process.", "Documented visits in Epic.", "Filed insurance claims.")
SHOWN: dict[str, tuple[str, str]] = {
    "T1": (work("Took vital signs."), work("Greeted visitors.")),
    "T2": (work("Drew blood and collected urine specimens."), work("Collected urine specimens.")),
    "T3": (work("Ran CLIA-waived tests."), work("Delivered mail to the laboratory.")),
    "T4": (work("Assigned ICD-10 and CPT codes."), card("CPT (NHA), expires: 2027-06-30")),
    "T5": (card("CEHRS (NHA), expires: 2027-06-30"), card("CEHRS (NHA), expires: 2025-06-30")),
    "T6": (work("Booked visits in the appointment scheduling software."), work("Scheduled appointments.")),
    "T7": (work("Filed insurance claims."), work("Filed charts.")),
    "T8": (course("Medical terminology, hours: 30"), work("Explained hypertension to patients.")),
    "T9": (work("Administered oral medications."), work("Ordered office supplies.")),
    "T10": (card(BLS % "2027-06"), card(BLS % "2026-06")),
    "T11": (work("Answered patients' phone calls."), work("Answered e-mail of suppliers.")),
    "T12": (course("Infection control, hours: 4"), course("Infection control")),
    "T13": (course("HIPAA training, hours: 2"), course("HIPAA training, hours: 2") + "summary: I looked after patient John Smith.\n"),
    "T14": (work("Performed spirometry and used the otoscope."), work("Used the fax machine.")),
    "T15": (work("Set up rooms and assisted with minor procedures."), work("Painted rooms.")),
    "T16": (card("Heartsaver First Aid CPR AED, expires: 2027-06"), card(BLS % "2027-06")),
    "T17": (work("Documented patient histories in the chart."), work("Filed invoices.")),
    "T18": (work("Posted payments in Kareo."), work("Sent invoices.")),
    "T19": (work("Taught patients how to use inhalers."), work("Taught yoga.")),
    "S1": ("letters: [{name: Dr. Park, quote: She is kind and compassionate with patients.}]\n", "skills: [Empathy]\n"),
    "S2": (work("Strong communication with the whole care team."), "skills: [Communication]\n"),
    "S3": (work("Checked every label with close attention to detail."), "skills: [Attention to detail]\n"),
    "S4": (work("Multitasked between front desk and exam rooms."), "skills: [Multitasking]\n"),
    "S5": (work("Solved scheduling problems for the whole office."), "skills: [Problem-solving]\n"),
    "S6": (work("Adapted quickly to new clinics and workflows."), "skills: [Adaptability]\n"),
    "S7": (work("Worked closely with nurses and physicians as a team."), "skills: [Teamwork]\n"),
    "S8": ("letters: [{name: Dr. Park, quote: Her patience with anxious patients is remarkable.}]\n", "skills: [Patience]\n"),
    "S9": (work("Managed my time well, so every chart was closed the same day."), "skills: [Time management]\n"),
    "S10": (work("Kept patient records confidential under HIPAA."), work("Kept patient records confidential under HIPAA.", "Called patient John Smith.")),
    "F1": (card(CMA), card("CMA (AAMA), expires: 2026-06-30")),
    "F2": (card(CMA), work("Explained hypertension to patients.")),
    "F3": (work("Gave injections and drew blood."), work("Gave injections.")),
    "F4": (work("Charted in the electronic health record."), work("Charted on paper.")),
    "P1": (card("CPT (NHA), expires: 2027-06-30"), work("Drew blood.")),
    "P2": (work("Performed 12-lead EKGs."), "skills: [EKG]\n"),
    "P3": (work("Handled medical billing.", "Assigned ICD-10 codes."), work("Handled medical billing.")),
    "P4": (card(CMA) + course("Bloodborne pathogens training, date: 2026-03-01, hours: 1"), card(CMA) + course("Bloodborne pathogens training, date: 2025-03-01, hours: 1")),
    "R1": (work("Charted in Epic."), work("Charted in the electronic health record.")),
    "R2": (work("Booked visits in the appointment scheduling software."), work("Scheduled appointments.")),
    "R3": (work("Posted payments in Kareo.", "Filed insurance claims."), work("Filed insurance claims.")),
    "R4": (work("Answered patients' phone calls.", "Comforted anxious patients with empathy."), work("Answered patients' phone calls.")),
    "R5": (
        work("Multitasked between front desk and exam rooms.", "Managed my time well, so every chart was closed the same day."),
        work("Multitasked between front desk and exam rooms."),
    ),
    "K1": (work("Charted in Epic."), work("Charted on paper.")),
    "K2": (work("Posted payments in Kareo."), work("Charted in Epic.")),
    "K3": (work("Booked visits in the athenahealth scheduling software."), work("Charted in athenahealth.")),
    "K4": (work("Performed spirometry and used the otoscope."), work("Used the fax machine.")),
    "K5": (work("Drew blood."), work("Took vital signs.")),
    "K6": (work("Ran tests on the chemistry analyzer."), work("Took vital signs.")),
    "K7": (work("Sterilized instruments in the autoclave."), work("Took vital signs.")),
    "K8": (course("HIPAA training, hours: 2") + work("Answered patients by secure messaging."), course("HIPAA training, hours: 2")),
    "K9": (work("Scheduled appointments."), work("Took vital signs.")),
    "K10": (work("Sent e-prescriptions to pharmacies."), work("Took vital signs.")),
    "K11": (work("Took vital signs."), work("Drew blood.")),
    "K12": (card(BLS % "2027-06"), work("Checked the crash cart each week.")),
    "K13": (work("Posted payments in Kareo."), work("Charted in Epic.")),
    "K14": (work("Roomed patients for telehealth visits."), work("Roomed patients.")),
    "K15": (work("Documented patient histories in the chart."), work("Filed invoices.")),
    "K16": (work("Kept inventory of medical supplies."), work("Took vital signs.")),
    "K17": (work("Checked in patients with the barcode scanner and took their histories."), work("Roomed patients.")),
    "K18": (work("Performed spirometry and set up continuous glucose monitors."), work("Performed spirometry.")),
    "K19": (work("Opened images in the X-ray viewer for the physician."), work("Escorted patients to X-ray.")),
    "L1": (work(*BASICS), work(*BASICS[1:])),
    "L2": (
        work("Scheduled appointments.", start="2023-11") + "skills: [{name: Phlebotomy, hours: 40}]\n",
        work("Scheduled appointments.", start="2024-01") + "skills: [{name: Phlebotomy, hours: 40}]\n",
    ),
    "L3": (work(*LEAD, start="2020-01"), work(*LEAD[1:], start="2020-01")),
    "L4": (
        work("Performed EKGs in the cardiology clinic.", start="2022-01") + card("CET (NHA), expires: 2027-06-30"),
        work("Performed EKGs in the cardiology clinic.", start="2022-01") + card("CET (NHA), expires: 2026-06-30"),
    ),
    "A1": (card(CMA), card(BLS % "2027-06")),
    "A2": ("volunteering: [{organization: Free clinic, start: 2025-01}]\n", work("Took vital signs.")),
    "A3": (work("Charted in Epic.", "Posted payments in Kareo."), work("Charted in Epic.")),
    "A4": (work("Answered patients' phone calls.", "Comforted anxious patients with empathy."), "skills: [Empathy, Patient communication]\n"),
    "A5": ("letters: [{name: Dr. Park}]\n", work("Trained five new medical assistants.", start="2022-01")),
    "A6": (course("Update, date: 2026-02-01"), course("Update, date: 2025-02-01")),
    "A7": ("skills: [EKG]\n", work("Took vital signs.")),
}
"""For each item a profile that shows it, and one that comes near and does not."""


def measured(text: str) -> SkillGapReport:
    """The report on a profile of these entries, its privacy looked at."""
    document = read_document("ana.yaml", data=(HEAD + text).encode())
    profile, problems = read_profile(document)
    assert ([], []) == (document.problems, problems)
    assert profile is not None
    return check(profile, CAREER, assess(profile, CAREER, TODAY, document.locate, RECOGNISER), problems=examine(document))


def is_met(label: str, report: SkillGapReport) -> bool:
    """Whether the report finds the item met."""
    if label in SKILL_MAP:
        return next(skill.status in BACKED for group in report.groups for skill in group.skills if skill.id == SKILL_MAP[label])
    demand = next(one for one in CAREER.demands if one.item == label)
    if label[0] == "L":
        return next(tier.met for tier in report.tiers if tier.id == demand.id)
    if label[0] == "A":
        advised = f"the career's advice ({demand.id.replace('-', ' ')})"
        return not any(advised in step.also for step in report.next_steps)
    shown = (*report.supporting.tech_skills, *report.supporting.soft_abilities, *report.supporting.tech_stack)
    return next(one.status in BACKED for one in shown if one.id == demand.id)


@pytest.mark.parametrize("label", SHOWN)
def test_item_is_told_from_its_near_miss(label: str) -> None:
    """What shows it, shows it; what only comes near, does not."""
    shows, misses = SHOWN[label]
    assert (True, False) == (is_met(label, measured(shows)), is_met(label, measured(misses)))


def test_advice_that_no_profile_shows_is_said_and_never_scored() -> None:
    """A8: the same words for whoever it is."""
    for text in ("", work(*BASICS)):
        [said] = [step for step in measured(text).next_steps if "Look after yourself" in step.text]
        assert ((), ()) == (said.closes, said.also)


def test_none_of_the_93_items_is_left_out() -> None:
    """Each is tried here, with the mistakes, or with the portfolio checklist."""
    tried = {*SHOWN, *(case[0] for case in MISTAKES), *(case[0] for case in CHECKLIST), "O8", "A8"}
    assert set(ITEMS) == tried
    assert len(tried) == 93
