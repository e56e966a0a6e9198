"""Open Badges, versions 1 to 3, to a draft: JSON, signed tokens, and pictures with one of them inside.

In: a file's bytes, today. Out: a `Draft` with an entry a badge, and what its signature, its end and its revocation are worth.
A wrong signature is an error. Must not know how signatures are verified, or how pictures are built.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any, NoReturn

from resumekit.diagnostics import InvalidInput
from resumekit.exchange.baking import unbake
from resumekit.exchange.draft import Draft, Tree, cleaned, date_of, filled, lines_of, note
from resumekit.exchange.jsontext import Json, NotJson, read_json
from resumekit.exchange.signatures import Token, Verdict, take_apart, unknown, verify_proofs, verify_token
from resumekit.files import FileProblem

MAX_BADGES = 200
_KINDS = {
    "training": ("Course", "CoProgram", "LearningProgram", "Fieldwork", "Assignment", "Assessment", "CommunityService", "QualityAssuranceCredential"),
    "memberships": ("Membership",),
    "awards": ("Award",),
    "education": (
        "Degree", "AssociateDegree", "BachelorDegree", "MasterDegree", "DoctoralDegree", "ProfessionalDoctorate", "ResearchDoctorate", "Diploma", "SecondarySchoolDiploma",
        "GeneralEducationDevelopment", "CertificateOfCompletion",
    ),
}  # fmt: skip
"""The sections for the kinds of achievement that version 3 knows; anything else is a certification."""
_ADDRESS = re.compile(r"https?://\S+\Z")


def looks_like(value: Any) -> bool:
    """Whether a value is a badge, or a list of them."""
    if isinstance(value, list):
        return bool(value) and all(looks_like(item) for item in value[:MAX_BADGES])
    if not isinstance(value, dict):
        return False
    context = str(value.get("@context", "")).lower()
    types = {str(kind) for kind in _listed(value.get("type"))}
    named = {"Assertion", "BadgeClass", "VerifiableCredential", "OpenBadgeCredential", "AchievementCredential", "Achievement", "VerifiablePresentation"} & types
    return "openbadges" in context or "/ob/" in context or bool(named) or ("badge" in value and bool({"recipient", "verify", "verification", "uid"} & set(value)))


def take(name: str, data: bytes, today: date) -> Draft:
    """The badges of a file; raise `FileProblem` or `InvalidInput`."""
    draft = Draft(format="an Open Badge")
    text = ""
    if data.startswith(b"\x89PNG") or data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        text = unbake(name, data)
    elif data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] not in (b"{", b"["):
        text = data[:3_000_000].decode("ascii", "replace").strip()
    if text.startswith(("http://", "https://")):
        raise FileProblem("import-unreadable", f"{name} says only where its badge stands: {cleaned(text)[:120]}", "nothing is fetched; open that page, save it as JSON, and import that")
    if text and text[:1] not in "{[":
        _token(draft, name, text, today)
    else:
        read = _json(name, text.encode("utf-8", "surrogatepass") if text else data)
        count = 0
        for credential in _credentials(read.value):
            count += 1
            if count > MAX_BADGES:
                raise FileProblem("import-unreadable", f"{name} holds more than {MAX_BADGES} badges", "import them a part at a time")
            _badge(draft, credential, verify_proofs(credential, _id_of(credential.get("issuer"))) if _is_third(credential) else _second(credential), today)
        if not count:
            raise FileProblem("import-unreadable", f"{name} holds no badge", "name the badge's file, as its issuer gave it")
    if any(problem.severity == "error" for problem in draft.problems):
        raise InvalidInput(draft.problems)
    return draft


def _json(name: str, data: bytes) -> Json:
    try:
        read = read_json(name, data)
    except NotJson as problem:
        _refuse(f"the badge in {name} cannot be read: {problem.message}")
    if read.repeated:
        _refuse(f"the badge in {name} gives {read.repeated[0][:60]} twice, so that it is not clear what it says")
    return read


def _refuse(message: str) -> NoReturn:
    raise FileProblem("import-unreadable", message, "download the badge again")


def _credentials(value: Any) -> Iterator[dict[str, Any]]:
    """The badges in a value: one, a list, or those of a presentation or a record of learning."""
    waiting = [(value, 0)]
    while waiting:
        at, depth = waiting.pop(0)
        if isinstance(at, list) and depth < 3:
            waiting[:0] = [(item, depth + 1) for item in at]
        elif isinstance(at, dict):
            subject = at.get("credentialSubject")
            inner = at.get("verifiableCredential") or (subject.get("verifiableCredential") if isinstance(subject, dict) else None)
            if inner and depth < 3:
                waiting[:0] = [(inner, depth + 1)]
            else:
                yield at


def _token(draft: Draft, name: str, text: str, today: date) -> None:
    try:
        token: Token = take_apart(text)
    except ValueError as problem:
        _refuse(f"the badge in {name} is no token that can be read: {problem}")
    payload = _json(name, token.payload).value
    if not isinstance(payload, dict):
        _refuse(f"the badge in {name} says nothing")
    credential: dict[str, Any] = payload["vc"] if isinstance(payload.get("vc"), dict) else payload
    issuer = _id_of(credential.get("issuer")) or str(payload.get("iss") or "")
    verdict = verify_token(token, {**credential, "iss": payload.get("iss")}, issuer)
    merged = dict(credential)
    for key, claim in (("validFrom", "nbf"), ("validUntil", "exp")):
        older = {"validFrom": "issuanceDate", "validUntil": "expirationDate"}[key]
        if _is_third(credential) and not merged.get(key) and not merged.get(older) and isinstance(payload.get(claim), (int, float)):
            merged[key] = payload[claim]
    _badge(draft, merged, verdict, today)


def _second(credential: Mapping[str, Any]) -> Verdict:
    """What version 1 and 2 say of themselves where they are not signed."""
    way = credential.get("verification") or credential.get("verify")
    kind = str(way.get("type", "")) if isinstance(way, dict) else ""
    if "sign" in kind.lower():
        return unknown("it is a signed badge, but this is not its signed form")
    return unknown("it is as good as the page where it stands, and nothing is fetched")


def _is_third(credential: Mapping[str, Any]) -> bool:
    return "credentialSubject" in credential or "VerifiableCredential" in _listed(credential.get("type"))


# What a badge says -------------------------------------------------------------------------------------------------------


def _badge(draft: Draft, credential: dict[str, Any], verdict: Verdict, today: date) -> None:
    """Put one badge into the draft, with remarks on what it is worth."""
    third = _is_third(credential)
    subject = _mapping(credential.get("credentialSubject")) if third else {}
    badge = _mapping(subject.get("achievement")) if third else _mapping(credential.get("badge"))
    if not third and not badge and "BadgeClass" in _listed(credential.get("type")):
        badge = credential
    issuer = _mapping(credential.get("issuer") or badge.get("creator")) if third else _mapping(badge.get("issuer"))
    name = _word(badge.get("name")) or _word(credential.get("name"))
    if not name:
        where = credential.get("badge")
        stands = f"; what it is called stands at {cleaned(where)[:100]}, which is not fetched" if isinstance(where, str) and _ADDRESS.match(where) else ""
        draft.error("import-unreadable", f"the badge has no name{stands}", hint="open that page, and put what it says in place of the address" if stands else "download the badge again")
        return
    if verdict.state == "wrong":
        draft.error("badge-signature", f"the signature of {name} is wrong: {verdict.why}", hint="do not use it; download the badge again from its issuer")
        return
    issued = _day(credential.get("validFrom") or credential.get("issuanceDate") or credential.get("awardedDate") if third else credential.get("issuedOn") or credential.get("issued_on"))
    expires = _day(credential.get("validUntil") or credential.get("expirationDate") if third else credential.get("expires"))
    number = _word(subject.get("licenseNumber"))
    home = _id_of(credential)
    url = home if _ADDRESS.match(home) else ""
    entry: Tree = _entry(draft, _word(badge.get("achievementType")), subject, name=name, issuer=_word(issuer.get("name")), issued=issued, expires=expires, number=number, url=url)
    if verdict.state == "right":
        note(entry, "", f"the badge's signature is right, {verdict.why}")
    else:
        note(entry, "", f"the badge's signature is not verified: {verdict.why}")
        draft.warn("badge-unverified", f"{name}: the signature is not verified: {verdict.why}", hint="ask its issuer, or let an employer verify it there")
    last = _last_day(expires)
    if last is not None and last < today:
        note(entry, "", f"it expired on {expires}")
        draft.warn("badge-expired", f"{name} expired on {expires}", hint="renew it, or leave it out")
    if credential.get("revoked") is True:
        why = _word(credential.get("revocationReason"))
        note(entry, "", f"it was revoked{f': {why}' if why else ''}; an employer will see that")
        draft.warn("badge-revoked", f"{name} was revoked by its issuer{f': {why}' if why else ''}", hint="leave it out, or ask the issuer")
    status = _id_of(_mapping(credential.get("credentialStatus")))
    if credential.get("credentialStatus"):
        note(entry, "", f"whether it was revoked since is told at {status or 'its issuer'}, which is not fetched")
    _words(draft, name, credential, subject, badge)
    _person(draft, credential, subject)


def _entry(draft: Draft, kind: str, subject: Mapping[str, Any], *, name: str, issuer: str, issued: str, expires: str, number: str, url: str) -> Tree:
    """The badge's entry, in the section that its kind asks for, as it stands in the draft."""
    section = next((section for section, kinds in _KINDS.items() if kind in kinds), "certifications")
    if section == "training":
        units = subject.get("creditsEarned")
        entry: Tree = {"title": name, "provider": issuer, "date": issued, "units": str(units) if isinstance(units, (int, float)) and not isinstance(units, bool) else ""}
    elif section == "memberships":
        entry = {"organization": issuer or name, "role": name if issuer else "", "since": issued, "until": expires}
    elif section == "awards":
        entry = {"title": name, "issuer": issuer, "date": issued}
    elif section == "education":
        entry = {"institution": issuer or name, "award": name if issuer else "", "end": issued}
    else:
        entry = {"name": name, "issuer": issuer, "number": number, "issued": issued, "expires": expires, "url": url}
        number = url = expires = ""
    if section == "memberships":
        expires = ""
    for about, text in (("number", number), ("expires", expires), ("address", url)):
        draft.keep(f"{name}, {about}", text)
    made = filled(entry)
    draft.tree.setdefault(section, []).append(made)
    return made


