"""What the commands do that run a design; each returns its exit code, and prints a path or document on stdout."""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from experiments.numbers import format_number
from experiments.studies.study import Study
from experiments.sweeps.design import Design, read_design
from experiments.sweeps.folder import open_sweep
from experiments.sweeps.sweep import INTERRUPT, Forecast, Tally, Workers, fill_store, foresee, run_sweep
from experiments.words import Words
from poldermodel.counter import Counter
from poldermodel.exits import DONE, PARTLY, exit_code, hand_over
from poldermodel.options import Options
from poldermodel.worker import keep_task, send_task, start

WORKERS = Workers(start, keep_task, send_task)


def sweep_design(path: Path, **given: Any) -> int:
    """Run a design and write what it gives by policy."""
    from experiments.studies.overview import plan_overview

    return run_study(plan_overview(read_design(path)), Options(**given))


def find_sensitivity(path: Path, **given: Any) -> int:
    """Run the points of a sensitivity study and write its indices."""
    from experiments.studies.sensitivity import plan_sensitivity

    return run_study(plan_sensitivity(read_design(path)), Options(**given))


def discover_conditions(path: Path, **given: Any) -> int:
    """Run a design and write where policies miss their targets, and which holds up."""
    from experiments.studies.discovery import plan_discovery

    return run_study(plan_discovery(read_design(path)), Options(**given))


def split(
    reference: str,
    scenarios: list[str],
    *,
    indicators: tuple[str, ...],
    seeds: int,
    scale: int,
    orders: int,
    **given: Any,
) -> int:
    """Run the combinations of a bundle of policies and write what each part does."""
    from experiments.headline import HEADLINE
    from experiments.studies.bundle import plan_bundle

    options = Options(**given)
    study = plan_bundle(
        reference,
        scenarios,
        until=options.last_month,
        indicators=indicators or HEADLINE,
        seeds=seeds,
        scale=scale,
        region=options.region,
        orders=orders,
    )
    return run_study(study, options)


def search_mixes(path: Path, **given: Any) -> int:
    """Search for a front of lever mixes, generation by generation, and write it."""
    from experiments.studies.optimise import SearchStopped, plan_search, write_front

    options, tally = Options(**given), Tally(0)
    search = plan_search(read_design(path))
    if foretell(search.largest, options):
        return DONE
    kept, folder = options.kept, options.folder(search.largest.folder_name)
    open_sweep(search.largest, folder)
    with Counter(options.words, options.silent) as counter, suppress(SearchStopped):

        def fill(design: Design) -> bool:
            nonlocal tally
            before, crew = tally, options.crew(search.design.cluster)
            mine = fill_store(design, kept, WORKERS, **crew, watch=lambda now: counter(before + now))
            tally = before + mine
            return mine.complete

        front, fresh = search.run(fill, kept)
    return conclude(
        tally, folder, options, lambda: write_front(search, front, fresh, folder, options.words), all_needed=True
    )


def run_study(study: Study, options: Options) -> int:
    """Say what a study asks, run it, write its tables and page, and print where that is."""
    design = study.design
    if foretell(design, options):
        return DONE
    kept, folder = options.kept, options.folder(design.folder_name)
    with Counter(options.words, options.silent) as counter:
        ended = run_sweep(design, folder, kept, WORKERS, **options.crew(design.cluster), watch=counter)
    return conclude(ended.tally, folder, options, lambda: study.write(kept, folder, options.words))


def foretell(design: Design, options: Options) -> bool:
    """Say what a design will ask, if anybody looks; return whether that was all that was asked."""
    if options.dry_run or not options.silent:
        show_forecast(design, foresee(design, options.kept, options.threads), options)
    return options.dry_run


def show_forecast(design: Design, forecast: Forecast, options: Options) -> None:
    """Print what a design will ask, for a person or a program."""
    words = options.words
    if options.as_json:
        click.echo(json.dumps(asdict(forecast) | {"points": design.n_points, "fits": forecast.fits}, indent=1))
        return

    def number(value: float) -> str:
        return format_number(value, 0, words.lang)

    source = words("sweep.measured" if forecast.measured else "sweep.reference")
    runs = words.count(
        "sweep.runs",
        len(design.seeds),
        points=number(design.n_points),
        runs=number(forecast.runs),
        there=number(forecast.runs - forecast.missing),
        missing=number(forecast.missing),
    )
    lines = [runs, words("sweep.time", time=duration(forecast.seconds, words), source=source)]
    lines.append(words("sweep.disk", needed=number(forecast.bytes / 1e6), free=number(forecast.free / 1e9)))
    lines += [] if forecast.fits else [words("sweep.no_room")]
    click.echo("\n".join(lines), err=not options.dry_run)


def duration(seconds: float, words: Words) -> str:
    """Time as people say it: seconds, minutes or hours, never more exact than it is known."""
    unit, size = ("seconds", 1) if seconds < 90 else ("minutes", 60) if seconds < 5400 else ("hours", 3600)
    value = seconds / size
    return words(f"sweep.{unit}", n=format_number(value, 1 if value < 3 and size > 1 else 0, words.lang))


def conclude(tally: Tally, folder: Path, options: Options, write: Callable[[], Path], all_needed: bool = False) -> int:
    """Say what is missing, write the page if anything is there, print where it is, and choose the exit code."""
    words, finished = options.words, tally.reused + tally.done
    interrupted = tally.stopped == INTERRUPT
    code = exit_code(interrupted=interrupted, complete=tally.complete, finished=finished)
    if interrupted:
        click.echo(words("sweep.interrupted", n=finished, total=tally.total), err=True)
    elif tally.stopped:
        click.echo(words("sweep.stopped", reason=tally.stopped, n=finished, total=tally.total), err=True)
    if tally.failed:
        click.echo(words("sweep.failed", n=tally.failed, total=tally.total, reason=tally.reason), err=True)
    report = None
    if finished and not tally.stopped and (tally.complete or not all_needed):
        try:
            report = write()
        except ValueError as error:  # too few runs for what was asked
            click.echo(str(error), err=True)
            code = PARTLY
    facts = {"runs": tally.total, "finished": finished, "run_now": tally.done, "failed": tally.failed}
    ending = {"stopped": tally.stopped, "reason": tally.reason, "exit_code": code}
    hand_over(folder, report, options.as_json, **facts, **ending)
    return code
