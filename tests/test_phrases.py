"""Which words show which skill, what rules a skill out, and which credential a name means."""

import itertools
import random
import re
import sys
import time
import unicodedata
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resumekit.career import find_bundled, read_career
from resumekit.document import read_document
from resumekit.phrases import Recogniser
from resumekit.words import MAX_TEXT


def _recogniser() -> Recogniser:
    career, _ = read_career(read_document(str(find_bundled("medical-assistant"))))
    assert career is not None
    return Recogniser(career)


READER = _recogniser()


def _labelled() -> list[tuple[str, set[str]]]:
    lines = (Path(__file__).parent / "data" / "phrases.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.rsplit("=>", 1) for line in lines if "=>" in line and not line.startswith("#")]
    return [(text.strip(), {skill.strip() for skill in skills.split(",") if skill.strip()}) for text, skills in pairs]


LABELLED = _labelled()


@pytest.mark.parametrize(("text", "skills"), LABELLED, ids=[text for text, _ in LABELLED])
def test_labelled_phrases(text: str, skills: set[str]) -> None:
    """Each invented phrase shows what an instructor would tick off, by the rule that it tries, and nothing else."""
    assert skills == set(READER.skills(text))


SHOWING = [(text, skills) for text, skills in LABELLED if skills]
ODD = set(",.;:") | {"Rarely", "Seldom", "rarely", "seldom", "and", "No", "Never", "Seeking", "Looking", "problems", "complaints", "reminder", "assistance", "infection"}
"""What makes a phrase more than one clause, or what a denial in front does not deny: "without problems" is good."""
ONE_CLAUSE = [(text, skill) for text, skills in SHOWING if len(skills) == 1 and len(text.split()) <= 6 and text.isascii() and not ODD & (set(text) | set(text.split())) for skill in skills]


def _combined() -> list[tuple[str, bool, str, list[str]]]:
    """Each line of the table, whether its skill is to be shown, the skill, and every phrase that the line stands for."""
    made = []
    for line in (Path(__file__).parent / "data" / "wordings.txt").read_text(encoding="utf-8").splitlines():
        if ":" in line and not line.startswith("#"):
            head, body = line.split(":", 1)
            parts = [["" if choice.strip() == "-" else choice.strip() for choice in part.split("|")] for part in body.split(" * ")]
            made.append((line, not head.startswith("not "), head.removeprefix("not "), [" ".join(filter(None, choice)) for choice in itertools.product(*parts)]))
    return made


COMBINED = _combined()


@pytest.mark.parametrize(("shown", "skill", "texts"), [one[1:] for one in COMBINED], ids=[f"{line[:60]}-{at}" for at, (line, *_) in enumerate(COMBINED)])
def test_every_act_goes_with_every_thing(shown: bool, skill: str, texts: list[str]) -> None:
    """A skill is known by what is done and what it is done to, however the two are combined, and not by single phrases."""
    assert [] == [text for text in texts if (skill in READER.skills(text)) != shown]


@pytest.mark.parametrize("denial", ["No experience with", "Never", "Without", "Not trained in:"])
def test_a_denial_in_front_removes_the_skill(denial: str) -> None:
    """What shows a skill in one clause shows nothing behind a denial."""
    denied = [f"{denial} {text[:1].lower() + text[1:] if text[1:2].islower() else text}" for text, _ in ONE_CLAUSE]
    assert [] == [text for text, (_, skill) in zip(denied, ONE_CLAUSE, strict=True) if skill in READER.skills(text)]


def test_space_changes_nothing() -> None:
    """Spaces around and between the words do not matter."""
    assert [] == [text for text, _ in SHOWING if READER.skills(text) != READER.skills(f"  {text.replace(' ', '   ')}\t")]


@pytest.mark.parametrize(("text", "skills"), [("drew blood AND RAN ekgs", {"phlebotomy", "ekg"}), ("TOOK VITAL SIGNS", {"vital-signs"}), ("answered phones", {"patient-communication"})])
def test_case_changes_nothing(text: str, skills: set[str]) -> None:
    """Words count in any case; only names that are also words ask for their capitals."""
    assert skills == set(READER.skills(text)) == set(READER.skills(text.lower())) == set(READER.skills(text.upper()))


@pytest.mark.parametrize(
    ("text", "skill", "rule", "cue"),
    [
        ("No experience with phlebotomy", "phlebotomy", "denied", '"No experience with" denies it'),
        ("Seeking EKG training", "ekg", "wished", '"Seeking" is a wish'),
        ("Currently enrolled in a phlebotomy course", "phlebotomy", "in-training", "not finished"),
        ("Observed EKGs", "ekg", "watched", '"Observed" is watching'),
        ("The nurse drew blood", "phlebotomy", "others", '"The nurse drew" tells of another'),
        ("Cared for patients with EKG leads", "ekg", "patients-condition", '"patients with" tells of'),
        ("Drew blood from cats", "phlebotomy", "animals", '"cats" is about animals'),
        ("Blood pressure medication", "vital-signs", "look-alike", "a medicine or a tool"),
        ("Assisted the doctor with joint injections", "injections", "helping", "another person's act"),
    ],
)
def test_what_is_ruled_out_says_why(text: str, skill: str, rule: str, cue: str) -> None:
    """A skill that is named and not shown comes with the rule and the words that rule it out."""
    [found] = [one for one in READER.read(text).ruled_out if one.skill == skill]
    assert rule == found.rule
    assert cue in found.because


@pytest.mark.parametrize(
    ("text", "skill", "rule"),
    [
        ("Certificate in phlebotomy since lapsed", "phlebotomy", "lapsed"),
        ("Left the blood draws to the nurses", "phlebotomy", "left-to-others"),
        ("Kept the family company while she drew blood and ran EKGs", "ekg", "others"),
        ("Sharps must be dropped in the red box", "osha", "policy"),
        ("Not trained in the following: phlebotomy, EKG", "ekg", "denied"),
        ("Kept the room quiet during EKGs", "ekg", "occasion"),
        ("The clinic bills Medicare", "medical-billing", "of-others-duties"),
        ("Sat with patients receiving IV therapy", "medication-administration", "patients-condition"),
    ],
)
def test_whose_act_it_is(text: str, skill: str, rule: str) -> None:
    """What has lapsed, is left to others, goes along with another's act or is only a rule shows nothing."""
    [found] = [one for one in READER.read(text).ruled_out if one.skill == skill]
    assert rule == found.rule


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("Held the child still during shots given by the nurse", "procedure-assisting"),
        ("Greeted patients while the nurse drew blood, answered phones", "patient-communication"),
        ("Collected, labeled and delivered urine samples", "specimen-collection"),
        ("Ordered and performed urinalysis", "lab-testing"),
        ("Picked up the new charts in Spanish quickly", "adaptability"),
        ("Medical equipment, phlebotomy, lab coats", "phlebotomy"),
    ],
)
def test_what_rules_out_reaches_no_further(text: str, skill: str) -> None:
    """A subordinate clause ends at its comma; a look-alike of one act leaves the acts that are joined to it."""
    assert skill in READER.skills(text)