def _words(draft: Draft, name: str, credential: Mapping[str, Any], subject: Mapping[str, Any], badge: Mapping[str, Any]) -> None:
    """Keep what a badge says besides, in words."""
    criteria = badge.get("criteria")
    found = [
        ("description", badge.get("description")),
        ("criteria", _mapping(criteria).get("narrative") if isinstance(criteria, dict) else criteria),
        ("tags", ", ".join(_word(tag) for tag in _listed(badge.get("tags") or badge.get("tag")) if isinstance(tag, str))),
        ("narrative", credential.get("narrative") or subject.get("narrative")),
    ]
    for item in _listed(credential.get("evidence"))[:50]:
        about = _mapping(item)
        parts = [about.get(key) for key in ("name", "description", "narrative", "id")] if about else [item]
        found.append(("evidence", ". ".join(_word(part) for part in parts if isinstance(part, str) and part)))
    for item in _listed(badge.get("alignment") or badge.get("alignments"))[:50]:
        about = _mapping(item)
        found.append(("alignment", ", ".join(_word(about.get(key)) for key in ("targetName", "targetFramework", "targetCode") if about.get(key))))
    found += [("result", _word(_mapping(item).get("value"))) for item in _listed(subject.get("result"))[:50]]
    for what, text in found:
        if isinstance(text, str):
            draft.keep(f"{name}, {what}", " ".join(lines_of(text))[:20_000])


