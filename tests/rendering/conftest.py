"""What the rendering tests share: a profile as a typical person writes it, and readers of profiles and pages."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from resumekit.document import read_document
from resumekit.profile import Profile, read_profile
from resumekit.rendering import Rendered, render

TODAY = date(2026, 11, 24)
TYPICAL = """\
resumekit: 1
career: medical-assistant
person:
  name: Maya Ortiz
  headline: Certified Medical Assistant, family practice
  email: maya.ortiz@example.org
  phone: "+1 520 555 0142"
  location: Tucson, AZ
  links: [{label: Portfolio, url: "https://maya-ortiz.example.org/"}]
  languages: [{name: English, level: native}, {name: Spanish, level: native}]
summary: Medical assistant with **four years** in family medicine. Rooms 20 patients a day, draws blood and records EKGs.
certifications:
- {name: CMA (AAMA), issuer: American Association of Medical Assistants, number: "1234567", issued: 2022-06, expires: 2027-06}
- {name: Basic Life Support (BLS), issuer: American Heart Association, issued: 2025-02, expires: 2027-02, tags: [cardiology]}
externships:
- site: Desert Family Clinic
  role: Medical assistant extern
  location: Tucson, AZ
  start: 2021-09
  end: 2021-12
  hours: 180
  supervisor: {name: Dana Whitfield, title: "RN, clinic manager"}
  skills: [{skill: Phlebotomy, count: 60}, {skill: Vital signs, count: 240}]
  highlights: ["Assisted with minor procedures: suture removal and wound care."]
experience:
- employer: Catalina Family Health
  title: Medical assistant
  location: Tucson, AZ
  start: 2022-02
  end: 2023-01
  tags: [clinical]
  highlights: [Gave injections and kept the vaccine refrigerator log., {text: Submitted 25 prior authorizations a week., tags: [office]}]
- employer: Saguaro Internal Medicine
  title: Medical assistant
  location: Tucson, AZ
  start: 2023-02
  end: present
  highlights: [Room 18 to 22 patients a day., Cut average rooming time from 11 to 7 minutes.]
education:
- {institution: Pima Community College, award: Certificate, program: Medical assisting, accreditation: CAAHEP, start: 2020-08, end: 2021-12}
skills:
- {name: Phlebotomy, group: Clinical}
- {name: EKG, group: Clinical, hours: 24}
- {name: Epic, group: Software}
training:
- {title: Infection control update, provider: AAMA, units: 5, date: 2025-03}
sections:
  Community: [Flu clinics every October.]
design:
  template: classic
  options: {paper: letter}
variants:
  heart:
    template: clinical
    headline: Medical assistant, cardiology
    tags: [cardiology]
    hide: [person.location, "experience[1].highlights"]
    options: {accent: "#1f4e79"}
    pages: 1
  short: {extends: heart, sections: [summary, certifications], pages: 2, options: {paper: a4}}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """A held credential, as rendering sees one."""

    path: str
    letters: str
    name: str = "CMA (AAMA)"
    status: str


def profile_of(text: str) -> Profile:
    """A profile from its text, which must be free of mistakes."""
    document = read_document("profile.yaml", data=text.encode())
    profile, problems = read_profile(document)
    assert [*document.problems, *problems] == []
    assert profile is not None
    return profile


@pytest.fixture
def small() -> Callable[[str], Profile]:
    """Reads a profile from what follows its name."""
    return lambda text: profile_of("resumekit: 1\ncareer: medical-assistant\n" + ("" if "person:" in text else "person: {name: Ana Reyes}\n") + text)


@pytest.fixture(scope="session")
def typical() -> Profile:
    """The typical profile."""
    return profile_of(TYPICAL)


@pytest.fixture
def credential() -> type[Credential]:
    """Makes held credentials."""
    return Credential


@pytest.fixture
def rendered(tmp_path: Path) -> Callable[..., Rendered]:
    """Renders one profile in one format."""

    def make(profile: Profile, form: str, **more: Any) -> Rendered:
        return render(profile, **{"formats": (form,), "today": TODAY, "folder": str(tmp_path), "stem": "maya", **more})[0]

    return make


@pytest.fixture
def typical_text() -> str:
    """The typical profile's text."""
    return TYPICAL
