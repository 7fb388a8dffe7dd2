"""A design: which scenarios, at which points, in which futures, with which seeds."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError

from experiments.methods.targets import Target
from experiments.sweeps.check import (
    find_factors,
    method_problems,
    name_problems,
    point_problems,
    size_problems,
)
from experiments.sweeps.factors import Factor, lay_over
from experiments.sweeps.sampling import grid_points, spread_points
from experiments.sweeps.schema import SHIPPED, DesignForm, MethodForm
from scenarios.check import form_problems, rest_of
from scenarios.files import SourceFile, is_there, read_file
from scenarios.load import resolve
from scenarios.problems import Problem, ScenarioError, shown
from scenarios.regions.problems import Problem as RegionProblem
from scenarios.regions.problems import RegionError
from simulation.indicators import BY_NAME
from simulation.months import MONTHS, year_of
from simulation.runs.cache import key_of
from simulation.runs.task import Task, region_of
from simulation.scenario import ResolvedScenario

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Point:
    """One place in a design.

    Attributes
    ----------
    number
        From 0.
    scenario
        With the values laid over it; it keeps its name.
    policy
        Scenario, with the number of its point of the levers if levers are varied.
    future
        Number of the point of the uncertainties, 0 if none is varied.
    values
        By factor.
    """

    number: int
    scenario: ResolvedScenario
    policy: str
    future: int
    values: dict[str, float]


@dataclass(frozen=True)
class Design:
    """Everything a sweep runs; its points are made one by one when they are asked for.

    Attributes
    ----------
    form
        The file as read.
    scenarios
        The first is the reference.
    factors
        Columns.
    policies, futures
        float64[n, n_levers] and float64[n, n_uncertainties]: values of the levers and of the rest.
    crossed
        Every row of `policies` with every row of `futures`; else row by row.
    """

    form: DesignForm
    scenarios: tuple[ResolvedScenario, ...]
    factors: tuple[Factor, ...]
    policies: Floats
    futures: Floats
    crossed: bool
    text: str = ""

    @property
    def id(self) -> str:
        """Short name."""
        return self.form.id

    @property
    def title(self) -> dict[str, str]:
        """By language."""
        return self.form.title.model_dump()

    @property
    def cluster(self) -> str | None:
        """Address of the cluster that the file names, if any."""
        return self.form.cluster.address if self.form.cluster else None

    @property
    def last_year(self) -> int:
        """Last year of the runs."""
        return year_of(self.months - 1)

    @property
    def seeds(self) -> tuple[int, ...]:
        """Every point is run with each."""
        return self.form.run.seeds

    @property
    def months(self) -> int:
        """Length of every run."""
        return MONTHS if self.form.run.until is None else self.form.run.until + 1

    @property
    def levers(self) -> tuple[Factor, ...]:
        """Factors that are policy."""
        return tuple(f for f in self.factors if f.is_lever)

    @property
    def uncertainties(self) -> tuple[Factor, ...]:
        """Factors that are not."""
        return tuple(f for f in self.factors if not f.is_lever)

    @property
    def targets(self) -> tuple[Target, ...]:
        """What every policy is held against."""
        return tuple(
            Target(
                id=t.id or f"{t.indicator}_{t.year}",
                indicator=t.indicator,
                year=t.year,
                at_least=t.at_least,
                at_most=t.at_most,
                relative_to=t.relative_to,
                title=t.title.model_dump() if t.title else BY_NAME[t.indicator].labels,
            )
            for t in self.form.targets
        )

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of what a point has values for."""
        return tuple(factor.name for factor in self.factors)

    @property
    def n_points(self) -> int:
        """Points in all."""
        rows = len(self.policies) * len(self.futures) if self.crossed else len(self.policies)
        return len(self.scenarios) * rows

    @property
    def n_runs(self) -> int:
        """Runs in all."""
        return self.n_points * len(self.seeds)

    @property
    def shares_starts(self) -> bool:
        """Whether points with one seed start from the same people, so that a start is worth keeping.

        A start depends on parameters and not on policy.
        """
        return all(factor.declared.kind != "parameter" for factor in self.factors)

    def points(self) -> Iterator[Point]:
        """Every point, scenarios outermost and futures innermost."""
        levers, others = [f.name for f in self.levers], [f.name for f in self.uncertainties]
        number = 0
        for scenario in self.scenarios:
            for policy, future in self._pairs():
                label = f"{scenario.id}/{policy}" if levers else scenario.id
                values = dict(zip(levers, map(float, self.policies[policy]), strict=True))
                values |= zip(others, map(float, self.futures[future]), strict=True)
                yield Point(number, lay_over(scenario, self.factors, values), label, future if others else 0, values)
                number += 1

    def tasks(self) -> Iterator[tuple[Point, Task]]:
        """Every run, seeds innermost: runs that start together have different seeds, and pairs are near in time."""
        run, months, keep = self.form.run, self.months, self.shares_starts
        digest = region_of(run.region).digest
        for point in self.points():
            for seed in self.seeds:
                yield point, Task(point.scenario, seed, run.scale, months, run.region, digest, keep)

    @property
    def folder_name(self) -> str:
        """Name of the default results folder: the same design always gets the same one."""
        return f"{self.id}-{self.digest[:8]}"

    @property
    def digest(self) -> str:
        """Hash of what is run and of what is kept of it."""
        rows = hashlib.sha256(self.policies.tobytes() + self.futures.tobytes()).hexdigest()
        first = next(self.tasks())[1]
        return key_of(
            rows=rows,
            first=first.key,
            scenarios=[(s.id, s.digest) for s in self.scenarios],
            factors=[(f.name, f.start, f.end) for f in self.factors],
            seeds=self.seeds,
            form=self.form.model_dump(mode="json", exclude={"title", "description", "cluster"}),
        )

    def at_points(self, points: Floats) -> "Design":
        """Return this design at other points: float64[n, n_factors], columns as `factors`."""
        levers = [k for k, f in enumerate(self.factors) if f.is_lever]
        others = [k for k, f in enumerate(self.factors) if not f.is_lever]
        return replace(self, policies=points[:, levers], futures=points[:, others], crossed=False)

    def _pairs(self) -> Iterator[tuple[int, int]]:
        if self.crossed:
            return ((p, f) for p in range(len(self.policies)) for f in range(len(self.futures)))
        return ((row, row) for row in range(len(self.policies)))


