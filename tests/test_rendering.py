"""Rendering as a whole: files' names, formats, limits, problems with their places; and what a page is in a browser."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from resumekit.diagnostics import InvalidInput, Severity
from resumekit.document import Document, read_document
from resumekit.manifest import template_names
from resumekit.profile import Profile, read_profile
from resumekit.rendering import FORMATS, MAX_ENTRIES, Rendered, render

TEXT = """\
resumekit: 1
career: medical-assistant
person:
  name: Ana Reyes
  headline: Medical assistant
  phone: "+1 520 555 0143"
  email: ana.reyes.with.a.long.address.for.narrow.screens@mail.clinic.example.org
  location: Tucson, AZ
summary: "Careful <b>and</b> kind, with [a page](https://example.org/a) and **numbers**."
certifications:
- {name: Certified Clinical Medical Assistant (CCMA), issuer: National Healthcareer Association, number: "A1234567", expires: 2028-03}
externships:
- site: Desert Family Clinic
  role: Medical assistant extern
  start: 2026-02
  end: 2026-05
  hours: 160
  skills: [{skill: Phlebotomy, count: 60}, {skill: Vital signs, count: 240}, {skill: Point-of-care testing, count: 12}]
  highlights: [Roomed patients and recorded vital signs., Averylongwordthatnobodywouldtypebutsomebodywillpasteintoaprofileoneday1234567890.]
skills: [{name: EKG, group: Clinical}, {name: Scheduling, group: Administrative}]
design: {template: clinical, options: {accent: "#ffee00"}}
variants: {one: {pages: 1}, plain: {template: classic}}
"""
Render = Callable[..., list[Rendered]]


@pytest.fixture(scope="module")
def document() -> Document:
    """The profile's text, located."""
    return read_document("ana.yaml", data=TEXT.encode())


@pytest.fixture(scope="module")
def profile(document: Document) -> Profile:
    """The profile."""
    made, problems = read_profile(document)
    assert problems == []
    assert made is not None
    return made


@pytest.fixture
def draw(profile: Profile, document: Document, today: date, tmp_path: Path) -> Render:
    """Renders the profile."""

    def make(**more: Any) -> list[Rendered]:
        return render(more.pop("profile", profile), **{"today": today, "folder": str(tmp_path), "stem": "ana", "locate": document.locate, **more})

    return make


def test_names_of_files(draw: Render) -> None:
    """The base has the stem's name, a variant adds its own; nothing is written."""
    made = draw(variants=("", "one"), formats=("html", "txt"))
    assert [item.name for item in made] == ["ana.html", "ana.txt", "ana-one.html", "ana-one.txt"]
    assert [item.pages for item in made] == [0, 0, 0, 0]


def test_inputs_are_named(draw: Render) -> None:
    """What a file was made from is known, so that it can be watched."""
    names = {Path(name).name for name in draw(formats=("html",))[0].inputs}
    assert {"style.css", "template.yaml", "base.css", "page.html.j2", "en.yaml"} <= names


def test_unknown_format(draw: Render) -> None:
    """A format that there is not is an error with those there are."""
    with pytest.raises(InvalidInput) as caught:
        draw(formats=("hmtl",))
    assert caught.value.problems[0].hint == "did you mean html?"


def test_problems_have_their_places(draw: Render) -> None:
    """A warning about a choice stands at its line."""
    problem = draw(formats=("txt",))[0].problems[0]
    assert problem.code == "low-contrast"
    assert problem.place is not None
    assert "accent" in TEXT.splitlines()[problem.place.line - 1]


def test_bad_options_stop(draw: Render) -> None:
    """An option that cannot be is an error before anything is made."""
    with pytest.raises(InvalidInput) as caught:
        draw(formats=("html",), options={"paper": "a5"})
    assert "bad-choice" in [problem.code for problem in caught.value.problems]


def test_too_many_pages(draw: Render, profile: Profile) -> None:
    """More pages than asked for is an error that says by how many, at its place, in all variants at once; nothing is made."""
    long = profile.model_copy(update={"externships": profile.externships * 30})
    with pytest.raises(InvalidInput) as caught:
        draw(profile=long, variants=("one", "plain"), formats=("txt",), pages=2)
    assert ["too-many-pages", "too-many-pages"] == [problem.code for problem in caught.value.problems if problem.severity is Severity.ERROR]
    with pytest.raises(InvalidInput) as caught:
        draw(profile=long, variants=("", "one"), formats=("pdf",))
    problem = next(problem for problem in caught.value.problems if problem.severity is Severity.ERROR)
    assert re.fullmatch(r"even without 30 of its lines and in density tight the variant one has [2-9] pages, about [1-9][0-9]+ lines too many for 1", problem.message)
    assert problem.path == "variants.one.pages"
    assert problem.place is not None
    assert draw(variants=("one",), formats=("pdf",))[0].fitted is not None


def test_too_many_entries(draw: Render, profile: Profile) -> None:
    """A profile that would take minutes is refused at once."""
    with pytest.raises(InvalidInput) as caught:
        draw(profile=profile.model_copy(update={"skills": profile.skills * MAX_ENTRIES}), formats=("txt",))
    assert [problem.code for problem in caught.value.problems] == ["too-many-entries"]


@pytest.mark.parametrize("form", [form for form in FORMATS if form not in ("pdf", "png", "docx")])
def test_credential_numbers_stay_private(draw: Render, form: str) -> None:
    """A number is never printed whole."""
    text = draw(formats=(form,))[0].data.decode()
    assert "A1234567" not in text
    assert "…4567" in text


