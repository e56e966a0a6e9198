"""Signatures: right, wrong, and those of which nothing can be said."""

import json
import sys
from typing import Any

import pytest

from resumekit.exchange.signatures import base58, canonical, number_text, take_apart, unbase64, verify_proofs, verify_token

from .badge_maker import EC, ED, OTHER, RSA, did_of, pem_of, proved, third, token


def state(text: str, document: dict[str, Any] | None = None, issuer: str = "") -> str:
    """What is found of a token."""
    return verify_token(take_apart(text), document or {}, issuer).state


@pytest.mark.parametrize(("key", "algorithm"), [(ED, "EdDSA"), (EC, "ES256"), (RSA, "RS256"), (RSA, "PS256")])
def test_tokens(key: Any, algorithm: str) -> None:
    """A token is right by its issuer's did:key, wrong by another's, and wrong when a letter has changed."""
    did = did_of(key)
    whole = token(key, algorithm, {"a": 1}, kid=f"{did}#0")
    assert state(whole, issuer=did) == "right"
    assert state(whole.replace(whole.split(".")[1], unpadded({"a": 2})), issuer=did) == "wrong"
    assert state(whole, issuer=did_of(OTHER)) == "wrong"


def unpadded(value: Any) -> str:
    """JSON as tokens carry it."""
    from .badge_maker import base64url

    return base64url(json.dumps(value).encode())


def test_a_key_within_the_badge() -> None:
    """A key in PEM or as JWK that the document holds proves that it is whole, no more."""
    whole = token(RSA, "RS256", {})
    document = {"verification": {"creator": {"publicKeyPem": pem_of(RSA)}}}
    assert "itself names" in verify_token(take_apart(whole), document, "https://x.example.org").why
    assert state(whole, {"issuer": {"publicKey": {"publicKeyPem": pem_of(EC)}}}) == "wrong"


def test_a_key_elsewhere_is_not_fetched() -> None:
    """No key, no verdict."""
    assert state(token(RSA, "RS256", {}, kid="https://keys.example.org/1")) == "unknown"
    assert verify_proofs(third(proof={}), "").state == "unknown"


@pytest.mark.parametrize("text", ["", "a.b", "a.b.c", "e30.e30.!", "W10.e30.AA", "....", "e30.e30"])
def test_what_is_no_token(text: str) -> None:
    """Anything but three parts with a header is refused."""
    with pytest.raises(ValueError, match=r"parts|header|read"):
        take_apart(text)


def test_an_algorithm_that_does_not_fit_its_key() -> None:
    """An RSA signature is not taken for one of an elliptic curve, nor HMAC with a public key for anything."""
    assert state(token(RSA, "ES256", {}, kid=did_of(RSA))) == "wrong"
    assert state(token(RSA, "HS256", {}, kid=did_of(RSA))) == "unknown"


@pytest.mark.parametrize(("key", "suite"), [(ED, "eddsa-jcs-2022"), (EC, "ecdsa-jcs-2019")])
def test_proofs(key: Any, suite: str) -> None:
    """A proof is right for the document as it was; wrong for another, another purpose, another issuer."""
    badge = proved(key, suite)
    assert verify_proofs(badge, did_of(key)).state == "right"
    assert verify_proofs({**badge, "name": "Else"}, did_of(key)).state == "wrong"
    assert verify_proofs(badge, did_of(OTHER)).state == "wrong"
    assert verify_proofs({**badge, "proof": [{**badge["proof"][0], "proofPurpose": "authentication"}]}, did_of(key)).state == "wrong"
    assert verify_proofs({**badge, "proof": [{**badge["proof"][0], "proofValue": "z0OIl"}]}, did_of(key)).state == "wrong"
    assert verify_proofs({**badge, "proof": [{**badge["proof"][0], "cryptosuite": "eddsa-rdfc-2022"}]}, did_of(key)).state == "unknown"


def test_the_worst_of_several_proofs_counts() -> None:
    """One that is right does not speak for one that cannot be told, nor that for one that is wrong; in any order."""
    badge = proved(ED)
    right = badge["proof"][0]
    untold, false = {**right, "cryptosuite": "eddsa-rdfc-2022"}, {**right, "proofPurpose": "authentication"}
    for proofs, state in (([right, right], "right"), ([right, untold], "unknown"), ([untold, right], "unknown"), ([untold, right, false], "wrong")):
        assert state == verify_proofs({**badge, "proof": proofs}, did_of(ED)).state


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is verified, and what to install is said."""
    monkeypatch.setitem(sys.modules, "cryptography", None)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert "resumekit[badges]" in verify_proofs(proved(ED), did_of(ED)).why


def test_a_published_proof() -> None:
    """The example of the W3C's description of eddsa-jcs-2022 is right, and wrong when a letter changes."""
    key = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
    context = ["https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/examples/v2"]
    document = {
        "@context": context,
        "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
        "type": ["VerifiableCredential", "AlumniCredential"],
        "name": "Alumni Credential",
        "description": "A minimum viable example of an Alumni Credential.",
        "issuer": "https://vc.example/issuers/5678",
        "validFrom": "2023-01-01T00:00:00Z",
        "credentialSubject": {"id": "did:example:abcdefgh", "alumniOf": "The School of Examples"},
        "proof": {
            "type": "DataIntegrityProof",
            "cryptosuite": "eddsa-jcs-2022",
            "created": "2023-02-24T23:36:38Z",
            "verificationMethod": f"did:key:{key}#{key}",
            "proofPurpose": "assertionMethod",
            "@context": context,
            "proofValue": "z2HnFSSPPBzR36zdDgK8PbEHeXbR56YF24jwMpt3R1eHXQzJDMWS93FCzpvJpwTWd3GAVFuUfjoJdcnTMuVor51aX",
        },
    }
    assert verify_proofs(document, "https://vc.example/issuers/5678").state == "right"
    assert verify_proofs({**document, "name": "Alumni credential"}, "").state == "wrong"


def test_letters_of_keys_and_tokens() -> None:
    """Base58 and base64 as others write them."""
    assert b"Hello World!" == base58("2NEpo7TZRRrLZSi2U")
    assert b"\xff\xfe" == unbase64("__4")


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0.0, "0"), (-0.0, "0"), (1.0, "1"), (1e21, "1e+21"), (1e20, "100000000000000000000"), (1e-7, "1e-7"), (1e-6, "0.000001"), (0.1, "0.1"), (-5e-324, "-5e-324"),
        (123456789.123, "123456789.123"), (1.7976931348623157e308, "1.7976931348623157e+308"), (333333333.33333329, "333333333.3333333"), (4.5, "4.5"), (2e-3, "0.002"), (1e16, "10000000000000000"),
    ],
)  # fmt: skip
def test_numbers_as_ecmascript_writes_them(number: float, expected: str) -> None:
    """Canonical JSON has one form for each number."""
    assert expected == number_text(number)


def test_canonical_json() -> None:
    """Keys in the order of UTF-16, no spaces, no escapes but the needed."""
    assert '{"\U0001f600":1,"\ufb33":"é\\n\\u000f"}'.encode() == canonical({"\ufb33": "é\n\x0f", "\U0001f600": 1})
