"""Variants: what is chosen, what is hidden, and who wins."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumekit.diagnostics import InvalidInput
from resumekit.profile import Profile
from resumekit.rendering.variant import lineage, select

Reader = Callable[[str], Profile]


def test_base_shows_everything(typical: Profile) -> None:
    """Without a variant nothing is left out."""
    base = select(typical)
    assert (typical, "classic", None, None) == (base.profile, base.template, base.sections, base.pages)


def test_tags_choose_entries_and_highlights(typical: Profile) -> None:
    """Entries and highlights with other tags only are left out; those without tags stay."""
    profile = select(typical, "heart").profile
    assert [job.employer for job in profile.experience] == ["Saguaro Internal Medicine"]
    assert len(profile.certifications) == 2
    office = typical.model_copy(update={"variants": {"v": typical.variants["heart"].model_copy(update={"tags": ("clinical",), "hide": None})}})
    assert [line.text for line in select(office, "v").profile.experience[0].highlights] == ["Gave injections and kept the vaccine refrigerator log."]


def test_records_keep_their_paths(typical: Profile) -> None:
    """What is left still knows where it stands in the file."""
    assert [job.path for job in select(typical, "heart").profile.experience] == ["experience[1]"]


def test_hiding(typical: Profile) -> None:
    """A path hides one thing; indexes are those of the whole profile."""
    profile = select(typical, "heart").profile
    assert profile.person.location is None
    assert profile.experience[0].highlights == ()


@pytest.mark.parametrize(
    ("path", "gone"),
    [
        ("experience.location", lambda p: {job.location for job in p.experience} == {None}),
        ("experience[0].location", lambda p: [job.location for job in p.experience] == [None, "Tucson, AZ"]),
        ("experience[0]", lambda p: [job.employer for job in p.experience] == ["Saguaro Internal Medicine"]),
        ("experience", lambda p: p.experience == ()),
        ("experience[0].highlights[0]", lambda p: [len(job.highlights) for job in p.experience] == [1, 2]),
        ('sections["Community"]', lambda p: p.sections == {}),
        ("sections.Community[0]", lambda p: p.sections == {"Community": ()}),
        ("summary", lambda p: p.summary is None),
        ("person.links", lambda p: p.person.links == ()),
        ("certifications.number", lambda p: {item.number for item in p.certifications} == {None}),
        ("externships.supervisor.title", lambda p: p.externships[0].supervisor.title is None),
        ("person", lambda p: p.person.name == "Maya Ortiz"),
        ("nothing.of[9].this", lambda p: len(p.experience) == 2),
        ("experience[99]", lambda p: len(p.experience) == 2),
        ("not a path", lambda p: len(p.experience) == 2),
    ],
)
def test_hidden_paths(typical: Profile, path: str, gone: Callable[[Profile], bool]) -> None:
    """Each kind of path hides just what it names."""
    variant = typical.variants["heart"].model_copy(update={"hide": (path,), "tags": None})
    assert gone(select(typical.model_copy(update={"variants": {"v": variant}}), "v").profile)


def test_hiding_two_items_keeps_indexes(typical: Profile) -> None:
    """The second path means what it meant before the first was applied."""
    variant = typical.variants["heart"].model_copy(update={"hide": ("experience[0]", "experience[1].location"), "tags": None})
    profile = select(typical.model_copy(update={"variants": {"v": variant}}), "v").profile
    assert [(job.employer, job.location) for job in profile.experience] == [("Saguaro Internal Medicine", None)]


def test_child_wins_over_parent_over_design(typical: Profile) -> None:
    """Look and choices merge along the chain, and the command line comes last."""
    child = select(typical, "short")
    assert (child.template, child.pages, child.sections) == ("clinical", 2, ("summary", "certifications"))
    assert dict(child.options) == {"paper": "a4", "accent": "#1f4e79"}
    assert child.option_paths["paper"] == "variants.short.options.paper"
    assert child.profile.person.headline == "Medical assistant, cardiology"
    told = select(typical, "short", template="classic", options={"paper": "letter"}, pages=3)
    assert (told.template, told.pages, told.options["paper"]) == ("classic", 3, "letter")


def test_unknown_variant(typical: Profile) -> None:
    """A variant that does not exist is named, with the closest that does."""
    with pytest.raises(InvalidInput) as caught:
        select(typical, "hearth")
    assert (caught.value.problems[0].code, caught.value.problems[0].hint) == ("unknown-variant", "did you mean heart?")


def test_circle(small: Reader) -> None:
    """Variants that extend each other are an error, not a hang."""
    profile = small("variants: {a: {extends: b}, b: {extends: a}}")
    with pytest.raises(InvalidInput) as caught:
        lineage(profile, "a")
    assert [problem.code for problem in caught.value.problems] == ["variant-cycle"]


TAGS = st.lists(st.sampled_from(["a", "b", "c"]), max_size=2, unique=True)


@given(wanted=TAGS, own=st.lists(TAGS, max_size=5))
def test_tags_as_sets(wanted: list[str], own: list[list[str]]) -> None:
    """An entry stays if it has no tags, shares one, or if the variant asks for none; order is kept."""
    from resumekit.profile import Skill, Variant

    skills = tuple(Skill(name=str(index), tags=tuple(tags)) for index, tags in enumerate(own))
    profile = Profile.model_validate({"resumekit": "1", "career": "x", "person": {"name": "A"}}).model_copy(update={"skills": skills, "variants": {"v": Variant(tags=tuple(wanted))}})
    expected = [str(index) for index, tags in enumerate(own) if not tags or not wanted or set(tags) & set(wanted)]
    assert expected == [skill.name for skill in select(profile, "v").profile.skills]
