"""What tells who a patient is, what is its owner's secret, and what must be left in peace."""

import random
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumekit.diagnostics import Diagnostic, Severity
from resumekit.document import read_document
from resumekit.privacy import MAX_FINDINGS, Kind, examine, inspect
from resumekit.schema import Record

HEAD = "resumekit: 1\ncareer: medical-assistant\nperson:\n  name: Ana Reyes\n  email: ana.reyes@example.org\n  phone: +1 520 555 0188\n"

ERRORS = [
    ("patient-identifier", "Filed the chart for MRN 0048213 after the visit."),
    ("patient-identifier", "Corrected a duplicate record (MRN: 77-31-904)."),
    ("patient-identifier", "Merged M.R.N. 5550142 with the older chart."),
    ("patient-identifier", "Found the missing chart # 48213 in the wrong bin."),
    ("patient-identifier", "Pulled chart number 4821B for the audit."),
    ("patient-identifier", "Reopened medical record no. 0021984 for the provider."),
    ("patient-identifier", "Reviewed record #99213A with the coder."),
    ("patient-identifier", "Cleared account number 8841207 of its denials."),
    ("patient-identifier", "Scanned chart 4821937 into the system."),
    ("patient-identifier", "Labelled specimen #A-20941 for the courier."),
    ("patient-identifier", "Roomed a diabetic patient, DOB 04/12/1958, on her first visit."),
    ("patient-identifier", "Verified D.O.B. 1-9-71 before the draw."),
    ("patient-identifier", "Date of birth: 1949-03-30 did not match the label."),
    ("patient-identifier", "Cared for an infant born on March 3, 2024."),
    ("patient-identifier", "Vaccinated a child born 12 June 2019."),
    ("patient-identifier", "Followed a toddler born in May 2022 through her vaccines."),
    ("patient-identifier", "Fecha de nacimiento: 12/04/1961, paciente nuevo."),
    ("patient-identifier", "Fixed the registration where 078-05-1120 was entered twice."),
    ("patient-identifier", "Asked for the SSN 078051120 at check-in."),
    ("patient-identifier", "Social security number ending 4821 was missing."),
    ("patient-identifier", "Called the payer about member ID XGH00412877."),
    ("patient-identifier", "Appealed for insurance # 441-90-2281 twice."),
    ("patient-identifier", "Policy number: H8841207 had lapsed."),
    ("patient-identifier", "Checked Medicaid ID 880124417 before the visit."),
    ("patient-identifier", "Updated the card 1EG4-TE5-MK73 in the system."),
    ("patient-identifier", "Reached the patient at 520-555-0199 on the third try."),
    ("patient-identifier", "Called a patient back, (520) 555-0131, with her results."),
    ("patient-identifier", "E-mailed the patient, lupita.s@example.org, her forms."),
    ("patient-identifier", "Drove the kit to the patient at 412 North Palo Verde Street."),
    ("patient-identifier", "Took the patient home to 214 Maple Street, Tucson."),
    ("patient-name", "Taught Mr. Chen to inject."),
    ("patient-name", "Ms. Fox's A1c fell after my lessons."),
    ("patient-name", "Roomed patient John Smith and recorded his vital signs."),
    ("patient-name", "Drew blood from patient Maria Gonzalez."),
    ("patient-name", "Cared for Robert Miller, a diabetic patient."),
    ("patient-name", "Drew blood from Helen Brown, an 80-year-old patient with diabetes."),
    ("patient-name", "Mrs. Helen Brown, DOB 01/02/1950, MRN 12345"),
    ("patient-name", "Helen Brown, DOB 01/02/1950"),
    ("patient-name", "Filed the chart of Helen Brown (MRN 12345)."),
    ("patient-name", "Helped pt Jane Doe into the wheelchair."),
    ("patient-name", "Calmed Pt. Robert Miller before the injection."),
    ("patient-name", "Explained insulin to patient Guadalupe in Spanish."),
    ("patient-name", "Won the trust of a patient named Xiomara."),
    ("patient-name", "Patient name: Harold Jensen; sent to the laboratory."),
    ("patient-name", "The patient, Dolores Vega, thanked the whole team."),
    ("patient-name", "Patient: Samuel Ortega, seen for a dressing change."),
    ("patient-name", "Interpreted for the patient by the name of Quetzal."),
    ("patient-name", "Took patient Hernandez to radiology."),
    ("patient-name", "Stayed with patient O'Brien's family."),
    ("patient-name", "Assisted patient John Q. Smith with crutches."),
    ("patient-name", "Charted for patient Maria de la Cruz."),
    ("patient-name", "Assisted Patient John Smith With His Dressing Change"),
    ("patient-name", "ROOMED PATIENT JOHN SMITH AND TOOK VITALS"),
    ("patient-name", "roomed patient maria gonzalez and took vitals"),
    ("patient-name", "Acompañé a la paciente Rosa Delgado durante la toma de sangre."),
    ("patient-name", "Walked Mr. Lopez to his exam room each week."),
    ("patient-name", "Called Mrs. Garcia about her results."),
    ("patient-name", "Changed Ms. Tran's wound dressing for a month."),
    ("patient-name", "Gave Mr. and Mrs. Whitaker their flu vaccines."),
    ("patient-name", "Took the blood pressure of Mrs. G. twice a week."),
    ("patient-name", "Drew blood from Sra. Montes without a bruise."),
    ("patient-name", "Drew labs on patient J.S. every week."),
    ("patient-name", "Sat with pt. M. G. through the procedure."),
    ("patient-name", "Wheeled patient JH, who was faint, to the couch."),
    ("patient-name", "Logged the patient's initials (R.T.) with the sample."),
    ("patient-name", "Assisted patient Emily Carter during a colposcopy."),
    ("patient-name", "Took vitals for patient, Marcus Bell, a 54 year old."),
    ("patient-name", "Helped pt Kevin with his inhaler technique."),
    ("patient-name", "Provided wound care to Mr. Henderson after his knee replacement."),
    ("patient-name", "Comforted Mrs. Patel while her husband was in surgery"),
    ("patient-name", "Recorded EKG for Ms. Alvarez."),
    ("patient-identifier", "Reviewed MRN#123456 for missing labs"),
    ("patient-identifier", "MRN 1234567"),
    ("patient-identifier", "Medical Record Number: 00-12-34"),
    ("patient-identifier", "Patient chart number 556677 was misfiled and I found it."),
    ("patient-identifier", "Patient DOB: 03/14/1962"),
    ("patient-identifier", "DOB 7/4/55"),
    ("patient-identifier", "born on 07/04/1955"),
    ("patient-identifier", "SSN: 123-45-6789"),
    ("patient-name", "Patient initials T.W. presented with chest pain"),
    ("patient-name", "Roomed pt A.B. on Tuesdays."),
    ("patient-identifier", "Member ID: ABC123456789"),
    ("patient-identifier", "Insurance ID 987654321 verified"),
    ("patient-identifier", "called patient's phone 602-555-0134 to confirm"),
    ("patient-identifier", "mailed results to patient at 1200 E Speedway Blvd, Tucson"),
    ("patient-identifier", "patient email: jdoe@example.org"),
    ("patient-name", "Patient John's blood pressure dropped so I called the RN"),
    ("patient-name", "patient Smith was difficult but I stayed calm"),
    ("patient-identifier", "Account # 778899 written off"),
    ("patient-name", "patient (John Doe) signed consent"),
    ("patient-name", "Patient Jane Roe, 45, presented with chest pain."),
    ("patient-name", "Triaged patient William T. Harris."),
    ("patient-identifier", "Group # 55012 and subscriber ID W123456789"),
    ("patient-identifier", "Patient was born 5/6/1980 and needed vaccines"),
    ("patient-name", "Treated Miss Ellison's burn."),
]

