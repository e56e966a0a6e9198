"""`render --watch` and `--serve`: what follows a save, what the page answers, what it refuses, and the page in a browser."""

import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

import pytest

from resumekit.cli.live import Bell, Shown, Source, Studio, application, is_watched, watch
from resumekit.diagnostics import InvalidInput, Place, error, warning
from tests.cli.conftest import Call

ROOT = Path(__file__).parent.parent.parent
PROFILE = ROOT / "examples" / "ana-reyes" / "ana-reyes.yaml"


def until(true: Callable[[], bool], seconds: float = 60) -> bool:
    """Wait for something to become true."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


# Watching ----------------------------------------------------------------------------------------------------------------


def test_only_files_that_matter_are_followed() -> None:
    """What was read, and YAML beside the profile that may be included next; no outputs, no hidden files."""
    assert is_watched("/a/style.css", {"/a/style.css"}, "/b")
    assert is_watched("/b/new.yaml", set(), "/b")
    assert not is_watched("/b/out.pdf", set(), "/b")
    assert not is_watched("/b/.swap.yaml", set(), "/b")
    assert not is_watched("/bb/new.yaml", set(), "/b")


def test_each_save_builds_anew(tmp_path: Path) -> None:
    """Also when an editor puts a new file in the place of the old one, and when a file is named that was not followed before."""
    profile, style = tmp_path / "a.yaml", tmp_path / "look" / "style.css"
    style.parent.mkdir()
    profile.write_text("1", encoding="utf-8")
    style.write_text("1", encoding="utf-8")
    seen: list[str] = []
    stop = threading.Event()

    def build() -> frozenset[str]:
        seen.append(profile.read_text(encoding="utf-8") + style.read_text(encoding="utf-8"))
        return frozenset({str(style)} if len(seen) > 1 else ())

    following = threading.Thread(target=watch, args=(build, str(profile)), kwargs={"stop": stop})
    following.start()
    try:
        assert until(lambda: seen == ["11"])
        time.sleep(0.5)
        (tmp_path / "new").write_text("2", encoding="utf-8")
        os.replace(tmp_path / "new", profile)
        assert until(lambda: "21" in seen)
        time.sleep(0.5)
        style.write_text("2", encoding="utf-8")
        assert until(lambda: "22" in seen)
    finally:
        stop.set()
        following.join(10)
    assert not following.is_alive()


# What the page knows -----------------------------------------------------------------------------------------------------

BAD = InvalidInput([error("bad-date", "2022-13 is not a date", path="a")])


def source(show: Callable[[str, str], Shown], **changes: object) -> Source:
    """A profile with one variant and two templates."""
    values: dict[str, Any] = {
        "file": "ana.yaml",
        "variants": ("office",),
        "templates": ("classic", "plain"),
        "template": lambda variant: "plain" if variant else "classic",
        "problems": (),
        "answer": "1 of 9",
        "gaps": (("Learn", "because"),),
        "files": frozenset({"/a"}),
        "show": show,
    }
    return Source(**{**values, **changes})


def shown(name: str = "x") -> Shown:
    """Two pages."""
    return Shown(pictures=(b"1", b"2"), html=name.encode(), pdf=b"", problems=())


def test_a_page_is_made_once_for_each_save() -> None:
    """For the variant and template that are looked at, and for no other."""
    made: list[tuple[str, str]] = []

    def show(variant: str, template: str) -> Shown:
        made.append((variant, template))
        return shown()

    studio = Studio(lambda: source(show))
    studio.reload()
    for _ in range(3):
        assert 2 == studio.state("", "")["pages"]
    studio.state("office", "")
    studio.state("", "plain")
    assert [("", "classic"), ("office", "plain"), ("", "plain")] == made
    first = studio.state("", "")["made"]
    studio.reload()
    assert first != studio.state("", "")["made"]
    assert 4 == len(made)


def test_an_error_keeps_the_last_good_page() -> None:
    """In the profile or in the template; the problem stands beside it, and goes when it is mended."""
    fail = {"read": False, "show": False}

    def show(variant: str, template: str) -> Shown:
        if fail["show"]:
            raise BAD
        return shown()

    def read() -> Source:
        if fail["read"]:
            raise BAD
        return source(show)

    studio = Studio(read)
    studio.reload()
    good = studio.state("", "")
    for what in fail:
        fail[what] = True
        studio.reload()
        state = studio.state("", "")
        assert (good["made"], 2) == (state["made"], state["pages"])
        assert "2022-13 is not a date." == state["failed"]
        assert ["2022-13 is not a date"] == [problem["message"] for problem in state["problems"]]
        fail[what] = False
    studio.reload()
    assert ("", []) == (studio.state("", "")["failed"], studio.state("", "")["problems"])


def test_what_nobody_expected_is_told_and_following_goes_on() -> None:
    """A bug in one reload must not end the next."""
    bugs = [ZeroDivisionError("x")]

    def read() -> Source:
        if bugs:
            raise bugs.pop()
        return source(lambda variant, template: shown())

    studio = Studio(read)
    studio.reload()
    assert "bug: ZeroDivisionError: x." == studio.state("", "")["failed"]
    studio.reload()
    assert ("", 2) == (studio.state("", "")["failed"], studio.state("", "")["pages"])


def test_advice_is_no_problem_and_names_its_line_once() -> None:
    """Its own line stands before it; one that names several lines keeps them."""
    place = Place(file="ana.yaml", line=8, column=1, source="skills: [EKG]")
    advice = tuple(warning("beginners-mistake", message, path="skills", place=place) for message in ("Only claimed, line 8", "Too old, line 8; too few, line 9", "Not shown"))
    studio = Studio(lambda: source(lambda *_: shown(), advice=advice))
    studio.reload()
    state = studio.state("", "")
    assert [] == state["problems"]
    studio.source = source(lambda *_: shown(), advice=advice, problems=advice[:1])
    assert ["Too old, line 8; too few, line 9", "Not shown"] == [one["message"] for one in studio.state("", "")["advice"]]
    assert [(8, "Only claimed"), (0, "Too old, line 8; too few, line 9"), (8, "Not shown")] == [(one["line"], one["message"]) for one in state["advice"]]


def test_a_bug_behind_the_page_is_answered_once() -> None:
    """With 500 and no more: an answer cannot begin twice, and nothing is left for the server to print."""
    import asyncio

    def read() -> Source:
        return source(lambda variant, template: shown(), file=object())

    studio = Studio(read)
    studio.reload()
    sent: list[dict[str, object]] = []

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": "/state.json", "raw_path": b"/state.json", "query_string": b"", "root_path": "", "scheme": "http", "http_version": "1.1"}
    scope |= {"headers": [(b"host", b"127.0.0.1:1")], "server": ("127.0.0.1", 1), "client": ("127.0.0.1", 2)}
    asyncio.run(application(studio, lambda: 1, Bell())(scope, receive, send))
    assert [500] == [message["status"] for message in sent if message["type"] == "http.response.start"]


def test_a_profile_that_never_was_good_shows_its_problems() -> None:
    """There is no page yet."""

    def read() -> Source:
        raise BAD

    studio = Studio(read)
    assert frozenset() == studio.reload()
    assert (0, "2022-13 is not a date.") == (studio.state("", "")["pages"], studio.state("", "")["failed"])
    assert studio.page("", "") is None


# The page ----------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, Path, "subprocess.Popen[str]"]]:
    """The program, serving a copy of an example: its port and the profile."""
    folder = tmp_path_factory.mktemp("served")
    shutil.copytree(PROFILE.parent, folder / "ana")
    profile = folder / "ana" / PROFILE.name
    command = [sys.executable, "-m", "resumekit", "render", str(profile), "--serve", "--port", "0", "--today", "2026-11-24"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    match = re.search(r"http://127\.0\.0\.1:([0-9]+)/", process.stderr.readline())
    assert match
    yield int(match[1]), profile, process
    process.send_signal(signal.SIGINT)
    assert 0 == process.wait(15)
    assert "ended\n" == process.stderr.read()
    process.stderr.close()


Served = tuple[int, Path, "subprocess.Popen[str]"]


def ask(port: int, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    """A request, as any program on this machine may make it."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request(method, path, headers=headers)
    answer = connection.getresponse()
    data = answer.read()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, data


