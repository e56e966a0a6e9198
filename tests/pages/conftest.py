"""What tests of pages share: the lines of a page."""

from collections.abc import Callable

import pytest

from resumekit.pages import read_page


@pytest.fixture(scope="session")
def lines() -> Callable[[str | bytes], list[tuple[int, str]]]:
    """The lines of a page with their numbers."""

    def read(text: str | bytes) -> list[tuple[int, str]]:
        return [(line.number, line.text) for line in read_page(text.encode() if isinstance(text, str) else text).lines]

    return read
