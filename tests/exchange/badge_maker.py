"""Badges for tests, made and signed with keys of their own."""

import base64
import hashlib
import json
import struct
import zlib
from typing import Any

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from resumekit.exchange.signatures import canonical

ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
ED = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
EC = ec.derive_private_key(123456789, ec.SECP256R1())
RSA = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def base58(data: bytes) -> str:
    """Bytes as base58."""
    value, text = int.from_bytes(data, "big"), ""
    while value:
        value, rest = divmod(value, 58)
        text = ALPHABET[rest] + text
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + text


def base64url(data: bytes) -> str:
    """Bytes as tokens write them."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def did_of(key: Any) -> str:
    """The did:key of a private key."""
    public = key.public_key()
    if isinstance(key, Ed25519PrivateKey):
        raw = b"\xed\x01" + public.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    elif isinstance(key, rsa.RSAPrivateKey):
        raw = b"\x85\x24" + public.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.PKCS1)
    else:
        raw = b"\x80\x24" + public.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.CompressedPoint)
    return f"did:key:z{base58(raw)}"


def pem_of(key: Any) -> str:
    """The public half of a key as PEM."""
    return str(key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo).decode())


def sign(key: Any, data: bytes, algorithm: str = "") -> bytes:
    """A signature in the form that JOSE and Data Integrity write."""
    if isinstance(key, Ed25519PrivateKey):
        return key.sign(data)
    if isinstance(key, rsa.RSAPrivateKey):
        if algorithm.startswith("PS"):
            return key.sign(data, padding.PSS(padding.MGF1(hashes.SHA256()), 32), hashes.SHA256())
        return key.sign(data, padding.PKCS1v15(), hashes.SHA256())
    first, second = utils.decode_dss_signature(key.sign(data, ec.ECDSA(hashes.SHA256())))
    return first.to_bytes(32, "big") + second.to_bytes(32, "big")


def token(key: Any, algorithm: str, payload: dict[str, Any], **header: Any) -> str:
    """A compact JWS."""
    head = base64url(json.dumps({"alg": algorithm, **header}).encode())
    body = base64url(json.dumps(payload).encode())
    return f"{head}.{body}.{base64url(sign(key, f'{head}.{body}'.encode(), algorithm))}"


def third(issuer: Any = "https://school.example.org", **more: Any) -> dict[str, Any]:
    """An Open Badge of version 3, unsigned."""
    return {
        "@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
        "id": "https://badges.example.org/7",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": issuer, "type": ["Profile"], "name": "Example School"},
        "validFrom": "2024-05-01T00:00:00Z",
        "validUntil": "2028-05-01T00:00:00Z",
        "name": "Phlebotomy",
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "name": "Ana Reyes",
            "licenseNumber": "PH-12345",
            "achievement": {"id": "https://badges.example.org/a", "type": ["Achievement"], "name": "Phlebotomy Technician", "description": "Draws blood.", "criteria": {"narrative": "Thirty draws."}},
        },
        **more,
    }


def second(**more: Any) -> dict[str, Any]:
    """An Open Badge of version 2, hosted."""
    return {
        "@context": "https://w3id.org/openbadges/v2",
        "type": "Assertion",
        "id": "https://badges.example.org/8",
        "recipient": {"type": "email", "hashed": False, "identity": "ana@example.org"},
        "badge": {"type": "BadgeClass", "name": "Infection control", "description": "A course.", "issuer": {"name": "Example Board", "url": "https://board.example.org"}},
        "issuedOn": "2024-03-02T10:00:00Z",
        "verification": {"type": "hosted"},
        **more,
    }


def proved(key: Any, suite: str = "eddsa-jcs-2022", document: dict[str, Any] | None = None) -> dict[str, Any]:
    """A badge with a Data Integrity proof."""
    did = did_of(key)
    body = document or third(did)
    config = {
        "type": "DataIntegrityProof",
        "cryptosuite": suite,
        "created": "2024-05-01T00:00:00Z",
        "verificationMethod": f"{did}#{did.removeprefix('did:key:')}",
        "proofPurpose": "assertionMethod",
        "@context": body["@context"],
    }
    signed = hashlib.sha256(canonical(config)).digest() + hashlib.sha256(canonical(body)).digest()
    return {**body, "proof": [{**config, "proofValue": f"z{base58(sign(key, signed))}"}]}


def chunk(kind: bytes, body: bytes) -> bytes:
    """A part of a PNG."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(*chunks: bytes) -> bytes:
    """A picture of one pixel with chunks in it."""
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)) + b"".join(chunks) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def baked(text: str, keyword: bytes = b"openbadges") -> bytes:
    """A PNG with a badge in it, as iTXt."""
    return png(chunk(b"iTXt", keyword + b"\0\0\0\0\0" + text.encode()))
