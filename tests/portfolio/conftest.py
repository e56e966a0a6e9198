"""What tests of the portfolio share."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from resumekit.load import Loaded, load_career, load_profile
from resumekit.portfolio import make_portfolio
from resumekit.rendering import Rendered

TODAY = date(2026, 11, 24)
Make = Callable[..., list[Rendered]]


@pytest.fixture(scope="session")
def make() -> Make:
    """Makes the portfolio of a profile's file, with the options of `make_portfolio`."""

    def run(file: Path, *formats: str, **options: Any) -> list[Rendered]:
        loaded: Loaded = load_profile(str(file), today=TODAY)
        assert loaded.profile is not None
        career = load_career(loaded.profile.career)
        return make_portfolio(loaded.profile, career, formats=formats or ("pdf",), today=TODAY, folder=loaded.document.folder, stem=file.stem, locate=loaded.locate, **options)

    return run
