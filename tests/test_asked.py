"""What postings ask: skills with their lines, credentials, years, schooling."""

import pytest

from resumekit.asked import Asked, Interpreter
from resumekit.load import load_career
from resumekit.pages import read_page

INTERPRETER = Interpreter(load_career("medical-assistant"))


def asked(text: str, title: str = "Medical Assistant") -> Asked:
    """What a posting with such a title and text asks."""
    return INTERPRETER.read(read_page(f"{title}\n\nRequirements\n{text}\n".encode()))


def skills(text: str, title: str = "Medical Assistant") -> dict[str, str]:
    """The skills asked, each `r` or `p`."""
    return {one.skill: "r" if one.required else "p" for one in asked(text, title).skills}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("May perform EKGs as needed", {"ekg": "r"}),
        ("Eager to learn; will draw blood", {"phlebotomy": "r"}),
        ("No phlebotomy experience required", {}),
        ("Phlebotomy a plus", {"phlebotomy": "p"}),
        ("Reports abnormal findings to the RN", {"communication": "r"}),
        ("Members receive vital signs checks", {}),
        ("Strong customer service skills", {}),
        ("Ability to work flexible hours", {}),
        ("Verify patients' medical and dental insurance", {"insurance-claims": "r"}),
        ("Verify guests' dental insurance needs; punctual", {"insurance-claims": "r", "time-management": "r"}),
        ("Current CPR card", {"bls-cpr": "r"}),
        ("Works with biohazards like bloodborne pathogens", {}),
    ],
)
def test_lines_ask_for_skills(text: str, found: dict[str, str]) -> None:
    """Duties and wishes ask, denials and promises do not."""
    assert found == skills(f"- {text}")


def test_required_beats_preferred() -> None:
    """Named in both, a skill is required, with the line that says so."""
    found = asked("- EKG preferred\n- Record EKGs daily\n").skills
    assert [("ekg", True, 5)] == [(one.skill, one.required, one.line) for one in found]
    assert "Record EKGs daily" == found[0].text


def test_title_names_a_skill() -> None:
    """A phlebotomist draws blood; "medical assistant" names none."""
    assert {"phlebotomy": "r"} == skills("- Friendly", "Phlebotomist")
    assert {} == skills("- Friendly")


def test_other_trades_ask_for_traits_only() -> None:
    """A warehouse's inventory is no clinic's, a nurse's injections are a nurse's."""
    assert {"attention-to-detail": "r"} == skills("- Manage inventory with attention to detail", "Warehouse Associate")
    assert {} == skills("- Give injections and start IVs", "Registered Nurse")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("CMA or RMA required", ["ma-any"]),
        ("CMA (AAMA) certification", ["ma-any"]),
        ("CCMA through NHA preferred", ["ccma-nha (p)"]),
        ("Certification required", ["ma-any"]),
        ("Phlebotomy certification preferred", ["phlebotomy-any (p)"]),
        ("BLS certification required", ["bls"]),
        ("BLS/CPR", ["bls", "cpr"]),
        ("Registered with the State Board of Medicine", ["state-ma"]),
        ("Graduate of a medical assistant program", []),
        ("Works alongside CMAs", []),
        ("We reimburse your CMA certification", []),
        ("Performs CPR in emergencies", []),
    ],
)
def test_credentials(text: str, found: list[str]) -> None:
    """By their spellings and marks; what the employer pays, or who works there, is not asked."""
    assert found == [one.id + ("" if one.required else " (p)") for one in asked(f"- {text}").credentials]


def test_preferred_credential_beats_a_name() -> None:
    """Who is called by a credential's name is not yet asked for it."""
    (found,) = asked("The CMA greets patients.\n- CMA preferred\n").credentials
    assert not found.required


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Minimum two (2) years of experience", 2),
        ("1-3 years experience", 1),
        ("6 months' clinic experience", 0.5),
        ("2+ yrs exp", 2),
        ("3 years of experience preferred, 1 year required", 1),
        ("Medical assistant: 1 year (Required)", 1),
        ("Medical assistant: 1 year (Preferred)", None),
        ("Completion of an MA program or 2 years of experience", None),
        ("At least 18 years of age", None),
        ("BLS within 1 year of hire", None),
        ("Entry level, no experience required", None),
    ],
)
def test_years(text: str, years: float | None) -> None:
    """The least that is required; what is preferred, or stands for schooling, is no number."""
    found = asked(f"- {text}").years
    assert years == (found.years if found else None)


@pytest.mark.parametrize(
    ("text", "degree"),
    [
        ("High school diploma or GED", "high-school"),
        ("Graduate of an accredited medical assistant program", "ma-program"),
        ("High school diploma required. Completion of an MA program required.", "ma-program"),
        ("High school diploma or associate degree", "high-school"),
        ("Associate degree preferred", None),
        ("Friendly", None),
    ],
)
def test_schooling(text: str, degree: str | None) -> None:
    """The most that one line asks for; of alternatives in a line the least."""
    found = asked(f"- {text}").schooling
    assert degree == (found.id if found else None)
