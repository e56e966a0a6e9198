"""The view: what a page says, in which order and words."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from resumekit.labels import read_labels
from resumekit.profile import Profile
from resumekit.rendering.view import ResumeView, SectionView, view
from resumekit.values import mask

Reader = Callable[[str], Profile]
ENGLISH = read_labels("en", "")


def seen(profile: Profile, **more: Any) -> ResumeView:
    """The profile's view in English, in November 2026."""
    return view(profile, more.pop("labels", ENGLISH), **{"today": date(2026, 11, 24), **more})


def part(made: ResumeView, name: str) -> SectionView:
    """A section of a view, by its id."""
    return next(section for section in made.sections if section.id == name)


def test_order_of_sections(typical: Profile) -> None:
    """Certifications come before experience; sections of one's own come last; empty ones not at all."""
    assert [section.id for section in seen(typical).sections] == ["summary", "certifications", "skills", "experience", "externships", "education", "training", "section-1"]


def test_externships_lead_without_experience(typical: Profile) -> None:
    """Someone without a job shows the externship first."""
    made = seen(typical.model_copy(update={"experience": ()}))
    assert [section.id for section in made.sections][:4] == ["summary", "certifications", "externships", "skills"]


@pytest.mark.parametrize(("job", "first"), [("2023-06", "externships"), ("2026-08", "experience"), ("2026", "experience")])
def test_externships_lead_until_a_job_has_begun_since(small: Callable[[str], Profile], job: str, first: str) -> None:
    """A job from before the training, even one that goes on, stands below the externship; an order that is asked for stays."""
    profile = small(f"experience: [{{employer: Market, title: Cashier, start: {job}}}]\nexternships: [{{site: Clinic, start: 2026-08, end: 2026-10}}]\nskills: [EKG]")
    order = [section.id for section in seen(profile).sections]
    assert first == min(("externships", "experience"), key=order.index)
    assert ["experience", "externships"] == [section.id for section in seen(profile, sections=["experience", "externships"]).sections]


def test_chosen_sections(typical: Profile) -> None:
    """The order asked for is kept, titles of one's own included; what does not exist is skipped."""
    made = seen(typical, sections=("Community", "experience", "nothing", "languages"))
    assert [section.id for section in made.sections] == ["section-1", "experience", "languages"]


def test_newest_first(small: Reader) -> None:
    """What still goes on comes first, then what ended last; equal dates keep their order; no date comes last."""
    text = "training: [{title: A, date: 2020}, {title: B}, {title: C, date: 2025-03}, {title: D, date: 2025-03}]"
    assert [entry.heading for entry in part(seen(small(text)), "training").entries] == ["C", "D", "A", "B"]
    jobs = "experience: [{employer: A, start: 2020, end: 2021}, {employer: B, start: 2015, end: present}, {employer: C, start: 2022}, {employer: D, start: 2021-06, end: 2021-12}]"
    assert [entry.heading for entry in part(seen(small(jobs)), "experience").entries] == ["C", "B", "D", "A"]


def test_dates_in_words(typical: Profile) -> None:
    """Spans are worded with an en dash."""
    assert [entry.dates for entry in part(seen(typical), "experience").entries] == ["Feb 2023 – present", "Feb 2022 – Jan 2023"]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("expires: 2027-06", "valid to Jun 2027"),
        ("expires: 2027-02-22", "renews Feb 2027"),
        ("expires: 2027-02-23", "valid to Feb 2027"),
        ("expires: 2026-11-24", "renews Nov 2026"),
        ("expires: 2026-11-23", "expired Nov 2026"),
        ("expires: 2026-10", "expired Oct 2026"),
        ("expires: 2026", "renews 2026"),
        ("issued: 2022-06", "issued Jun 2022"),
        ("issuer: X", ""),
        ("expires: 9999-12-31", "valid to Dec 9999"),
    ],
)
def test_validity(small: Reader, fields: str, expected: str) -> None:
    """A card says until when it holds; 90 days before, that it is to be renewed; afterwards, that it has expired."""
    made = seen(small(f"certifications: [{{name: BLS, {fields}}}]"))
    assert expected == part(made, "certifications").entries[0].dates


def test_no_expiry_is_known_from_the_credential(small: Reader, credential: Any) -> None:
    """A credential that never expires says so."""
    made = seen(small("certifications: [{name: X, issued: 2020}]"), credentials=[credential(path="certifications[0]", letters="", status="no-expiry")])
    assert part(made, "certifications").entries[0].dates == "no expiry"


def test_expired_cards_come_last(small: Reader) -> None:
    """Certifications keep the person's order, but for those that have expired."""
    made = seen(small("certifications: [{name: A, expires: 2020}, {name: B, expires: 2030}, {name: C}]"))
    assert [entry.heading for entry in part(made, "certifications").entries] == ["B", "C", "A"]


@pytest.mark.parametrize(("number", "expected"), [("0012345678", "…5678"), ("1234567", "…567"), ("12345", "…"), ("AB-12-34-CD", "…34CD"), ("", "…")])
def test_masked_numbers(number: str, expected: str) -> None:
    """At most the last four characters of a number are shown, of a short one none."""
    assert expected == mask(number)


def test_numbers_are_masked_unless_asked(small: Reader) -> None:
    """A number is printed whole only with show_number."""
    made = seen(small('certifications: [{name: A, number: "1234567"}, {name: B, number: "7654321", show_number: true}]'))
    assert [entry.number for entry in part(made, "certifications").entries] == ["no. …567", "no. 7654321"]