WARNINGS = [
    ("patient-detail", "Saw the patient admitted 3/14 through to discharge."),
    ("patient-detail", "Admitted 3/14, discharged 3/19."),
    ("patient-detail", "Recognised sepsis in a patient on 03/14/2024."),
    ("patient-detail", "On March 14, 2024 a patient collapsed in the lobby; gave CPR."),
    ("patient-detail", "Caught the patient's arrhythmia on 2025-02-11."),
    ("patient-detail", "Date of service 11/02/2023 was billed twice."),
    ("patient-detail", "Walked a 93-year-old to his car after each visit."),
    ("patient-detail", "Drew blood from a woman aged 97 at the first stick."),
    ("patient-detail", "Interviewed a 101 year old about her medicines."),
    ("patient-detail", "Weighed a pt, 94 y/o, in her wheelchair."),
    ("patient-detail", "Fed a patient in room 214 when the aide was out."),
    ("patient-detail", "Turned the patient in bed 12B every two hours."),
    ("patient-detail", "Found a patient on the floor of exam room 4 and called for help."),
    ("patient-detail", "Answered the light of Rm. 118 all night."),
    ("patient-detail", "Cared for the only patient in town with Huntington's disease."),
    ("patient-detail", "Swabbed the first case of measles in the county."),
    ("patient-detail", "Helped the mayor's mother with her insulin."),
    ("patient-detail", "Cleaned wounds of victims of the bus crash downtown."),
    ("patient-detail", "Met a patient with a rare blood disorder from Ajo."),
    ("patient-detail", "Learned to give my neighbor's insulin at sixteen."),
    ("patient-detail", "I chose this work when my grandmother had her stroke."),
    ("patient-detail", "The diabetes of my uncle taught me patience."),
    ("patient-name", "Took patient Zebulon to the front desk."),
    ("patient-name", "Sent a card to Mr. Abernathy."),
    ("patient-detail", "patient seen on 5/12/2024 for flu symptoms"),
    ("patient-detail", "Treated a 95-year-old patient with dementia"),
    ("patient-detail", "Patient in Room 12 coded and I started CPR"),
    ("patient-detail", "Helped a 102-year-old veteran"),
    ("patient-detail", "Cared for patient in bed 4"),
    ("patient-detail", "Assisted the mayor's wife with labs"),
    ("patient-detail", "helped my neighbor with his diabetes"),
    ("patient-detail", "Took care of my grandmother with dementia for two years"),
    ("patient-detail", "The patient was admitted on January 5 and discharged January 9"),
    ("patient-detail", "Only case of leprosy in the county that year; the only patient in the state with it"),
    ("patient-detail", "Cared for hospital room 310"),
    ("patient-detail", "patient visited on 2024-02-02 for a pap"),
]