def test_the_page_and_what_it_shows(served: Served) -> None:
    """The resume as pictures, HTML and PDF; problems, gaps, variants and templates as data."""
    port, _, _ = served
    assert until(lambda: json.loads(ask(port, "/state.json")[2])["pages"] > 0)
    state = json.loads(ask(port, "/state.json")[2])
    assert (1, "ana-reyes.yaml", "", 1) == (state["format"], state["file"], state["failed"], state["pages"])
    assert {"classic", "plain"} < set(state["templates"])
    assert state["gaps"]
    assert state["answer"]
    assert ["beginners-mistake"] == [one["code"] for one in state["advice"]]
    assert "beginners-mistake" not in {one["code"] for one in state["problems"]}
    for path, media, start in (("/page-1.png", "image/png", b"\x89PNG"), ("/resume.pdf", "application/pdf", b"%PDF-"), ("/resume.html?template=plain", "text/html; charset=utf-8", b"<!doctype html>")):
        status, headers, data = ask(port, path)
        assert (200, media) == (status, headers["content-type"])
        assert data.startswith(start)
        assert "nosniff" == headers["x-content-type-options"]
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "access-control-allow-origin" not in headers
    for number in ("9", "0", "x", "1" * 5000, "\u0661".encode().hex()):
        assert 404 == ask(port, f"/page-{number}.png")[0]
    assert 404 == ask(port, "/../../etc/passwd")[0]


