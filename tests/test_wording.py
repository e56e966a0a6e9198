"""The language that rules things out: read once, joined with a career's own."""

from resumekit.wording import ShortForm, Wording, general_wording, joined
from resumekit.words import Spellings


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


def test_a_short_form_is_found_by_its_word() -> None:
    """With its very capitals: `pt` is a patient, `PT` is not."""
    wording = Wording(short_forms=(ShortForm(means="patient", words=("pt", "pts")),))
    finder = Spellings([("greet ... patient", "greeting")], wording)
    assert [(0, 2, "greeting")] == finder.find(finder.tokens("Greeted pts"))
    assert [] == finder.find(finder.tokens("Greeted PTs"))
    assert [] == finder.find(finder.tokens("Greeted PT"))


def test_a_title_with_its_full_stop_ends_no_clause() -> None:
    """`Dr. Lee` is one name."""
    finder = Spellings([("help dr ... with exam", "help")], Wording(links=("with",)))
    assert [(0, 5, "help")] == finder.find(finder.tokens("Helped Dr. Lee with exams"))