def test_text_is_plain(draw: Render) -> None:
    """Plain text: lines of at most 80 characters, headings underlined, markup of the profile as typed."""
    text = draw(formats=("txt",))[0].data.decode()
    assert all(len(line) <= 80 for line in text.splitlines() if "Averylong" not in line and "example.org" not in line)
    assert "EXTERNSHIPS\n-----------\n" in text
    assert "Careful <b>and</b> kind, with a page (example.org/a) and numbers." in text
    assert "\n\n\n" not in text


def test_markdown(draw: Render) -> None:
    """Markdown: headings, lists, and markup of the profile escaped."""
    text = draw(formats=("md",))[0].data.decode()
    assert text.startswith("# Ana Reyes\n\n*Medical assistant*\n")
    assert "\n### Medical assistant extern, Desert Family Clinic\n" in text
    assert "Careful \\<b>and\\</b> kind, with [a page](https://example.org/a) and **numbers**." in text


def test_html_needs_no_weasyprint() -> None:
    """HTML, Markdown and text import neither WeasyPrint nor Pillow nor pikepdf."""
    code = (
        "import sys\nfrom datetime import date\nfrom resumekit.document import read_document\nfrom resumekit.profile import read_profile\nfrom resumekit.rendering import render\n"
        f"made, _ = read_profile(read_document('a.yaml', data={TEXT.encode()!r}))\n"
        "render(made, formats=('html', 'md', 'txt'), today=date(2026, 11, 24), folder='', stem='a')\n"
        "assert not {'weasyprint', 'PIL', 'pikepdf', 'fontTools', 'babel', 'rich'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")


class _Outline(HTMLParser):
    """Checks that elements close in order, and keeps what matters."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "link", "img", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert tag == self.open.pop()


@pytest.mark.parametrize("template", template_names())
def test_html_is_one_sound_file(draw: Render, template: str) -> None:
    """Elements are balanced, ids unique, headings in order, landmarks there; no script, no address that is loaded; dark and print rules."""
    text = draw(template=template, formats=("html",))[0].data.decode()
    made = _Outline(text)
    names = [tag for tag, _ in made.tags]
    ids = [attributes["id"] for _, attributes in made.tags if "id" in attributes]
    assert made.open == []
    assert len(set(ids)) == len(ids)
    assert {"header", "main", "section", "h1", "h2", "h3"} <= set(names)
    assert names.count("h1") == 1
    assert not {"script", "link", "img", "iframe", "object"} & set(names)
    assert ("html", {"lang": "en"}) in made.tags
    assert {"tel:+15205550143"} <= {attributes.get("href") for tag, attributes in made.tags if tag == "a"}
    assert not re.search(r"url\(|@import|src=", text)
    assert {"@media screen and (prefers-color-scheme: dark)", "@page"} <= set(re.findall(r"@media screen and \(prefers-color-scheme: dark\)|@page(?=[ :{])", text))
    assert "Careful &lt;b&gt;and&lt;/b&gt; kind" in text


@pytest.fixture
def view_of(draw: Render, browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Opens the HTML of a variant in a window of some width; a request for anything but the file fails the test."""
    asked: list[str] = []
    contexts = []

    def show(variant: str, width: int, **more: Any) -> Page:
        file = tmp_path / f"{variant or 'base'}.html"
        file.write_bytes(draw(variants=(variant,), formats=("html",))[0].data)
        context = browser.new_context(viewport={"width": width, "height": 900}, **more)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: asked.append(message.text))
        page.goto(file.as_uri())
        return page

    yield show
    for context in contexts:
        context.close()
    assert [url for url in asked if not url.endswith(".html")] == []


@pytest.mark.parametrize("variant", ["", "plain"])
@pytest.mark.parametrize("width", [320, 500, 1280])
def test_no_sideways_scrolling(view_of: Callable[..., Page], variant: str, width: int) -> None:
    """The page fits from the narrowest telephone to a wide screen, long words and addresses included."""
    page = view_of(variant, width)
    assert width >= page.evaluate("document.documentElement.scrollWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("variant", ["", "plain"])
def test_every_text_can_be_read(view_of: Callable[..., Page], variant: str, scheme: str) -> None:
    """Each text reaches a contrast of 4.5 on what lies behind it, in light and dark."""
    page = view_of(variant, 900, color_scheme=scheme)
    worst = page.evaluate(
        """() => {
          const light = color => { const parts = color.match(/[0-9.]+/g).slice(0, 3).map(part => part / 255)
            .map(part => part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4); return .2126 * parts[0] + .7152 * parts[1] + .0722 * parts[2] };
          const ground = element => { for (; element; element = element.parentElement) { const color = getComputedStyle(element).backgroundColor;
            if (!color.endsWith(', 0)')) return color } return 'rgb(255, 255, 255)' };
          let worst = 21;
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) { if (!walker.currentNode.data.trim()) continue; const element = walker.currentNode.parentElement;
            const pair = [light(getComputedStyle(element).color), light(ground(element))].sort((a, b) => b - a);
            worst = Math.min(worst, (pair[0] + .05) / (pair[1] + .05)) }
          return worst }"""
    )
    assert worst >= 4.5


def test_links_are_large_enough_to_touch(view_of: Callable[..., Page]) -> None:
    """On a telephone each contact stands on a line of at least 24 px."""
    page = view_of("", 320)
    heights = page.evaluate("[...document.querySelectorAll('.contact li')].map(item => item.getBoundingClientRect().height)")
    assert min(heights) >= 24
