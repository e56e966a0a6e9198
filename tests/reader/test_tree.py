"""A tree that is being read: addresses, what is dropped, what is told."""

from resumekit.diagnostics import Place, error
from resumekit.located import Mapping, located
from resumekit.reader.tree import MAX_PROBLEMS, Tree

PLACE = Place(file="p.yaml", line=1, column=1, source="x")


def tree_of(value: dict[str, object]) -> Tree:
    """A tree of plain data."""
    made = located(value, PLACE)
    assert isinstance(made, Mapping)
    return Tree(made)


def test_an_address_ends_where_the_tree_does() -> None:
    """Steps that only pydantic knows lead nowhere; the mapping above is the nearest."""
    tree = tree_of({"jobs": [{"start": "2022"}]})
    assert ("jobs", 0, "start") == tree.address(("jobs", 0, "start", "function-plain"))
    assert "2022" == tree.at(("jobs", 0, "start"))
    assert {"start": "2022"} == tree.mapping_at(("jobs", 0))
    assert tree.root is tree.mapping_at(("nothing",))


def test_what_is_dropped_is_gone_from_a_copy_and_known() -> None:
    """The document keeps it; dropping it again does nothing."""
    tree = tree_of({"jobs": [{"start": "2022"}]})
    whole = tree.root
    tree.own()
    for _ in range(2):
        tree.drop(("jobs", 0, "start"))
    assert {"jobs[0].start"} == tree.dropped
    assert ({"jobs": [{}]}, {"jobs": [{"start": "2022"}]}) == (tree.root, whole)


def test_a_problem_is_told_once_and_not_too_many() -> None:
    """The same code at the same place is one problem; past the limit they are counted."""
    tree = tree_of({})
    for number in range(MAX_PROBLEMS + 3):
        for _ in range(2):
            tree.report(error("bad-value", "no", path=f"a[{number}]", place=PLACE, hint="x"))
    assert (MAX_PROBLEMS, 3) == (len(tree.problems), tree.more)
