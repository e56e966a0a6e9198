"""The starters of a profile and of a career, and the JSON Schemas, all made from the fields of the records themselves.

In: a name, a career or a day. Out: text. Must not name a field but to lay it out: what a field is called, means and looks like is
said once, where it is declared.
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, get_args

from pydantic.fields import FieldInfo

from resumekit.lines import scalar
from resumekit.profile import Profile
from resumekit.schema import ShortFor, json_schema, records_in

SCHEMA_FILE = ".resumekit/profile.schema.json"
"""Where the starter tells an editor to find the schema: beside the profile, so that it works without a network."""

_INTRODUCTION = """\
This is your profile: a text file in a notation called YAML. The whole of it:
- A line is a key, a colon, a space and a value:  name: Ana Reyes
- What belongs to a key stands below it, two spaces further in. Use spaces, never the Tab key.
- A dash begins an entry of a list. The lines of one entry begin in the same column.
- Quotes go around a value that begins with a sign such as * @ % or holds a colon and a space.
- Dates are written 2022, 2022-06 or 2022-06-30; something that goes on ends with: present

Lines that begin with ## explain. Lines that begin with one # are examples: take away the # and the space after it,
and write your own words in the place of the example's. What you leave as it is, is not read.
After each change:  resumekit validate {file}"""

_COLUMN, _LONGEST = 54, 68
_KEYS = {"sections": "Community work", "variants": "cardiology"}
"""A key to show where people choose their own."""
_SAMPLES = {"skills.tags": "[cardiology]", "education.highlights": "Graduated with honors.", "volunteering.highlights": "Took vital signs at two health fairs."}
"""Examples that fit better in one place than the field's own."""
_LEFT_OUT = {"include", "extends", "privacy", "show_number", "priority", "guide", "item", "wording", "posting", "names", "translations", "photo"}
"""What is better found in the schema than met on the first day."""
_TAGGED = {"experience", "skills", "variants"}
"""Where tags are shown; every entry may have them."""


def schema_text(kind: str) -> str:
    """The JSON Schema of a `profile` or a `career`, as JSON text."""
    if kind == "profile":
        made = json_schema(Profile, title="resumekit profile", identifier="urn:resumekit:profile:1")
    else:
        from resumekit.career import Career

        made = json_schema(Career, title="resumekit career", identifier="urn:resumekit:career:1")
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def slug(name: str, otherwise: str = "profile") -> str:
    """A file's stem made of a name: small letters and dashes, accents folded; `otherwise` if no letter is left."""
    plain = unicodedata.normalize("NFKD", name.translate(_FOLDED)).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’.]", "", plain)).strip("-")[:60].strip("-") or otherwise


_FOLDED = str.maketrans({"ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ı": "i", "þ": "th", "Þ": "Th", "ð": "d"})


def starter(name: str, career: str, *, file: str, examples: Mapping[str, str] | None = None, minimal: bool = False) -> str:
    """A profile that is valid as it stands: the person's name and the career; the rest are commented examples.

    `file`: what the profile is called where commands are shown. `examples`: path to the example that suits this career; "" where it has none.
    `minimal`: no comments and no examples.
    """
    given = {"resumekit": "1", "career": scalar(career), "person.name": scalar(" ".join(name.split()))}
    lines = [f"# yaml-language-server: $schema={SCHEMA_FILE}"]
    if not minimal:
        lines += ["##", *(f"## {line}".rstrip() for line in _INTRODUCTION.format(file=file).split("\n")), ""]
    for key, field in Profile.model_fields.items():
        if key not in _LEFT_OUT and (examples or {}).get(key) != "":
            lines += _top_level(key, field, given, {**_SAMPLES, **(examples or {})}, minimal)
    return "\n".join(lines).rstrip() + "\n"


def _top_level(key: str, field: FieldInfo, given: Mapping[str, str], examples: Mapping[str, str], minimal: bool) -> Iterator[str]:
    """The lines of one key of the profile: what is given stands, the rest is an example behind a `#`."""
    if key in given:
        yield f"{key}: {given[key]}" if minimal else _commented(f"{key}: {given[key]}", field.description)
        return
    stands = any(path.startswith(f"{key}.") for path in given)
    if minimal and not stands:
        return
    if not minimal:
        yield from ("", f"## {field.description}")
    for line, comment, path in _example(key, field, key, examples):
        note = None if path == key or minimal else comment
        if path in given:
            yield _commented(f"{line.split(': ')[0]}: {given[path]}", note)
        elif path == key and stands:
            yield line
        elif not minimal:
            yield _commented(f"  # {line.removeprefix('  ')}" if stands else f"# {line}", note)