def read_design(design: str | Path | dict[str, Any]) -> Design:
    """Read, check and compile a design.

    Parameters
    ----------
    design
        Path of a TOML file, name of a shipped one, or its tables as a dictionary.

    Raises
    ------
    ScenarioError
        With every problem found in the design, its scenarios and its region together.
    """
    if isinstance(design, dict):
        source = SourceFile("design", Path.cwd() / "design", "", design)
    else:
        shipped = SHIPPED / f"{design}.toml"
        source = read_file(str(design), shipped if is_there(shipped) else Path(design))
    form, problems = _read_form(source)
    if form is not None:
        factors, wrong = find_factors(source, form)
        if not problems and not wrong:
            problems += method_problems(source, form, factors)
            problems += size_problems(source, form, factors)
            problems += point_problems(source, form, factors)
        problems += wrong
        problems += name_problems(source, form)
        scenarios, wrong = _scenarios(source, form)
        problems += wrong
    if form is None or problems:
        raise ScenarioError(sorted(dict.fromkeys(problems), key=lambda problem: (problem.file, problem.line or 0)))
    return _choose_points(form, tuple(scenarios), tuple(factors), source.text)


def _read_form(source: SourceFile) -> tuple[DesignForm | None, list[Problem]]:
    """The form, without what is wrong with it, so that the rest can be checked too."""
    try:
        return DesignForm.model_validate(source.data), []
    except ValidationError as error:
        stand_ins = {"format": 1, "id": "unnamed", "title": "unnamed"}
        return rest_of(source, error, DesignForm, stand_ins), form_problems(source, error, DesignForm)


def _scenarios(source: SourceFile, form: DesignForm) -> tuple[list[ResolvedScenario], list[Problem]]:
    """Resolve the scenarios; a path counts from the folder of the design."""
    try:
        region = region_of(form.run.region)
    except RegionError as error:
        return [], [_as_ours(problem) for problem in error.problems]
    found: list[ResolvedScenario] = []
    problems: list[Problem] = []
    for k, name in enumerate(form.scenarios):
        parts = [str(source.path.parent / part) if part.endswith(".toml") else part for part in name.split("+")]
        try:
            found.append(resolve("+".join(parts), region))
        except ScenarioError as error:
            problems += error.problems
            continue
        if found[-1].id in {scenario.id for scenario in found[:-1]}:
            problems.append(source.problem(("scenarios", k), shown(name), "each scenario once"))
    return found, problems


def _as_ours(problem: RegionProblem) -> Problem:
    """A problem of a region beside those of the design."""
    return Problem(problem.file, ", ".join(filter(None, (problem.row, problem.column))), problem.found, problem.allowed)


def _choose_points(
    form: DesignForm, scenarios: tuple[ResolvedScenario, ...], factors: tuple[Factor, ...], text: str
) -> Design:
    """Make the rows of levers and uncertainties that the method asks for."""
    levers = [f for f in factors if f.is_lever]
    others = [f for f in factors if not f.is_lever]
    empty = Design(form, scenarios, factors, np.empty((1, len(levers))), np.empty((1, len(others))), True, text)
    chosen = form.design
    if chosen is None:
        return empty
    if chosen.method == "policies_by_futures":
        return replace(
            empty,
            policies=spread_points(chosen.spread, chosen.policies or 1, levers, chosen.sample_seed),
            futures=spread_points(chosen.spread, chosen.futures or 1, others, chosen.sample_seed + 1),
        )
    return empty.at_points(_joint_points(chosen, factors, form))


def _joint_points(chosen: MethodForm, factors: tuple[Factor, ...], form: DesignForm) -> Floats:
    """Points of all factors together: float64[n, n_factors]."""
    if chosen.method == "factorial":
        return grid_points(factors)
    if chosen.method == "list":
        return np.array([[float(point[f.name]) for f in factors] for point in form.points]).reshape(-1, len(factors))
    return spread_points(chosen.method, chosen.points or 1, factors, chosen.sample_seed)
