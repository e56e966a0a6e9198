"""rendercv's YAML to a draft, and a profile to rendercv's YAML (version 2).

In: plain values and where they stand; a `Profile` as it is to be shown. Out: a `Draft`; YAML, and what it has no place for.
How the resume is to look stays behind. Must not know YAML but to write it.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from resumekit.dates import PartialDate
from resumekit.exchange.draft import Draft, Tree, cleaned, date_of, filled, lines_of, note, sentences
from resumekit.exchange.intake import Intake, Locate
from resumekit.lines import scalar
from resumekit.profile import Highlight, Profile
from resumekit.values import gives_away, mask

NETWORKS = {
    "LinkedIn": "linkedin.com/in/", "GitHub": "github.com/", "GitLab": "gitlab.com/", "Instagram": "instagram.com/", "ORCID": "orcid.org/", "ResearchGate": "researchgate.net/profile/",
    "YouTube": "youtube.com/@", "Telegram": "t.me/", "X": "x.com/", "Bluesky": "bsky.app/profile/", "Reddit": "reddit.com/user/", "WhatsApp": "wa.me/",
}  # fmt: skip
"""The networks of which an address is a user's name behind something fixed."""
_TITLES = {
    "summary": r"summary|profile|about|objective",
    "certifications": r"certif|licen|credential|registration",
    "externships": r"extern|practicum|clinical rotation|internship",
    "volunteering": r"volunteer|community service|unpaid",
    "education": r"education|schooling|academic",
    "training": r"training|course|continuing|workshop",
    "memberships": r"member|affiliation|association",
    "awards": r"award|honou?r",
    "letters": r"reference|recommendation",
    "languages": r"language",
    "skills": r"skill|technolog|competenc|expertise|tools",
    "achievements": r"achievement|accomplishment",
}
"""What a section of rendercv is, by words of its title."""


def take(value: Mapping[str, Any], locate: Locate) -> Draft:
    """rendercv's values as a draft."""
    draft = Draft(format="rendercv's YAML")
    whole = Intake(draft, value, locate=locate, numbers=True)
    cv = whole.entry("cv")
    for key in ("design", "locale", "settings", "rendercv_settings"):
        whole.left.pop(key, None)
    cv.title = ""
    _person(cv)
    sections = cv.left.pop("sections", None)
    if isinstance(sections, dict):
        for title, entries in sections.items():
            _section(Intake(draft, {title: entries}, path=f"{cv.path}.sections", locate=locate, title=title, numbers=True), title)
    elif sections not in (None, ""):
        cv.left["sections"] = sections
        cv.entry("sections")
    cv.rest()
    whole.rest()
    return draft


def _many(cv: Intake, key: str) -> list[str]:
    """One text or a list of them."""
    return cv.texts(key) if isinstance(cv.left.get(key), list) else [found] if (found := cv.text(key)) else []


def _person(cv: Intake) -> None:
    draft = cv.draft
    draft.person.update(filled({"name": cv.text("name"), "headline": cv.text("headline", "label"), "location": cv.text("location")}))
    for key in ("email", "phone"):
        for index, one in enumerate(_many(cv, key)):
            if index == 0:
                draft.person[key] = one.removeprefix("tel:")
            else:
                draft.keep(f"another {key}", one)
    links = [{"label": "Website", "url": one if "://" in one else f"https://{one}"} for one in _many(cv, "website")]
    for item in cv.entries("social_networks"):
        network, username = item.text("network"), item.text("username")
        if network in NETWORKS and username:
            links.append({"label": network, "url": f"https://{NETWORKS[network]}{username}"})
        else:
            draft.free("Profiles", f"{network}: {username}" if network and username else network or username)
        item.rest()
    for item in cv.entries("custom_connections"):
        label, url = item.text("placeholder"), item.text("url")
        item.left.pop("fontawesome_icon", None)
        if url:
            links.append(filled({"label": label, "url": url}))
        else:
            draft.free("Profiles", label)
        item.rest()
    if links:
        draft.person["links"] = links
    if photo := cv.text("photo"):
        note(draft.person, "", f'the file names a picture, "{photo}"; put it beside the profile and write its name as  photo: photo.jpg')


