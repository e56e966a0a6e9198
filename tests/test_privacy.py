"""What tells who a patient is, what is its owner's secret, and what must be left in peace."""

import random
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumekit.diagnostics import Diagnostic, Severity
from resumekit.document import read_document
from resumekit.privacy import MAX_FINDINGS, examine, inspect
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
    ("patient-name", "Roomed patient John Smith and recorded his vital signs."),
    ("patient-name", "Drew blood from patient Maria Gonzalez."),
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
]

SILENT = [
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
]


def told(text: str, **how: object) -> list[tuple[str, Severity]]:
    """What is found in a text, in order."""
    return [(one.code, one.severity) for one in inspect(text, **how)]  # type: ignore[arg-type]


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
