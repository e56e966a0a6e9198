"""rendercv's YAML both ways."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from resumekit.exchange.draft import NOTES, Draft
from resumekit.exchange.formats import read
from resumekit.exchange.rendercv import NETWORKS, write
from resumekit.load import load_profile
from resumekit.profile import Profile
from resumekit.rendering.variant import page_of
from resumekit.values import mask

TODAY = date(2026, 11, 24)
ROOT = Path(__file__).parents[2]
SHAPES = {
    "experience": ({"company", "position"}, {"location", "start_date", "end_date", "date", "summary", "highlights"}),
    "education": ({"institution", "area"}, {"degree", "location", "start_date", "end_date", "date", "summary", "highlights"}),
    "normal": ({"name"}, {"location", "start_date", "end_date", "date", "summary", "highlights"}),
    "line": ({"label", "details"}, set()),
    "bullet": ({"bullet"}, set()),
}
"""The kinds of entries that rendercv knows: the keys they need, and those they may have."""
TEXT = """\
cv:
  name: June Park
  location: Portland, OR
  email: [june@example.org, other@example.org]
  phone: tel:+15035550142
  website: june.example.org
  social_networks:
    - {network: LinkedIn, username: junepark}
    - {network: Mastodon, username: "@june@example.org"}
  sections:
    summary: [Certified **medical assistant**., Second paragraph]
    education:
      - {institution: PCC, area: Medical assisting, degree: AAS, date: Sept 2018 – June 2020, highlights: ["GPA: 3.9"]}
    experience:
      - company: Elm Clinic
        position: MA
        start_date: 2020-07
        end_date: present
        highlights:
          - Draws blood
          - Led: a team
    clinical_externship:
      - {company: Oak Clinic, position: Extern, start_date: 2019-09, end_date: 2019-12}
    skills:
      - {label: Clinical, details: "EKG, phlebotomy (adult, pediatric)"}
    certifications:
      - {name: "[CMA](https://aama.example.org/1)", date: 2021-03, highlights: ["Issuer: AAMA", "Expires: 2027-03", Top of the class]}
    Fun:
      - bullet: Hiking
      - {name: Marathon, date: 2021, location: Boston, odd: kept}
design: {theme: classic}
"""


def kinds(entry: Any) -> list[str]:
    """What an entry may be."""
    return ["text"] if isinstance(entry, str) else [kind for kind, (needed, allowed) in SHAPES.items() if needed <= set(entry) <= needed | allowed]


@pytest.mark.parametrize("name", ["ana-reyes", "june-park", "maya-ortiz"])
def test_out(name: str) -> None:
    """Every section is a list of entries of one kind that rendercv has; every line is there; numbers are masked."""
    profile = load_profile(str(ROOT / "examples" / name / f"{name}.yaml"), today=TODAY).profile
    assert profile is not None
    for variant in ("", *profile.variants):
        shown = page_of(profile, variant)
        text, _ = write(shown)
        cv = yaml.safe_load(text)["cv"]
        assert set(cv) <= {"name", "headline", "location", "email", "phone", "website", "social_networks", "custom_connections", "sections"}
        for title, entries in cv["sections"].items():
            assert set.intersection(*(set(kinds(entry)) for entry in entries)), title
        flat = " ".join(text.replace('\\"', '"').split())
        assert [line.text for lines in (*(job.highlights for job in shown.experience), *(one.highlights for one in shown.externships)) for line in lines if line.text not in flat] == []
        for one in shown.certifications:
            assert not one.number or (one.number not in text and mask(one.number) in text)


def small(**more: Any) -> Profile:
    """A small profile."""
    return Profile.model_validate({"resumekit": "1", "career": "medical-assistant", "person": {"name": "Ana Reyes", **more}})


def test_what_has_no_place_is_listed() -> None:
    """A postal code, a number without its country, an address that is no page."""
    _, left = write(small(zip="85701", phone="520 555 0142", links=({"url": "mailto:ana@example.org"},)))
    assert left == ["person.phone (it needs the country code, such as +1)", "person.links[0]", "person.zip"]


def test_networks() -> None:
    """An address of a network becomes a user's name there, and comes back as that address."""
    for network, base in NETWORKS.items():
        text, _ = write(small(links=({"label": network, "url": f"https://{base}ana-reyes"},)))
        assert yaml.safe_load(text)["cv"]["social_networks"] == [{"network": network, "username": "ana-reyes"}]
        assert read("x", text.encode(), today=TODAY).person["links"] == [{"label": network, "url": f"https://{base}ana-reyes"}]


def draft() -> Draft:
    """The draft of the text above."""
    return read("cv.yaml", TEXT.encode(), today=TODAY)


def test_in() -> None:
    """Sections by their title, entries by their keys, dates in one piece, labelled lines."""
    tree = draft().tree
    assert tree["person"]["phone"] == "+15035550142"
    assert [link["url"] for link in tree["person"]["links"]] == ["https://june.example.org", "https://linkedin.com/in/junepark"]
    assert tree["summary"] == "Certified **medical assistant**. Second paragraph."
    assert (tree["education"][0]["start"], tree["education"][0]["end"]) == ("2018-09", "2020-06")
    assert tree["experience"][0]["highlights"] == ["Draws blood", "Led: a team"]
    assert tree["externships"][0]["site"] == "Oak Clinic"
    assert [(one["name"], one["group"]) for one in tree["skills"]] == [("EKG", "Clinical"), ("phlebotomy (adult, pediatric)", "Clinical")]
    assert {key: value for key, value in tree["certifications"][0].items() if key != NOTES} == {
        "name": "CMA", "url": "https://aama.example.org/1", "issued": "2021-03", "issuer": "AAMA", "expires": "2027-03",
    }  # fmt: skip
    assert tree["sections"]["Fun"] == ["Hiking", {"title": "Marathon", "date": "2021", "text": "Boston"}]


def test_nothing_is_lost() -> None:
    """Every word of the file is in the draft, but how it is to look."""
    text = re.sub(r"[^\w@.]+", " ", str(draft().tree))
    words = ["other@example.org", "@june@example.org", "Top of the class", "kept", "3.9", "AAS", "Hiking"]
    assert [word for word in words if word not in text] == []
    assert "classic" not in text


@pytest.mark.parametrize("sections", ["3", "[a]", "{a: 3}", "{a: {b: c}}", "{a: [[x]]}", "{experience: [{company: [x]}]}", "{a: }", "{skills: [{label: }]}"])
def test_odd_sections(sections: str) -> None:
    """Whatever stands there is taken, kept or told."""
    found = read("x", f"cv:\n  name: Ana\n  sections: {sections}\n".encode(), today=TODAY)
    assert found.person["name"] == "Ana"