SILENT = [
    "Trained by Robert Miller, a patient advocate.",
    "Learned from Maria Lopez, a patient teacher.",
    "Assisted Robert Miller, a nurse with patient in hand.",
    "Roomed 18 to 22 patients a day and recorded vital signs in Epic.",
    "Room 18 to 22 patients a day: vital signs and chief complaint.",
    "Room 20 patients on short days.",
    "Screened patients aged 65+ for falls.",
    "Vaccinated patients aged 90 and older at home.",
    "Worked with residents aged 85 to 97.",
    "Served geriatric patients over 90 with their families.",
    "Followed up on claims aged 90 days and more.",
    "Worked A/R aged 120 days down to 4 percent.",
    "Coded 36415 and 99213 for 40 visits a day.",
    "Reduced denials of CPT 99214 and ICD-10 E11.9, I10 and Z23.",
    "Taught patients to keep blood pressure below 120/80.",
    "Answered the nurse line 24/7.",
    "Kept exam rooms 1-6 stocked.",
    "Stocked exam room 4 daily.",
    "Turned over exam rooms 1 to 6 in five minutes.",
    "Scheduled PT, OT and speech therapy.",
    "PT Jane Whitman taught me safe transfers.",
    "Worked at Patient First for two years.",
    "Patient Care Technician on a cardiac floor.",
    "Patient Intake, Scheduling And Registration In Busy Practices",
    "Patient Access Representative; Patient Financial Services.",
    "Patient Health Questionnaire (PHQ-9) at every yearly visit.",
    "Advocate of the Patient Protection and Affordable Care Act.",
    "Patient Education on Cardiac Procedures",
    "Managed the patient Epic inbox for four providers.",
    "Set up patient MyChart accounts at checkout.",
    "Registered new patient Medicare and Medicaid cards.",
    "Fitted the patient Holter monitor and explained the diary.",
    "Assisted with Pap smears and Snellen, Ishihara and Apgar scores.",
    "Placed Foley catheters under supervision; read Mantoux tests.",
    "Can perform the Heimlich maneuver and CPR.",
    "Trained in Braden and Morse scales for each patient.",
    "Filed claims in Kareo and worked the denials each Friday.",
    "Moved to Boston, MA, where I passed the CCMA.",
    "MA in Boston, MA with Spanish at native level.",
    "Reported to Dr. Park and two nurse practitioners.",
    "Assisted Dr. Lena Park with minor surgery.",
    "When a patient called Dr. Park returned the call within the hour.",
    "Supervised by Ms. Dalton, RN, at the county clinic.",
    "Reported to Mr. Gomez, the office manager, on patient flow.",
    "Proficient in MS Office, MS Word and patient portals.",
    "Received the Mrs. Irma Castle Scholarship for clinical skill.",
    "Volunteered at Mr. Rogers Elementary School screening day.",
    "Gave 1,200 flu vaccines in 2023-10.",
    "Rewrote the intake form in March 2024.",
    "Passed the audits of 2022-06 and 2023-06 without a finding.",
    "Cut rooming time from 11 to 7 minutes between 2022 and 2024.",
    "Booked 140 overdue screenings in six weeks.",
    "Answered 60 calls a day from patients at 520-555-0100.",
    "Patients call (520) 555-0100 to book.",
    "Verified name and date of birth of each patient before every draw.",
    "Used two identifiers, name and DOB, on 100% of labels.",
    "Matched MRN and name before each of 240 draws.",
    "Charted 1200 encounters a year in NextGen.",
    "Handled a record number of 300 visits in one day.",
    "Patient ID verified 100% of the time.",
    "Checked insurance IDs and member numbers for 40 patients a day.",
    "Collected specimens: 30 venipunctures and 10 capillary sticks.",
    "Administered 1/2 mL doses and taught 3/4 of patients to self-inject.",
    "Rated pain on a 0-10 scale and vision at 20/20.",
    "Offered hepatitis C screening to patients born between 1945 and 1965.",
    "Vaccinated patients born before January 1, 1957 as exempt.",
    "Born and raised in Tucson, I speak both languages of my patients.",
    "Supported newborn and pediatric patients and their mothers.",
    "Explained insulin to the patient's mother in Spanish.",
    "Reviewed each patient's family history of diabetes.",
    "My mother taught me to listen.",
    "The only bilingual assistant in the office.",
    "The only assistant in Tucson trained on Kareo.",
    "Worked in a 100-year-old hospital with 50 beds.",
    "Covered a 12-bed unit and a 30 bed ward.",
    "Pediatric patients, geriatric patients and everyone between.",
    "Patient satisfaction rose from 91 to 97 percent by 12 March 2024.",
    "Launched the patient portal on 2024-03-14.",
    "Presented patient safety talk on May 3, 2024.",
    "Room patients, draw blood and give vaccines.",
    "Patient and family communication in English or Spanish.",
    "Scheduled patient Monday through Friday.",
    "Prepared patient BP, HR and SpO2 logs.",
    "Recorded pt VS, Hx and Rx in the chart.",
    "Trained patient and staff; Instructed patient in self care.",
    "HIPAA, OSHA and CLIA training; patient privacy came first.",
    "Instructed each patient, Explained forms, Collected copays.",
    "Greeted patients by name.",
    "Patients like Mondays least; we fixed the phones.",
    "Wore an N95 for 12 hours and changed it between patients.",
    "Sent 25 prior authorizations a week to Aetna, Cigna and Blue Cross.",
    "Earned my CMA (AAMA) number in 2022.",
    "Zip codes 85701 and 85716 were my outreach area.",
    "Room temperature logs, crash carts and AED checks.",
    "She took room 3 from chaos to order.",
    "Wrote the news letter; rare days off.",
    "Taught patients with Parkinson's and Alzheimer's disease and their families.",
    "Called patient Tuesday reminders the day before.",
    "Gave patient Coumadin and Warfarin leaflets.",
    "A patient once told me that I draw like a ghost.",
    "For every patient, Room 5 was the quiet one.",
    "NPI and DEA numbers stayed in the safe.",
    "Assisted patients with Medicare Part B and D.",
    "Assisted 25+ patients daily with check in",
    "Scheduled patients for Dr. Smith and Dr. Jones",
    "Assisted Dr. Rodriguez with Pap smears and IUD insertions",
    "Trained by Nurse Manager Linda Ortiz",
    "Worked under Mrs. Ramirez, lead medical assistant",
    "Ms. Whitfield's students rated my teaching 4.8 of 5",
    "Patient Service Representative at Banner Health",
    "Greeted patients in English, Spanish and Navajo",
    "Verified patient Blue Cross and Aetna coverage",
    "Patient care included EKG, phlebotomy, injections",
    "Used Epic, Cerner, Athena and NextGen for patient charting",
    "Patient Portal Champion award 2023",
    "Patient Navigator, Cancer Center, May 2021 to June 2023",
    "Patient-Centered Medical Home recognition, 2022",
    "Certified Patient Care Technician (CPCT/A)",
    "Ran Patient Experience Committee meetings",
    "Performed Patient Intake for Dr. Lee",
    "Completed 160 clinical hours at Desert Willow Clinic, Room 204",
    "Administered Tdap, MMR and HPV vaccines",
    "ICD-10 codes E11.9, J45.909, Z00.00 and CPT 99213, 99214, 36415, 93000",
    "BP 120/80, HR 72, RR 16 charted on each patient",
    "Blood pressure 140/90 recheck protocol for hypertensive patients",
    "Handled 911 and 24/7 calls",
    "Cut no-shows from 12% to 7% from 2023-01 to 2023-12",
    "Inventory of 3,000 items across exam rooms 1-12",
    "Assigned to exam rooms 3 and 4",
    "Managed rooms 1 through 8",
    "Took 12/24-hour Holter recordings",
    "Volunteer at St. Mary's Hospital",
    "Employee ID badges issued to 40 staff",
    "Answered member questions about insurance plans",
    "Handled HSA, HMO and PPO accounts for 200 patients",
    "CMA (AAMA) 1234567",
    "License number MA60123456",
    "Processed 1000 claims and 500 accounts per month",
    "Opened chart prep for 30 patients by 8:00",
    "Filed records for 2019, 2020 and 2021",
    "Fluent with 10-key and 65 wpm",
    "Cared for 90 patients a week",
    "Average age of patients 92 in the memory unit",
    "Cared for elderly patients, ages 70 to 99",
    "Clinic founded 95 years ago",
    "Patients rated us 98 out of 100",
    "Explained Medicare Part D to patients and family",
    "Patient Bill of Rights training",
    "Delivered patient Meals on Wheels",
    "Reminded patients by Klara and Luma messages",
    "Patient advocate for Spanish speaking families from Sonora, Mexico",
    "Obtained patient ID and insurance card at check-in",
    "Ensured patient HIPAA forms were signed",
    "Led the Patient Safety Week on March 10, 2024",
    "Mr. Coffee machine repairs",
    "Attended Ms. Foundation event",
    "My daughter inspired me to become a medical assistant",
    "My family has always valued care",
    "Assisted with my clinic's COVID-19 vaccination drive on 3/14/2021",
    "Worked with patients with diabetes, cancer and stroke",
    "Patient lifts with Hoyer and Sara Stedy",
    "Patient transfers using Hoyer lift",
    "Prepared the patient, Equipment and room for procedures",
    "Documented patient PHQ-9 and GAD-7 scores",
    "Instructed patient How To Use Glucometer",
    "Performed vision tests using Snellen Chart And Ishihara Plates",
    "Patient Follow Up And Recall",
    "MEDICAL ASSISTANT PATIENT CARE AND PHLEBOTOMY",
    "PATIENT REGISTRATION, SCHEDULING, EPIC",
    "Chart audits: 120 charts reviewed in Q3 2024",
    "Record keeping for 2,400 patients",
    "Reduced patient Wait times by 4 minutes",
    "Provided care in rooms 101-120",
    "Case load of 150 patients",
    "File clerk, 2019-2020, 10,000 charts",
    "Assisted in Mohs surgery with Dr. Patel",
    "Trained patients on Dexcom G6 and Omnipod",
    "Called patients using Language Line interpreters",
    "One patient wrote that I was kind",
    "Each patient's Chart was closed within 24 hours",
    "Patient population: Somali, Karen and Burmese refugees",
    "the oldest clinic in town",
    "Interned at the only hospital in the county",
    "Patient education: Diabetes, Asthma, Nutrition",
    "Patient Assistant, Tucson Medical Center",
]


