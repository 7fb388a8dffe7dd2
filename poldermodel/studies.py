"""What the commands do that run a design; each returns its exit code, and prints a path or document on stdout."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from experiments.folder import FolderConflict
from experiments.numbers import format_number
from experiments.sweeps.design import Design, read_design
from experiments.sweeps.sweep import Forecast, Tally, Workers, foresee, run_sweep
from experiments.words import Words
from poldermodel.api import DEFAULT_FOLDER
from poldermodel.cli import DONE, FAILED, INTERRUPTED, MISTAKE, PARTLY
from poldermodel.counter import Counter
from poldermodel.worker import keep_task, send_task, start
from scenarios.problems import ScenarioError
from scenarios.regions.problems import RegionError
from simulation.cluster import ClusterError
from simulation.store import RunStore

MISTAKES = (ScenarioError, RegionError, FolderConflict, ClusterError)
WORKERS = Workers(start, keep_task, send_task)


def sweep_design(
    path: Path,
    *,
    out: Path | None,
    store: Path | None,
    threads: int | None,
    cluster: str | None,
    dry_run: bool,
    quiet: bool,
    as_json: bool,
    lang: str,
) -> int:
    """Run a design, show progress, and print where the table is."""
    words = Words(lang)
    try:
        design = read_design(path)
        kept = RunStore(store or DEFAULT_FOLDER / "store")
        if dry_run:
            return show_forecast(design, foresee(design, kept, threads), as_json, words)
        folder = out or DEFAULT_FOLDER / design.folder_name
        address = cluster or (design.form.cluster.address if design.form.cluster else None)
        with Counter(words, quiet or as_json) as counter:
            ended = run_sweep(design, folder, kept, WORKERS, cores=threads, cluster=address, watch=counter)
    except MISTAKES as error:
        click.echo(str(error), err=True)
        return MISTAKE
    except KeyboardInterrupt:
        click.echo(words("command.stopped"), err=True)
        return INTERRUPTED
    return conclude(ended.tally, folder, as_json, words)


def show_forecast(design: Design, forecast: Forecast, as_json: bool, words: Words) -> int:
    """Print what a design will ask, for a person or a program."""
    if as_json:
        click.echo(json.dumps(asdict(forecast) | {"points": design.n_points, "fits": forecast.fits}, indent=1))
        return DONE

    def number(value: float) -> str:
        return format_number(value, 0, words.lang)

    click.echo(
        words(
            "sweep.runs",
            points=number(design.n_points),
            seeds=len(design.seeds),
            runs=number(forecast.runs),
            there=number(forecast.runs - forecast.missing),
            missing=number(forecast.missing),
        )
    )
    source = words("sweep.measured" if forecast.measured else "sweep.reference")
    click.echo(words("sweep.time", time=duration(forecast.seconds, words), source=source))
    click.echo(words("sweep.disk", needed=number(forecast.bytes / 1e6), free=number(forecast.free / 1e9)))
    if not forecast.fits:
        click.echo(words("sweep.no_room"), err=True)
    return DONE


def duration(seconds: float, words: Words) -> str:
    """Time as people say it: seconds, minutes or hours, never more exact than it is known."""
    for unit, size, most in (("seconds", 1.0, 90.0), ("minutes", 60.0, 5400.0), ("hours", 3600.0, float("inf"))):
        if seconds < most:
            value = seconds / size
            return words(f"sweep.{unit}", n=format_number(value, 1 if value < 3 and size > 1 else 0, words.lang))
    raise AssertionError("any time is shorter than forever")


def conclude(tally: Tally, folder: Path, as_json: bool, words: Words, document: dict[str, Any] | None = None) -> int:
    """Say what is missing, print where the results are, and choose the exit code."""
    finished = tally.reused + tally.done
    if tally.stopped == "interrupted":
        code = INTERRUPTED
        click.echo(words("sweep.interrupted", n=finished, total=tally.total), err=True)
    else:
        code = DONE if tally.complete else PARTLY if finished else FAILED
        if tally.stopped:
            click.echo(words("sweep.stopped", reason=tally.stopped, n=finished, total=tally.total), err=True)
        if tally.failed:
            click.echo(words("sweep.failed", n=tally.failed, total=tally.total, reason=tally.reason), err=True)
    if as_json:
        counts = {"runs": tally.total, "finished": finished, "run_now": tally.done, "failed": tally.failed}
        ending = {"stopped": tally.stopped, "reason": tally.reason, "exit_code": code}
        click.echo(json.dumps({"folder": str(folder)} | counts | ending | (document or {}), indent=1))
    else:
        click.echo((document or {}).get("report", folder))
    sys.stdout.flush()
    return code
