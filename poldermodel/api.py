"""The Python face: the same comparisons as the command line, and their tables as data frames."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from experiments.sweeps.dataset import SweepResults
    from simulation.model import RegionModel
    from simulation.runs.results import Results

DEFAULT_FOLDER = Path("results")


def run(scenario: str | Path, **options: object) -> "Results":
    """Run one scenario; options as for :func:`compare`."""
    return compare([scenario], **options)  # type: ignore[arg-type]


def compare(
    scenarios: Sequence[str | Path],
    *,
    seeds: int | Sequence[int] | None = None,
    scale: int | None = None,
    until: str | None = None,
    region: str = "mra",
    out: str | Path | None = None,
    cores: int | None = None,
    lang: str = "en",
) -> "Results":
    """Compare scenarios with paired seeds and return their tables.

    Parameters
    ----------
    scenarios
        Shipped names or paths, either with shocks (``skills_first+recession``); the first is the reference.
    seeds
        How many, or which; as the first scenario or else the region has it if not given.
    scale
        N of 1:N, likewise.
    until
        Last month, such as ``"2030-12"``.
    region
        Name or folder.
    out
        Results folder; by default one below ``results/`` named after the plan, so that it can be resumed.
    cores
        Cores to use; all by default.
    lang
        Language of the report.

    Raises
    ------
    ScenarioError
        With every problem in the scenario files.
    FolderConflict
        If `out` holds something else.
    RuntimeError
        If no run finished.
    """
    from experiments.compare import compare as run_comparison
    from experiments.compare import plan_comparison
    from poldermodel.worker import run_task, start
    from simulation.months import month_index

    months = None if until is None else month_index(until) + 1
    plan = plan_comparison(scenarios, seeds=seeds, scale=scale, months=months, region=region)
    folder = Path(out) if out is not None else DEFAULT_FOLDER / plan.folder_name
    ended = run_comparison(plan, folder, entry=run_task, start=start, cores=cores, lang=lang)
    if ended.outcome.interrupted:
        raise KeyboardInterrupt
    if not ended.outcome.finished:
        raise RuntimeError("; ".join(sorted(set(ended.outcome.failed.values()))))
    return ended.results


def open_model(
    scenario: str | Path, *, region: str = "mra", seed: int = 1, scale: int | None = None, threads: int = 1
) -> "RegionModel":
    """Open a Mesa model at the base month, to step through and look at its agents.

    Parameters
    ----------
    scenario
        A shipped name or a path, either with shocks.
    region
        Name or folder.
    seed
        Key of all random draws.
    scale
        N of 1:N; as the scenario or else the region has it if not given.
    threads
        Inside the model; the result does not depend on it.

    Returns
    -------
    RegionModel
        `step()` lives through a month and `close()` frees its threads and agents.

    Raises
    ------
    ScenarioError
        With every problem in the scenario files.
    RegionError
        With every problem in the region's tables.
    """
    from experiments.compare import plan_comparison
    from simulation.runs.initial import open_model as open_at_base
    from simulation.runs.task import region_of

    plan = plan_comparison([scenario], seeds=[seed], scale=scale, region=region)
    return open_at_base(region_of(region), plan.scenarios[0], seed=seed, scale=plan.scale, threads=threads)


def sweep(
    design: "str | Path | dict[str, Any]",
    *,
    out: str | Path | None = None,
    store: str | Path | None = None,
    cores: int | None = None,
    cluster: str | None = None,
) -> "SweepResults":
    """Run a design of scenarios, levers and uncertainties, and return its table.

    Parameters
    ----------
    design
        Path of a design file, or its tables as a dictionary.
    out
        Folder of this sweep; by default one below ``results/`` named after the design, so that it can be resumed.
    store
        Folder of finished runs, shared by all sweeps; ``results/store`` by default.
    cores
        Cores to use; all by default.
    cluster
        Address of a Dask scheduler, instead of processes of this machine.

    Returns
    -------
    SweepResults
        `data` and `index` as data frames, `to_xarray()`; with runs that failed named in `index`.

    Raises
    ------
    ScenarioError
        With every problem in the design and its scenarios.
    FolderConflict
        If `out` holds something else.
    ClusterError
        If the cluster cannot be reached.
    RuntimeError
        If no run finished.
    """
    from experiments.sweeps.design import read_design
    from experiments.sweeps.sweep import INTERRUPT, Workers, run_sweep
    from poldermodel.worker import keep_task, send_task, start
    from simulation.runs.store import RunStore

    plan = read_design(design)
    folder = Path(out) if out is not None else DEFAULT_FOLDER / plan.folder_name
    kept = RunStore(Path(store) if store is not None else DEFAULT_FOLDER / "store")
    ended = run_sweep(
        plan, folder, kept, Workers(start, keep_task, send_task), cores=cores, cluster=cluster or plan.cluster
    )
    if ended.tally.stopped == INTERRUPT:
        raise KeyboardInterrupt
    if not ended.tally.done + ended.tally.reused:
        raise RuntimeError(ended.tally.stopped or ended.tally.reason)
    return ended.results


def load_results(folder: str | Path) -> "Results | SweepResults":
    """Open the folder of a comparison or of a sweep.

    Raises
    ------
    FileNotFoundError
        If it is neither.
    """
    from experiments.sweeps.dataset import INDEX, load_sweep
    from simulation.runs.results import load_results as load

    return load_sweep(Path(folder)) if (Path(folder) / INDEX).exists() else load(folder)
