"""Search for lever mixes that meet most targets within a budget over many futures: a front, not one answer."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from experiments.figures.front import draw_front, draw_mixes, draw_progress
from experiments.methods.front import Front, LeverRange
from experiments.methods.search import search_front
from experiments.page import Section, write_page
from experiments.studies.cases import met_targets, wanted_of
from experiments.studies.study import (
    Floats,
    certainty_section,
    factor_labels,
    factor_units,
    keep_table,
    lead_lines,
    range_tables,
    target_lines,
)
from experiments.sweeps.dataset import gather
from experiments.sweeps.design import Design
from experiments.sweeps.factors import Factor
from experiments.sweeps.sampling import spread_points
from experiments.sweeps.schema import SearchForm
from experiments.words import Words
from scenarios.problems import Problem, ScenarioError
from simulation.lever_table import LeverTable
from simulation.runs.store import RunStore
from simulation.runs.task import region_of

STEPS = 50  # values a lever may take along its range: mixes that differ by less are one, and run once
MILLION = 1e6
FRESH = 1000  # added to the seed of the design for futures that the search did not see
COST_UNIT = "million"

Fill = Callable[[Design], bool]  # runs what a design lacks; whether all of it is there


class SearchStopped(Exception):
    """Not all runs of a generation are there; what is finished is kept, and the same search goes on from there."""


@dataclass(frozen=True)
class Search:
    """A search that is ready to run.

    Attributes
    ----------
    design
        Base, levers, futures, seeds and targets.
    form
        Budget and size.
    """

    design: Design
    form: SearchForm

    @property
    def largest(self) -> Design:
        """A design of about as many points as the search can ask at most, to foresee time and disk.

        The front is judged once more, in other futures: about as much as another generation.
        """
        total = (self.form.generations + 1) * self.form.population
        return self._at(spread_points("latin_hypercube", total, self.design.levers, 0), self.design.futures)

    def run(self, fill: Fill, store: RunStore) -> tuple[Front, Floats]:
        """Search, and judge the front on fresh futures.

        Parameters
        ----------
        fill
            Runs what the store lacks of a design.
        store
            Where the runs are.

        Returns
        -------
        front
            All mixes tried and the best of them.
        fresh : float64[n_best]
            Mean share of targets met by the best mixes in futures that the search did not see.

        Raises
        ------
        SearchStopped
            If `fill` did not fill.
        """
        front = search_front(
            [_range(factor) for factor in self.design.levers],
            lambda batch: self._evaluate(_rounded(batch, self.design.levers), self.design.futures, fill, store),
            budget=self.form.budget,
            generations=self.form.generations,
            population=self.form.population,
            sample_seed=self._sample_seed,
            starts=self._starts(),
        )
        settings = _rounded(front.settings.to_numpy(), self.design.levers)
        front = replace(front, settings=pd.DataFrame(settings, front.settings.index, front.settings.columns))
        if front.best.empty:
            return front, np.empty(0)
        best = front.settings.loc[front.best.index].to_numpy()
        fresh = self._evaluate(best, self._fresh_futures(), fill, store)[0].mean(axis=(1, 2))
        return front, fresh

    def tried(self, front: Front) -> Design:
        """The design of all mixes that were tried, in the futures of the search."""
        return self._at(front.settings.to_numpy(), self.design.futures)

    @property
    def _sample_seed(self) -> int:
        return self.design.form.design.sample_seed if self.design.form.design else 1

    def _at(self, mixes: Floats, futures: Floats) -> Design:
        return replace(self.design, scenarios=self.design.scenarios[:1], policies=mixes, futures=futures, crossed=True)

    def _fresh_futures(self) -> Floats:
        """As many futures as the search had, from another seed of the design."""
        n = len(self.design.futures)
        return spread_points("latin_hypercube", n, self.design.uncertainties, self._sample_seed + FRESH)

    def _evaluate(self, mixes: Floats, futures: Floats, fill: Fill, store: RunStore) -> tuple[Floats, Floats]:
        """Share of seeds in which each target is met, float64[n, n_futures, n_targets], and cost, float64[n]."""
        batch = self._at(mixes, futures)
        if not fill(batch):
            raise SearchStopped
        wanted = wanted_of(self.design.targets)
        values = gather(batch, store, wanted).reshape(len(mixes), len(futures), len(batch.seeds), len(wanted))
        return met_targets(self.design.targets, values).mean(axis=2), _costs(batch)

    def _starts(self) -> dict[str, list[float]]:
        """Lever values of every scenario of the design, the reference first: where each ends up."""
        starts = {}
        for scenario in self.design.scenarios:
            ends = [_last_value(scenario.levers, factor) for factor in self.design.levers]
            values = _rounded(np.array([ends]), self.design.levers)[0]
            starts[scenario.id] = [
                float(np.clip(v, f.low, f.high)) for v, f in zip(values, self.design.levers, strict=True)
            ]
        return dict(list(starts.items())[: self.form.population])


def plan_search(design: Design) -> Search:
    """Take a search from a design file.

    Raises
    ------
    ScenarioError
        With everything it lacks.
    """
    problems = []
    if design.form.search is None:
        problems.append(Problem(design.id, "search", "nothing", "a table [search] with a budget"))
    if not design.targets:
        problems.append(Problem(design.id, "targets", "nothing", "one or more [[targets]] to meet"))
    if not design.levers:
        problems.append(Problem(design.id, "levers", "nothing to vary", "one or more levers"))
    if design.form.design is None or not design.crossed or design.form.design.policies:
        allowed = 'method = "policies_by_futures" with futures only: the search chooses the policies'
        found = "nothing" if design.form.design is None else "other points"
        problems.append(Problem(design.id, "design", found, allowed))
    if not design.uncertainties:
        allowed = "parameters or shocks to make futures of: in one future alone a mix is only lucky"
        problems.append(Problem(design.id, "parameters", "nothing uncertain", allowed))
    problems += [
        Problem(design.id, f"levers.{f.name}.values", "a list", "low and high, for a search")
        for f in design.levers
        if f.values
    ]
    if problems:
        raise ScenarioError(problems)
    assert design.form.search is not None
    return Search(design, design.form.search)


def write_front(search: Search, front: Front, fresh: Floats, folder: Path, words: Words) -> Path:
    """Write table, pictures and page of a finished search."""
    design = search.design
    titles = {s.id: s.title[words.lang] for s in design.scenarios}
    table = front.table.assign(share_fresh=fresh)
    keep_table(table, folder / "front.parquet")
    tried = front.points.join(front.settings)
    keep_table(tried, folder / "mixes.parquet")
    labels, units = factor_labels(design, words), factor_units(design)
    pictures, tables, notes = [draw_front(front, titles, COST_UNIT, words)], [], [words("study.none_affordable")]
    if len(front.best):
        pictures += [draw_mixes(front, labels, units, COST_UNIT, words), draw_progress(front, words)]
        tables, notes = [(words("study.front_table"), _best_table(front, fresh, words))], []
    how = [words("study.front_how"), words("study.starts")]
    sections = [
        Section(words("study.targets"), points=list(target_lines(design, words).values())),
        Section(words("study.front"), lines=how, tables=tables, pictures=pictures),
        Section(words("study.varied"), tables=range_tables(design, words)),
        certainty_section(design, words, [words("study.front_flatters"), words("study.only_these_levers")]),
    ]
    lead = [words("study.search", n=len(front.points), futures=front.n_futures)]
    lead += lead_lines(search.tried(front), words)
    return write_page(folder, design.title[words.lang], lead, notes, sections, words)


def _best_table(front: Front, fresh: Floats, words: Words) -> pd.DataFrame:
    """The front from cheap to dear, shares in per cent."""
    best = front.best
    return pd.DataFrame(
        {
            words("study.cost"): best["cost"].to_numpy(),
            words("study.share"): 100 * best["share"].to_numpy(),
            words("table.low"): 100 * best["share_low"].to_numpy(),
            words("table.high"): 100 * best["share_high"].to_numpy(),
            words("study.share_p10"): 100 * best["share_p10"].to_numpy(),
            words("study.share_fresh"): 100 * fresh,
        }
    )


def _range(factor: Factor) -> LeverRange:
    kind = "switch" if factor.declared.switch else "number"
    return LeverRange(factor.name, factor.low, factor.high, kind)


def _rounded(mixes: Floats, levers: tuple[Factor, ...]) -> Floats:
    """Settings moved to the nearest of the steps of each lever, so that mixes that hardly differ are one run."""
    low, high = np.array([f.low for f in levers]), np.array([f.high for f in levers])
    return np.asarray(low + np.round((mixes - low) / (high - low) * STEPS) / STEPS * (high - low))


def _costs(batch: Design) -> Floats:
    """Public money asked, mean a year of the run: float64[n_policies] [million EUR]; the same in every future."""
    inhabitants = region_of(batch.form.run.region).population
    costs = []
    for point in batch.points():
        if point.number % len(batch.futures):
            continue
        months = [sum(point.scenario.levers.monthly_cost(m, inhabitants).values()) for m in range(batch.months)]
        costs.append(12.0 * float(np.mean(months)) / MILLION)
    return np.array(costs)


def _last_value(levers: LeverTable, factor: Factor) -> float:
    path = (
        levers.zonal[factor.name][:, : levers.n_mra].mean(axis=1)
        if factor.name in levers.zonal
        else levers.regional[factor.name]
    )
    return float(path[-1])
