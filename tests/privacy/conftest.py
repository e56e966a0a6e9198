"""What tests of privacy share: what is told of a text."""

from collections.abc import Callable
from typing import Any

import pytest

from resumekit.diagnostics import Severity
from resumekit.privacy import inspect


@pytest.fixture(scope="session")
def told() -> Callable[..., list[tuple[str, Severity]]]:
    """What is found in a text, in order: code and severity."""

    def found(text: str, **how: Any) -> list[tuple[str, Severity]]:
        return [(one.code, one.severity) for one in inspect(text, **how)]

    return found
