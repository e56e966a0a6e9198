"""Records: paths, short forms, and what their fields say."""

from typing import Annotated

from pydantic import Field

from resumekit.diagnostics import Place
from resumekit.located import Mapping, located, set_paths
from resumekit.records import OneOrMany, Record, ShortFor, accepts_text, fields_at, has_short_form, is_list, keys_of, lists_in, named, nearest, records_in, type_of
from resumekit.values import Words


class Wheel(Record):
    """A wheel."""

    name: Words
    tags: Annotated[tuple[Words, ...], OneOrMany()] = ()


class Car(Record):
    """A car."""

    maker: Words = Field(json_schema_extra={"x-also": ["brand"]})
    wheels: tuple[Annotated[Wheel, ShortFor("name")], ...] = ()
    spare: Wheel | None = None
    named_wheels: dict[str, Wheel] = Field(default={})


def _located(value: object) -> Mapping:
    made = located(value, Place(file="f", line=1, column=1))
    assert isinstance(made, Mapping)
    set_paths(made)
    return made


def test_records_know_their_path() -> None:
    """Also where a short form stands for them; without a file there is none."""
    car = Car.model_validate(_located({"maker": "M", "wheels": ["left", {"name": "right", "tags": "big"}], "spare": {"name": "s"}}))
    assert [wheel.path for wheel in car.wheels] == ["wheels[0]", "wheels[1]"]
    assert [wheel.name for wheel in car.wheels] == ["left", "right"]
    assert car.wheels[1].tags == ("big",)
    assert car.spare is not None
    assert (car.path, car.spare.path, Wheel(name="x").path) == ("", "spare", "")


def test_what_fields_say() -> None:
    """Keys, the records below, the names that a key is often given."""
    assert keys_of(Car) == ["maker", "wheels", "spare", "named_wheels"]
    assert [named(Car, key) for key in ("maker", "Maker", "brand", "BRAND", "x")] == ["maker", "maker", "maker", "maker", None]
    assert [nearest(Car, key) for key in ("makr", "brnd", "zzzz")] == ["maker", "maker", None]
    assert lists_in(Car) == [("wheels", Wheel)]
    assert records_in(Car.model_fields["spare"].annotation) == [Wheel]
    assert type_of(Car.model_fields["spare"]) is Wheel
    assert [is_list(Car.model_fields[key]) for key in keys_of(Car)] == [False, True, False, False]
    assert [has_short_form(Car.model_fields[key]) for key in ("wheels", "spare")] == [True, False]
    assert accepts_text(Car.model_fields["maker"])
    assert fields_at(Car, ["wheels"]) == ["name", "tags"]
    assert fields_at(Car, ["wheels", "name"]) == []