def test_what_is_shown_elsewhere_is_not_ruled_out() -> None:
    """One clause may deny what another shows."""
    reading = READER.read("Drew blood daily. No phlebotomy certificate")
    assert ["phlebotomy"] == [one.skill for one in reading.mentions]
    assert () == reading.ruled_out


@pytest.mark.parametrize(
    ("typed", "skill"),
    [
        ("Phlebotmy", "phlebotomy"),
        ("Phelbotomy", "phlebotomy"),
        ("Vacinations", "injections"),
        ("Venapuncture", "phlebotomy"),
        ("Autoclavd instruments and sterilzation", "infection-control"),
        ("Comunication skills", "communication"),
        ("Confidentialty", "hipaa-confidentiality"),
        ("Medical terminolgy", "medical-terminology"),
    ],
)
def test_slips_of_the_pen_are_understood(typed: str, skill: str) -> None:
    """A letter left out, doubled or swapped, a vowel mistaken, in a long word."""
    assert skill in READER.skills(typed)


@pytest.mark.parametrize("text", ["Patents", "Mediation of disputes at court", "Walked through a tunnel", "Inflection point", "Meditation", "Vacation planning"])
def test_real_words_are_no_slips(text: str) -> None:
    """A word that is near another one is not taken for it."""
    assert () == READER.skills(text)


