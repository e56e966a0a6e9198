"""Resumes as pages, looked at in a browser: every template can be read by everyone, on a telephone and at night."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from resumekit.load import load_profile
from resumekit.manifest import template_names
from resumekit.profile import Profile
from resumekit.rendering import render

RULES = ["wcag2a", "wcag2aa", "wcag21aa", "best-practice"]
ARABIC = """\
language: ar
sections: {experience: الخبرة, skills: المهارات, certifications: الشهادات}
words: {present: حتى الآن, valid_to: "سارية حتى {date}"}
"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page that may ask for nothing."""
    asked: list[str] = []
    opened = browser.new_page()
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("console", lambda message: asked.append(message.text))
    yield opened
    opened.close()
    assert [] == [url for url in asked if not url.startswith("data:")]


def html_of(profile: Profile, template: str, folder: str = "", **options: object) -> str:
    """A profile's HTML in a template."""
    return render(profile, formats=("html",), template=template, options=options, today=date(2026, 11, 24), folder=folder, stem="x")[0].data.decode()


@pytest.mark.parametrize("template", template_names())
def test_axe_finds_nothing(page: Page, typical: Profile, template: str) -> None:
    """No violation of WCAG 2.1 AA or of good practice, light and dark, narrow and wide; and 320 pixels need no sideways scrolling."""
    page.set_content(html_of(typical, template))
    for width in (320, 1000):
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            rules = {"type": "tag", "values": RULES} if scheme == "light" else {"type": "rule", "values": ["color-contrast"]}  # in the dark only colours change
            found = Axe().run(page, options={"runOnly": rules}).response["violations"]
            assert [] == [(width, scheme, one["id"], [node["html"][:120] for node in one["nodes"]][:3]) for one in found]
            assert width >= page.evaluate("document.documentElement.scrollWidth")


@pytest.mark.parametrize("template", template_names())
def test_long_words_and_right_to_left_pages_fit(page: Page, typical: Profile, tmp_path: Path, template: str) -> None:
    """Neither a word without end nor another direction makes a page wider than a telephone; such a page is mirrored."""
    (tmp_path / "ar.yaml").write_text(ARABIC, encoding="utf-8")
    person = typical.person.model_copy(update={"name": "ليلى " + "حداد" * 20, "headline": "Mnemosyne" * 20, "email": "a" * 60 + "@example.org"})
    profile = typical.model_copy(update={"language": "ar.yaml", "person": person})
    page.set_viewport_size({"width": 320, "height": 900})
    page.set_content(html_of(profile, template, str(tmp_path)))
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.set_viewport_size({"width": 1000, "height": 900})
    title, when = (page.locator(f".experience .head {part}").first.bounding_box() for part in ("h3", ".when"))
    assert title is not None
    assert when is not None
    english = html_of(typical, template)
    page.set_content(english)
    title_left, when_left = (page.locator(f".experience .head {part}").first.bounding_box() for part in ("h3", ".when"))
    assert title_left is not None
    assert when_left is not None
    assert (when_left["x"] > title_left["x"]) != (when["x"] > title["x"])


def test_paper_is_light(page: Page, typical: Profile) -> None:
    """What is printed from a dark screen has the colours of paper."""
    page.set_content(html_of(typical, "classic"))
    page.emulate_media(media="print", color_scheme="dark")
    assert "rgb(26, 28, 30)" == page.evaluate("getComputedStyle(document.querySelector('.bullets li')).color")


def test_a_credential_whose_name_takes_two_lines_has_no_gap_beside_it(page: Page, examples: Path) -> None:
    """In `clinical`, who issued it goes on in the very next line."""
    profile = load_profile(str(examples / "june-park" / "june-park.yaml"), today=date(2026, 11, 24)).profile
    assert profile is not None
    page.set_viewport_size({"width": 1000, "height": 900})
    page.set_content(render(profile, formats=("html",), template="clinical", today=date(2026, 11, 24), folder=str(examples / "june-park"), stem="x")[0].data.decode())
    lines = page.evaluate("[...document.querySelectorAll('.certifications .what')].map(one => Math.round(one.clientHeight / parseFloat(getComputedStyle(one).lineHeight)))")
    assert [2, 2, 1] == lines
