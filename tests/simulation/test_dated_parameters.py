"""A parameter may have other values later on, each with its source."""

from dataclasses import dataclass

import pytest

from simulation import parameters
from simulation.declare.parameters import Dated, Parameters, parameter
from simulation.parameters import ParameterSet
from simulation.submodels.heat.parameters import HeatParameters
from tests.model_runs import open_run

SHARED = {"nl": "Subsidie", "en": "Subsidy", "unit": "EUR", "low": 0.0, "high": 5_000.0, "source": "assumption"}
LATER = (Dated("2022-04", 2_000.0, "scheme of 2022"), Dated("2023-01", 3_000.0, "scheme of 2023"))


@dataclass(frozen=True, kw_only=True)
class DatedHeat(HeatParameters):
    """Heat with a subsidy that changes twice."""

    subsidy_hybrid: float = parameter(1_000.0, **SHARED, dated=LATER)


@pytest.fixture
def dated(monkeypatch: pytest.MonkeyPatch) -> ParameterSet:
    """All parameters, of which one is dated."""
    declared = tuple(
        parameters.Declaration(name=p.name, theme=p.theme, field=p.field, default=p.default, **SHARED, dated=LATER)
        for p in ParameterSet.declarations()
        if p.name == "subsidy_hybrid"
    )
    monkeypatch.setattr(parameters, "_dated", lambda: declared)
    return ParameterSet(heat=DatedHeat())


def test_values_hold_from_their_month_on(dated: ParameterSet) -> None:
    found = [dated.at(month).heat.subsidy_hybrid for month in (-600, 0, 2, 3, 11, 12, 227)]
    assert found == [1_000, 1_000, 1_000, 2_000, 2_000, 3_000, 3_000]
    assert dated.at(12).heat.capex_hybrid == dated.heat.capex_hybrid


def test_a_scenario_that_sets_it_sets_all_dates(dated: ParameterSet) -> None:
    own = dated.with_values({"subsidy_hybrid": 1_000.0})
    assert own.at(227).heat.subsidy_hybrid == 1_000


def test_a_run_uses_the_value_of_the_month(dated: ParameterSet) -> None:
    model = open_run(scale=20)
    model.world.par = dated
    seen = []
    for _ in range(5):
        seen.append(model.world.par.heat.subsidy_hybrid)
        model.step()
    model.close()
    assert seen == [1_000, 1_000, 1_000, 2_000, 2_000]


def test_nothing_changes_while_none_is_dated() -> None:
    par = ParameterSet()
    assert par.at(100) is par


@pytest.mark.parametrize(
    ("later", "problem"),
    [
        ((Dated("2022-04", 9_000.0, "x"),), "outside"),
        ((Dated("2022-04", 100.0, " "),), "source"),
        ((LATER[1], LATER[0]), "order"),
        ((Dated("2022-13", 100.0, "x"),), "not a month"),
    ],
)
def test_a_dated_value_is_checked_where_it_is_declared(later: tuple[Dated, ...], problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        parameter(1_000.0, **SHARED, dated=later)


def test_a_theme_of_ones_own_checks_its_ranges() -> None:
    assert isinstance(DatedHeat(), Parameters)