@pytest.mark.parametrize(
    "text",
    [
        "no experience with EKG " * 60_000,
        "a\u0301\u0302" * 300_000,
        "\u05d0\u05e8\u05d5 " * 250_000,
        "a.b@" * 250_000,
        "x" * 1_000_000,
        "](" * 500_000,
        "and, " * 200_000,
        "take, take and take " * 50_000,
        "\n" * 1_000_000,
        "w/" * 500_000,
    ],
    ids=["denials", "marks", "right-to-left", "addresses", "one word", "links", "commas", "lists", "lines", "slashes"],
)
def test_a_megabyte_is_answered_at_once(text: str) -> None:
    """However long and odd a phrase, only its beginning is read, and that in linear time."""
    begin = time.process_time()
    READER.read(text)
    assert time.process_time() - begin < 2


def test_only_the_beginning_of_a_long_text_is_read() -> None:
    """What lies beyond the limit shows nothing."""
    assert ("ekg",) == READER.skills("EKG" + " " * MAX_TEXT + "phlebotomy")
    assert 13 == READER.read("EKG" + " " * MAX_TEXT + "phlebotomy").unread
    assert 0 == READER.read("x" * MAX_TEXT).unread


def test_decomposed_letters_are_the_same() -> None:
    """A letter and its accent may be one character or two."""
    assert READER.skills("Presión arterial") == READER.skills(unicodedata.normalize("NFD", "Presión arterial")) == ("vital-signs",)


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ("EKG", {"ekg"}),
        ("Performed twelve-lead ECGs", {"ekg"}),
        ("E.K.G. tracings", {"ekg"}),
        ("Took patients' vital signs", {"vital-signs"}),
        ("VITALS", {"vital-signs"}),
        ("Drew blood from 30 patients a day", {"phlebotomy"}),
        ("Blood draws by venipuncture and fingerstick", {"phlebotomy"}),
        ("Gave flu shots and vaccinated children", {"injections"}),
        ("Collected urine specimens", {"specimen-collection"}),
        ("Ran rapid strep tests", {"lab-testing"}),
        ("Charting in Epic", {"documentation", "ehr", "ehr-platforms"}),
        ("EMR/EHR", {"ehr"}),
        ("Scheduled new and follow-up appointments", {"scheduling"}),
        ("Scheduling patients' appointments in Athenahealth", {"scheduling", "scheduling-software", "ehr", "ehr-platforms"}),
        ("Medical billing & coding", {"medical-billing", "medical-coding"}),
        ("Posted charges in Kareo", {"medical-billing", "billing-software"}),
        ("Obtained prior authorizations", {"insurance-claims"}),
        ("Filed medical claims", {"insurance-claims"}),
        ("ICD-10/CPT", {"medical-coding"}),
        ("Autoclaved instruments", {"infection-control"}),
        ("OSHA", {"osha"}),
        ("HIPPA", {"hipaa-confidentiality"}),
        ("Multi-tasking and time management", {"multitasking", "time-management"}),
        ("multitasking", {"multitasking"}),
        ("Answered patients' phone calls", {"patient-communication"}),
        ("Compassionate and caring", {"empathy"}),
        ("Trained four new medical assistants", {"leadership"}),
        ("**EKG** and [Holter](https://example.org/phlebotomy)", {"ekg"}),
        ("", set()),
        ("Loves hiking. 100%!", set()),
    ],
)
def test_spellings_show_their_skills(text: str, skills: set[str]) -> None:
    """Usual wording shows exactly these skills, whatever the case, punctuation and form of the words."""
    assert skills == set(READER.skills(text))


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("Sold car insurance and handled auto insurance claims", "insurance-claims"),
        ("Operated injection molding machines", "injections"),
        ("Ran product stress tests", "ekg"),
        ("Growth of 12 % according to BLS statistics", "bls-cpr"),
        ("Triaged IT tickets", "patient-intake"),
        ("Cared for patients with high blood pressure", "vital-signs"),
        ("Monitored caloric intake", "patient-intake"),
        ("Medical billing software", "medical-billing"),
        ("Unit testing in the software lab", "lab-testing"),
        ("Made work schedules for staff", "scheduling"),
        ("Took blood pressure", "phlebotomy"),
        ("Collected blood samples", "specimen-collection"),
        ("An epic adventure", "ehr-platforms"),
        ("Kept personnel files confidential", "hipaa-confidentiality"),
        ("Certified Phlebotomy Technician, CPT (NHA)", "medical-coding"),
        ("Caring for pets", "empathy"),
    ],
)
def test_look_alikes_do_not_show(text: str, skill: str) -> None:
    """What only looks like a spelling does not show the skill."""
    assert skill not in READER.skills(text)