def _section(holder: Intake, title: str) -> None:
    """One section: its entries say what they are by their keys, else the title does."""
    draft = holder.draft
    raw = holder.left.get(title)
    heading = cleaned(str(title).replace("_", " "))
    heading = heading.capitalize() if heading.islower() else heading
    kind = next((name for name, words in _TITLES.items() if re.search(words, heading, re.IGNORECASE)), "")
    if not isinstance(raw, list):
        if isinstance(raw, str) and raw:
            _words(draft, kind, heading, lines_of(raw))
            holder.left.pop(title)
        elif raw not in (None, ""):
            holder.entries(title)
        return
    holder.left.pop(title)
    texts: list[str] = []
    for index, item in enumerate(raw):
        if isinstance(item, str):
            texts += lines_of(item)
            continue
        if not isinstance(item, dict):
            holder.left[title] = [item]
            holder.entries(title)
            continue
        taken = Intake(draft, item, path=f'{holder.path}["{title}"][{index}]', locate=holder.locate, title=heading, numbers=True)
        _entry(taken, kind, heading)
    if texts:
        _words(draft, kind, heading, texts)


def _words(draft: Draft, kind: str, heading: str, texts: list[str]) -> None:
    """A section of plain texts."""
    if kind == "summary":
        before = draft.tree.get("summary", "")
        draft.tree["summary"] = sentences([before, *texts])
    elif kind == "skills":
        for text in texts:
            draft.add("skills", {"name": text})
    elif kind in ("certifications", "training", "awards", "memberships", "achievements"):
        key = {"certifications": "name", "memberships": "organization"}.get(kind, "title")
        for text in texts:
            draft.add(kind, {key: _unlinked(text)[0]} | ({"url": _unlinked(text)[1]} if kind == "certifications" else {}))
    else:
        for text in texts:
            draft.free(heading, text)


def _entry(item: Intake, kind: str, heading: str) -> None:
    draft = item.draft
    keys = item.left.keys()
    if "company" in keys or "position" in keys:
        _job(item, kind)
    elif "institution" in keys:
        name = item.title = item.text("institution") or heading
        entry: Tree = {"institution": name, "award": item.text("degree"), "program": item.text("area"), "location": item.text("location")}
        _dates(item, entry)
        draft.add("education", entry | {"highlights": _lines(item)})
    elif "label" in keys or "details" in keys:
        _one_line(draft, kind, heading, item.text("label"), item.text("details"))
    elif "bullet" in keys or "number" in keys or "reversed_number" in keys:
        _words(draft, kind, heading, [text for key in ("bullet", "number", "reversed_number") if (text := item.text(key))])
    elif "authors" in keys:
        entry = {"title": item.text("title")}
        item.date(entry, "date", "date")
        parts = (", ".join(item.texts("authors")), item.text("journal"), item.text("summary"), item.text("doi"), item.text("url"))
        draft.free(heading, entry | {"text": ". ".join(part.rstrip(".") for part in parts if part)})
    else:
        _normal(item, kind, heading)
    item.rest()


def _job(item: Intake, kind: str) -> None:
    name, role = item.text("company"), item.text("position")
    item.title = name or item.title
    entry: Tree = {"location": item.text("location")}
    _dates(item, entry)
    entry["highlights"] = _lines(item)
    if kind == "externships" or re.search(r"\bextern\b", role, re.IGNORECASE):
        item.draft.add("externships", {"site": name, "role": role} | entry)
    elif kind == "volunteering":
        item.draft.add("volunteering", {"organization": name, "role": role} | entry)
    else:
        item.draft.add("experience", {"employer": name, "title": role} | entry)


def _one_line(draft: Draft, kind: str, heading: str, label: str, details: str) -> None:
    """A label and what belongs to it, on one line."""
    if kind == "languages" or label.lower() in ("languages", "language"):
        pairs = [(label, details)] if kind == "languages" and label.lower() not in ("languages", "language") else [_level(part) for part in _parts(details)]
        draft.person.setdefault("languages", []).extend(filled({"name": name, "level": level}) for name, level in pairs if name)
    elif kind == "skills":
        for part in _parts(details) or [""]:
            draft.add("skills", {"name": part or label, "group": label if part else ""})
    elif kind == "certifications":
        draft.add("certifications", {"name": label, "issuer": details})
    else:
        draft.free(heading, f"{label}: {details}" if label and details else label or details)


