"""All parameters of the model: one frozen theme of each submodel, reached by one flat name."""

import dataclasses
import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from simulation.declare.declared import Declared
from simulation.declare.parameters import Dated, ParameterError, Parameters
from simulation.months import month_index
from simulation.submodels.access.parameters import AccessParameters
from simulation.submodels.data_centres.parameters import DataCentreParameters
from simulation.submodels.firms.parameters import FirmParameters
from simulation.submodels.grid.parameters import GridParameters
from simulation.submodels.heat.parameters import HeatParameters
from simulation.submodels.labour.search_parameters import SearchParameters
from simulation.submodels.labour.wage_parameters import WageParameters
from simulation.submodels.people.demography_parameters import DemographyParameters
from simulation.submodels.people.population_parameters import PopulationParameters
from simulation.submodels.power.parameters import ElectrificationParameters
from simulation.submodels.technicians.parameters import TechnicianParameters
from simulation.submodels.training.parameters import TrainingParameters
from simulation.submodels.vehicles.parameters import VehicleParameters


@dataclass(frozen=True, kw_only=True)
class Declaration(Declared):
    """One parameter as declared; `theme` is its name in lists, `field` its attribute of `ParameterSet`."""

    theme: str
    field: str
    default: float
    dated: tuple[Dated, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ParameterSet:
    """Every parameter of a run."""

    population: PopulationParameters = field(default_factory=PopulationParameters)
    demography: DemographyParameters = field(default_factory=DemographyParameters)
    training: TrainingParameters = field(default_factory=TrainingParameters)
    search: SearchParameters = field(default_factory=SearchParameters)
    access: AccessParameters = field(default_factory=AccessParameters)
    wages: WageParameters = field(default_factory=WageParameters)
    firms: FirmParameters = field(default_factory=FirmParameters)
    heat: HeatParameters = field(default_factory=HeatParameters)
    vehicles: VehicleParameters = field(default_factory=VehicleParameters)
    electrification: ElectrificationParameters = field(default_factory=ElectrificationParameters)
    data_centres: DataCentreParameters = field(default_factory=DataCentreParameters)
    technicians: TechnicianParameters = field(default_factory=TechnicianParameters)
    grid: GridParameters = field(default_factory=GridParameters)
    fixed: frozenset[str] = frozenset()  # names that a scenario set, so that dated values do not hold

    @staticmethod
    def declarations() -> tuple[Declaration, ...]:
        """Every parameter with its theme, default, unit, range and source."""
        return tuple(
            Declaration(
                name=entry.name,
                theme=_theme_class(theme).theme or theme.name,
                field=theme.name,
                **{"default": entry.default, **entry.metadata},
            )
            for theme in _themes()
            for entry in dataclasses.fields(_theme_class(theme))
        )

    def flat(self) -> dict[str, float]:
        """Value of every parameter by name."""
        return {
            declared.name: getattr(getattr(self, declared.field), declared.name) for declared in self.declarations()
        }

    def with_values(self, values: Mapping[str, float]) -> "ParameterSet":
        """Copy with some parameters changed.

        Raises
        ------
        ParameterError
            Naming every unknown name, with the nearest known one, and every value out of range.
        """
        declared = {entry.name: entry for entry in self.declarations()}
        problems = [unknown_parameter(name, declared) for name in values if name not in declared]
        changes: dict[str, dict[str, float]] = {}
        for name, value in values.items():
            if name in declared and isinstance(declared[name].default, int) and value != value // 1:
                problems.append(f"{name}: found {value}, allowed a whole number")
            elif name in declared:
                changes.setdefault(declared[name].field, {})[name] = _of_type(value, declared[name].default)
        themes: dict[str, Any] = {}
        for theme, changed in changes.items():
            try:
                themes[theme] = dataclasses.replace(getattr(self, theme), **changed)
            except ParameterError as error:
                problems += error.problems
        if problems:
            raise ParameterError(problems)
        return dataclasses.replace(self, **themes, fixed=self.fixed | set(values))

    def at(self, month: int) -> "ParameterSet":
        """Parameters in force in a month: dated values that began by then, but for what a scenario set."""
        begun = {
            declared: [entry.value for entry in declared.dated if month_index(entry.month) <= month]
            for declared in _dated()
            if declared.name not in self.fixed
        }
        now = {declared.name: values[-1] for declared, values in begun.items() if values}
        return dataclasses.replace(self.with_values(now), fixed=self.fixed) if now else self


def unknown_parameter(name: str, known: Mapping[str, Declaration]) -> str:
    """Say that a name is no parameter, with the nearest one that is."""
    near = difflib.get_close_matches(name, known, n=1)
    return f"{name}: no such parameter" + (f"; did you mean {near[0]}?" if near else "")


def _of_type(value: float, default: float) -> float:
    """Keep whole numbers whole, so that a count stays a count."""
    if isinstance(default, int) and isinstance(value, float) and value.is_integer():
        return int(value)
    exact = type(value) is int and abs(value) <= 2**53
    return float(value) if exact and isinstance(default, float) else value


@cache
def _themes() -> tuple["dataclasses.Field[Any]", ...]:
    return tuple(entry for entry in dataclasses.fields(ParameterSet) if entry.name != "fixed")


@cache
def _dated() -> tuple[Declaration, ...]:
    return tuple(declared for declared in ParameterSet.declarations() if declared.dated)


def _theme_class(theme: "dataclasses.Field[Any]") -> type[Parameters]:
    assert isinstance(theme.default_factory, type)
    return theme.default_factory