def test_a_look_alike_blocks_only_where_it_stands() -> None:
    """The same text may hold a look-alike and the skill itself."""
    assert "phlebotomy" in READER.skills("Took blood pressure and drew blood")
    assert "phlebotomy" in READER.skills("Drew blood and took blood pressure")


def test_a_gap_does_not_leave_its_clause() -> None:
    """Words of two sentences do not make a spelling together."""
    assert "vital-signs" not in READER.skills("Checked stock. Weight of parcels noted")


def test_mention_says_the_words_and_the_rule() -> None:
    """A mention holds the words as typed, where they stand, and the spelling that matched."""
    text = "Skilled: drew some blood daily"
    [mention] = [one for one in READER.mentions(text) if one.skill == "phlebotomy"]
    assert ("drew some blood", "drew some blood") == (mention.words, text[mention.start : mention.end])
    assert mention.rule.startswith('spelling "draw')


def test_implied_skill_says_whose_spelling_it_was() -> None:
    """A platform shows records too, and the rule says why."""
    [mention] = [one for one in READER.mentions("Cerner") if one.skill == "ehr"]
    assert "of ehr-platforms" in mention.rule


def test_of_overlapping_spellings_the_longest_stays() -> None:
    """One place shows a skill once, by its longest spelling."""
    mentions = [one for one in READER.mentions("vital signs") if one.skill == "vital-signs"]
    assert ["vital signs"] == [one.words for one in mentions]


@pytest.mark.parametrize("skill", [skill.id for skill in READER.career.skills])
def test_every_skill_is_recognised_by_its_id_and_name(skill: str) -> None:
    """A profile may name a skill as the pack does; one with parts names all of them."""
    found = set(READER.skills(skill)) | set(READER.skills(READER.career.skills_by_id[skill].name))
    assert set(READER.career.leaves(skill)) <= found


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    """Whatever the text, mentions lie within it and hold its words."""
    for mention in READER.mentions(text):
        assert text[mention.start : mention.end] == mention.words


@pytest.mark.parametrize(
    ("name", "issuer", "credential"),
    [
        ("CMA (AAMA)", None, "cma-aama"),
        ("cma(aama)", "", "cma-aama"),
        ("CMA", "AAMA", "cma-aama"),
        ("C.M.A.", "American Association of Medical Assistants", "cma-aama"),
        ("CMA", "American Assocation of Medical Assistants", "cma-aama"),
        ("Certified Medical Assistant (CMA), AAMA", None, "cma-aama"),
        ("Certified Medical Assistant", "AAMA", "cma-aama"),
        ("CCMA", "NHA", "ccma-nha"),
        ("CCMA", "National Healthcareer Association (NHA)", "ccma-nha"),
        ("CCMA", "CCBMA", "ccma-ccbma"),
        ("Certified Clinical Medical Assistant (CCMA)", None, "ccma-nha"),
        ("RMA (AMT)", None, "rma-amt"),
        ("Registered Medical Assistant", "American Medical Technologists", "rma-amt"),
        ("NCMA", "NCCT", "ncma-ncct"),
        ("NRCMA", None, "nrcma-nahp"),
        ("Nationally Registered Certified Medical Assistant", None, "nrcma-nahp"),
        ("CPT", "NHA", "cpt-nha"),
        ("NHA CPT", None, "cpt-nha"),
        ("CPT, NHA", None, "cpt-nha"),
        ("CPT I", None, "cpt1-california"),
        ("CPT1", None, "cpt1-california"),
        ("Certified Phlebotomy Technician", "NHA", "cpt-nha"),
        ("CET", "NHA", "cet-nha"),
        ("CMAA", None, "cmaa-nha"),
        ("CMAS", "AMT", "cmas-amt"),
        ("CBCS", "NHA", "cbcs-nha"),
        ("certified billing and coding specialist", None, "cbcs-nha"),
        ("CEHRS", None, "cehrs-nha"),
        ("Certified Billing and Coding Specialist (CBCS)", "NHA", "cbcs-nha"),
        ("BLS", "American Heart Association", "bls-aha"),
        ("BLS Provider", "AHA", "bls-aha"),
        ("BLS", "American Red Cross", "bls-redcross"),
        ("BLS Provider", "American Red Cross", "bls-redcross"),
        ("BLS for Healthcare Providers®", None, "bls-aha"),
        ("CPR Certified", None, "cpr-unnamed"),
        ("ACLS", None, "acls-pals-aha"),
        ("OSHA 10", None, "osha-10"),
        ("OSHA10", None, "osha-10"),
        ("Bloodborne Pathogens", "Saguaro Internal Medicine", "bbp-training"),
        ("HIPAA", None, "hipaa-training"),
        ("HIPPA training", None, "hipaa-training"),
        ("PBT(ASCP)CM", None, "pbt-ascp"),
        ("MA-C", None, "wa-ma-certified"),
        ("CPCT/A", None, "cpct-a-nha"),
        ("CMA (AAMA) certification 2024", None, "cma-aama"),
    ],
)
def test_credential_names_are_recognised(name: str, issuer: str | None, credential: str) -> None:
    """A usual spelling, or a short form beside its issuer, means this credential."""
    found = READER.recognise_credential(name, issuer)
    assert credential == (found.credential.id if found.credential else found)


