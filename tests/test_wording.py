"""The language that rules things out: read once, joined with a career's own."""

from resumekit.wording import Wording, general_wording, joined


def test_the_general_wording_is_read_whole() -> None:
    """Every rule has a name of its own; there are denials, wishes and other kinds of work."""
    wording = general_wording()
    names = [rule.id for rule in wording.rules]
    assert sorted(set(names)) == sorted(names)
    assert wording.settings
    assert wording.turns


def test_a_career_without_wording_has_the_general_one() -> None:
    """The very same."""
    assert general_wording() is joined(general_wording(), None)


def test_a_careers_own_wording_comes_before_the_general_one() -> None:
    """A rule of the same name replaces it; words are added."""
    general = general_wording()
    first = general.rules[0]
    both = joined(general, Wording(rules=(first,), turns=("whereas",)))
    assert len(general.rules) == len(both.rules)
    assert first == both.rules[0]
    assert "whereas" in both.turns
