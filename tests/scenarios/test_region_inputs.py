"""An input declared once is read, checked, laid out as an array and documented."""

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
import pytest

from scenarios.regions.arrays import Tables
from scenarios.regions.generated import generated_files
from scenarios.regions.tables import gather_tables
from simulation.axes import INSIDE, ZONES
from simulation.declare.inputs import (
    Inputs,
    block,
    derived,
    flag,
    names,
    number,
    part,
    position,
    setting,
    sum_to_one,
    texts,
)
from simulation.declare.tables import Column, Key, Table
from simulation.submodels.grid.inputs import existing_mva, planned_mva, shares_of_a_year

CROPS, FIELDS = ("hay", "rye"), "fields.field"


@dataclass(frozen=True, kw_only=True, eq=False)
class Lands(Inputs):
    """Zones, and what grows in them."""

    tables: ClassVar[tuple[Table, ...]] = (
        Table("zones", "zones", (Key("zone"),), (Column("external", "0/1", "outside", 0, 1, whole=True),)),
        Table("fields", "fields", (Key("field", meaning="identifier"),), (Column("dug", "year", "year dug", 0, 9),)),
        Table("yields", "yields", (Key("zone", INSIDE), Key("crop", CROPS, "crop")), complete=False),
    )
    zone_id: tuple[str, ...] = names(ZONES)
    land: np.ndarray = number("zones.land", "km2", "land", 0, 9)
    wet: np.ndarray = flag("zones.wet", "1 if wet")
    depth: np.ndarray = block("zones", CROPS, "m", "roots of @", 0, 9, column="@_m", first=True)
    crop_yield: np.ndarray = number("yields.t", "t", "yield", 0, 99)
    slope: float = setting("slope", "1", "slope", 0, 1)


@dataclass(frozen=True, kw_only=True, eq=False)
class Deeds(Inputs):
    """Who owns what, kept together."""

    tables: ClassVar[tuple[Table, ...]] = (Table("owners", "owners", (Key("owner", CROPS, "owner"),)),)
    share: np.ndarray = block("owners", FIELDS, "share", "share of the field", 0, 1, then=sum_to_one)


@dataclass(frozen=True, kw_only=True, eq=False)
class Farms(Inputs):
    """Fields, and a column of another's table."""

    field_zone: np.ndarray = position("fields.zone", ZONES)
    field_name: tuple[str, ...] = texts("fields.name", "name")
    depth_dug: np.ndarray = derived(lambda dug, level: (dug * level).astype(np.int8), "fields.dug", "fields.level")
    level: np.ndarray = number("fields.level", "1", "level", 0, 9, whole=True, dtype=np.int8)
    price: np.ndarray = number("zones.price", "EUR", "price", 0, 9)
    deeds: Deeds = part(Deeds)


@dataclass(frozen=True, kw_only=True, eq=False)
class Country(Lands, Farms):
    """All of it."""


COLUMNS: dict[str, dict[str, Any]] = {
    "zones": {
        "zone": ["X", "A", "B"],
        "external": np.array([1.0, 0.0, 0.0]),
        "land": np.array([7.0, 1.0, 2.0]),
        "wet": np.array([0.0, 1.0, 0.0]),
        "hay_m": np.array([0.7, 0.1, 0.2]),
        "rye_m": np.array([1.7, 1.1, 1.2]),
        "price": np.array([9.0, 3.0, 4.0]),
    },
    "fields": {
        "field": ["f2", "f1"],
        "zone": ["X", "B"],
        "name": ["Far", "Near"],
        "dug": np.array([2.0, 3.0]),
        "level": np.array([5.0, 6.0]),
    },
    "yields": {"zone": ["B", "A"], "crop": ["rye", "hay"], "t": np.array([5.0, 6.0])},
    "owners": {"owner": ["rye", "hay"], "f2": np.array([1.0, 0.2]), "f1": np.array([3.0, 0.3])},
}