def told(text: str, **how: Any) -> list[tuple[str, Severity]]:
    """What is found in a text, in order."""
    return [(one.code, one.severity) for one in inspect(text, **how)]


@pytest.mark.parametrize(("code", "text"), ERRORS)
def test_what_is_certain_is_an_error(code: str, text: str) -> None:
    """Names, numbers and addresses of a patient."""
    assert (code, Severity.ERROR) in told(text)


@pytest.mark.parametrize(("code", "text"), WARNINGS)
def test_what_is_likely_is_a_warning(code: str, text: str) -> None:
    """Days, ages, rooms and cases from which a patient may be known; never an error."""
    found = told(text)
    assert (code, Severity.WARNING) in found
    assert {Severity.WARNING} == {severity for _, severity in found}


@pytest.mark.parametrize("text", SILENT)
def test_what_is_harmless_is_left_in_peace(text: str) -> None:
    """Groups, counts, codes, products, eponyms, colleagues, places."""
    assert [] == [(one.code, text[one.start : one.end]) for one in inspect(text)]


# In a profile --------------------------------------------------------------------------------------------------------------


def problems_of(folder: Path, text: str) -> list[Diagnostic]:
    """What is found in a profile."""
    file = folder / "ana.yaml"
    file.write_text(HEAD + text, encoding="utf-8")
    return examine(read_document(str(file)))


