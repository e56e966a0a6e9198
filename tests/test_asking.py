"""How postings ask: the general way, and a career's own beside it."""

from resumekit.asking import AskedSkill, Asking, Boilerplate, Schooling, general_asking, joined_asking
from resumekit.load import load_career
from resumekit.wording import Rule


def test_general_asking_is_whole() -> None:
    """It has every kind of thing that a posting is read by, and no skill or credential of a career."""
    asking = general_asking()
    assert {"required", "asked", "preferred", "nothing", "part", "title", "label"} == {one.kind for one in asking.headings}
    assert asking.required
    assert asking.preferred
    assert asking.boilerplate
    assert asking.heard
    assert asking.complete
    assert (asking.skills, asking.credentials, asking.near_titles) == ((), (), ())


def test_own_asking_comes_after_the_general() -> None:
    """Words are joined; a rule and a degree with the same id take the place of the general ones."""
    general = Asking(preferred=("a plus",), rules=(Rule(id="taught", because="x", ahead=("learn",)),), schooling=(Schooling(id="school", name="School", words=("school",)),))
    own = Asking(
        preferred=("nice",),
        rules=(Rule(id="taught", because="y", ahead=("taught",)),),
        schooling=(Schooling(id="school", name="A school", words=("school",)),),
        boilerplate=(Boilerplate(id="b", words=("pay",)),),
        skills=(AskedSkill(id="a"),),
    )
    joined = joined_asking(general, own)
    assert ("a plus", "nice") == joined.preferred
    assert ["y"] == [rule.because for rule in joined.rules]
    assert ["A school"] == [one.name for one in joined.schooling]
    assert ("b", "a") == (joined.boilerplate[0].id, joined.skills[0].id)
    assert joined_asking(general, None) is general


def test_asking_names_what_the_career_has() -> None:
    """Skills and credentials of a bundled career's postings are in its registry."""
    career = load_career("medical-assistant")
    assert career.posting is not None
    skills = {one.id for one in career.posting.skills} | {skill for title in career.posting.title_shows for skill in title.skills}
    assert skills <= set(career.skills_by_id)
    assert {name for one in career.posting.credentials for name in one.any_of} <= set(career.credentials_by_id)
