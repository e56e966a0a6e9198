"""JSON Resume (jsonresume.org, 1.x) to a draft, and a profile to JSON Resume.

In: plain values and where they stand; a `Profile` as it is to be shown. Out: a `Draft`; JSON that is valid by the format's
schema. What the format has no key for is written under keys of ours, which it allows, and which are read again here.
"""

import json
from collections.abc import Mapping
from typing import Any

from resumekit.dates import PartialDate
from resumekit.exchange.draft import Draft, Tree, filled, lines_of, note, sentences
from resumekit.exchange.intake import Intake, Locate
from resumekit.profile import Profile
from resumekit.schema import Record
from resumekit.values import gives_away, mask

SECTIONS = ("basics", "work", "volunteer", "education", "awards", "certificates", "publications", "skills", "languages", "interests", "references", "projects")
SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"
KIND = "section"
"""The key that says which section of a profile an item was, where the format has one section for several of ours."""


def looks_like(value: Any) -> bool:
    """Whether a value is a JSON Resume."""
    return isinstance(value, dict) and (any(key in value for key in SECTIONS) or "resume-schema" in str(value.get("$schema", "")))


def take(value: Mapping[str, Any], locate: Locate) -> Draft:
    """A JSON Resume's values as a draft."""
    draft = Draft(format="a JSON Resume")
    taken = Intake(draft, value, locate=locate)
    for key in ("$schema", "meta"):
        taken.left.pop(key, None)
    take_resume(taken)
    return draft


def take_resume(taken: Intake) -> None:
    """Take all sections of a JSON Resume, and keep what is left."""
    draft = taken.draft
    _basics(taken)
    for item in taken.entries("languages"):
        language = filled({"name": item.text("language"), "level": item.text("fluency")})
        if "name" in language:
            draft.person.setdefault("languages", []).append(language)
        else:
            draft.keep("language", language.get("level", ""))
        _rest(item, language.get("name", ""))
    for item in taken.entries("certificates"):
        _certificate(item)
    for item in taken.entries("work"):
        _work(item)
    for item in taken.entries("education"):
        _education(item)
    for item in taken.entries("skills"):
        _skill(item)
    for item in taken.entries("projects"):
        _project(item)
    for item in taken.entries("references"):
        name = item.text("name")
        entry: Tree = {"name": name, "title": item.text("title"), "organization": item.text("organization"), "quote": item.text("reference")}
        item.date(entry, "date", "date")
        draft.add("letters", entry)
        _rest(item, name)
    for item in taken.entries("volunteer"):
        name = item.text("organization")
        entry = {"organization": name, "role": item.text("position"), "location": item.text("location")}
        _dates(item, entry)
        entry |= {"hours": _amount(item, "hours"), "highlights": _lines(item)}
        draft.add("volunteering", entry)
        _rest(item, name)
    for item in taken.entries("awards"):
        name = item.text("title")
        entry = {"title": name, "issuer": item.text("awarder")}
        item.date(entry, "date", "date")
        draft.add("awards", entry | {"text": item.text("summary")})
        _rest(item, name)
    for item in taken.entries("memberships"):
        name = item.text("organization")
        entry = {"organization": name, "role": item.text("role")}
        item.date(entry, "since", "since")
        item.date(entry, "until", "until", end=True)
        draft.add("memberships", entry)
        _rest(item, name)
    for item in taken.entries("publications"):
        name = item.text("name")
        entry = {"title": name}
        item.date(entry, "date", "releaseDate")
        draft.free("Publications", entry | {"text": sentences([item.text("publisher"), item.text("summary"), item.text("url")])})
        _rest(item, name)
    for item in taken.entries("interests"):
        name, words = item.text("name"), ", ".join(item.texts("keywords"))
        draft.free("Interests", f"{name}: {words}" if name and words else name or words)
        _rest(item, name)
    _own_sections(taken)
    taken.rest()