def _normal(item: Intake, kind: str, heading: str) -> None:
    """An entry with a name, a date, a place and lines."""
    draft = item.draft
    name, url = _unlinked(item.text("name", "title"))
    item.title = name or item.title
    entry: Tree = {}
    lines = _lines(item)
    if kind in ("experience", "externships", "volunteering"):
        _dates(item, entry)
        key = {"externships": "site", "volunteering": "organization"}.get(kind, "employer")
        draft.add(kind, {key: name, "location": item.text("location")} | entry | {"highlights": lines})
        return
    if kind not in _LABELS:
        for key, given in (("date", "date"), ("start", "start_date"), ("end", "end_date")):
            item.date(entry, key, given, end=key == "end")
        draft.free(heading, {"title": name} | entry | {"text": sentences([item.text("location"), *lines, url])})
        return
    first, last = {"certifications": ("issued", "expires"), "memberships": ("since", "until")}.get(kind, ("date", ""))
    item.date(entry, first, "date", "start_date" if last else "end_date", "start_date")
    if last:
        item.date(entry, last, "end_date", end=kind == "memberships")
    lines = _labelled(kind, entry, lines)
    if kind == "letters":
        entry, lines = {"quote": sentences(lines)} | entry, []
    elif kind in ("awards", "achievements"):
        entry, lines = entry | {"text": sentences(lines)}, []
    draft.add(kind, {{"certifications": "name", "memberships": "organization", "letters": "name"}.get(kind, "title"): name} | ({"url": url} if url else {}) | entry)
    for line in lines:
        draft.keep(name, line)


_LABELS = {
    "certifications": ("issuer", "jurisdiction", "expires", "number", "url"),
    "training": ("provider", "hours", "units", "category", "skills"),
    "memberships": ("role",),
    "letters": ("title", "organization"),
    "awards": ("issuer",),
    "achievements": (),
}
"""What a line of an entry may say by its first word, such as "Issuer: AAMA"; `write` puts it there."""


def _labelled(kind: str, entry: Tree, lines: list[str]) -> list[str]:
    """Put what labelled lines say into the entry, and give back the other lines."""
    left = []
    for line in lines:
        label, colon, value = line.partition(": ")
        key = {"verify": "url", "date": "issued"}.get(label.lower(), label.lower())
        if not colon or key not in _LABELS[kind] or key in entry:
            left.append(line)
        elif key == "expires":
            if made := date_of(value):
                entry[key] = made
            else:
                left.append(line)
        else:
            entry[key] = _parts(value) if key == "skills" else value
            if "…" in value:
                note(entry, key, "the number is masked; write it whole, it is printed masked all the same")
    return left


def _dates(item: Intake, entry: Tree) -> None:
    """Start and end, or a date in one piece."""
    item.date(entry, "start", "start_date")
    item.date(entry, "end", "end_date", end=True)
    whole = item.left.get("date")
    if isinstance(whole, str) and whole and "start" not in entry:
        ends = re.split(r"\s+(?:-|–|—|to)\s+|\s*[–—]\s*", whole.strip())
        span = Intake(item.draft, {"start": ends[0], "end": ends[-1]}, title=item.title)
        if len(ends) == 2:
            item.left.pop("date")
            span.date(entry, "start", "start")
            span.date(entry, "end", "end", end=True)
        else:
            item.date(entry, "end", "date", end=True)


def _lines(item: Intake) -> list[str]:
    return [*lines_of(item.raw("summary")), *item.texts("highlights")]


def _parts(details: str) -> list[str]:
    """What commas or semicolons part, but not within brackets."""
    return [part for piece in re.split(r"[,;](?![^(]*\))", details) if (part := cleaned(piece))]


def _level(text: str) -> tuple[str, str]:
    match = re.fullmatch(r"([^(]+)\(([^)]+)\)", text)
    return (match[1].strip(), match[2].strip()) if match else (text, "")


def _unlinked(text: str) -> tuple[str, str]:
    """A name and the address behind it, where the whole name is a link."""
    match = re.fullmatch(r"\[([^\]]+)\]\((https?://[^)\s]+)\)", text)
    return (match[1], match[2]) if match else (text, "")


