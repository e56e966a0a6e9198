"""A profile tailored to a posting: what goes first, what is named anew, and that nothing is added."""

import itertools
import random
import re
from datetime import date
from pathlib import Path

import pytest

from resumekit.asked import Interpreter
from resumekit.document import read_document
from resumekit.load import load_career, load_profile
from resumekit.pages import read_page
from resumekit.profile import Profile, read_profile
from resumekit.rendering import render
from resumekit.rendering.fit import spare_lines
from resumekit.rendering.variant import page_of, select
from resumekit.tailoring import Tailor, Tailored

TODAY = date(2026, 11, 24)
CAREER = load_career("medical-assistant")
INTERPRETER = Interpreter(CAREER)
EXAMPLES = Path(__file__).parent.parent / "examples"
PROFILE = """\
resumekit: 1
career: medical-assistant
person: {name: Ana Reyes}
summary: Assistant who records EKGs.
certifications:
  - {name: BLS Provider, issuer: American Heart Association, issued: 2025-01-10, expires: 2027-01-31}
  - {name: CMA (AAMA), issued: 2022-06-14, expires: 2027-06-30}
experience:
  - employer: Example Clinic
    title: Medical assistant
    start: 2024-11
    end: present
    highlights:
      - {text: Water the plants on Fridays., priority: 5}
      - Schedule appointments for four physicians.
      - Draw blood from 15 patients a day.
      - Fold towels.
  - employer: Older Clinic
    title: Medical assistant
    start: 2020-01
    end: 2024-10
    highlights: [Sweep the yard., Give vaccines to children., Record EKGs.]
skills: [Filing, Epic, EKG, Vaccines]
variants:
  bare: {hide: ["skills[2]", "experience[0].highlights[2]"]}
"""
POSTING = """\
Medical Assistant

Requirements
- Record electrocardiograms and give immunizations
- Draw blood
- CMA

Preferred
- Appointment scheduling
- Cerner
"""
POSTINGS = (
    POSTING,
    "Medical Assistant\n\nRequirements\n- 12-lead electrocardiograms\n- Venipuncture, vitals, patient teaching, appointment booking, prior auths\n- Multi-tasking\n- EMR, POCT, PFTs, BLS\n",
    "Clinical Assistant, Pediatrics\n\nDuties\nYou will give immunisations, blood draws and basic life support. Inventory control is a plus. Spanish preferred.\n",
    "Phlebotomist\n\nYou will draw blood and label specimens. CPT required.\n",
    "Line Cook\n\nPrepare food. Attention to detail.\n",
    "",
)


def the_profile(text: str = PROFILE) -> Profile:
    """The profile above, or another one."""
    profile, problems = read_profile(read_document("ana.yaml", data=text.encode()))
    assert profile is not None
    assert [] == problems
    return profile


def tailor_to(posting: str) -> Tailor:
    """A tailor for a posting."""
    return Tailor(INTERPRETER.read(read_page((posting or " \n.").encode(), "job.txt")), INTERPRETER, TODAY)


def tailored(posting: str = POSTING, text: str = PROFILE) -> Tailored:
    """The profile for a posting."""
    return tailor_to(posting).tailor(the_profile(text))


def test_what_is_required_goes_first_then_what_is_preferred() -> None:
    """Within an entry; entries keep their order, and what answers nothing its own."""
    jobs = tailored().profile.experience
    assert ["Example Clinic", "Older Clinic"] == [job.employer for job in jobs]
    assert ["Draw blood from 15 patients a day.", "Schedule appointments for four physicians.", "Water the plants on Fridays.", "Fold towels."] == [line.text for line in jobs[0].highlights]
    assert ["Give vaccines to children.", "Record EKGs.", "Sweep the yard."] == [line.text for line in jobs[1].highlights]


def test_skills_and_credentials_follow_the_posting() -> None:
    """Required, preferred, the rest; a credential that has expired answers nothing."""
    assert ["Electrocardiograms", "Immunizations", "Epic", "Filing"] == [skill.name for skill in tailored().profile.skills]
    assert ["CMA (AAMA)", "BLS Provider"] == [one.name for one in tailored().profile.certifications]
    expired = PROFILE.replace("2027-06-30", "2026-06-30")
    assert ["BLS Provider", "CMA (AAMA)"] == [one.name for one in tailored(text=expired).profile.certifications]


def test_each_change_has_its_line_in_the_posting() -> None:
    """What was raised, what was named, and why."""
    skills = next(listing for listing in tailored().listings if listing.path == "skills")
    assert ["Electrocardiograms", "Immunizations"] == [item.now for item in skills.after if item.named]
    assert {4} == {item.named.line for item in skills.after if item.named}
    assert ["Electrocardiograms", "Immunizations"] == [item.now for item in skills.raised]
    work = next(listing for listing in tailored().listings if listing.path == "experience[0].highlights")
    assert [("Draw blood from 15 patients a day.", [5]), ("Schedule appointments for four physicians.", [9])] == [
        (item.text, [one.line for one in item.answers]) for item in work.after if item.answers
    ]