def _basics(taken: Intake) -> None:
    draft, basics = taken.draft, taken.entry("basics")
    place = basics.entry("location") if isinstance(basics.left.get("location"), dict) or not basics.left.get("location") else None
    person = {"name": basics.text("name"), "headline": basics.text("label"), "email": basics.text("email"), "phone": basics.text("phone")}
    if place is not None:
        person |= {"location": ", ".join(part for part in (place.text("city"), place.text("region"), place.text("countryCode")) if part), "zip": place.text("postalCode")}
        draft.keep("street", place.text("address"), path="basics.location.address", place=place.locate("basics.location.address"))
        _rest(place, "location")
    else:
        person["location"] = basics.text("location")
    draft.person.update(filled(person))
    summary = sentences(lines_of(basics.raw("summary")))
    if summary:
        draft.tree["summary"] = summary
    links: list[Tree] = [{"label": basics.text("urlLabel") or "Website", "url": url}] if (url := basics.text("url", "website")) else []
    for item in basics.entries("profiles"):
        network, username, address = item.text("network"), item.text("username"), item.text("url")
        if address:
            links.append(filled({"label": network or username, "url": address}))
            if username and network and username not in address:
                draft.free("Profiles", f"{network}: {username}")
        elif network or username:
            draft.free("Profiles", f"{network}: {username}" if network and username else network or username)
        _rest(item, network)
    if links:
        draft.person["links"] = links
    if image := basics.text("image"):
        note(draft.person, "", f'the file names a picture, "{image}"; put it beside the profile and write its name as  photo: photo.jpg')
        draft.warn("import-moved", f"a picture is a file beside the profile, not {image[:60]}", path="basics.image", place=taken.locate("basics.image"), hint="it stands in the profile as a remark")
    _rest(basics, "basics")


def _work(item: Intake) -> None:
    if item.left.get(KIND) == "externships":
        item.left.pop(KIND)
        name = item.text("name")
        entry: Tree = {"site": name, "role": item.text("position"), "location": item.text("location")}
        _dates(item, entry)
        supervisor = item.entry("supervisor")
        entry |= {"hours": _amount(item, "hours"), "supervisor": filled({"name": supervisor.text("name"), "title": supervisor.text("title")})}
        skills = []
        for one in item.entries("skills"):
            signed: Tree = {"skill": one.text("skill"), "count": _amount(one, "count")}
            one.date(signed, "signed_off", "signed_off")
            skills.append(filled(signed))
            _rest(one, name)
        item.draft.add("externships", entry | {"skills": skills, "highlights": _lines(item)})
        _rest(item, name)
        return
    name = item.text("name", "company")
    entry = {"employer": name, "title": item.text("position"), "location": item.text("location")}
    _dates(item, entry)
    item.draft.add("experience", entry | {"highlights": _lines(item)})
    _rest(item, name)


def _education(item: Intake) -> None:
    name = item.text("institution")
    entry: Tree = {"institution": name, "award": item.text("studyType"), "program": item.text("area"), "accreditation": item.text("accreditation"), "location": item.text("location")}
    _dates(item, entry)
    lines = _lines(item) + item.texts("courses")
    if score := item.text("score", "gpa"):
        lines.append(f"Score: {score}")
    item.draft.add("education", entry | {"highlights": lines})
    _rest(item, name)


def _certificate(item: Intake) -> None:
    name = item.text("name")
    if item.left.get(KIND) == "training":
        item.left.pop(KIND)
        entry: Tree = {"title": name, "provider": item.text("issuer")}
        item.date(entry, "date", "date")
        entry |= {"hours": _amount(item, "hours"), "units": _amount(item, "units"), "category": item.text("category"), "skills": item.texts("skills")}
        item.draft.add("training", entry)
    else:
        number = item.text("number")
        entry = {"name": name, "issuer": item.text("issuer"), "jurisdiction": item.text("jurisdiction"), "number": number}
        if item.left.pop("show_number", False) is True:
            entry["show_number"] = "true"
        elif "…" in number:
            note(entry, "number", "the number is masked; write it whole, it is printed masked all the same")
        item.date(entry, "issued", "date")
        item.date(entry, "expires", "expires", "endDate", "validUntil")
        item.draft.add("certifications", entry | {"url": item.text("url")})
    _rest(item, name)


