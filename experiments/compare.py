"""Compare scenarios with paired seeds: run what is missing, then write tables and report."""

import hashlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from experiments.folder import close_folder, describe_plan, open_folder
from experiments.report import write_report
from experiments.until_sure import StopRule, last_differences
from scenarios.load import resolve
from scenarios.regions.load import run_defaults
from simulation.months import MONTHS, month_index
from simulation.runs.pool import Entry, Outcome, run_tasks, share_cores
from simulation.runs.results import Results, load_results
from simulation.runs.task import Listen, Task, region_of
from simulation.scenario import ResolvedScenario

DEFAULTS: dict[str, int | str] = {"seeds": 8, "scale": 20}


@dataclass(frozen=True)
class Plan:
    """What to compare and how.

    Attributes
    ----------
    scenarios
        The first is the reference.
    seeds
        Every scenario is run with each.
    scale
        N of 1:N.
    months
        Length of every run.
    region
        Name or folder.
    """

    scenarios: tuple[ResolvedScenario, ...]
    seeds: tuple[int, ...]
    scale: int
    months: int
    region: str
    use_cache: bool = True

    @property
    def tasks(self) -> list[Task]:
        """One task per seed and scenario, seeds outermost: an interrupted comparison has whole pairs."""
        digest = region_of(self.region).digest
        return [
            Task(scenario, seed, self.scale, self.months, self.region, digest, self.use_cache)
            for seed in self.seeds
            for scenario in self.scenarios
        ]

    @property
    def folder_name(self) -> str:
        """Name of the default results folder: the same plan always gets the same one."""
        name = "-".join(scenario.id for scenario in self.scenarios)[:60]
        return f"{name}-{hashlib.sha256(' '.join(task.key for task in self.tasks).encode()).hexdigest()[:8]}"


@dataclass(frozen=True)
class Comparison:
    """How a comparison ended."""

    folder: Path
    outcome: Outcome
    complete: bool
    total: int  # runs, finished or not
    report: Path | None  # none if no seed is finished for every scenario

    @property
    def results(self) -> Results:
        """Tables of the finished runs."""
        return load_results(self.folder)


def plan_comparison(
    names: Sequence[str | Path],
    *,
    seeds: int | Sequence[int] | None = None,
    scale: int | None = None,
    months: int | None = None,
    region: str = "mra",
    use_cache: bool = True,
) -> Plan:
    """Resolve scenarios and fill in what is not given: from the first scenario's file, else from the region.

    Parameters
    ----------
    names
        Shipped names or paths, either with shocks (``skills_first+recession``).
    seeds
        How many (1, 2, ...), or which.
    scale
        N of 1:N.
    months
        Length of the run.
    region
        Name or folder.
    use_cache
        Take the start of the runs from the cache, and keep it there.

    Raises
    ------
    ScenarioError
        With every problem in the files.
    ValueError
        If two scenarios have the same name.
    """
    scenarios = tuple(resolve(name, region_of(region)) for name in names)
    repeated = {s.id for s in scenarios if [x.id for x in scenarios].count(s.id) > 1}
    if repeated:
        raise ValueError(f"scenario {', '.join(sorted(repeated))} is given more than once; give each its own id")
    wanted = {**DEFAULTS, **run_defaults(region), **scenarios[0].run}
    count = seeds if seeds is not None else int(wanted["seeds"])
    chosen = tuple(range(1, count + 1)) if isinstance(count, int) else tuple(count)
    length = months or _months(wanted.get("until"))
    return Plan(scenarios, chosen, scale or int(wanted["scale"]), length, region, use_cache)


def compare(
    plan: Plan,
    out: Path,
    *,
    entry: Entry,
    start: Callable[..., None],
    cores: int | None = None,
    lang: str = "nl",
    listen: Listen = lambda event: None,
    announce: Callable[[str], None] = lambda key: None,
    stop: StopRule | None = None,
    enlist: Callable[[Sequence[Task]], None] = lambda tasks: None,
) -> Comparison:
    """Run the plan, resuming what is there, and write tables, figures and report.

    Parameters
    ----------
    plan
        From :func:`plan_comparison`.
    out
        Results folder.
    entry, start
        What runs in worker processes and what prepares them.
    cores
        Cores to use; all by default.
    lang
        Language of report and figures.
    listen
        Told of every event.
    announce
        Told what happens outside the runs: ``"report"``.
    stop
        Seeds are added until this is satisfied; the plan then says with how many to start.
    enlist
        Told all tasks whenever there are more than the plan has.

    Raises
    ------
    FolderConflict
        If `out` holds something else.
    """
    began, region = time.perf_counter(), region_of(plan.region)
    wish = {} if stop is None else {"until_sure": stop.describe()}
    open_folder(out, describe_plan(plan.tasks, region) | wish)
    while True:
        tasks = plan.tasks
        processes, threads = share_cores(len(tasks), plan.scale, cores)
        outcome = run_tasks(tasks, out, processes=processes, threads=threads, entry=entry, start=start, listen=listen)
        count = None if stop is None or outcome.interrupted or outcome.failed else _next_count(stop, out, tasks)
        if count is None:
            break
        plan = replace(plan, seeds=tuple(range(1, count + 1)))
        enlist(plan.tasks)
    description = describe_plan(tasks, region) | wish
    complete = close_folder(out, description, tasks, outcome, time.perf_counter() - began, keep_parts=stop is not None)
    results = load_results(out)
    report = None
    if results.seeds and not outcome.interrupted:
        announce("report")
        report = write_report(results, lang)
    return Comparison(out, outcome, complete, len(tasks), report)


def _months(until: int | str | None) -> int:
    return MONTHS if until is None else month_index(str(until)) + 1


def _next_count(stop: StopRule, folder: Path, tasks: Sequence[Task]) -> int | None:
    return stop.next_count(last_differences(folder, tasks, stop.wish.indicator))
