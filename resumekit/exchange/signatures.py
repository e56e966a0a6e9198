"""Whether a badge's signature is right: JWS and JWT, and Data Integrity proofs over canonical JSON.

In: a token or a document, and the keys that it names itself or by did:key. Out: a `Verdict`. No key is fetched. Must not know
what a badge says. The package `cryptography` is known here only; without it nothing is verified, and that is said.
"""

import base64
import binascii
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_CURVES = {b"\x80\x24": "P-256", b"\x81\x24": "P-384"}
_ED25519, _RSA = b"\xed\x01", b"\x85\x24"
_MAX_KEY = 4096
MISSING = 'the package cryptography is not installed; pip install "resumekit[badges]" and import again'


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether a signature is right, wrong, or could not be told; `why` in words."""

    state: Literal["right", "wrong", "unknown"]
    why: str


def unknown(why: str) -> Verdict:
    """It could not be told."""
    return Verdict(state="unknown", why=why)


def wrong(why: str) -> Verdict:
    """The badge is not what its issuer signed."""
    return Verdict(state="wrong", why=why)


class NoKey(ValueError):
    """A key that cannot be used: `why`."""


def is_possible() -> bool:
    """Whether signatures can be verified on this machine."""
    import importlib.util

    return importlib.util.find_spec("cryptography") is not None


# JWS and JWT -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A JWS in its compact form, taken apart: `signed` is what the signature is of."""

    header: dict[str, Any]
    payload: bytes
    signed: bytes
    signature: bytes


def take_apart(text: str) -> Token:
    """A compact JWS; raise ValueError for anything else."""
    parts = text.strip().split(".")
    if len(parts) != 3:
        raise ValueError("a token has three parts")
    try:
        header, payload, signature = (unbase64(part) for part in parts)
        head = json.loads(header)
    except (ValueError, RecursionError) as problem:
        raise ValueError("its parts cannot be read") from problem
    if not isinstance(head, dict):
        raise ValueError("its header is no mapping")
    return Token(header=head, payload=payload, signed=f"{parts[0]}.{parts[1]}".encode(), signature=signature)


def verify_token(token: Token, document: dict[str, Any], issuer: str) -> Verdict:
    """Whether a token's signature is right, by a key that its header or its document names."""
    algorithm = str(token.header.get("alg", ""))
    if algorithm.lower() in ("none", "") or not token.signature:
        return wrong("it has none (alg: none)")
    if not is_possible():
        return unknown(MISSING)
    keys = list(_keys_of(token.header, document, issuer))
    if not keys:
        return unknown("its key stands elsewhere, and nothing is fetched")
    for key, _ in keys:
        if not isinstance(key, NoKey) and _is_signed(key, algorithm, token.signature, token.signed):
            return _bound(next(owner for one, owner in keys if one is key), issuer)
    usable = [key for key, _ in keys if not isinstance(key, NoKey)]
    if not usable:
        return unknown(str(keys[0][0]))
    if algorithm not in _ALGORITHMS:
        return unknown(f"its algorithm {algorithm[:20]} is not known here")
    return wrong("the badge is not what was signed, or another key signed it")


def _bound(owner: str, issuer: str) -> Verdict:
    if owner and issuer.startswith("did:key:") and owner != issuer:
        return wrong("it was signed by another key than the issuer's")
    if owner and owner == issuer:
        return Verdict(state="right", why="by the issuer's own key (did:key)")
    return Verdict(state="right", why="by a key that the badge itself names; whether it is the issuer's, see at the issuer")


def _keys_of(header: dict[str, Any], document: dict[str, Any], issuer: str) -> Iterator[tuple[Any, str]]:
    """The keys that a token or its document names, with the DID that each belongs to; a `NoKey` for one that cannot be used."""
    for name in (header.get("kid"), document.get("iss"), issuer):
        if isinstance(name, str) and name.startswith("did:key:"):
            did = name.split("#", 1)[0]
            yield _attempt(_did_key, did), did
    if isinstance(header.get("jwk"), dict):
        yield _attempt(_jwk, header["jwk"]), ""
    yield from ((key, "") for key in _embedded(document))


def _embedded(document: dict[str, Any]) -> Iterator[Any]:
    """The keys that stand in the badge itself, as its issuer's or its verification's."""
    badge = document.get("badge")
    holders = [document.get("issuer"), document.get("verification"), document.get("verify"), badge.get("issuer") if isinstance(badge, dict) else None]
    for holder in holders:
        if not isinstance(holder, dict):
            continue
        for name in ("publicKey", "creator", "verificationMethod", "assertionMethod"):
            found = holder.get(name)
            for one in found if isinstance(found, list) else [found]:
                if isinstance(one, dict):
                    yield from _of_method(one)


