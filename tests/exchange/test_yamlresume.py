"""yamlresume's YAML: a JSON Resume with other names."""

from datetime import date

from resumekit.exchange.draft import Draft
from resumekit.exchange.formats import read

TEXT = """\
content:
  basics:
    name: Ana Reyes
    headline: Medical assistant
    summary: |
      - Calm with children
      - Draws blood
  location: {city: Tucson, region: Arizona, country: United States, postalCode: "01234"}
  profiles:
    - {network: Line, username: ana, url: ""}
  education:
    - {institution: Pima College, degree: Certificate, area: Medical assisting, startDate: "Sep 1, 2016", endDate: "Jul 1, 2020", courses: [Anatomy], score: "3.80"}
  work:
    - name: Elm Clinic
      position: Aide
      startDate: Dec 1, 2022
      endDate: ""
      summary: |
        - Draws blood
        - Records EKGs
      keywords: [Epic]
  references:
    - {name: Dr. Lena Park, email: lena@example.org, relationship: Professor, summary: Shows care.}
  certificates:
    - {name: CMA (AAMA), issuer: AAMA, date: Mar 2021}
locale: {language: es}
layout: {margins: {top: 2cm}}
"""


def draft() -> Draft:
    """The draft of it."""
    return read("resume.yml", TEXT.encode(), today=date(2026, 11, 24))


def test_its_names() -> None:
    """Degree, country, relationship, headline and bulleted summaries."""
    tree = draft().tree
    assert tree["person"]["headline"] == "Medical assistant"
    assert tree["person"]["location"] == "Tucson, Arizona, United States"
    assert tree["person"]["zip"] == "01234"
    assert tree["summary"] == "Calm with children. Draws blood."
    assert tree["education"][0]["award"] == "Certificate"
    assert tree["education"][0]["highlights"] == ["Anatomy", "Score: 3.80"]
    assert tree["experience"][0]["highlights"] == ["Draws blood", "Records EKGs"]
    assert tree["experience"][0]["end"] == "present"
    assert tree["letters"][0]["title"] == "Professor"
    assert tree["certifications"][0]["issued"] == "2021-03"
    assert tree["language"] == "es"


def test_nothing_is_lost_but_the_look() -> None:
    """Keywords and a referee's address are kept; margins are not."""
    text = str(draft().tree)
    assert all(word in text for word in ("Epic", "lena@example.org", "Line: ana"))
    assert "2cm" not in text
