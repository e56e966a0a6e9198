"""Open Badges: what they say, and what their signatures, their end and their revocation are worth."""

import json
from datetime import date
from typing import Any

import pytest

from resumekit.diagnostics import InvalidInput
from resumekit.exchange.badges import looks_like, take
from resumekit.exchange.draft import NOTES, Draft
from resumekit.files import FileProblem

from .badge_maker import ED, baked, proved, second, third, token

TODAY = date(2026, 11, 24)


def read(value: Any) -> Draft:
    """The draft of a badge given as JSON."""
    return take("badge.json", json.dumps(value).encode(), TODAY)


def codes(draft: Draft) -> list[str]:
    """The codes of what was told, but for what has no place of its own."""
    return [problem.code for problem in draft.problems if problem.code != "import-moved"]


def test_version_three() -> None:
    """Name, issuer, dates, number and address become a certification; description and criteria are kept."""
    draft = read(third())
    entry = draft.tree["certifications"][0]
    assert {
        "name": "Phlebotomy Technician",
        "issuer": "Example School",
        "number": "PH-12345",
        "issued": "2024-05-01",
        "expires": "2028-05-01",
        "url": "https://badges.example.org/7",
    } == {key: value for key, value in entry.items() if key != NOTES}
    assert draft.person["name"] == "Ana Reyes"
    kept = draft.tree["sections"]["Also in the file"]
    assert {"Draws blood.", "Thirty draws."} == {one["text"] for one in kept}


def test_version_two() -> None:
    """A hosted assertion is imported, and said to be no better than its page."""
    draft = read(second())
    assert draft.tree["certifications"][0]["issued"] == "2024-03-02"
    assert draft.person["email"] == "ana@example.org"
    assert codes(draft) == ["badge-unverified"]


def test_kinds_of_achievement() -> None:
    """A course is training, a membership a membership."""
    badge = third()
    badge["credentialSubject"]["achievement"]["achievementType"] = "Course"
    badge["credentialSubject"]["creditsEarned"] = 5
    assert read(badge).tree["training"][0]["units"] == "5"
    badge["credentialSubject"]["achievement"]["achievementType"] = "Membership"
    assert read(badge).tree["memberships"][0]["organization"] == "Example School"


def test_expired_and_revoked_are_said() -> None:
    """Both are imported with a remark and a warning."""
    draft = read(second(expires="2025-01-01", revoked=True, revocationReason="Issued in error"))
    assert codes(draft) == ["badge-unverified", "badge-expired", "badge-revoked"]
    assert any("Issued in error" in said for _, said in draft.tree["certifications"][0][NOTES])


def test_a_right_proof_is_said() -> None:
    """The remark names the issuer's own key; nothing is warned of."""
    draft = read(proved(ED))
    assert codes(draft) == []
    assert any("is right" in said for _, said in draft.tree["certifications"][0][NOTES])


def test_a_wrong_proof_is_refused() -> None:
    """A badge that was changed after it was signed is an error."""
    badge = proved(ED)
    badge["credentialSubject"]["achievement"]["name"] = "Surgeon"
    with pytest.raises(InvalidInput) as caught:
        read(badge)
    assert [problem.code for problem in caught.value.problems] == ["badge-signature"]


def test_a_token_in_a_picture() -> None:
    """A signed assertion inside a PNG; changed by one letter, it is refused."""
    whole = token(ED, "EdDSA", second(verification={"type": "signed"}), kid=_kid())
    assert codes(take("b.png", baked(whole), TODAY)) == []
    head, body, signature = whole.split(".")
    with pytest.raises(InvalidInput):
        take("b.png", baked(f"{head}.{body}.{'A' if signature[0] != 'A' else 'B'}{signature[1:]}"), TODAY)


def _kid() -> str:
    from .badge_maker import did_of

    return did_of(ED)


def test_a_token_without_a_signature_is_refused() -> None:
    """alg: none is no signature."""
    head, body, _ = token(ED, "none", third()).split(".")
    with pytest.raises(InvalidInput):
        take("b.jwt", f"{head}.{body}.".encode(), TODAY)


def test_claims_of_a_token_give_its_dates() -> None:
    """exp and nbf stand for the dates that the credential leaves out."""
    credential = third()
    del credential["validFrom"], credential["validUntil"]
    draft = take("b.jwt", token(ED, "EdDSA", {"iss": _kid(), "nbf": 1714521600, "exp": 1735689600, "vc": credential}).encode(), TODAY)
    entry = draft.tree["certifications"][0]
    assert (entry["issued"], entry["expires"]) == ("2024-05-01", "2025-01-01")
    assert "badge-expired" in codes(draft)


def test_only_an_address() -> None:
    """A badge that stands elsewhere is not fetched, and the address is named."""
    with pytest.raises(FileProblem, match=r"https://badges\.example\.org/9"):
        take("b.png", baked("https://badges.example.org/9"), TODAY)
    with pytest.raises(InvalidInput, match="not fetched"):
        read(second(badge="https://badges.example.org/class"))


def test_a_key_given_twice_is_refused() -> None:
    """What a badge says must be clear."""
    text = json.dumps(third()).replace('"name": "Ana Reyes"', '"name": "Ana Reyes", "name": "Eva Reyes"')
    with pytest.raises(FileProblem, match="twice"):
        take("badge.json", b" " + text.encode(), TODAY)


def test_several_badges() -> None:
    """A list, and a presentation of several."""
    assert len(read([third(), second()]).tree["certifications"]) == 2
    assert len(read({"type": "VerifiablePresentation", "verifiableCredential": [third(), third()]}).tree["certifications"]) == 2


@pytest.mark.parametrize("value", [{}, [], {"basics": {}}, {"type": "Person"}, 3, "x", [[]], [{}]])
def test_what_is_no_badge(value: Any) -> None:
    """Other JSON is not taken for a badge."""
    assert not looks_like(value)


@pytest.mark.parametrize("value", [{"badge": 3}, {"badge": []}, {"credentialSubject": 3}, {"credentialSubject": {"achievement": [1]}}, {"type": "Assertion", "badge": {"name": 5}}, [1, [2]]])
def test_wrong_types_are_refused_in_one_line(value: Any) -> None:
    """Whatever stands in place of a badge, the answer is one problem."""
    with pytest.raises((FileProblem, InvalidInput)):
        read(value)
