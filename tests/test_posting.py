"""Postings: what each line says, and whether that is required, preferred or nothing."""

import pytest

from resumekit.asking import general_asking, joined_asking
from resumekit.load import load_career
from resumekit.pages import read_page
from resumekit.posting import Posting, Reader

CAREER = load_career("medical-assistant")
READER = Reader(CAREER, joined_asking(general_asking(), CAREER.posting))


def read(text: str) -> Posting:
    """A text as a posting."""
    return READER.read(read_page(text.encode()))


def sections(text: str) -> list[tuple[str, str]]:
    """What a text says that asks, with its section."""
    return [(line.section[0], line.text.strip()) for line in read(text).lines if line.section != "other"]


@pytest.mark.parametrize(
    ("title", "trade"),
    [
        ("Medical Assistant II", "own"),
        ("Certified Medical Assistant (CMA) - Float", "own"),
        ("MA/LPN, Dermatology", "own"),
        ("Phlebotomist", "near"),
        ("Patient Access Representative", "near"),
        ("Telemetry Monitor Technician", "near"),
        ("Dental Assistant", "near"),
        ("Registered Nurse, Endoscopy Unit", "other"),
        ("Medical Assistant Instructor", "other"),
        ("Veterinary Assistant", "other"),
        ("Software Engineer", "other"),
        ("Line Cook", "other"),
    ],
)
def test_titles_tell_the_trade(title: str, trade: str) -> None:
    """The career's own, a neighbour's, another one."""
    posting = read(f"Skip to main content\n\n{title}\n\nWe are hiring.\n")
    assert (title, trade) == (posting.title, posting.trade)


def test_heading_above_a_sentence_is_the_title() -> None:
    """The sentence still tells the trade; without a heading it is all there is."""
    found = read("# ICU Nurse\nRN license required. Ventilator care.\n")
    assert ("ICU Nurse", "other") == (found.title, found.trade)
    assert "Medical assistant wanted." == read("Medical assistant wanted.\n").title


def test_doubtful_title_needs_the_setting() -> None:
    """A receptionist of a clinic is a neighbour, one of a hotel is not."""
    assert "near" == read("Receptionist\n\nGreet patients.\nVerify medical insurance.\n").trade
    assert "other" == read("Receptionist\n\nGreet guests.\nSell rooms.\n").trade


def test_headings_say_what_stands_below() -> None:
    """Until the next one; what is not known as a heading is not one."""
    text = "MA\n\nRequirements\n- Draw blood\n\nNice to have\n- Epic\n- Spanish\n\nBenefits\n- EKG classes\n\nWhat you'll do\n- Give shots\nExcellent communication skills\n"
    assert [("r", "MA"), ("r", "Draw blood"), ("p", "Epic"), ("p", "Spanish"), ("r", "Give shots"), ("r", "Excellent communication skills")] == sections(text)


def test_labels_hold_for_their_line() -> None:
    """A label before a colon; a schedule, a place or a wage asks for nothing."""
    text = "MA\n\n- Required: BLS\n- Preferred: Epic\n- Typing\n\nSchedule: Monday to Friday\nLocation: Tucson\nPay: $20\n"
    assert [("r", "MA"), ("r", "BLS"), ("p", "Epic"), ("r", "Typing")] == sections(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("BLS required, phlebotomy preferred", ["r BLS required,", "p phlebotomy preferred"]),
        ("Phlebotomy is a plus, but not required", ["p Phlebotomy is a plus,", "p but not required"]),
        ("EKG (preferred)", ["p EKG (preferred)"]),
        ("Good communication skills, Spanish a plus", ["r Good communication skills,", "p Spanish a plus"]),
        ("Preferred experience in phlebotomy and EKG", ["p Preferred experience in phlebotomy and EKG"]),
        ("Must draw blood; Epic strongly preferred", ["r Must draw blood;", "p Epic strongly preferred"]),
        ("Experience with any of the following programs is highly desirable:\n- Epic", ["p Epic"]),
    ],
)
def test_marks_say_what_is_preferred(text: str, said: list[str]) -> None:
    """What stands before a mark, or all of it where the mark begins it."""
    found = [f"{section} {text}" for section, text in sections(f"MA\n\nRequirements\n- {text}")][1:]
    assert [one for one in found if "following" not in one] == said


def test_lost_line_breaks_are_found() -> None:
    """A small letter that runs into a capital, a mark into a word; not the capital inside a name."""
    text = (
        "Medical Assistant\n\n"
        + "We are a clinic. " * 20
        + "RequirementsHigh school diploma requiredability to multi-task requiredNextGen preferredBenefitsDental insurancePreferred QualificationsSpanish"
    )
    found = sections(text)
    assert ("r", "High school diploma required") in found
    assert ("r", "ability to multi-task required") in found
    assert ("p", "NextGen preferred") in found
    assert ("p", "Spanish") in found
    assert "Dental insurance" not in {text for _, text in found}


@pytest.mark.parametrize(
    "text",
    [
        "We offer medical, dental and vision insurance, and 401(k).",
        "Our patients receive vaccines, EKGs and lab tests.",
        "Founded in 1950, Example Health is the largest provider of phlebotomy.",
        "All applicants are considered without regard to race, color, sex or protected veteran status.",
        "Must be able to lift 50 pounds and stand for long periods.",
        "Employees must be vaccinated against influenza and COVID-19.",
        "Skip to main content",
        "Apply online now",
        "8 hour shift, Monday to Friday",
        "We will train you in phlebotomy.",
    ],
)
def test_boilerplate_asks_for_nothing(text: str) -> None:
    """What the employer is, offers or pays; duties of law; navigation."""
    assert [("r", "Medical Assistant")] == sections(f"Medical Assistant\n\n{text}\n")