def marked(problem: Diagnostic) -> str:
    """The words that the caret stands under."""
    place = problem.place
    assert place is not None
    return place.source[place.column - 1 : place.column - 1 + place.length]


def test_place_is_that_of_the_very_words(tmp_path: Path) -> None:
    """On the line and in the column, in plain, quoted and folded texts, and the second time they occur."""
    found = problems_of(
        tmp_path,
        "summary: >-\n  Once I helped a patient\n  and patient John Smith\n  at the door.\n"
        "experience:\n  - employer: Clinic\n    highlights:\n      - 'Roomed patient O''Hara, and patient John Smith.'\n      - {text: 'John Smith is a name; patient John Smith is a patient.'}\n",
    )
    assert [("summary", 9, 15), ("experience[0].highlights[0]", 14, 46), ("experience[0].highlights[1].text", 15, 47)] == [
        (one.path, one.place.line, one.place.column) for one in found if one.place and marked(one) == "John Smith"
    ]


def test_title_of_a_free_section_is_a_text(tmp_path: Path) -> None:
    """It is printed, so it is looked at; its place is the title."""
    (found,) = problems_of(tmp_path, "sections:\n  Thanks to patient Maria Lopez:\n    - A letter.\n")
    assert ("Maria Lopez", "patient-name") == (marked(found), found.code)


