"""A profile against a posting: what backs what is asked, the figure, the variant that suits best, what to do."""

from datetime import date

from resumekit.asked import Interpreter
from resumekit.document import read_document
from resumekit.evidence import assess
from resumekit.load import load_career
from resumekit.matching import MatchReport, match, ranked
from resumekit.pages import read_page
from resumekit.profile import read_profile
from resumekit.rendering.variant import page_of
from resumekit.writers import write

TODAY = date(2026, 11, 24)
CAREER = load_career("medical-assistant")
INTERPRETER = Interpreter(CAREER)
PROFILE = """\
resumekit: 1
career: medical-assistant
person: {name: Ana Reyes}
certifications:
  - {name: CMA (AAMA), issued: 2022-06-14, expires: 2027-06-30}
  - {name: BLS Provider, issuer: American Heart Association, issued: 2022-01-10, expires: 2024-01-31}
experience:
  - employer: Example Clinic
    title: Medical assistant
    start: 2024-11
    end: present
    highlights:
      - {text: Draw blood from 15 patients a day., tags: [lab]}
      - {text: Schedule appointments for four physicians., tags: [desk]}
education:
  - {institution: Example College, award: Certificate, program: Medical assisting, start: 2020-08, end: 2021-12}
skills: [EKG]
variants:
  lab: {tags: [lab], sections: [summary, experience, skills]}
  desk: {tags: [desk], sections: [summary, experience]}
"""
POSTING = """\
Medical Assistant

Requirements
- Draw blood
- EKG
- CMA
- BLS
- Two years of experience
- Graduate of a medical assistant program

Preferred
- Epic
"""


def report(posting: str = POSTING, name: str = "job.txt") -> MatchReport:
    """The profile above against a posting."""
    source = read_document("ana.yaml", data=PROFILE.encode())
    profile, problems = read_profile(source)
    assert profile is not None
    assert problems == []
    variants = {name: assess(page_of(profile, name), CAREER, TODAY, source.locate, INTERPRETER.recogniser) for name in profile.variants}
    found = assess(profile, CAREER, TODAY, source.locate, INTERPRETER.recogniser)
    return match(profile, CAREER, found, INTERPRETER.read(read_page(posting.encode())), variants=variants, schooling=INTERPRETER.schooling_in, posting=name)


def test_each_skill_has_its_line_and_its_evidence() -> None:
    """The posting's line and text, the profile's status and line."""
    phlebotomy = report().required[0]
    assert ("phlebotomy", 4, "Draw blood", "practised") == (phlebotomy.id, phlebotomy.line, phlebotomy.text, phlebotomy.status)
    assert 13 == phlebotomy.evidence[0].line


def test_lacking_is_what_is_not_shown() -> None:
    """A claim is shown, an expired card is not; what is lacking has a step."""
    found = report()
    assert ("bls-cpr", "ehr-platforms", "ehr") == found.lacking
    assert "claimed" == next(one.status for one in found.required if one.id == "ekg")
    closed = {skill for step in found.next_steps for skill in step.closes}
    assert {"ekg", "bls-cpr", "ehr", "ehr-platforms"} <= closed
    assert sum(step.text.startswith("Renew BLS") for step in found.next_steps) == 1


def test_credentials_are_current_expired_or_not_held() -> None:
    """One that meets the demand is enough."""
    assert {"ma-any": "current", "bls": "expired"} == {one.id: one.has for one in report().credentials}
    (phlebotomist,) = report("Phlebotomist\n\n- Phlebotomy certification required\n").credentials
    assert ("no", None) == (phlebotomist.has, phlebotomist.held)


def test_figure_counts_required_double() -> None:
    """Two each for five things required of which two are backed, one each for two preferred of which none is."""
    assert 0.33 == report().score


def test_years_and_schooling() -> None:
    """Asked and had."""
    found = report()
    assert (2, 2.08) == (found.experience_years.asked, found.experience_years.has)
    assert found.education is not None
    assert ("ma-program", True) == (found.education.id, found.education.has)


def test_best_variant_backs_most() -> None:
    """Judged by what its own page shows; ties are said."""
    assert "lab" == report().best_variant
    assert "desk" == report("Receptionist, medical clinic\n\n- Schedule patients' appointments\n").best_variant
    both = write(report("Medical Assistant\n\n- Draw blood\n- Schedule patients' appointments\n"), "text")
    assert "as does that of" in both
    assert "the page of none backs anything" in write(report("Medical Assistant\n\n- Epic\n"), "text")


def test_other_trade_is_said() -> None:
    """In the first lines."""
    found = report("Software Engineer\n\n- Write code\n- Work in a team\n")
    assert ("other", False) == (found.trade, found.on_target)
    assert "for another trade than medical assistant" in write(found, "text").replace("\n", " ")


def test_nothing_asked_is_no_match() -> None:
    """No figure is made of nothing."""
    found = report("Medical Assistant\n\nWe are hiring.\n")
    assert (0.0, (), ()) == (found.score, found.required, found.lacking)
    assert "asks for nothing that this career knows" in write(found, "text")


def test_figure_says_what_it_is() -> None:
    """In words, in every form for people."""
    for format_ in ("text", "markdown", "html"):
        assert "of what is asked is backed, what is required counting double" in write(report(), format_).replace("\n", " ")


def test_many_postings_are_ranked() -> None:
    """Best first, those of another trade and those that ask for nothing last."""
    reports = [report("Cook\n\n- Cook\n", "c.txt"), report("Medical Assistant\n\n- EKG\n", "b.txt"), report("Medical Assistant\n\n- Draw blood\n", "a.txt"), report("Medical Assistant\n", "d.txt")]
    assert ["a.txt", "b.txt", "d.txt", "c.txt"] == [one.posting for one in ranked(reports, "Ana Reyes").postings]


def test_text_that_is_no_posting_is_asked_about() -> None:
    """It is not for another trade; a posting of a trade that is known stays one."""
    text = write(report("hello"), "text")
    assert "is it a job posting?" in text
    assert "another trade" not in text
    assert "another trade" in write(report("Line Cook\n\nPrepare food.\n"), "text")


def test_trade_has_a_column_only_where_one_differs() -> None:
    """Years are those asked; credentials are called so."""
    own = report("Medical Assistant\n\n- EKG\n- One year of experience\n", "b.txt")
    text = write(ranked([own, own], "Ana Reyes"), "text")
    assert "Credentials  Years asked  Variant" in text
    assert "Trade" not in text
    assert "Trade" in write(ranked([own, report("Line Cook\n")], "Ana Reyes"), "text")
