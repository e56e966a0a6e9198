"""Names to credentials: spellings, issuers, look-alikes."""

import pytest

from resumekit.load import load_career
from resumekit.registry import Recognition, Registry

REGISTRY = Registry(load_career("medical-assistant"))


def known(name: str, issuer: str = "", jurisdiction: str = "") -> str | None:
    """The id that a name means, or None."""
    credential = REGISTRY.recognise(name, issuer, jurisdiction).credential
    return credential.id if credential else None


@pytest.mark.parametrize(
    ("expected", "name", "issuer"),
    [
        ("cma-aama", "CMA (AAMA)", ""),
        ("cma-aama", "cma(aama)", ""),
        ("cma-aama", "CMA", "American Association of Medical Assistants"),
        ("ccma-nha", "CCMA", "NHA"),
        ("rma-amt", "Registered Medical Assistant", "American Medical Technologists"),
        ("cpt-nha", "Certified Phlebotomy Technician", ""),
        ("bls-aha", "BLS Provider", ""),
        (None, "CMA", ""),
        (None, "Certified Management Accountant", ""),
        (None, "CPT codes", "AMA"),
        (None, "OSHA Training", ""),
        (None, "OSHA Certified", "Clinic Academy"),
        ("osha-10", "OSHA Certified", "OSHA"),
        ("osha-10", "OSHA 10-Hour", ""),
        ("cpt-nha", "CPT, NHA", ""),
    ],
)
def test_a_name_means_its_credential(expected: str | None, name: str, issuer: str) -> None:
    """Case and punctuation do not matter; a short form needs its issuer; a look-alike is none."""
    assert expected == known(name, issuer)


def test_a_short_form_without_issuer_names_what_it_may_be() -> None:
    """So that the message can ask for the right issuer."""
    answer = REGISTRY.recognise("CPT", "", "")
    assert answer.credential is None
    assert "cpt-nha" in [one.id for one in answer.candidates]


def test_a_name_that_nothing_resembles_suggests_nothing() -> None:
    """No guess is better than a wild one."""
    assert Recognition() == REGISTRY.recognise("Zeppelin pilot", "", "")
