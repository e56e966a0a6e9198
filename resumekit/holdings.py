"""The credentials of a profile: what each is by the career's registry, and whether it is valid on a given day.

In: `Profile`, `Career`, today, a function that locates paths. Out: `HeldCredential` records, and what is wrong with them.
Must not know what a credential stands behind.
"""

import calendar
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from resumekit.career import Career, Credential
from resumekit.dates import PartialDate, days_later, months_later
from resumekit.diagnostics import Diagnostic, Place, warning
from resumekit.profile import Certification, Profile
from resumekit.registry import Recognition, Registry

Validity = Literal["current", "expiring", "expired", "no-expiry", "unknown"]
Locate = Callable[[str], Place | None]

EXPIRING_DAYS = 90
"""How many days before its end a credential counts as expiring."""
_APART_DAYS = 31
"""By how many days a printed end may differ from the computed one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldCredential:
    """A credential of the profile: as it is called there, what it is, and whether it is valid.

    `id` is None if the registry does not know it; `letters` are what may stand after a name, empty if there are none.
    `computed`: `expires` is not in the profile but follows from the issuer's rule.
    """

    path: str
    name: str
    id: str | None
    letters: str
    status: Validity
    issued: PartialDate | None
    expires: PartialDate | None
    computed: bool = False

    @property
    def valid(self) -> bool:
        """Whether it counts today."""
        return self.status in ("current", "expiring", "no-expiry")


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """A held credential, its entry in the registry, and how it was recognised."""

    held: HeldCredential
    credential: Credential | None
    recognition: Recognition


def hold(profile: Profile, career: Career, today: date, locate: Locate) -> tuple[tuple[HeldCredential, ...], tuple[Diagnostic, ...]]:
    """The credentials of a profile and what is wrong with them, without asking what skills they stand behind."""
    registry = Registry(career)
    held = [recognised(entry, lambda name, issuer, jurisdiction: registry.recognise(name, issuer or "", jurisdiction or ""), today) for entry in profile.certifications]
    return tuple(one.held for one in held), doubts_about(profile, held, today, locate)


def doubts_about(profile: Profile, held: list[Holding], today: date, locate: Locate) -> tuple[Diagnostic, ...]:
    """What is wrong with the credentials, each at its place."""
    return tuple(problem for entry, one in zip(profile.certifications, held, strict=True) for problem in _problems(entry, one, today, locate))


def recognised(entry: Certification, recognise: Callable[[str, str | None, str | None], Recognition], today: date) -> Holding:
    """One certification as it stands today; `recognise` says what its name, issuer and jurisdiction mean."""
    recognition = recognise(entry.name, entry.issuer, entry.jurisdiction)
    credential = recognition.credential
    bounds, computed = _ends(entry, credential)
    status: Validity = "unknown"
    expires: PartialDate | None = None
    if entry.issued and entry.issued.first_day() > today:
        expires = bounds[0] if bounds else None
    elif bounds:
        expires, first, last = bounds
        if last < today:
            status = "expired"
        elif first >= today and not recognition.candidates:  # what it is, is not known, so neither is what it is worth
            status = "expiring" if first <= days_later(today, EXPIRING_DAYS) else "current"
    elif credential and credential.expiry.rule == "none":
        status = "no-expiry"
    held = HeldCredential(
        path=entry.path,
        name=entry.name,
        id=credential.id if credential else None,
        letters=(credential.letters or "") if credential else "",
        status=status,
        issued=entry.issued,
        expires=expires,
        computed=computed and expires is not None,
    )
    return Holding(held=held, credential=credential, recognition=recognition)


def _ends(entry: Certification, credential: Credential | None) -> tuple[tuple[PartialDate, date, date] | None, bool]:
    """When a credential ends: as written, and the first and last day that this may mean; and whether it was computed.

    The date on the card counts. Without one it is computed where the issuer's rule was verified and allows it; an issue
    date without its day or month leaves a range.
    """
    if entry.expires:
        last = entry.expires.last_day()
        return (entry.expires, last, last), False
    bounds = _computed(entry.issued, credential)
    if not bounds:
        return None, False
    first, last = bounds
    shown = PartialDate(last.year, last.month if entry.issued and entry.issued.month else 0, last.day if first == last else 0)
    return (shown, first, last), True


def _computed(issued: PartialDate | None, credential: Credential | None, times: int = 1) -> tuple[date, date] | None:
    """The first and the last day on which a credential may end by its issuer's rule, after so many terms; None without such a rule."""
    if not (issued and credential and credential.term) or credential.expiry.rule not in ("end-of-month", "anniversary") or "expiry" in credential.unverified:
        return None
    first, last = (months_later(day, credential.term * times) for day in (issued.first_day(), issued.last_day()))
    return (_month_end(first), _month_end(last)) if credential.expiry.rule == "end-of-month" else (first, last)