@pytest.mark.parametrize(
    ("name", "issuer"),
    [
        ("CMAs", "AAMA"),
        ("CBCs", "NHA"),
        ("CM&AA", None),
        ("Certified Management Accountant (CMA)", None),
        ("CMA", "Institute of Management Accountants"),
        ("CMA (AAMA)", "NHA"),
        ("CMA AAMA run by a friend", None),
        ("CCMA candidate", "NHA"),
        ("Formerly CMA (AAMA)", None),
        ("CPT codes", "NHA"),
        ("CPT", "National Academy of Sports Medicine"),
        ("NCPT", "National Pilates Certification Program"),
        ("AAMA member", None),
        ("Certificate in Medical Assisting", "Pima Community College"),
        ("Red Cross volunteer", None),
        ("etc.", None),
        ("BLS", "Bureau of Labor Statistics"),
        ("", None),
    ],
)
def test_names_that_only_look_like_a_credential(name: str, issuer: str | None) -> None:
    """A look-alike, another issuer's name, or a plan is not recognised."""
    assert READER.recognise_credential(name, issuer).credential is None


@pytest.mark.parametrize("credential", [credential.id for credential in READER.career.credentials])
def test_every_credential_is_recognised_by_its_own_spellings(credential: str) -> None:
    """Each spelling means its credential, alone and beside the issuer; each short form beside the issuer."""
    known = READER.career.credentials_by_id[credential]
    issuer = READER.career.issuers_by_id[known.issuer].name if known.issuer else None
    for name, by in [(name, by) for name in known.spellings for by in (None, issuer)] + [(name, issuer) for name in known.needs_issuer]:
        found = READER.recognise_credential(name, by)
        assert (name, credential) == (name, found.credential.id if found.credential else [one.id for one in found.candidates])


@pytest.mark.parametrize("credential", [credential.id for credential in READER.career.credentials])
def test_every_look_alike_is_refused(credential: str) -> None:
    """No look-alike of a credential is taken for it."""
    for look in READER.career.credentials_by_id[credential].not_this:
        found = READER.recognise_credential(look.text).credential
        assert found is None or found.id != credential, look.text


@pytest.mark.parametrize(
    ("name", "issuers"),
    [("CMA", {"AAMA", "AMCA"}), ("CPT", {"NHA", "NPA"}), ("CCMA", {"NHA", "CCBMA"}), ("BLS", {"AHA", "ARC"}), ("RMA", {"AMT"}), ("EKG Certification", {"NHA"})],
)
def test_short_form_without_issuer_asks_for_it(name: str, issuers: set[str]) -> None:
    """What several issuers use is never guessed; those that it may be are named."""
    found = READER.recognise_credential(name)
    assert found.credential is None
    assert issuers == {str(one.issuer) for one in found.candidates}


