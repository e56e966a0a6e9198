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


@pytest.mark.parametrize(("number", "expected"), [("0012345678", "…5678"), ("1234567", "…567"), ("12345", "…"), ("AB-12-34-CD", "…34CD"), ("", "…")])
def test_masked_numbers(number: str, expected: str) -> None:
    """At most the last four characters of a number are shown, of a short one none."""
    assert expected == mask(number)


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


def test_everything_but_the_name_may_be_missing(small: Reader) -> None:
    """A profile with a name only gives a view with a name only."""
    made = seen(small(""))
    assert (made.person.name, made.sections) == ("Ana Reyes", ())


def test_title_and_keywords(typical: Profile) -> None:
    """The file's properties name the person, the credentials and the skills."""
    made = seen(typical)
    assert made.title == "Maya Ortiz, Certified Medical Assistant, family practice"
    assert made.meta["keywords"] == "CMA (AAMA), Basic Life Support (BLS), Phlebotomy, EKG, Epic"
