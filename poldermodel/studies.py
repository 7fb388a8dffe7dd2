"""What the commands do that run a design; each returns its exit code, and prints a path or document on stdout."""

import json
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import click

from experiments.folder import FolderConflict
from experiments.numbers import format_number
from experiments.studies.study import Study
from experiments.sweeps.design import Design, read_design
from experiments.sweeps.folder import open_sweep
from experiments.sweeps.sweep import INTERRUPT, Forecast, Tally, Workers, fill_store, foresee, run_sweep
from experiments.words import Words
from poldermodel.api import DEFAULT_FOLDER
from poldermodel.cli import DONE, FAILED, INTERRUPTED, MISTAKE, PARTLY
from poldermodel.counter import Counter
from poldermodel.worker import keep_task, send_task, start
from scenarios.problems import ScenarioError
from scenarios.regions.problems import RegionError
from simulation.months import month_index
from simulation.runs.cluster import ClusterError
from simulation.runs.store import RunStore

MISTAKES = (ScenarioError, RegionError, FolderConflict, ClusterError, ValueError, FileNotFoundError)
WORKERS = Workers(start, keep_task, send_task)


@dataclass(frozen=True)
class Options:
    """What every command that runs a design takes."""

    out: Path | None
    store: Path | None
    threads: int | None
    cluster: str | None
    dry_run: bool
    quiet: bool
    as_json: bool
    lang: str

    @property
    def words(self) -> Words:
        """Language of all that is said."""
        return Words(self.lang)

    @property
    def kept(self) -> RunStore:
        """Finished runs."""
        return RunStore(self.store or DEFAULT_FOLDER / "store")

    def folder(self, design: Design) -> Path:
        """Where tables and page go."""
        return self.out or DEFAULT_FOLDER / design.folder_name

    def place(self, design: Design) -> dict[str, Any]:
        """Where runs are done."""
        return {"cores": self.threads, "cluster": self.cluster or design.cluster}

    def counter(self) -> Counter:
        """Progress, unless a program listens."""
        return Counter(self.words, self.quiet or self.as_json)

    def foretell(self, design: Design) -> None:
        """Say what a design will ask: on stdout if that was the question, else before it runs."""
        if self.dry_run or not (self.quiet or self.as_json):
            show_forecast(design, foresee(design, self.kept, self.threads), self)


def sweep_design(path: Path, **given: Any) -> int:
    """Run a design and write what it gives by policy."""
    from experiments.studies.overview import plan_overview

    return run_study(lambda: plan_overview(read_design(path)), Options(**given))


def find_sensitivity(path: Path, **given: Any) -> int:
    """Run the points of a sensitivity study and write its indices."""
    from experiments.studies.sensitivity import plan_sensitivity

    return run_study(lambda: plan_sensitivity(read_design(path)), Options(**given))


def discover_conditions(path: Path, **given: Any) -> int:
    """Run a design and write where policies miss their targets, and which holds up."""
    from experiments.studies.discovery import plan_discovery

    return run_study(lambda: plan_discovery(read_design(path)), Options(**given))


def split(reference: str, scenarios: list[str], *, until: str | None, indicators: tuple[str, ...], **given: Any) -> int:
    """Run the combinations of a bundle of policies and write what each part does."""
    from experiments.headline import HEADLINE
    from experiments.studies.bundle import plan_bundle

    about = {name: given.pop(name) for name in ("seeds", "scale", "region", "orders")}

    def plan() -> Study:
        last = None if until is None else month_index(until)
        return plan_bundle(reference, scenarios, until=last, indicators=indicators or HEADLINE, **about)

    return run_study(plan, Options(**given))


def search_mixes(path: Path, **given: Any) -> int:
    """Search for a front of lever mixes, generation by generation, and write it."""
    from experiments.studies.optimise import SearchStopped, plan_search, write_front

    options = Options(**given)
    tally = Tally(0)

    def work() -> int:
        search = plan_search(read_design(path))
        largest = search.largest
        options.foretell(largest)
        if options.dry_run:
            return DONE
        kept, folder = options.kept, options.folder(largest)
        open_sweep(largest, folder)
        with options.counter() as counter, suppress(SearchStopped):

            def fill(design: Design) -> bool:
                nonlocal tally
                before = tally
                place = options.place(search.design)
                mine = fill_store(design, kept, WORKERS, **place, watch=lambda now: counter(before + now))
                tally = before + mine
                return mine.complete

            front, fresh = search.run(fill, kept)
        return conclude(
            tally, folder, options, lambda: write_front(search, front, fresh, folder, options.words), all_needed=True
        )

    return tell_mistakes(work, options.words)


def run_study(plan: Callable[[], Study], options: Options) -> int:
    """Say what a study asks, run it, write its tables and page, and print where that is."""

    def work() -> int:
        study = plan()
        options.foretell(study.design)
        if options.dry_run:
            return DONE
        kept, folder = options.kept, options.folder(study.design)
        with options.counter() as counter:
            ended = run_sweep(study.design, folder, kept, WORKERS, **options.place(study.design), watch=counter)
        return conclude(ended.tally, folder, options, lambda: study.write(kept, folder, options.words))

    return tell_mistakes(work, options.words)


def tell_mistakes(work: Callable[[], int], words: Words) -> int:
    """Do something; a mistake of the user becomes its message and exit code, and so does Ctrl-C."""
    try:
        return work()
    except MISTAKES as error:
        click.echo(str(error), err=True)
        return MISTAKE
    except KeyboardInterrupt:
        click.echo(words("command.stopped"), err=True)
        return INTERRUPTED


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
    code = INTERRUPTED if tally.stopped == INTERRUPT else DONE if tally.complete else PARTLY if finished else FAILED
    if tally.stopped == INTERRUPT:
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
    if options.as_json:
        counts = {"runs": tally.total, "finished": finished, "run_now": tally.done, "failed": tally.failed}
        ending = {"stopped": tally.stopped, "reason": tally.reason, "exit_code": code}
        places = {"folder": str(folder), "report": None if report is None else str(report)}
        click.echo(json.dumps(places | counts | ending, indent=1))
    else:
        click.echo(report or folder)
    sys.stdout.flush()
    return code
