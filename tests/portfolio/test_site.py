"""The portfolio as a folder for a browser."""

import hashlib
import io
import json
import re
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser

from resumekit.files import write_whole
from tests.portfolio.conftest import Make

HEAD = "resumekit: 1\ncareer: medical-assistant\nperson: {name: Ana Reyes}\ncertifications:\n"


def test_photographs_are_upright_and_say_nothing_of_where_they_were_taken(make: Make, tmp_path: Path) -> None:
    """A picture on its side is turned; no EXIF is left; its thumbnail is upright too, and fits 320 pixels."""
    photo = Image.new("RGB", (400, 300), "white")
    photo.paste("red", (0, 0, 100, 300))
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    photo.save(tmp_path / "Foto ä.jpg", exif=exif, comment=b"secret")
    (tmp_path / "p.yaml").write_text(HEAD + "  - {name: CMA, evidence: Foto ä.jpg}\n", encoding="utf-8")
    files = {one.name: one.data for one in make(tmp_path / "p.yaml", "html")}
    assert ["p-portfolio/evidence/a-1-foto-a.jpg", "p-portfolio/evidence/a-1-foto-a-small.jpg", "p-portfolio/index.html", "p-portfolio/manifest.json"] == list(files)
    for name in list(files)[:2]:
        with Image.open(io.BytesIO(files[name])) as shown:
            assert (True, {}, None) == (shown.height > shown.width, dict(shown.getexif()), shown.info.get("comment"))
            assert max(shown.size) <= (320 if "small" in name else 400)
            red, _, blue = shown.convert("RGB").getpixel((shown.width // 2, 10))  # type: ignore[misc]
            assert red > blue + 100


def test_every_address_in_the_page_is_a_file_beside_it(make: Make, examples: Path) -> None:
    """Documents and thumbnails; the manifest names them all."""
    files = {one.name.partition("/")[2]: one.data for one in make(examples / "maya-ortiz" / "maya-ortiz.yaml", "html")}
    page = files["index.html"].decode()
    named = set(re.findall(r'(?:href|src)="(evidence/[^"]+)"', page))
    listed = {name for one in json.loads(files["manifest.json"])["exhibits"] for name in one["copies"]}
    assert named == listed == set(files) - {"index.html", "manifest.json"}


def test_a_browser_shows_it_from_disk_to_everyone(browser: Browser, make: Make, examples: Path, tmp_path: Path) -> None:
    """No violation, light and dark, narrow and wide; nothing is asked for elsewhere; every thumbnail is there; the keyboard reaches the skip link first."""
    write_whole({tmp_path / one.name: one.data for one in make(examples / "maya-ortiz" / "maya-ortiz.yaml", "html")})
    folder = tmp_path / "maya-ortiz-portfolio"
    asked: list[str] = []
    page = browser.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"file://{folder}/index.html")
    for width in (320, 1000):
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            rules = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "best-practice"]} if scheme == "light" else {"type": "rule", "values": ["color-contrast"]}
            found = Axe().run(page, options={"runOnly": rules}).response["violations"]
            assert [] == [(width, scheme, one["id"], [node["html"][:120] for node in one["nodes"]][:3]) for one in found]
            assert width >= page.evaluate("document.documentElement.scrollWidth")
    assert [] == page.evaluate("[...document.images].filter(one => !one.complete || !one.naturalWidth).map(one => one.src)")
    page.keyboard.press("Tab")
    assert "skip" == page.evaluate("document.activeElement.className")
    page.close()
    assert [] == [url for url in asked if not url.startswith(f"file://{folder}/")]


def test_labels_and_heads_are_not_broken(browser: Browser, make: Make, examples: Path, tmp_path: Path) -> None:
    """Each is on one line, however narrow its column."""
    write_whole({tmp_path / one.name: one.data for one in make(examples / "maya-ortiz" / "maya-ortiz.yaml", "html")})
    page = browser.new_page()
    page.goto(f"file://{tmp_path}/maya-ortiz-portfolio/index.html")
    for width in (700, 1000, 1200):
        page.set_viewport_size({"width": width, "height": 900})
        found = page.evaluate("[...document.querySelectorAll('td.number a, th[scope=row] > a')].map(one => [one.textContent, one.getClientRects().length])")
        assert [] == [text for text, lines in found if lines != 1]
        assert {"B-2"} <= {text for text, _ in found}
        assert [] == page.evaluate("[...document.querySelectorAll('thead th')].filter(one => one.clientHeight > 40).map(one => one.textContent)")
    page.close()


def test_on_a_phone_names_and_files_have_the_whole_line(browser: Browser, make: Make, examples: Path, tmp_path: Path) -> None:
    """No word of a skill's or a file's name is broken where the line has room."""
    write_whole({tmp_path / one.name: one.data for one in make(examples / "maya-ortiz" / "maya-ortiz.yaml", "html")})
    page = browser.new_page()
    page.goto(f"file://{tmp_path}/maya-ortiz-portfolio/index.html")
    for width in (390, 500):
        page.set_viewport_size({"width": width, "height": 900})
        narrow = "one => one.clientWidth < one.parentElement.clientWidth"
        assert [] == page.evaluate(f"[...document.querySelectorAll('.skills th[scope=row], .index td')].filter({narrow}).map(one => one.textContent)")
    page.close()


def test_a_copy_has_a_checksum_of_its_own(make: Make, tmp_path: Path) -> None:
    """The index calls the original's the original's; the manifest has the sum of each file that the site has."""
    exif = Image.Exif()
    exif[0x0110] = "a phone"
    Image.new("RGB", (400, 300), "white").save(tmp_path / "cma.jpg", exif=exif)
    (tmp_path / "p.yaml").write_text(HEAD + "  - {name: CMA, evidence: cma.jpg}\n", encoding="utf-8")
    files = {one.name.partition("/")[2]: one.data for one in make(tmp_path / "p.yaml", "html")}
    (listed,) = json.loads(files["manifest.json"])["exhibits"]
    assert {name: hashlib.sha256(files[name]).hexdigest() for name in listed["copies"]} == listed["copies_sha256"]
    original, copy = listed["sha256"], listed["copies_sha256"]["evidence/a-1-cma.jpg"]
    assert (hashlib.sha256((tmp_path / "cma.jpg").read_bytes()).hexdigest(), True) == (original, original != copy)
    index = files["index.html"].decode().partition('id="part-documents"')[2]
    assert f">{original[:12]}<br>copy {copy[:12]}<" in index
    assert "Original's SHA-256" in index.replace("&#39;", "'")