def _person(draft: Draft, credential: Mapping[str, Any], subject: Mapping[str, Any]) -> None:
    """Whose badge it is, where it says so openly."""
    recipient = _mapping(credential.get("recipient"))
    identifiers = [_mapping(item) for item in _listed(subject.get("identifier"))]
    name = _word(subject.get("name")) or _word(_mapping(credential.get("recipientProfile") or credential.get("extensions:recipientProfile")).get("name"))
    email = _word(recipient.get("identity")) if recipient.get("type") == "email" and not recipient.get("hashed") else ""
    for item in identifiers:
        if item.get("hashed"):
            continue
        kind = str(item.get("identityType", ""))
        name = name or (_word(item.get("identityHash")) if kind == "name" else "")
        email = email or (_word(item.get("identityHash")) if kind == "emailAddress" else "")
    for key, value in (("name", name), ("email", email)):
        if value and "$" not in value:
            draft.person.setdefault(key, value)


def _mapping(value: Any) -> Mapping[str, Any]:
    if isinstance(value, list):
        value = next((item for item in value if isinstance(item, dict)), {})
    return value if isinstance(value, dict) else {}


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _id_of(value: Any) -> str:
    found = value.get("id") or value.get("@id") if isinstance(value, dict) else value
    return found if isinstance(found, str) else ""


def _word(value: Any) -> str:
    """A text; of one in several languages the English one, else the first."""
    if isinstance(value, dict):
        value = value.get("en") or value.get("@value") or next((item for item in value.values() if isinstance(item, str)), "")
    if isinstance(value, list):
        value = next((item for item in value if isinstance(item, (str, dict))), "")
        return _word(value) if isinstance(value, dict) else cleaned(value)
    return cleaned(value)[:2000] if isinstance(value, str) else ""


def _day(value: Any) -> str:
    """A day as a profile writes it, of a time stamp or of seconds since 1970."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        try:
            return datetime.fromtimestamp(float(value), UTC).date().isoformat()
        except (ValueError, OverflowError, OSError):
            return ""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) in (9, 10):
        return _day(int(value))
    return date_of(value) if isinstance(value, str) else ""


def _last_day(text: str) -> date | None:
    from resumekit.dates import parse_date

    return parse_date(text).last_day() if text else None