@pytest.mark.parametrize("posting", POSTINGS[:3])
def test_the_changes_lead_from_before_to_after(posting: str) -> None:
    """What goes and stays is the list as it was, what comes and stays the list as it is; what comes has a reason."""
    loaded = load_profile(str(EXAMPLES / "june-park" / "june-park.yaml"), today=TODAY)
    assert loaded.profile is not None
    found = [*tailored(posting).listings, *tailor_to(posting).tailor(loaded.profile).listings]
    assert found
    for listing in found:
        changes = list(listing.changes())
        assert {item.path for item in listing.before} == {item.path for sign, item in changes if sign != "+"}
        assert list(listing.after) == [item for sign, item in changes if sign != "-"]
        assert [item.path for item in listing.before] == [item.path for sign, item in changes if sign != "+"]
        assert all(item.answers or item.named for sign, item in changes if sign == "+")


def test_fitting_leaves_out_first_what_answers_nothing() -> None:
    """Whatever its priority; among the rest the profile's own counts, and each entry keeps what answers most."""
    shown = ("experience", "skills")
    assert "Water the plants on Fridays." not in [line.text for line in spare_lines(the_profile(), shown)]
    spare = [line.text for line in spare_lines(tailored().profile, shown)]
    assert ["Sweep the yard.", "Fold towels.", "Water the plants on Fridays."] == spare[:3]
    assert ["Schedule appointments for four physicians.", "Record EKGs."] == spare[3:]


@pytest.mark.parametrize(
    ("own", "asked", "expected"),
    [
        ("EKG", "Record electrocardiograms", "Electrocardiograms"),
        ("ekg", "Record electrocardiograms", "electrocardiograms"),
        ("EKG", "Record ECGs", "ECGs"),
        ("EKG", "Record EKGs", "EKG"),
        ("Phlebotomy", "Perform venipuncture", "Venipuncture"),
        ("EKG", "Record 12-lead electrocardiograms", "Electrocardiograms"),
        ("EKG", "Fit Holter monitors", "EKG"),
        ("12-lead EKG", "Record electrocardiograms", "12-lead EKG"),
        ("12-lead EKG", "Record 12 lead electrocardiograms", "12 lead electrocardiograms"),
        ("EKG and Holter monitors", "Record electrocardiograms", "EKG and Holter monitors"),
        ("Pediatric EKG", "Record electrocardiograms", "Pediatric EKG"),
        ("Epic", "Document in Cerner", "Epic"),
        ("Vital signs", "Take blood pressure", "Vital signs"),
        ("Electronic health records", "Work in an EMR", "Electronic health records"),
        ("Injections", "Give immunizations", "Injections"),
        ("Filing", "Record electrocardiograms", "Filing"),
    ],
)
def test_a_name_is_the_posting_s_only_where_it_means_the_very_same(own: str, asked: str, expected: str) -> None:
    """Nothing wider or narrower, no other product, no figure more or less."""
    text = f"resumekit: 1\ncareer: medical-assistant\nperson: {{name: Ana Reyes}}\nskills: [{own}]\n"
    assert [expected] == [skill.name for skill in tailored(f"Medical Assistant\n\nRequirements\n- {asked}\n", text).profile.skills]


def test_a_figure_may_stand_where_the_profile_says_it() -> None:
    """ "12-lead" is a fact: a line that tells of it is enough."""
    text = PROFILE.replace("Record EKGs.", "Record 12-lead EKGs.")
    assert "12-lead electrocardiograms" in [skill.name for skill in tailored("Medical Assistant\n\nRequirements\n- Record 12-lead electrocardiograms\n", text).profile.skills]


def test_no_name_twice_and_none_that_the_posting_has_too() -> None:
    """Two of a set stay two; where the posting uses both, the profile's own stays."""
    both = PROFILE.replace("[Filing, Epic, EKG, Vaccines]", "[Electrocardiograms, EKG]")
    assert {"Electrocardiograms", "EKG"} == {skill.name for skill in tailored(text=both).profile.skills}
    posting = "Medical Assistant\n\nRequirements\n- Record electrocardiograms\n- EKG skills\n"
    assert "EKG" in [skill.name for skill in tailored(posting).profile.skills]


def test_what_is_said_about_the_company_names_nothing() -> None:
    """Only lines that ask have names to follow."""
    posting = "Medical Assistant\n\nAbout us\nOur electrocardiograms are read at once.\n\nRequirements\n- Fit Holter monitors\n"
    assert "EKG" in [skill.name for skill in tailored(posting).profile.skills]