def _skill(item: Intake) -> None:
    name, words, level = item.text("name"), item.texts("keywords"), item.text("level")
    hours = _amount(item, "hours")
    if words:
        for word in words:
            item.draft.add("skills", {"name": word, "group": name})
    else:
        item.draft.add("skills", {"name": name, "group": item.text("group"), "hours": hours})
    if level:
        item.draft.keep(f"{name}, level" if name else "skill, level", level, path=f"{item.path}.level", place=item.locate(f"{item.path}.level"))
    _rest(item, name)


def _project(item: Intake) -> None:
    name = item.text("name")
    if item.left.get(KIND) == "achievements":
        item.left.pop(KIND)
        entry: Tree = {"title": name}
        item.date(entry, "date", "startDate")
        item.left.pop("endDate", None)
        item.draft.add("achievements", entry | {"text": item.text("description")})
    else:
        entry = {"title": name}
        _dates(item, entry)
        roles, words = ", ".join(item.texts("roles")), ", ".join(item.texts("keywords"))
        parts = (item.text("description"), sentences(lines_of(item.raw("summary"))), *item.texts("highlights"), roles, item.text("entity"), item.text("type"), words, item.text("url"))
        item.draft.free("Projects", entry | {"text": sentences(parts)})
    _rest(item, name)


def _own_sections(taken: Intake) -> None:
    """The sections that a profile had of its own, as `write` keeps them."""
    sections = taken.left.get("sections")
    if not isinstance(sections, dict):
        return
    taken.left.pop("sections")
    holder = Intake(taken.draft, sections, path="sections", locate=taken.locate)
    for title in list(sections):
        for item in holder.entries(title):
            entry: Tree = {"title": item.text("title"), "text": item.text("text")}
            item.date(entry, "date", "date")
            item.date(entry, "start", "start")
            item.date(entry, "end", "end", end=True)
            made = filled(entry)
            taken.draft.free(title, str(made["text"]) if set(made) == {"text"} else made)
            _rest(item, title)


def _dates(item: Intake, entry: Tree) -> None:
    item.date(entry, "start", "startDate")
    ongoing = item.left.get("endDate") in ("", None) and "start" in entry
    item.date(entry, "end", "endDate", end=True)
    item.left.pop("endDate", None)
    if ongoing and "end" not in entry:
        entry["end"] = "present"
        note(entry, "end", "the file gives no end; is it still going on?")


def _lines(item: Intake) -> list[str]:
    """What was done: description, summary and highlights, a line each."""
    return [*lines_of(item.raw("description")), *lines_of(item.raw("summary")), *item.texts("highlights")]


def _amount(item: Intake, key: str) -> str:
    """A number, or what is given in its place, as text."""
    if not isinstance(item.left.get(key), (str, int, float)) or isinstance(item.left[key], bool):
        return ""
    return str(item.left.pop(key))


def _rest(item: Intake, name: str) -> None:
    item.title = name or item.title
    item.rest()


# Out ---------------------------------------------------------------------------------------------------------------------


