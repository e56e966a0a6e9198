"""Reports as pages, looked at in a browser: they can be read by everyone, on a telephone, at night and on paper."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.test_commands import run_here

ROOT = Path(__file__).parent.parent
JUNE = str(ROOT / "examples" / "june-park" / "june-park.yaml")
PAGES = {
    "check": ["check", JUNE, "--format", "html", "--today", "2026-11-24", "-q"],
    "renewals": ["renewals", JUNE, "--format", "html", "--today", "2026-11-24", "-q"],
    "careers": ["careers", "show", "medical-assistant", "--format", "html"],
}
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "best-practice"]


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """Each page, made once."""
    return {name: run_here(command)[0] for name, command in PAGES.items()}


@pytest.fixture
def opened(browser: Browser, texts: dict[str, str]) -> Iterator[Any]:
    """Opens a page in a window of some width; asking for anything fails the test."""
    asked: list[str] = []
    contexts = []

    def show(name: str, width: int = 1280, **more: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, **more)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: asked.append(message.text))
        page.set_content(texts[name])
        return page

    yield show
    for context in contexts:
        context.close()
    assert asked == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(opened: Any, name: str, scheme: str) -> None:
    """No violation of WCAG 2.1 AA or of good practice: contrast, names, roles, order; at night only the colours are others."""
    rules = {"type": "tag", "values": RULES} if scheme == "light" else {"type": "rule", "values": ["color-contrast"]}
    found = Axe().run(opened(name, color_scheme=scheme), options={"runOnly": rules}).response["violations"]
    assert [] == [(one["id"], [node["html"][:120] for node in one["nodes"]][:3]) for one in found]


@pytest.mark.parametrize("name", PAGES)
def test_telephone_needs_no_sideways_scrolling(opened: Any, name: str) -> None:
    """320 pixels are enough; a figure says what it is, now that its column has no heading."""
    page = opened(name, 320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    bare = page.evaluate("[...document.querySelectorAll('td')].filter(cell => /^[0-9-]+$/.test(cell.textContent) && getComputedStyle(cell, '::before').content === 'none').length")
    assert bare == 0


def test_skill_map_is_whole(opened: Any) -> None:
    """Every text of the picture lies within it, with the fonts that there are, and no name is cut."""
    page = opened("check")
    outside = page.evaluate(
        """() => [...document.querySelectorAll('.wide svg text')].filter(text => {
          const edge = text.ownerSVGElement.viewBox.baseVal, box = text.getBBox(); return box.x + box.width > edge.x + edge.width }).map(text => text.textContent)"""
    )
    assert outside == []
    assert "…" not in page.evaluate("document.querySelector('.wide svg').textContent")
    assert page.evaluate("[...document.querySelectorAll('.map')].filter(map => getComputedStyle(map).display !== 'none').length") == 1


def test_paper_is_white_at_night_too(opened: Any) -> None:
    """Printed, a page has its light colours, even where the screen is dark."""
    page = opened("check", color_scheme="dark")
    background = "getComputedStyle(document.documentElement).backgroundColor"
    assert page.evaluate(background) == "rgb(22, 25, 27)"
    page.emulate_media(media="print")
    assert page.evaluate(background) == "rgb(255, 255, 255)"