def _of_method(method: dict[str, Any]) -> Iterator[Any]:
    if isinstance(method.get("publicKeyPem"), str):
        yield _attempt(_pem, method["publicKeyPem"])
    if isinstance(method.get("publicKeyJwk"), dict):
        yield _attempt(_jwk, method["publicKeyJwk"])
    if isinstance(method.get("publicKeyMultibase"), str):
        yield _attempt(_multikey, method["publicKeyMultibase"])


# Data Integrity ----------------------------------------------------------------------------------------------------------


def verify_proofs(document: dict[str, Any], issuer: str) -> Verdict:
    """Whether a document's proofs are right; the worst of them counts."""
    found = document.get("proof")
    proofs = [one for one in (found if isinstance(found, list) else [found]) if isinstance(one, dict)]
    if not proofs:
        return unknown("the badge is not signed")
    if not is_possible():
        return unknown(MISSING)
    verdicts = [_verify_proof(document, proof, issuer) for proof in proofs[:10]]
    return next((one for state in ("wrong", "unknown", "right") for one in verdicts if one.state == state), verdicts[0])


def _verify_proof(document: dict[str, Any], proof: dict[str, Any], issuer: str) -> Verdict:
    suite = str(proof.get("cryptosuite") or proof.get("type") or "")
    algorithm = {"eddsa-jcs-2022": "EdDSA", "ecdsa-jcs-2019": ""}.get(suite)
    if algorithm is None:
        return unknown(f"proofs of the kind {suite[:40] or 'that has no name'} are not verified here")
    if proof.get("type") != "DataIntegrityProof":
        return wrong("its proof is not of the type that it says")
    method = proof.get("verificationMethod")
    owner = ""
    keys: list[Any]
    if isinstance(method, str) and method.startswith("did:key:"):
        owner = method.split("#", 1)[0]
        keys = [_attempt(_did_key, owner)]
    elif isinstance(method, dict):
        keys = list(_of_method(method))
    else:
        keys = list(_embedded(document))
    if not keys:
        return unknown("its key stands elsewhere, and nothing is fetched")
    usable = [key for key in keys if not isinstance(key, NoKey)]
    if not usable:
        return unknown(str(keys[0]))
    if proof.get("proofPurpose") != "assertionMethod":
        return wrong("its proof is for another purpose")
    try:
        signature = base58(str(proof.get("proofValue", "")).removeprefix("z"))
        config = {key: value for key, value in proof.items() if key != "proofValue"}
        if "@context" in config and not _begins_with(document.get("@context"), config["@context"]):
            return wrong("its proof is for another document")
        body = {key: value for key, value in document.items() if key != "proof"}
        for key in usable:
            curve = algorithm or {256: "ES256", 384: "ES384"}.get(getattr(key, "key_size", 0), "")
            hashed = hashlib.sha384 if curve == "ES384" else hashlib.sha256
            signed = hashed(canonical(config)).digest() + hashed(canonical(body)).digest()
            if _is_signed(key, curve, signature, signed):
                return _bound(owner, issuer)
    except (ValueError, RecursionError):
        return wrong("its proof cannot be read")
    return wrong("the badge is not what was signed, or another key signed it")


def _begins_with(whole: Any, part: Any) -> bool:
    whole, part = ([one] if not isinstance(one, list) else one for one in (whole, part))
    return bool(whole[: len(part)] == part)


def canonical(value: Any) -> bytes:
    """JSON in the one form that is signed (RFC 8785); raise ValueError for text that has no UTF-8."""
    return _canonical(value).encode()


def _canonical(value: Any) -> str:
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be", "surrogatepass"))
        return "{" + ",".join(f"{json.dumps(key, ensure_ascii=False)}:{_canonical(value[key])}" for key in keys) + "}"
    if isinstance(value, list):
        return "[" + ",".join(_canonical(item) for item in value) + "]"
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return number_text(float(value))


def number_text(number: float) -> str:
    """A number as ECMAScript writes it."""
    if number in (float("inf"), float("-inf")):
        raise ValueError("no number in JSON")
    if number == 0:
        return "0"
    sign = "-" if number < 0 else ""
    digits, _, power = f"{abs(number)!r}".partition("e")
    whole, _, part = digits.partition(".")
    point = len(whole) + int(power or 0)
    figures = (whole + ("" if part == "0" else part)).lstrip("0")
    point -= len(whole + ("" if part == "0" else part)) - len(figures)
    figures = figures.rstrip("0")
    count = len(figures)
    if count <= point <= 21:
        return sign + figures + "0" * (point - count)
    if 0 < point <= 21:
        return f"{sign}{figures[:point]}.{figures[point:]}"
    if -6 < point <= 0:
        return f"{sign}0.{'0' * -point}{figures}"
    tail = f".{figures[1:]}" if count > 1 else ""
    return f"{sign}{figures[0]}{tail}e{'+' if point > 0 else '-'}{abs(point - 1)}"


# Keys and signatures -----------------------------------------------------------------------------------------------------