CAREER_SCHEMA_FILE = ".resumekit/career.schema.json"
"""Where the starter of a career tells an editor to find its schema."""
_CAREER_INTRODUCTION = """\
This is a career pack: what is true of a career and not of a person. resumekit measures profiles against it.
Lines that begin with ## explain. Lines that begin with one # are examples: take away the # and the space after it,
and write your own words in the place of the example's.
A spelling is compared word by word, whatever the form of a word: a|b is either word, ... up to four words, =word this form only.
After each change:  resumekit careers validate {file}"""
_ENTRIES: dict[str, tuple[dict[str, str], ...]] = {
    "groups": (
        {"id": "foundational", "name": "Foundational skills", "about": "What everyone needs before anything else.", "skills": "[safe-work]"},
        {"id": "specializations", "name": "Specialization paths", "required": "false", "skills": "[customer-care]"},
    ),
    "skills": (
        {"id": "safe-work", "name": "Safe work", "all_of": "[safety-rules, protective-equipment]"},
        {"id": "safety-rules", "name": "Safety rules", "spellings": "[safety rule|regulation, work|workplace safety]"},
        {"id": "protective-equipment", "name": "Protective equipment", "spellings": "[protective equipment|gear, =PPE]"},
        {"id": "customer-care", "name": "Customer care", "spellings": "[customer|client care|service, advise ... customer|client]"},
    ),
}
"""What a career needs to stand at all: a skill map in small, with a skill that has parts."""
_CAREER_SAMPLES = {
    "about": "Keeps a shop's shelves full and its customers content.",
    "titles": "[shop|store assistant]",
    "other_titles": "[shop manager]",
    "tiers.requirements.met_when": "[{all_backed: [safe-work]}, {years_at_least: 3}]",
    "supporting.tech_skills.all_of": "[safety-rules]",
    "supporting.tech_skills.any_of": "[protective-equipment]",
    "supporting.soft_abilities.all_of": "[customer-care]",
    "supporting.soft_abilities.any_of": "[safe-work]",
    "supporting.tech_stack.all_of": "[protective-equipment]",
    "supporting.tech_stack.any_of": "[safety-rules]",
    "supporting.soft_abilities.id": "courtesy",
    "supporting.soft_abilities.text": "Courtesy towards everyone",
    "supporting.soft_abilities.note": "A letter says it best.",
    "supporting.soft_abilities.words": "[courteous, polite]",
    "supporting.tech_skills.id": "stock-keeping",
    "supporting.tech_skills.text": "Keeping stock",
    "supporting.tech_skills.words": "[inventory]",
    "supporting.tech_skills.note": "Name the system.",
    "supporting.tech_stack.id": "scanners",
    "supporting.tech_stack.text": "Hand scanners",
    "supporting.tech_stack.note": "Name the maker.",
    "specialties.id": "outdoor",
    "specialties.name": "Outdoor equipment",
    "specialties.words": "[outdoor|camping, mountain sports]",
    "mistakes.id": "no-care",
    "mistakes.text": "Taking safety lightly.",
    "mistakes.step": "Take a course, and add it under training.",
    "mistakes.note": "It is the first thing that employers ask about.",
    "mistakes.met_when": "[{any_shown: [safety-rules, protective-equipment]}]",
    "advice.id": "stay-informed",
    "advice.text": "Keep learning.",
    "advice.step": "Take a course this year, and add it under training with its date.",
    "advice.note": "A short one will do.",
    "advice.met_when": "[{entries: [training], within_months: 12}]",
    "specialties.credentials": "[safety-card]",
    "specialties.skills": "[safety-rules]",
    "issuers.id": "SB",
    "issuers.name": "Safety Board",
    "issuers.domain": "board.example.org",
    "issuers.spellings": "[Board of Safety]",
    "credentials.id": "safety-card",
    "credentials.name": "Safety card (SB)",
    "credentials.letters": "SC",
    "credentials.spellings": "[SB safety card]",
    "credentials.needs_issuer": "[safety card]",
    "credentials.not_this": "[{text: safety data sheet, because: a paper about a substance}]",
    "credentials.issuer": "SB",
    "credentials.evidences": "[safety-rules]",
    "credentials.covers": "[protective-equipment]",
    "credentials.note": "Employers ask for it on the first day.",
    "credentials.renewal": "{method: a course, units: 8, unit: hours}",
    "credentials.sources": "[example-page]",
    "sources.id": "example-page",
    "sources.name": "Rules of the board",
    "sources.url": "https://www.example.org/rules",
}


