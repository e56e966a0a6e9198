"""yamlresume's YAML to a draft: its content is a JSON Resume with a few other names, which are changed here.

In: plain values and where they stand. Out: a `Draft`. How the resume is to look stays behind. Must not know YAML.
"""

from collections.abc import Mapping
from typing import Any

from resumekit.exchange.draft import Draft, filled, lines_of, sentences
from resumekit.exchange.intake import Intake, Locate
from resumekit.exchange.jsonresume import take_resume

_LANGUAGES = ("en", "es")


def take(value: Mapping[str, Any], locate: Locate) -> Draft:
    """yamlresume's values as a draft."""
    draft = Draft(format="yamlresume's YAML")
    whole = Intake(draft, value, locate=locate, numbers=True)
    content = whole.entry("content")
    content.title = ""
    language = whole.left.get("locale", {})
    layout = whole.left.get("layout", {})
    if isinstance(layout, dict) and isinstance(layout.get("locale"), dict):
        language = layout["locale"]
    code = str(language.get("language", "")) if isinstance(language, dict) else ""
    if code in _LANGUAGES and code != "en":
        draft.tree["language"] = code
    for key in ("layout", "layouts", "locale", "$schema"):
        whole.left.pop(key, None)
    content.left = _renamed(content.left)
    take_resume(content)
    whole.rest()
    return draft


def _renamed(content: dict[str, Any]) -> dict[str, Any]:
    """The content with JSON Resume's names."""
    made = dict(content)
    basics = dict(made["basics"]) if isinstance(made.get("basics"), dict) else made.get("basics")
    if isinstance(basics, dict) or basics is None:
        basics = dict(basics or {})
        if basics.get("headline") and not basics.get("label"):
            basics["label"] = basics.pop("headline")
        place = made.get("location")
        if isinstance(place, dict):
            place = dict(made.pop("location"))
            if "country" in place:
                place["countryCode"] = place.pop("country")
            basics["location"] = place
        if isinstance(made.get("profiles"), list):
            basics["profiles"] = made.pop("profiles")
        if basics:
            made["basics"] = basics
    for key in list(made):
        items = made[key]
        if isinstance(items, list):
            made[key] = [_item(key, item) if isinstance(item, dict) else item for item in items]
    return made


def _item(section: str, item: dict[str, Any]) -> dict[str, Any]:
    """An item with JSON Resume's names, without what is there but empty."""
    made: dict[str, Any] = dict(filled(item))
    if section == "education" and "degree" in made:
        made["studyType"] = made.pop("degree")
    if section == "references" and "summary" in made:
        made["reference"] = sentences(lines_of(str(made.pop("summary"))))
        if "relationship" in made:
            made["title"] = made.pop("relationship")
    if section == "awards" and isinstance(made.get("summary"), str):
        made["summary"] = sentences(lines_of(made["summary"]))
    if section == "publications" and isinstance(made.get("summary"), str):
        made["summary"] = sentences(lines_of(made["summary"]))
    if not item.get("endDate") and item.get("startDate"):
        made.pop("endDate", None)
    return made