@pytest.mark.parametrize(
    ("status", "method", "headers"),
    [
        (405, "POST", {}),
        (405, "DELETE", {}),
        (405, "OPTIONS", {}),
        (421, "GET", {"Host": "evil.example"}),
        (421, "GET", {"Host": "127.0.0.1:1"}),
        (403, "GET", {"Origin": "http://evil.example"}),
        (403, "GET", {"Origin": "null"}),
        (403, "GET", {"Sec-Fetch-Site": "cross-site"}),
        (200, "HEAD", {}),
    ],
)
def test_only_this_page_may_ask(status: int, method: str, headers: dict[str, str], served: Served) -> None:
    """Another host, another origin, anything but reading: refused."""
    assert status == ask(served[0], "/", method, **headers)[0]


def test_only_the_loopback_address_answers(served: Served) -> None:
    """It is not there for other machines."""
    listening = Path("/proc/net/tcp").read_text(encoding="ascii") if Path("/proc/net/tcp").exists() else ""
    port = f"{served[0]:04X}"
    found = [line.split()[1] for line in listening.splitlines()[1:] if line.split()[1].endswith(f":{port}") and line.split()[3] == "0A"]
    assert not listening or ["0100007F"] == [address.split(":")[0] for address in found]


def test_a_browser_follows_each_save(served: Served) -> None:
    """It reloads by itself, keeps the scroll and the last good page, shows what is wrong, and can be used by keyboard."""
    from playwright.sync_api import sync_playwright

    port, profile, _ = served
    text = profile.read_text(encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1100, "height": 500}, bypass_csp=True)
        faults: list[str] = []
        page.on("pageerror", lambda problem: faults.append(str(problem)))
        page.on("request", lambda request: faults.append(request.url) if not request.url.startswith((f"http://127.0.0.1:{port}/", "data:")) else None)
        page.goto(f"http://127.0.0.1:{port}/")
        page.wait_for_selector("#pages img", timeout=60_000)
        page.wait_for_function("document.querySelector('#pages img').naturalWidth > 0")
        before = page.get_attribute("#pages img", "src")
        page.evaluate("document.querySelector('#pages').scrollTop = 200")
        profile.write_text(text.replace("name: Ana Reyes", "name: Ana Reyes-Luna"), encoding="utf-8")
        page.wait_for_function("before => document.querySelector('#pages img').getAttribute('src') !== before", arg=before, timeout=60_000)
        assert 200 == page.evaluate("document.querySelector('#pages').scrollTop")
        good = page.get_attribute("#pages img", "src")
        profile.write_text(text.replace("person:", "persn:"), encoding="utf-8")
        page.wait_for_selector("#strip:not([hidden])", timeout=60_000)
        assert "Showing the last good page." in page.inner_text("#strip")
        assert "persn" in page.inner_text("#problems")
        assert good == page.get_attribute("#pages img", "src")
        profile.write_text(text, encoding="utf-8")
        page.wait_for_selector("#strip", state="hidden", timeout=60_000)
        page.focus("body")
        reached = []
        for _ in range(7):
            page.keyboard.press("Tab")
            reached.append(page.evaluate("document.activeElement.id || document.activeElement.className"))
        assert ["skip", "variant", "template", "pdf", "html", "pages"] == reached[:6]
        page.select_option("#template", "plain")
        page.wait_for_function("document.querySelector('#pages img').src.includes('template=plain')", timeout=60_000)
        assert "template=plain" in page.url
        browser.close()
    assert [] == faults


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_accessible(scheme: Literal["light", "dark"], served: Served) -> None:
    """No violation that axe-core knows, wide and narrow; at night only the colours are others."""
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(color_scheme=scheme)
        page.goto(f"http://127.0.0.1:{served[0]}/")
        page.wait_for_selector("#pages img", timeout=60_000)
        for width in (1200, 360):
            page.set_viewport_size({"width": width, "height": 700})
            rules = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "best-practice"]} if scheme == "light" else {"type": "rule", "values": ["color-contrast"]}
            found = Axe().run(page, options={"runOnly": rules})
            assert [] == [(one["id"], [node["html"] for node in one["nodes"]]) for one in found.response["violations"]]
        browser.close()


# Wrong usage -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["-", "--watch"], "no file to follow"),
        (["ana.yaml", "--watch", "-o", "-"], "no file to follow"),
        (["ana.yaml", "--serve", "--port", "80000"], "not a whole number from 0 to 65535"),
        (["ana.yaml", "--serve", "--career", "nope"], "there is no career 'nope'"),
    ],
)
def test_wrong_usage_is_said(options: list[str], words: str, call: Call) -> None:
    """Before anything is read."""
    answer = call("render", *options)
    assert 2 == answer.code
    assert words in answer.err


def test_a_port_in_use_is_said(call: Call) -> None:
    """With what to do instead."""
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        answer = call("render", "ana.yaml", "--serve", "--port", str(taken.getsockname()[1]))
    assert 2 == answer.code
    assert "0 for any that is free" in answer.err
