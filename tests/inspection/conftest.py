"""What tests of inspection share: an example's pages."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from resumekit.holdings import HeldCredential, hold
from resumekit.load import load_career, load_profile
from resumekit.profile import Profile
from resumekit.rendering import Page, prepare, render
from resumekit.rendering.variant import select

DAY = date(2026, 11, 24)


@dataclass(frozen=True, kw_only=True)
class Maya:
    """Maya's resume in a template, a variant and with dates there."""

    profile: Profile
    folder: str
    held: tuple[HeldCredential, ...]

    def page(self, template: str, variant: str, dates: str) -> Page:
        """The page, before anything is laid out."""
        return prepare(select(self.profile, variant, template=template, options={"dates": dates}), today=DAY, folder=self.folder, credentials=self.held)[0]

    def pdf(self, template: str, variant: str, dates: str) -> bytes:
        """The file."""
        return render(self.profile, variants=[variant], template=template, options={"dates": dates}, pages=9, today=DAY, folder=self.folder, stem="maya", credentials=self.held)[0].data


@pytest.fixture(scope="session")
def maya(examples: Path) -> Maya:
    """Maya's resume."""
    file = examples / "maya-ortiz" / "maya-ortiz.yaml"
    loaded = load_profile(str(file), today=DAY)
    assert loaded.profile is not None
    held, _ = hold(loaded.profile, load_career(loaded.profile.career, folder=str(file.parent)), DAY, loaded.document.locate)
    return Maya(profile=loaded.profile, folder=str(file.parent), held=held)


@pytest.fixture(scope="session")
def page(maya: Maya) -> Page:
    """Maya's page in the plain template."""
    return maya.page("plain", "", "inline")