@pytest.mark.parametrize("posting", ["Line Cook\n\nPrepare food. Attention to detail.\n", ""])
def test_another_trade_or_nothing_changes_nothing(posting: str) -> None:
    """The profile comes back as it was."""
    profile = the_profile()
    assert profile is tailor_to(posting).tailor(profile).profile


def test_what_a_variant_hides_stays_hidden() -> None:
    """Indexes mean the profile's own order, so a variant chooses before anything is moved."""
    profile = the_profile()
    made = render(profile, variants=["bare"], formats=["txt"], today=TODAY, folder=".", stem="ana", tailor=lambda chosen: tailor_to(POSTING).tailor(chosen).profile)
    text = made[0].data.decode()
    assert "lectrocardiogram" not in text.partition("SKILLS")[2]
    assert "Draw blood" not in text
    assert "Immunizations, Epic, Filing" in text


def test_names_of_a_set_show_the_same_skill() -> None:
    """Or the posting's name would say something else to whoever reads the resume by the same rules."""
    for names in CAREER.names:
        shown = set()
        for spelling in names.words:
            for words in itertools.product(*(part.split("|") for part in spelling.split())):
                shown.add(frozenset(INTERPRETER.recogniser.skills(" ".join(word.lstrip("=") for word in words))))
        assert 1 == len(shown), names
        assert names.skill in next(iter(shown)), names


def words(text: str) -> set[str]:
    """The words of a text, in small letters."""
    return set(re.findall(r"[^\W_]+", text.lower()))


@pytest.mark.parametrize("posting", POSTINGS)
@pytest.mark.parametrize("name", ["ana-reyes", "june-park", "maya-ortiz"])
def test_a_page_has_no_word_that_is_not_the_profile_s(name: str, posting: str) -> None:
    """Each word of the tailored page is on the plain page, or in a name of the posting for a skill that is shown; none is lost but by such names."""
    loaded = load_profile(str(EXAMPLES / name / f"{name}.yaml"), today=TODAY)
    assert loaded.profile is not None
    tailor = tailor_to(posting)
    for variant in ("", *loaded.profile.variants):
        selection = select(loaded.profile, variant)
        profile = loaded.profile.model_copy(update={"variants": {key: one.model_copy(update={"pages": None}) for key, one in loaded.profile.variants.items()}})

        def text(*, tailored: bool, profile: Profile = profile, variant: str = variant) -> str:
            made = render(
                profile, variants=[variant], formats=["txt"], today=TODAY, folder=str(EXAMPLES / name), stem=name, tailor=(lambda chosen: tailor.tailor(chosen).profile) if tailored else None
            )
            return made[0].data.decode()

        plain, made = text(tailored=False), text(tailored=True)
        named = [item for listing in tailor.tailor(page_of(loaded.profile, variant)).listings for item in listing.after if item.named]
        assert words(made) - words(plain) <= words(" ".join(item.now for item in named))
        assert words(plain) - words(made) <= words(" ".join(item.text for item in named))
        assert all(words(item.now) <= words(posting) for item in named)
        assert [job.employer for job in selection.profile.experience] == [job.employer for job in tailor.tailor(selection.profile).profile.experience]


def test_whatever_is_asked_every_fact_stays() -> None:
    """Many postings put together at random: the same lines, dates and credentials, and only names that the career knows to be the same."""
    chance = random.Random(7)
    loaded = load_profile(str(EXAMPLES / "june-park" / "june-park.yaml"), today=TODAY)
    assert loaded.profile is not None
    profile = loaded.profile
    lines = [f"- {line}" for skill in CAREER.skills for line in (skill.name, skill.about or skill.id)] + [f"- {text.split('|')[0].lstrip('=')}" for names in CAREER.names for text in names.words]
    for _ in range(40):
        asked = chance.sample(lines, 8)
        made = tailor_to("Medical Assistant\n\nRequirements\n" + "\n".join(asked[:5]) + "\n\nPreferred\n" + "\n".join(asked[5:])).tailor(profile)
        assert profile.person == made.profile.person
        assert profile.summary == made.profile.summary
        assert {one.path: one for one in profile.certifications} == {one.path: one for one in made.profile.certifications}
        for before, after in zip(profile.experience, made.profile.experience, strict=True):
            assert before.model_copy(update={"highlights": ()}) == after.model_copy(update={"highlights": ()})
            assert {line.path: line.text for line in before.highlights} == {line.path: line.text for line in after.highlights}
        own = {skill.path: skill for skill in profile.skills}
        assert len(own) == len(made.profile.skills)
        for skill in made.profile.skills:
            assert own[skill.path] == skill.model_copy(update={"name": own[skill.path].name})
            assert INTERPRETER.recogniser.skills(own[skill.path].name) == INTERPRETER.recogniser.skills(skill.name)