def _month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _disagrees(entry: Certification, credential: Credential | None, today: date) -> date | None:
    """The end by the issuer's rule, where the printed one lies more than a month from it; a card renewed since counts from its last term."""
    bounds = _computed(entry.issued, credential)
    if bounds is None or not (entry.expires and entry.issued and credential and credential.term):
        return None
    first, last = entry.expires.first_day(), entry.expires.last_day()
    terms = max(1, round((last - entry.issued.first_day()).days / (credential.term * 30.44)))
    for times in {1, terms}:
        fits = _computed(entry.issued, credential, times)
        begun = times == 1 or months_later(entry.issued.first_day(), credential.term * (times - 1)) <= today
        if fits and begun and days_later(fits[0], -_APART_DAYS) <= last and first <= days_later(fits[1], _APART_DAYS):
            return None
    return bounds[1]


def _problems(entry: Certification, one: Holding, today: date, locate: Locate) -> Iterator[Diagnostic]:
    held, credential, recognition = one.held, one.credential, one.recognition
    name = f"{entry.path}.name"
    shown = short(entry.name, 60)
    if recognition.candidates:
        choices = _listed([_issued_as(candidate) for candidate in recognition.candidates])
        given = f" from {short(entry.issuer, 40)}" if entry.issuer else ""
        if entry.issuer:
            yield warning("unknown-credential", f"{shown}{given} is not in the registry", path=name, place=locate(f"{entry.path}.issuer"), hint=f"check the issuer; {shown} is known as {choices}")
        else:
            issuer = recognition.candidates[0].issuer
            yield warning("ambiguous-credential", f"{shown} needs its issuer to be told apart", path=name, place=locate(name), hint=f"add its issuer, such as  issuer: {issuer}  for {choices}")
    elif credential is None:
        hint = f"did you mean {recognition.suggestion}?" if recognition.suggestion else "write its full name and its issuer, as on the certificate; it stays in the resume either way"
        yield warning("unknown-credential", f"{shown} is not in the registry of this career", path=name, place=locate(name), hint=hint)
    ruled = _disagrees(entry, credential, today)
    if ruled and credential:
        path = f"{entry.path}.expires"
        rule = "to the end of the month" if credential.expiry.rule == "end-of-month" else "to the day"
        message = f"{shown} expires {entry.expires} here, but issued {entry.issued} it ends {ruled} by its issuer's rule ({_length(credential.term or 0)}, {rule})"
        yield warning("credential-date", message, path=path, place=locate(path), hint="compare both dates with the certificate; issued: is the day of its last renewal; the date written here counts")
    if held.status == "expired":
        hint = _renewal_hint(credential)
        expired = f"{shown} expired {held.expires}" + (", by its issuer's rule" if held.computed else "")
        yield warning("credential-expired", expired, path=entry.path, place=locate(f"{entry.path}.{'issued' if held.computed else 'expires'}"), hint=hint)
    elif held.status == "expiring" and held.expires:
        days = (held.expires.last_day() - today).days
        when = "today" if days == 0 else "tomorrow" if days == 1 else f"in {days} days"
        path = f"{entry.path}.{'issued' if held.computed else 'expires'}"
        yield warning("credential-expiring", f"{shown} expires {when}, on {held.expires}", path=entry.path, place=locate(path), hint=_renewal_hint(credential))
    elif held.status == "unknown" and credential is not None and not (entry.issued and entry.issued.first_day() > today):
        months = credential.term
        about = months_later(entry.issued.first_day(), months) if months and entry.issued and entry.issued.month else None
        usual = f"; it is valid for {_length(months)}" + (f", so until about {PartialDate(about.year, about.month)}" if about else "") if months else ""
        hint = f"add  expires:  with the date on the certificate{usual}"
        yield warning("credential-undated", f"nothing says until when {shown} is valid, so it verifies nothing", path=entry.path, place=locate(name), hint=hint)


def _renewal_hint(credential: Credential | None) -> str:
    if credential and not credential.is_renewable:
        return "it is no longer issued or renewed" if credential.retired else "it cannot be renewed"
    renewal = credential.known_renewal if credential else None
    if credential is None or renewal is None:
        return "renew it, then write the new date"
    return f"renew it ({renewal.method}{f': {credential.asks}' if credential.asks else ''}), then write the new date"


def _issued_as(credential: Credential) -> str:
    return f"{credential.name} ({credential.issuer})" if credential.issuer and credential.issuer not in credential.name else credential.name


def _length(months: int) -> str:
    if months % 12 == 0:
        return f"{months // 12} year{'s' if months > 12 else ''}"
    return f"{months} month{'s' if months > 1 else ''}"


def describe(held: HeldCredential) -> str:
    """A held credential in words: its name and until when it is valid."""
    until = f"{'about ' if held.computed and held.expires and not held.expires.month else ''}{held.expires}"
    words = {
        "current": f"current until {until}",
        "expiring": f"expires {until}",
        "expired": f"expired {until}",
        "no-expiry": "does not expire",
        "unknown": "no expiry date",
    }
    return f"{held.name}, {words[held.status]}"


def short(text: str, limit: int) -> str:
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def _listed(texts: list[str]) -> str:
    return texts[0] if len(texts) == 1 else ", ".join(texts[:-1]) + " or " + texts[-1]