def write(profile: Profile) -> str:
    """The profile as JSON Resume. Numbers are masked unless `show_number`; tags, priorities and files stay behind."""
    person = profile.person
    first, *others = person.links or (None,)
    town, _, region = (person.location or "").partition(", ")
    basics = {
        "name": person.name,
        "label": person.headline,
        "email": person.email,
        "phone": person.phone,
        "url": first.url if first else None,
        "urlLabel": first.label if first else None,
        "summary": profile.summary,
        "location": filled({"city": town, "region": region, "postalCode": person.zip}),
        "profiles": [filled({"network": link.label, "url": link.url}) for link in others if link],
    }
    made: dict[str, Any] = {
        "$schema": SCHEMA,
        "basics": filled(basics),
        "work": [_job(job) for job in profile.experience] + [_externship(one) for one in profile.externships],
        "volunteer": [
            filled({"organization": one.organization, "position": one.role, "location": one.location, **_span(one), "hours": _plain(one.hours), "highlights": _texts(one)})
            for one in profile.volunteering
        ],
        "education": [
            filled({"institution": one.institution, "area": one.program, "studyType": one.award, **_span(one), "accreditation": one.accreditation, "location": one.location, "highlights": _texts(one)})
            for one in profile.education
        ],
        "awards": [filled({"title": one.title, "date": _date(one.date), "awarder": one.issuer, "summary": one.text}) for one in profile.awards],
        "certificates": [_credential(one) for one in profile.certifications] + [_training(one) for one in profile.training],
        "skills": [filled({"name": one.name, "group": one.group, "hours": _plain(one.hours)}) for one in profile.skills],
        "languages": [filled({"language": one.name, "fluency": one.level}) for one in person.languages],
        "references": [filled({"name": one.name, "reference": one.quote, "title": one.title, "organization": one.organization, "date": _date(one.date)}) for one in profile.letters],
        "projects": [filled({"name": one.title, "description": one.text, "startDate": _date(one.date), KIND: "achievements"}) for one in profile.achievements],
        "memberships": [filled({"organization": one.organization, "role": one.role, "since": _date(one.since), "until": _ending(one.until)}) for one in profile.memberships],
        "sections": {
            title: [filled({"title": one.title, "text": one.text, "date": _date(one.date), "start": _date(one.start), "end": _ending(one.end)}) for one in entries]
            for title, entries in profile.sections.items()
        },
    }
    return json.dumps(filled(made), ensure_ascii=False, indent=2) + "\n"


def withheld(profile: Profile) -> list[str]:
    """The paths of addresses that would give a masked number away, and so stay behind."""
    return [f"certifications[{index}].url" for index, one in enumerate(profile.certifications) if one.url and not _address(one)]


def own_keys(profile: Profile) -> list[str]:
    """What stands under keys that other programs do not know."""
    credentials = profile.certifications
    parts = (
        ("certificates[].expires", any(one.expires for one in credentials)),
        ("certificates[].number", any(one.number for one in credentials)),
        ("work[].hours, supervisor, skills", profile.externships),
        ("memberships", profile.memberships),
        ("sections", profile.sections),
    )
    return [name for name, there in parts if there]


def _job(job: Any) -> Tree:
    return filled({"name": job.employer, "position": job.title, "location": job.location, **_span(job), "highlights": _texts(job)})


def _externship(one: Any) -> Tree:
    supervisor = filled({"name": one.supervisor.name, "title": one.supervisor.title}) if one.supervisor else None
    skills = [filled({"skill": skill.skill, "count": skill.count, "signed_off": _date(skill.signed_off)}) for skill in one.skills]
    entry = {"name": one.site, "position": one.role, "location": one.location, **_span(one), "highlights": _texts(one)}
    return filled(entry | {KIND: "externships", "hours": _plain(one.hours), "supervisor": supervisor, "skills": skills})


def _credential(one: Any) -> Tree:
    number = one.number if one.show_number or not one.number else mask(one.number)
    entry = {"name": one.name, "date": _date(one.issued), "url": _address(one), "issuer": one.issuer, "expires": _date(one.expires), "number": number, "jurisdiction": one.jurisdiction}
    return filled(entry | {"show_number": True if one.show_number and one.number else None})


def _address(one: Any) -> str | None:
    """Where a credential can be verified, unless the address holds the number that is masked."""
    return None if not one.show_number and gives_away(one.url, one.number) else one.url


def _training(one: Any) -> Tree:
    entry = {"name": one.title, "date": _date(one.date), "issuer": one.provider, KIND: "training"}
    return filled(entry | {"hours": _plain(one.hours), "units": _plain(one.units), "category": one.category, "skills": list(one.skills)})


def _span(record: Record) -> Tree:
    """Start and end; JSON Resume says "still going on" by giving no end."""
    return {"startDate": _date(getattr(record, "start", None)), "endDate": _date(getattr(record, "end", None))}


def _date(date: PartialDate | None) -> str | None:
    return None if date is None or date.is_present else str(date)


def _ending(date: PartialDate | None) -> str | None:
    return None if date is None else str(date)


def _plain(number: float | None) -> float | int | None:
    return int(number) if number is not None and float(number).is_integer() else number


def _texts(record: Any) -> list[str]:
    return [line.text for line in record.highlights]