def test_allowed_text_is_let_through_and_no_other(tmp_path: Path) -> None:
    """Exactly as typed, and only where it covers all of what was found."""
    line = "experience:\n  - employer: Clinic\n    highlights: [Roomed patient John Smith in room 214]\n"
    codes = {
        allow: [one.code for one in problems_of(tmp_path, f"{line}privacy: {{allow: {allow}}}\n")]
        for allow in ("[]", "John Smith", "[room 214]", "[John]", "[Roomed patient John Smith in room 214]", "[john smith]")
    }
    assert {"[]": 2, "John Smith": 1, "[room 214]": 1, "[John]": 2, "[Roomed patient John Smith in room 214]": 0, "[john smith]": 2} == {allow: len(found) for allow, found in codes.items()}


def test_own_contact_numbers_and_dates_are_left_in_peace(tmp_path: Path) -> None:
    """Her telephone, her address, her credentials' numbers and every date of the profile."""
    text = (
        "  zip: 85716\n  location: 412 North Palo Verde Street, Tucson\ncertifications:\n  - {name: CMA (AAMA), number: 123-45-6789, issued: 2022-06-14, expires: 2027-06-30}\n"
        "memberships:\n  - {organization: AAMA, role: Member number 5550142}\n"
        "letters:\n  - {name: Mrs. Lena Park, title: Patient John Smith Fund, quote: Ms. Reyes rooms every patient with care., date: 2026-03-02}\n"
        "externships:\n  - {site: Patient First, start: 2022-01, supervisor: {name: Mr. Omar Diaz}, highlights: [Roomed patients for Mr. Diaz.]}\n"
    )
    assert [] == problems_of(tmp_path, text)


def test_messages_do_not_repeat_what_must_not_be_seen() -> None:
    """A log of the problems is no second leak."""
    for _, text in ERRORS + WARNINGS:
        for one in inspect(text):
            assert text[one.start : one.end] not in f"{one.message} {one.hint}"