_ALGORITHMS = ("EdDSA", "Ed25519", "ES256", "ES384", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512")


def _attempt(read: Any, value: Any) -> Any:
    try:
        return read(value)
    except NoKey as problem:
        return problem
    except (ValueError, TypeError, KeyError, OverflowError):
        return NoKey("the key that it names cannot be read")
    except Exception as problem:  # what the library raises for a key that it cannot use is its own affair
        return NoKey(f"the key that it names cannot be used ({type(problem).__name__})")


def _did_key(did: str) -> Any:
    return _multikey(did.removeprefix("did:key:"))


def _multikey(text: str) -> Any:
    if not text.startswith("z") or len(text) > _MAX_KEY:
        raise NoKey("the key that it names is in a form that is not known here")
    raw = base58(text[1:])
    kind, body = raw[:2], raw[2:]
    if kind == _ED25519:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        return Ed25519PublicKey.from_public_bytes(body)
    if kind in _CURVES:
        from cryptography.hazmat.primitives.asymmetric import ec

        return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1() if _CURVES[kind] == "P-256" else ec.SECP384R1(), body)
    if kind == _RSA:
        from cryptography.hazmat.primitives.serialization import load_der_public_key

        return load_der_public_key(b"\x30\x82" + len(body).to_bytes(2, "big") + body) if body[:1] != b"\x30" else _rsa(body)
    raise NoKey("the key that it names is of a kind that is not known here")


def _rsa(body: bytes) -> Any:
    """An RSA key in its own short form (PKCS#1)."""
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    text = base64.b64encode(body).decode()
    return load_pem_public_key(f"-----BEGIN RSA PUBLIC KEY-----\n{text}\n-----END RSA PUBLIC KEY-----\n".encode())


def _pem(text: str) -> Any:
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    return load_pem_public_key(text.strip().encode())


def _jwk(key: dict[str, Any]) -> Any:
    def number(name: str) -> int:
        return int.from_bytes(unbase64(str(key[name])[:_MAX_KEY]), "big")

    if key.get("kty") == "OKP" and key.get("crv") == "Ed25519":
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        return Ed25519PublicKey.from_public_bytes(unbase64(str(key["x"])))
    if key.get("kty") == "EC" and key.get("crv") in ("P-256", "P-384"):
        from cryptography.hazmat.primitives.asymmetric import ec

        return ec.EllipticCurvePublicNumbers(number("x"), number("y"), ec.SECP256R1() if key["crv"] == "P-256" else ec.SECP384R1()).public_key()
    if key.get("kty") == "RSA":
        from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicNumbers

        return RSAPublicNumbers(number("e"), number("n")).public_key()
    raise NoKey("the key that it names is of a kind that is not known here")


def _is_signed(key: Any, algorithm: str, signature: bytes, signed: bytes) -> bool:
    """Whether a key and an algorithm belong together and the signature is right."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa, utils

    sizes: dict[str, hashes.HashAlgorithm] = {"256": hashes.SHA256(), "384": hashes.SHA384(), "512": hashes.SHA512()}
    digest = sizes.get(algorithm[-3:])
    try:
        if algorithm in ("EdDSA", "Ed25519") and isinstance(key, ed25519.Ed25519PublicKey):
            key.verify(signature, signed)
        elif algorithm in ("ES256", "ES384") and isinstance(key, ec.EllipticCurvePublicKey) and digest and key.key_size == int(algorithm[-3:]) and len(signature) == key.key_size // 4:
            half = len(signature) // 2
            both = utils.encode_dss_signature(int.from_bytes(signature[:half], "big"), int.from_bytes(signature[half:], "big"))
            key.verify(both, signed, ec.ECDSA(digest))
        elif algorithm in ("RS256", "RS384", "RS512") and isinstance(key, rsa.RSAPublicKey) and digest and key.key_size >= 1024:
            key.verify(signature, signed, padding.PKCS1v15(), digest)
        elif algorithm in ("PS256", "PS384", "PS512") and isinstance(key, rsa.RSAPublicKey) and digest and key.key_size >= 1024:
            key.verify(signature, signed, padding.PSS(padding.MGF1(digest), digest.digest_size), digest)
        else:
            return False
    except (InvalidSignature, ValueError):
        return False
    return True


def unbase64(text: str) -> bytes:
    """Base64 as tokens write it; raise ValueError for anything else."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error as problem:
        raise ValueError("no base64") from problem


def base58(text: str) -> bytes:
    """Base58 as keys and proofs write it; raise ValueError for anything else."""
    if len(text) > _MAX_KEY:
        raise ValueError("too long")
    value = 0
    for letter in text:
        value = value * 58 + _ALPHABET.index(letter)
    zeros = len(text) - len(text.lstrip("1"))
    return b"\0" * zeros + value.to_bytes((value.bit_length() + 7) // 8, "big")