def career_starter(name: str, *, file: str, today: date) -> str:
    """A career pack that is valid as it stands: a small skill map, everything else as commented examples.

    `file`: what the pack is called where commands are shown. `today`: when its facts are of.
    """
    from resumekit.career import VERSION, Career

    given = {"format": VERSION, "id": slug(name, "career"), "name": scalar(" ".join(name.split())), "as_of": today.isoformat()}
    lines = [f"# yaml-language-server: $schema={CAREER_SCHEMA_FILE}", "##", *(f"## {line}" for line in _CAREER_INTRODUCTION.format(file=file).split("\n")), ""]
    for key, field in Career.model_fields.items():
        if key in given:
            lines.append(_commented(f"{key}: {given[key]}", field.description))
        elif key in _ENTRIES:
            lines += ["", f"## {field.description}", f"{key}:", *_entries(field, _ENTRIES[key])]
        elif key not in _LEFT_OUT:
            lines += ["", f"## {field.description}"]
            lines += [_commented(f"# {line}", comment if path != key else None) for line, comment, path in _example(key, field, key, _CAREER_SAMPLES)]
    return "\n".join(lines).rstrip() + "\n"


def _entries(field: FieldInfo, entries: tuple[dict[str, str], ...]) -> Iterator[str]:
    """The entries of a list that stand; a key is explained where it comes first."""
    fields = records_in(field.annotation)[0].model_fields
    explained: set[str] = set()
    for entry in entries:
        for key, value in entry.items():
            comment = None if key in explained else _brief(fields[key])
            explained.add(key)
            yield _commented(f"  {'- ' if key == next(iter(entry)) else '  '}{key}: {value}", comment)


Lines = Iterator[tuple[str, str, str]]
"""A line of YAML, what is said beside it, the path of the field that it shows."""


def _first_example(field: FieldInfo) -> str:
    return str(field.examples[0]) if field.examples else ""


def _example(key: str, field: FieldInfo, path: str, examples: Mapping[str, str]) -> Lines:
    """A field's example. A line that names a file is commented out, as there is no such file yet."""
    records = records_in(field.annotation)
    short = _short_form(field.annotation)
    listed = "tuple[" in str(field.annotation)
    comment = _brief(field)
    if not short and (path in examples or (field.examples and "." in path) or not records):
        value = examples.get(path) or _first_example(field)
        yield f"{'# ' if _names_file(value) else ''}{key}: {value}", comment, path
        return
    yield f"{key}:", comment if "." in path else "", path
    indent = "  "
    if key in _KEYS:
        yield f"  {_KEYS[key]}:", "", path
        indent = "    "
    if short:
        yield f"{indent}- {examples.get(path) or _first_example(records[0].model_fields[short])}", "", path
        if path != "skills":  # the one list whose entries people need in both forms
            return
    first = listed
    # What an entry is chosen by comes after what it says.
    for name, inner in sorted(records[0].model_fields.items(), key=lambda item: item[0] == "tags"):
        if name in _LEFT_OUT or (name == "tags" and path not in _TAGGED) or examples.get(f"{path}.{name}") == "":
            continue
        for line, said, at in _example(name, inner, f"{path}.{name}", examples):
            yield indent + ("- " if first else "  " if listed else "") + line, said, at
            first = False


def _brief(field: FieldInfo) -> str:
    """A field's description, short enough to stand beside its example."""
    text = (field.description or "").rstrip(".")
    if len(text) > _LONGEST:
        text = re.split(r" \(|[,;:] ", text, maxsplit=1)[0]
    return f"{text}; needed" if field.is_required() else text


def _commented(line: str, comment: str | None) -> str:
    return f"{line:<{_COLUMN}}  ## {comment}" if comment else line


def _names_file(value: str) -> bool:
    """Whether an example is a file of the profile's folder."""
    return value.startswith("evidence/")


def _short_form(annotation: Any) -> str | None:
    """The key whose text may stand for the whole record, if there is one."""
    if isinstance(annotation, ShortFor):
        return annotation.key
    return next((key for inner in (*get_args(annotation), *getattr(annotation, "__metadata__", ())) if (key := _short_form(inner))), None)