@pytest.fixture
def country() -> Country:
    return Country(**Tables(gather_tables(Country), COLUMNS, {"slope": 0.5}).read(Country))


def test_arrays_have_the_axes_of_their_keys_with_zones_inside_first(country: Country):
    assert country.zone_id == ("A", "B", "X")
    np.testing.assert_array_equal(country.land, [1, 2, 7])
    np.testing.assert_array_equal(country.price, [3, 4, 9])
    np.testing.assert_array_equal(country.wet, [True, False, False])
    np.testing.assert_array_equal(country.depth, [[0.1, 0.2, 0.7], [1.1, 1.2, 1.7]])
    assert country.slope == 0.5


def test_what_has_no_row_is_0_and_rows_may_come_in_any_order(country: Country):
    np.testing.assert_array_equal(country.crop_yield, [[6, 0], [0, 5]])  # zones inside by crop


def test_rows_of_a_table_are_an_axis_and_may_name_columns(country: Country):
    assert country.field_name == ("Far", "Near")
    np.testing.assert_array_equal(country.field_zone, [2, 1])
    np.testing.assert_allclose(country.deeds.share, [[0.4, 0.6], [0.25, 0.75]], rtol=1e-15)


def test_kinds_of_numbers_and_what_follows_from_several_columns(country: Country):
    assert [a.dtype for a in (country.wet, country.field_zone, country.level)] == [bool, np.int16, np.int8]
    np.testing.assert_array_equal(country.depth_dug, [10, 18])


def test_a_table_has_the_columns_that_any_submodel_declares():
    tables = gather_tables(Country)
    assert [c.name for c in tables["zones"].fields] == ["zone", "external", "land", "wet", "hay_m", "rye_m", "price"]
    assert tables["zones"].cover == () and tables["owners"].cover == (CROPS,) and tables["yields"].cover == ()
    assert next(c for c in tables["zones"].fields if c.name == "rye_m").meaning == "roots of rye"
    assert tables["owners"].wide == FIELDS and tables["owners"].wide_field.unit == "share"
    assert next(c for c in tables["yields"].fields if c.name == "zone").among == ZONES


def room(**declared: Any) -> type[Inputs]:
    """A submodel with these inputs."""
    made = type("Made", (Inputs,), declared | {"__annotations__": dict.fromkeys(declared, np.ndarray)})
    return dataclass(frozen=True, kw_only=True, eq=False)(made)


@pytest.mark.parametrize(
    ("other", "says"),
    [
        (room(acres=number("zones.land", "km2", "land again", 0, 9)), "column of table zones"),
        (room(land=number("zones.acres", "km2", "the same name", 0, 9)), "land declared by two"),
        (room(cows=number("barns.cows", "1", "cows", 0, 9)), "no submodel declares table barns"),
        (type("Again", (Inputs,), {"tables": Deeds.tables * 2}), "table owners is declared twice"),
    ],
)
def test_a_declaration_that_clashes_is_refused(other: type[Inputs], says: str):
    clash = type("Clash", (Lands, other), {})
    with pytest.raises(ValueError, match=says):
        gather_tables(clash)


def test_firm_capacity_is_either_there_or_planned():
    firm, year = np.array([40.0, 80.0]), np.array([np.nan, 2027.0])
    np.testing.assert_array_equal(existing_mva(firm, year), [40, 0])
    np.testing.assert_array_equal(planned_mva(firm, year), [0, 80])


def test_shapes_add_up_to_a_year():
    np.testing.assert_allclose(
        shares_of_a_year(np.array([[1.0, 3.0, 9.0]]), np.array([5.0, 5.0, 0.0])) * 20, [[1, 3, 9]]
    )


def test_the_reference_of_inputs_is_fresh():
    for path, text in generated_files().items():
        assert path.read_text(encoding="utf-8") == text, "run `python -m scenarios.regions.generated`"
