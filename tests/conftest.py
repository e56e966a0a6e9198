"""What tests of several rooms share: a fixed day, the examples, the installed program, a browser."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parent.parent
Run = Callable[..., "subprocess.CompletedProcess[str]"]

settings.register_profile("resumekit", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
settings.load_profile("resumekit")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`pytest --update-gold` writes the expected outputs anew; read the difference before committing it."""
    parser.addoption("--update-gold", action="store_true", help="write the expected outputs anew")


@pytest.fixture
def update_gold(request: pytest.FixtureRequest) -> bool:
    """Whether expected outputs are to be written instead of compared."""
    return bool(request.config.getoption("--update-gold"))


@pytest.fixture(scope="session")
def today() -> date:
    """The day on which every test happens."""
    return date(2026, 11, 24)


@pytest.fixture(scope="session")
def examples() -> Path:
    """The folder of the example profiles."""
    return ROOT / "examples"


@pytest.fixture(scope="session")
def run() -> Run:
    """Runs the program as a user does: `run("check", "maya.yaml", cwd=folder)`; never raises for an exit code."""

    def program(*arguments: str | Path, cwd: Path | None = None, stdin: str = "", timeout: float = 120, **environment: str) -> "subprocess.CompletedProcess[str]":
        kept = {key: value for key, value in os.environ.items() if key not in ("SOURCE_DATE_EPOCH", "NO_COLOR", "FORCE_COLOR", "COLUMNS")}
        command = [sys.executable, "-m", "resumekit", *map(str, arguments)]
        return subprocess.run(command, cwd=cwd, input=stdin, capture_output=True, encoding="utf-8", timeout=timeout, check=False, env=kept | {"PYTHONIOENCODING": "utf-8"} | environment)

    return program


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """Debian's Chromium. Without it these tests fail: pages that nobody looked at are not done."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium")
    assert chromium, "chromium is missing: sudo apt install chromium"
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(autouse=True)
def _no_leftovers() -> Iterator[None]:
    """A test leaves the working folder as it was."""
    before = Path.cwd()
    yield
    assert Path.cwd() == before
