"""What a career asks for beside its skill map: all of the guide's 93 items are in the pack, each with what tests it."""

from collections.abc import Iterator

import pytest

from resumekit.career import Career
from resumekit.demands import CREDENTIAL_KEYS, ENTRY_KEYS, SECTIONS, SKILL_KEYS, Condition, conditions
from resumekit.load import bundled_careers, load_career
from resumekit.profile import Profile
from resumekit.schema import fields_at

ITEMS = {
    # Tech skills: the skills that show each.
    "T1": "vital-signs",
    "T2": "phlebotomy specimen-collection",
    "T3": "lab-testing",
    "T4": "medical-coding",
    "T5": "ehr",
    "T6": "scheduling-software",
    "T7": "insurance-claims",
    "T8": "medical-terminology",
    "T9": "medication-administration",
    "T10": "bls-cpr",
    "T11": "patient-communication",
    "T12": "infection-control",
    "T13": "hipaa-confidentiality private",
    "T14": "diagnostic-tools",
    "T15": "procedure-assisting",
    "T16": "first-aid",
    "T17": "documentation",
    "T18": "billing-software",
    "T19": "patient-education",
    # Soft abilities.
    "S1": "empathy",
    "S2": "communication",
    "S3": "attention-to-detail",
    "S4": "multitasking",
    "S5": "problem-solving",
    "S6": "adaptability",
    "S7": "teamwork",
    "S8": "patience",
    "S9": "time-management",
    "S10": "hipaa-confidentiality private",
    # The skill map: the parts of each item.
    "F1": "vital-signs",
    "F2": "medical-terminology",
    "F3": "injections phlebotomy",
    "F4": "ehr",
    "P1": "phlebotomy cpt-nha pbt-ascp rpt-amt ncpt-ncct cpt1-california wa-ma-phlebotomist",
    "P2": "ekg",
    "P3": "medical-billing medical-coding",
    "P4": "infection-control osha bbp-training within_months",
    "R1": "ehr-platforms",
    "R2": "scheduling-software",
    "R3": "billing-software insurance-claims",
    "R4": "patient-communication empathy",
    "R5": "multitasking time-management",
    # Tech stack; some by words only.
    "K1": "ehr-platforms",
    "K2": "billing-software",
    "K3": "scheduling-software",
    "K4": "diagnostic-tools",
    "K5": "phlebotomy specimen-collection",
    "K6": "lab-testing",
    "K7": "infection-control",
    "K8": "hipaa-confidentiality words",
    "K9": "patient-communication scheduling",
    "K10": "prescriptions",
    "K11": "vital-signs",
    "K12": "first-aid bls-cpr",
    "K13": "billing-software scheduling-software",
    "K14": "telehealth",
    "K15": "documentation",
    "K16": "inventory",
    "K17": "patient-intake words",
    "K18": "diagnostic-tools words",
    "K19": "words",
    # Tiers.
    "L1": "vital-signs patient-intake procedure-assisting documentation ehr",
    "L2": "years_at_least any_verified phlebotomy ekg patient-education leadership scheduling insurance-claims",
    "L3": "years_at_least leadership process-improvement documentation insurance-claims medical-billing",
    "L4": "years_at_least specialty",
    # The portfolio.
    "O1": "entries certifications evidence",
    "O2": "entries education transcript",
    "O3": "entries letters title file|quote",
    "O4": "entries externships hours evidence",
    "O5": "any_verified phlebotomy ekg medication-administration none_claimed",
    "O6": "entries achievements with_number",
    "O7": "holds cpt-nha cet-nha",
    "O8": "private",
    "O9": "none_claimed foundational professional",
    "O10": "entries memberships",
    "O11": "entries training date units|hours",
    "O12": "none_expired within_months entries",
    # Mistakes, by what avoids them.
    "M1": "any_shown patient-communication communication",
    "M2": "none_expired units_on_schedule",
    "M3": "all_backed documentation",
    "M4": "all_backed ehr ehr-platforms",
    "M5": "all_backed infection-control none_older bbp-training within_months",
    "M6": "trained_first phlebotomy every_entry externships supervisor",
    "M7": "none_claimed time-management",
    "M8": "any_shown patience problem-solving",
    # Advice.
    "A1": "holds cma-aama ccma-nha rma-amt ncma-ncct",
    "A2": "entries externships volunteering",
    "A3": "all_backed ehr-platforms billing-software",
    "A4": "all_backed communication-and-empathy",
    "A5": "entries letters leadership",
    "A6": "entries training within_months",
    "A7": "any_shown specializations specialty",
    "A8": "",
}
"""Each item of the guide by its label, and the ids and keys that test it; A8 cannot be told from a profile."""