# Out ---------------------------------------------------------------------------------------------------------------------

_HEADINGS = {
    "summary": "Summary", "certifications": "Certifications", "externships": "Externships", "experience": "Experience", "education": "Education", "skills": "Skills", "training": "Training",
    "achievements": "Achievements", "memberships": "Memberships", "letters": "References", "volunteering": "Volunteering", "awards": "Awards", "languages": "Languages",
}  # fmt: skip


def write(profile: Profile) -> tuple[str, list[str]]:
    """The profile as rendercv's YAML, and the paths of what it has no place for."""
    person, left = profile.person, []
    phone = re.sub(r"(?!^\+)[^\d]", "", person.phone or "")
    if person.phone and not re.fullmatch(r"\+\d{8,15}", phone):
        left.append("person.phone (it needs the country code, such as +1)")
        phone = ""
    websites, networks, connections = [], [], []
    for index, link in enumerate(person.links):
        network = next((name for name, base in NETWORKS.items() if re.match(rf"https?://(?:www\.)?{re.escape(base)}[\w-]+/?\Z", link.url)), "")
        if network:
            networks.append({"network": network, "username": link.url.rstrip("/").rsplit("/", 1)[-1].lstrip("@")})
        elif not link.url.lower().startswith("http"):
            left.append(f"person.links[{index}]")
        elif link.label and link.label.lower() not in ("website", "portfolio"):
            connections.append({"placeholder": link.label, "url": link.url, "fontawesome_icon": "link"})
        else:
            websites.append(link.url)
    left += [f"person.{key}" for key in ("zip", "photo") if getattr(person, key)]
    phone_text = f"{person.phone}" if phone else ""
    cv = {
        "name": person.name, "headline": person.headline, "location": person.location, "email": person.email, "phone": phone_text and _dashed(phone),
        "website": websites[0] if len(websites) == 1 else websites, "social_networks": networks, "custom_connections": connections,
        "sections": {title: entries for title, entries in _sections(profile, left) if entries},
    }  # fmt: skip
    return "\n".join(_yaml({"cv": filled(cv)}, 0)) + "\n", left


def _dashed(phone: str) -> str:
    """A telephone number in the international form that rendercv reads."""
    return f"+1-{phone[2:5]}-{phone[5:8]}-{phone[8:]}" if phone.startswith("+1") and len(phone) == 12 else phone


def _sections(profile: Profile, left: list[str]) -> Iterator[tuple[str, list[Any]]]:
    yield _HEADINGS["summary"], [profile.summary] if profile.summary else []
    yield _HEADINGS["certifications"], [_normal_of(one.name, date=one.issued, lines=_facts(one, ("issuer", "jurisdiction"))) for one in profile.certifications]
    groups: dict[str, list[str]] = {}
    for skill in profile.skills:
        groups.setdefault(skill.group or "", []).append(skill.name)
    only = not any(groups)
    yield _HEADINGS["skills"], [{"bullet": ", ".join(groups[""])}] if groups and set(groups) == {""} else [{"label": name or "Other", "details": ", ".join(names)} for name, names in groups.items()]
    del only
    jobs = [_experience(one.employer, one.title, one) for one in profile.experience]
    yield _HEADINGS["experience"], jobs
    yield _HEADINGS["externships"], [_experience(one.site, one.role, one, _duties(one)) for one in profile.externships]
    schools = []
    for one in profile.education:
        entry = {"institution": one.institution, "area": one.program or one.award or "-", "degree": one.award if one.program else None, "location": one.location, **_span(one.start, one.end)}
        schools.append(filled(entry | {"highlights": [line.text for line in one.highlights] + ([f"Accredited by {one.accreditation}"] if one.accreditation else [])}))
    yield _HEADINGS["education"], schools
    yield _HEADINGS["training"], [_normal_of(one.title, date=one.date, lines=_facts(one, ("provider", "hours", "units", "category", "skills"))) for one in profile.training]
    yield _HEADINGS["achievements"], [_normal_of(one.title, date=one.date, summary=one.text) for one in profile.achievements]
    yield _HEADINGS["awards"], [_normal_of(one.title, date=one.date, summary=one.text, lines=_facts(one, ("issuer",))) for one in profile.awards]
    yield _HEADINGS["memberships"], [_normal_of(one.organization, start=one.since, end=one.until, lines=_facts(one, ("role",))) for one in profile.memberships]
    yield _HEADINGS["volunteering"], [_experience(one.organization, one.role, one, [f"Hours: {one.hours:g}"] if one.hours else []) for one in profile.volunteering]
    yield _HEADINGS["letters"], [_normal_of(one.name, date=one.date, summary=one.quote, lines=_facts(one, ("title", "organization"))) for one in profile.letters]
    yield _HEADINGS["languages"], [{"label": one.name, "details": one.level or "-"} for one in profile.person.languages]
    for title, entries in profile.sections.items():
        name = title if title not in _HEADINGS.values() else f"{title} (more)"
        yield name, [_normal_of(one.title or one.text or "", date=one.date, start=one.start, end=one.end, summary=one.text if one.title else None) for one in entries]
    left += [f"{one.path or 'skills'}.hours" for one in profile.skills if one.hours]