def test_state_credential_needs_its_state() -> None:
    """A state's credential beside another state is not recognised; its state may be short or written out."""
    assert "wa-ma-certified" == getattr(READER.recognise_credential("MA-C", None, "WA").credential, "id", None)
    assert "wa-ma-certified" == getattr(READER.recognise_credential("MA-C", None, "Washington").credential, "id", None)
    assert READER.recognise_credential("MA-C", None, "OR").credential is None


def test_misspelt_name_gets_a_suggestion_but_short_forms_are_not_guessed() -> None:
    """A long name nearly typed is suggested; abbreviations differ by a letter, so none is."""
    assert "Certified EKG Technician" == READER.recognise_credential("Certifed EKG Techician", "NHA").suggestion
    assert "" == READER.recognise_credential("CMX").suggestion


@pytest.mark.parametrize(
    ("title", "verdict"),
    [
        ("Medical assistant", True),
        ("Lead Medical Assistant", True),
        ("Certified MA", True),
        ("Medical Office Assistant", True),
        ("Registered nurse", False),
        ("Medical assistant extern", False),
        ("Dental assistant", False),
        ("Barista", None),
        ("Front desk", None),
    ],
)
def test_job_titles(title: str, verdict: bool | None) -> None:
    """A title is of the career, of another one, or says nothing."""
    assert verdict is READER.is_title(title)


def _work(text: str) -> int:
    """How many lines of code it takes to read a text."""
    count = 0

    def trace(frame: FrameType, event: str, arg: object) -> Any:
        nonlocal count
        count += event == "line"
        return trace if "resumekit" in frame.f_code.co_filename else None

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        READER.read(text)
    finally:
        sys.settrace(before)
    return count


_CUES = (
    "not",
    "no",
    "or",
    "without",
    "expired",
    "seeking",
    "will",
    "observed",
    "nurse",
    "who",
    "encryption",
    "wastewater",
    "cheese",
    "network",
    "physics-lab",
    ",",
    ":",
    ";",
    "and",
    "but",
    "the",
    "for",
)
_SKILLS = ("ekg", "filed claims", "injections", "took vitals", "scheduling", "hipaa", "drew blood", "vitals taken", "claims were filed")


def _mixed(seed: int) -> str:
    chosen = random.Random(seed)
    return "".join(f"{chosen.choice(_CUES)} {chosen.choice(_SKILLS)}{chosen.choice((' ', ' ', ', ', ', ', '. '))}" for _ in range(60))


@pytest.mark.parametrize(
    "text",
    [
        "encryption, scheduling, ",
        "in network, airline, injections, ",
        "cheese, next step, ekg, ",
        "hipaa, wastewater, filed claims, ",
        "not ",
        "physics lab: took vitals: ",
        "no vitals ",
        "no: vitals: ",
        "drew blood for the nurse who ",
        *map(_mixed, range(4)),
    ],
)
def test_a_line_of_any_length_is_read_in_linear_work(text: str) -> None:
    """Four times the text takes no more than about four times the work, whatever rules and settings meet in one clause."""
    short = text * (1 + 800 // len(text))
    READER.read(short)  # what is made when a word is first met
    READER.read(short * 4)
    assert _work(short * 4) < 4.6 * _work(short)


def test_the_page_on_evidence_tells_the_truth() -> None:
    """Each example of what a line shows, in the documentation, is so."""
    page = (Path(__file__).parent.parent / "docs" / "evidence.md").read_text(encoding="utf-8")
    section = page.split("## What a line shows")[1].split("\n## ")[0]
    found = {text: set(READER.skills(text)) for text in re.findall(r"`([A-Z][^`]+\.)`", section)}
    assert {
        "No experience with phlebotomy.": set(),
        "Took vitals but never drew blood.": {"vital-signs"},
        "Seeking EKG training.": set(),
        "Seeking a job that can use my EKG skills.": {"ekg"},
        "Phlebotomy course in progress.": set(),
        "Observed EKGs.": set(),
        "Held the child while the nurse gave the shot.": {"procedure-assisting"},
        "Cared for patients with EKG changes.": set(),
        "Vaccinated calves.": set(),
        "Stocked shelves at a supermarket.": {"inventory"},
        "Students must wear gloves.": set(),
        "Roomed pts.": {"patient-intake"},
        "Claims were filed daily.": {"insurance-claims"},
        "Infection control conference.": set(),
    } == found