SKILL_MAP = {
    "F1": "vital-signs",
    "F2": "medical-terminology",
    "F3": "basic-clinical-procedures",
    "F4": "ehr-usage",
    "P1": "phlebotomy-technician",
    "P2": "ekg-technician",
    "P3": "billing-and-coding",
    "P4": "infection-control-and-osha",
    "R1": "ehr-platform-proficiency",
    "R2": "scheduling-software",
    "R3": "billing-and-claim-software",
    "R4": "communication-and-empathy",
    "R5": "multitasking-and-time-management",
}
"""The items of the skill map by their labels: the ids of its skills."""


@pytest.fixture(scope="module")
def pack() -> Career:
    """The bundled pack for medical assistants."""
    return load_career("medical-assistant")


def words_of(condition: Condition) -> Iterator[str]:
    """The keys of a condition that are given, and the texts that they hold."""
    for key in Condition.model_fields:
        value = getattr(condition, key)
        if value not in ((), None, False):
            yield key
            yield from value if isinstance(value, tuple) else ()


def shown_by(pack: Career, label: str) -> set[str]:
    """Everything in the pack that tests the item `label`; fails if the item is not there exactly once."""
    if label in SKILL_MAP:
        skill = pack.skills_by_id[SKILL_MAP[label]]
        assert [label] == [one for one, name in SKILL_MAP.items() for group in pack.groups if name == skill.id and name in group.skills]
        needs = skill.requires
        return {*pack.leaves(skill.id), *(needs.credentials if needs else ()), *(["within_months"] if needs and needs.within_months else [])}
    (found,) = [demand for demand in pack.demands if demand.item == label]
    made = {word for condition in conditions(found) for word in words_of(condition)}
    for key in ("all_of", "any_of"):
        made |= set(getattr(found, key, ()))
    return made | ({"words"} if getattr(found, "words", ()) else set())


def test_the_guide_has_93_items() -> None:
    """As many as the guide lists, kind by kind."""
    counts = {"T": 19, "S": 10, "F": 4, "P": 4, "R": 5, "K": 19, "L": 4, "O": 12, "M": 8, "A": 8}
    assert counts == {kind: sum(label[0] == kind for label in ITEMS) for kind in counts}
    assert len(ITEMS) == 93


@pytest.mark.parametrize("label", ITEMS)
def test_every_item_is_in_the_pack_with_what_tests_it(label: str, pack: Career) -> None:
    """The item is there, once, and each id or key that shows it is among its conditions."""
    assert set(ITEMS[label].split()) - shown_by(pack, label) == set()


def test_only_balance_cannot_be_tested(pack: Career) -> None:
    """Nothing else is merely said."""
    untested = [label for label in ITEMS if not shown_by(pack, label)]
    assert ["A8"] == untested


def test_no_item_is_invented(pack: Career) -> None:
    """Every label of the pack is one of the guide's."""
    assert set(ITEMS) - set(SKILL_MAP) == {demand.item for demand in pack.demands}


def test_ids_of_tiers_and_portfolio_are_the_contracts(pack: Career) -> None:
    """Programs rely on them."""
    assert ["entry", "mid", "senior", "specialized"] == pack.tier_ids()
    portfolio = "certifications transcripts letters externships skills-documented improvements specialty anonymized digital memberships training up-to-date"
    assert portfolio.split() == [one.id for one in pack.portfolio]


def test_a_group_stands_for_its_skills(pack: Career) -> None:
    """Where a condition names a group, it means what is in it; each skill once."""
    assert ("vital-signs", "medical-terminology", "basic-clinical-procedures", "ehr-usage", "ekg") == pack.skills_of(("foundational", "ekg", "vital-signs"))


def test_conditions_know_the_profile() -> None:
    """The lists that a condition may name are the profile's lists of records."""
    lists = {key for key in Profile.model_fields if fields_at(Profile, [key])}
    assert set(SECTIONS) <= lists
    assert lists - set(SECTIONS) == {"goal", "person", "sections", "privacy", "design", "variants"}


def test_every_key_is_of_one_kind() -> None:
    """A condition tells its skills, credentials and what it decides by."""
    condition = Condition(all_backed=("a",), holds=("b",), entries=("letters",), having=("title",), within_months="3")
    assert (("all_backed", ("a",)),) == condition.skills
    assert (("holds", ("b",)),) == condition.credentials
    assert ("all_backed", "holds", "entries") == condition.given
    assert () == Condition().given
    assert {*SKILL_KEYS, *CREDENTIAL_KEYS, *ENTRY_KEYS} <= set(Condition.model_fields)


@pytest.mark.parametrize("career", bundled_careers())
def test_tiers_say_what_they_take(career: str) -> None:
    """Each tier of each bundled career has requirements, each with conditions."""
    for tier in load_career(career).tiers:
        assert tier.requirements
        assert all(condition.given for condition in conditions(tier))