def _facts(one: Any, keys: tuple[str, ...]) -> list[str]:
    """What rendercv has no key for, as lines; a credential's number as it may be shown."""
    found = []
    for key in keys:
        value = getattr(one, key)
        if value:
            found.append(f"{key.capitalize()}: {', '.join(value) if isinstance(value, tuple) else f'{value:g}' if isinstance(value, float) else value}")
    if getattr(one, "expires", None):
        found.append(f"Expires: {one.expires}")
    if getattr(one, "number", None):
        found.append(f"Number: {one.number if one.show_number else mask(one.number)}")
    if (url := getattr(one, "url", None)) and (one.show_number or not gives_away(url, one.number)):
        found.append(f"Verify: {url}")
    return found


def _duties(one: Any) -> list[str]:
    made = [f"Hours: {one.hours:g}"] if one.hours else []
    if one.supervisor:
        made.append("Supervisor: " + ", ".join(part for part in (one.supervisor.name, one.supervisor.title) if part))
    for skill in one.skills:
        facts = [f"{skill.count} times" if skill.count else "", f"signed off {skill.signed_off}" if skill.signed_off else ""]
        made.append(f"{skill.skill}: {', '.join(fact for fact in facts if fact)}".removesuffix(": "))
    return made


def _experience(company: str, position: str | None, one: Any, more: list[str] | None = None) -> Tree:
    lines: tuple[Highlight, ...] = one.highlights
    return filled({"company": company, "position": position or "-", "location": one.location, **_span(one.start, one.end), "highlights": [*(line.text for line in lines), *(more or [])]})


def _normal_of(name: str, *, date: PartialDate | None = None, start: PartialDate | None = None, end: PartialDate | None = None, summary: str | None = None, lines: list[str] | None = None) -> Tree:
    return filled({"name": name, "date": str(date) if date else None, **_span(start, end), "summary": summary, "highlights": lines})


def _span(start: PartialDate | None, end: PartialDate | None) -> Tree:
    """rendercv takes an end without a start for a single date."""
    if end and not start:
        return {"date": str(end)} if not end.is_present else {}
    return {"start_date": str(start) if start else None, "end_date": str(end) if end else None}


def _yaml(value: Any, indent: int) -> Iterator[str]:
    space = " " * indent
    for key, item in value.items():
        name = scalar(key)
        if isinstance(item, dict):
            yield f"{space}{name}:"
            yield from _yaml(item, indent + 2)
        elif isinstance(item, list):
            yield f"{space}{name}:"
            for one in item:
                if isinstance(one, dict):
                    lines = list(_yaml(one, indent + 4))
                    yield f"{space}  - {lines[0].lstrip()}"
                    yield from lines[1:]
                else:
                    yield f"{space}  - {_quoted(one)}"
        else:
            yield f"{space}{name}: {_quoted(item)}"


def _quoted(text: Any) -> str:
    """A text in quotes where anything but words could be meant: rendercv's YAML guesses types."""
    whole = str(text)
    return whole if re.fullmatch(r"\d{4}-\d{2}(?:-\d{2})?", whole) or whole == "present" else f'"{whole}"' if whole.isdigit() else scalar(whole)