class TestLetters:
    """Post-nominal letters stand after the name while they may be used, and never longer."""

    CARDS = "certifications: [{name: CMA (AAMA)}, {name: CPT}]"

    def view(self, small: Reader, credential: Any, name: str, status: str) -> ResumeView:
        """A person of this name who holds a CMA of this status."""
        profile = small(f'person: {{name: "{name}"}}\n{self.CARDS}')
        return seen(profile, credentials=[credential(path="certifications[0]", letters="CMA (AAMA)", status=status)])

    @pytest.mark.parametrize("status", ["current", "expiring", "no-expiry"])
    @pytest.mark.parametrize("name", ["Ana Reyes", "Ana Reyes, CMA (AAMA)", "Ana Reyes, cma (aama)", "Ana Reyes CMA (AAMA)", "Ana Reyes, CMA"])
    def test_current(self, small: Reader, credential: Any, name: str, status: str) -> None:
        """They stand once, typed or not."""
        made = self.view(small, credential, name, status)
        assert (made.person.name, made.person.letters, made.problems) == ("Ana Reyes", ("CMA (AAMA)",), ())

    @pytest.mark.parametrize("status", ["expired", "unknown"])
    @pytest.mark.parametrize("name", ["Ana Reyes, CMA (AAMA)", "Ana Reyes CMA", "Ana Reyes CMA(AAMA)", "Ana Reyes, C.M.A.", "Ana Reyes, CMA-AAMA", "Ana Reyes (CMA)"])
    def test_lapsed(self, small: Reader, credential: Any, name: str, status: str) -> None:
        """Letters of a card that is not current are taken off, and that is said."""
        made = self.view(small, credential, name, status)
        assert (made.person.name, made.person.letters) == ("Ana Reyes", ())
        assert [(problem.code, problem.path) for problem in made.problems] == [("credential-expired", "person.name")]

    def test_other_words_stay(self, small: Reader, credential: Any) -> None:
        """Nothing but a held credential's letters is taken off."""
        made = self.view(small, credential, "Ana Reyes, Jr., RN", "current")
        assert made.person.name == "Ana Reyes, Jr., RN"
        assert self.view(small, credential, "ACMA", "expired").person.name == "ACMA"

    def test_letters_of_hidden_cards(self, small: Reader, credential: Any) -> None:
        """A card that the variant leaves out gives no letters."""
        profile = small(self.CARDS)
        made = seen(profile.model_copy(update={"certifications": ()}), credentials=[credential(path="certifications[0]", letters="CMA (AAMA)", status="current")])
        assert made.person.letters == ()


def test_externship(typical: Profile) -> None:
    """Hours, supervisor and counts, the largest count first."""
    entry = part(seen(typical), "externships").entries[0]
    assert entry.meta.markdown == "**180 hours**, supervised by Dana Whitfield, RN, clinic manager"
    assert [(fact.label, fact.value) for fact in entry.facts] == [("Vital signs", "240"), ("Phlebotomy", "60")]


def test_skills_in_groups_with_languages(typical: Profile) -> None:
    """Skills stand by group, in the order given, and languages join them."""
    facts = part(seen(typical), "skills").entries[0].facts
    assert [(fact.label, fact.value) for fact in facts] == [("Clinical", "Phlebotomy, EKG (24 hours)"), ("Software", "Epic"), ("Languages", "English (native), Spanish (native)")]


def test_contact(typical: Profile) -> None:
    """Telephone, mail and links lead somewhere; an address is shown without its scheme."""
    contact = {item.kind: (item.text, item.href) for item in seen(typical).person.contact}
    assert contact["phone"] == ("+1 520 555 0142", "tel:+15205550142")
    assert contact["link"] == ("maya-ortiz.example.org", "https://maya-ortiz.example.org/")


def test_spanish(typical: Profile) -> None:
    """Headings, dates and words follow the language."""
    made = seen(typical, labels=read_labels("es", ""))
    assert part(made, "experience").title == "Experiencia"
    assert part(made, "experience").entries[0].dates == "feb 2023 – actualidad"
    assert part(made, "certifications").entries[0].dates == "vigente hasta jun 2027"


def test_education_that_has_not_ended(small: Reader) -> None:
    """A program that ends in the future is expected to."""
    made = seen(small("education: [{institution: Pima Community College, start: 2026-08, end: 2027-05}]"))
    assert part(made, "education").entries[0].dates == "Aug 2026 – May 2027 (expected)"


def test_free_sections(small: Reader) -> None:
    """Lines alone are bullets; entries with a date are rows, the newest first."""
    made = seen(small("sections: {Lines: [One., Two.], Dated: [{title: Old, date: 2020}, {title: New, text: Really., date: 2024}]}"))
    assert (made.sections[0].kind, len(made.sections[0].entries[0].bullets)) == ("bullets", 2)
    assert (made.sections[1].kind, [entry.heading for entry in made.sections[1].entries]) == ("rows", ["New", "Old"])


def test_everything_but_the_name_may_be_missing(small: Reader) -> None:
    """A profile with a name only gives a view with a name only."""
    made = seen(small(""))
    assert (made.person.name, made.sections) == ("Ana Reyes", ())


def test_title_and_keywords(typical: Profile) -> None:
    """The file's properties name the person, the credentials and the skills."""
    made = seen(typical)
    assert made.title == "Maya Ortiz, Certified Medical Assistant, family practice"
    assert made.meta["keywords"] == "CMA (AAMA), Basic Life Support (BLS), Phlebotomy, EKG, Epic"