def test_bad_profile_is_examined_all_the_same(tmp_path: Path) -> None:
    """Unknown keys and odd shapes hide nothing."""
    found = problems_of(tmp_path, "experience:\n  highlihgts: Drew blood from patient John Smith\nnotes: [[SSN 078-05-1120]]\n")
    assert ["patient-name", "patient-identifier"] == [one.code for one in found]
    assert [] == examine(read_document(str(tmp_path / "nowhere.yaml")))


def test_words_that_save_time_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every text finds the same where each pattern is always tried."""
    from resumekit.privacy import passage

    texts = [text for _, text in ERRORS + WARNINGS] + SILENT
    before = [inspect(text) for text in texts]
    monkeypatch.setattr(passage, "only_with", dict)
    assert before == [inspect(text) for text in texts]


def test_records_know_what_privacy_asks() -> None:
    """The keys that privacy tells apart are keys of the profile's records."""
    from resumekit import privacy, profile

    keys: set[str] = set()
    for record in vars(profile).values():
        if isinstance(record, type) and issubclass(record, Record):
            keys |= set(record.model_fields)
    assert set() == (privacy._NOT_TEXT | privacy._NOT_READ | privacy._FILE_KEYS | privacy._PLAIN_KEYS | privacy._TITLED | privacy._OWN_NUMBERS | privacy._PLACES) - keys


# Any text ------------------------------------------------------------------------------------------------------------------

NAMES = ["Lena Park", "Maria Gonzalez", "Saguaro Internal Medicine", "Epic", "Tucson, AZ", "Foley", "Ana", "Boston, MA"]


@given(
    st.lists(
        st.one_of(
            st.integers(0, 10**9).map(str), st.sampled_from(NAMES), st.sampled_from(["hours", "visits in", "at", "and", "with", "vaccines", "2024", "2022-06", "E11.9", "36415", "120/80", "24/7"])
        ),
        max_size=12,
    )
)
def test_numbers_and_names_alone_are_nothing(parts: list[str]) -> None:
    """Without a word that makes it a patient's, no number, name, place or year is a finding."""
    assert [] == inspect(" ".join(parts))


@given(st.text(max_size=400), st.sampled_from(["prose", "plain", "file"]))
def test_any_text_has_an_answer(text: str, kind: Kind) -> None:
    """Whatever is typed; and what is found lies in the text."""
    for one in inspect(text, kind=kind):
        assert 0 <= one.start < one.end <= len(text)


TRAPS = [
    "patient John ", "Mr. ", "patient patient ", "MRN ", "1-2-", "room 1 ", "the only patient in ", "my mother ", "a a a a ", "aged 99 ", "born on May ", "@a.", "123-45-", "patient J. ", "de la ",
    "rare disease ", "9" * 50 + " ", "x" * 400, "\u0301", "Patient, ",
    "patient at 5 Oak ", "DOB: ", "member id ", "admitted ", "1EG4-TE5-",
]  # fmt: skip


@pytest.mark.parametrize("trap", TRAPS)
def test_time_grows_no_faster_than_the_text(trap: str) -> None:
    """Four times the text takes about four times as long, whatever it repeats."""

    def seconds(length: int) -> float:
        text = (trap * (length // len(trap) + 1))[:length]
        best = 9.0
        for _ in range(2):
            start = time.process_time()
            inspect(text)
            best = min(best, time.process_time() - start)
        return best

    seconds(100)
    assert seconds(40_000) < 8 * max(seconds(10_000), 0.004)
    assert seconds(10_000) < 0.5


def test_few_findings_of_one_text_are_told(tmp_path: Path) -> None:
    """A page of nothing but patients is told once, not a thousand times."""
    assert MAX_FINDINGS == len(problems_of(tmp_path, "summary: " + "saw patient John Smith, " * 500 + "\n"))


def test_answer_does_not_hang_on_what_was_asked_before() -> None:
    """The same text, in any order of asking, gives the same."""
    texts = [text for _, text in ERRORS + WARNINGS] + SILENT
    first = [told(text) for text in texts]
    order = list(range(len(texts)))
    random.Random(7).shuffle(order)
    again = {index: told(texts[index]) for index in order}
    assert first == [again[index] for index in range(len(texts))]
