"""What the commands do; each returns its exit code, and prints a path or document on stdout."""

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from experiments.compare import Comparison, compare, plan_comparison
from experiments.export import write_csv
from experiments.folder import FolderConflict
from experiments.methods.enough import FEWEST
from experiments.report import write_report
from experiments.until_sure import MOST, StopRule
from experiments.words import Words
from poldermodel.api import DEFAULT_FOLDER
from poldermodel.cli import DONE, FAILED, INTERRUPTED, MISTAKE, PARTLY
from poldermodel.progress import Progress
from poldermodel.worker import run_task, start
from scenarios.problems import ScenarioError
from scenarios.regions.problems import RegionError
from simulation.months import month_index
from simulation.runs.results import load_results

MISTAKES = (ScenarioError, RegionError, FolderConflict, ValueError, FileNotFoundError)


def compare_scenarios(
    names: list[str],
    *,
    seeds: int | None,
    scale: int | None,
    until: str | None,
    until_sure: tuple[str, str] | None = None,
    most_seeds: int = MOST,
    threads: int | None,
    out: Path | None,
    region: str,
    no_cache: bool,
    csv: bool,
    quiet: bool,
    as_json: bool,
    lang: str,
) -> int:
    """Run or compare, show progress, and print where the results are."""
    try:
        months = None if until is None else month_index(until) + 1
        plan = plan_comparison(names, seeds=seeds, scale=scale, months=months, region=region, use_cache=not no_cache)
        stop = None if until_sure is None else StopRule.read(*until_sure, most_seeds)
        if stop is not None and len(plan.seeds) < FEWEST:
            plan = replace(plan, seeds=tuple(range(1, FEWEST + 1)))
        folder = out or DEFAULT_FOLDER / (plan.folder_name if stop is None else f"{plan.folder_name}-{stop.name}")
        with Progress(plan.tasks, lang, quiet or as_json) as progress:
            ended = compare(
                plan,
                folder,
                entry=run_task,
                start=start,
                cores=threads,
                lang=lang,
                listen=progress,
                announce=progress.say,
                stop=stop,
                enlist=progress.enlist,
            )
        if csv and ended.report is not None:
            write_csv(ended.results, folder / "results.csv", lang)
    except MISTAKES as error:
        return complain(error)
    except KeyboardInterrupt:  # outside the runs, which handle it themselves
        click.echo(Words(lang)("command.stopped"), err=True)
        return INTERRUPTED
    return _conclude(ended, as_json, Words(lang))


def time_scenario(
    name: str,
    *,
    scale: int | None,
    until: str | None,
    threads: int | None,
    region: str,
    no_cache: bool,
    quiet: bool,
    as_json: bool,
    lang: str,
    **ignored: Any,
) -> int:
    """Print where the time of one run of a scenario goes."""
    from poldermodel.timings import show_timings

    try:
        months = None if until is None else month_index(until) + 1
        plan = plan_comparison([name], seeds=1, scale=scale, months=months, region=region, use_cache=not no_cache)
        show_timings(plan, threads, quiet, as_json, lang)
    except MISTAKES as error:
        return complain(error)
    except KeyboardInterrupt:
        click.echo(Words(lang)("command.stopped"), err=True)
        return INTERRUPTED
    return DONE


def rewrite_report(folder: Path, lang: str, csv: bool) -> int:
    """Write the report of finished results again."""
    try:
        results = load_results(folder)
    except MISTAKES as error:
        return complain(error)
    if not results.seeds:
        click.echo(Words(lang)("command.no_report"), err=True)
        return PARTLY
    if csv:
        write_csv(results, folder / "results.csv", lang)
    click.echo(write_report(results, lang))
    return DONE


def check_files(files: list[str], region: str, lang: str) -> int:
    """Check scenarios and region folders and print every problem."""
    from scenarios.catalogue import check_paths
    from scenarios.regions.load import load_region

    try:
        problems = check_paths(files, load_region(region))
    except MISTAKES as error:
        return complain(error)
    for problem in problems:
        click.echo(str(problem), err=True)
    if problems:
        return MISTAKE
    click.echo(Words(lang)("command.fine", names=", ".join(files)))
    return DONE


def validate_model(scale: int, seeds: int, region: str, as_json: bool, lang: str) -> int:
    """Print each known figure, its band and what the model gives; misses do not change the exit code."""
    from calibration.validate import run_validation

    words = Words(lang)
    try:
        findings = run_validation(
            scale=scale, seeds=range(1, seeds + 1), region=region, progress=lambda text: click.echo(text, err=True)
        )
    except MISTAKES as error:
        return complain(error)
    if as_json:
        rows = [
            {
                "id": f.target.id,
                "low": f.target.low,
                "high": f.target.high,
                "unit": f.target.unit["en"],
                "values": f.values,
                "inside": f.inside,
                "source": f.target.source,
                "confidence": f.target.confidence,
            }
            for f in findings
        ]
        click.echo(json.dumps(rows, indent=1, ensure_ascii=False))
        return DONE
    from poldermodel.listings import show_findings

    show_findings(findings, words)
    return DONE


def complain(error: Exception) -> int:
    """Print the user's mistake as it is, without a traceback."""
    click.echo(str(error), err=True)
    return MISTAKE


def _conclude(ended: Comparison, as_json: bool, words: Words) -> int:
    """Say what is missing, print where the results are, and choose the exit code."""
    outcome, folder = ended.outcome, ended.folder
    finished, total = len(ended.results.manifest["runs"]), ended.total
    if outcome.interrupted:
        click.echo(words("command.interrupted", n=finished, folder=folder), err=True)
    elif outcome.failed:
        reason = next(iter(outcome.failed.values()))
        click.echo(words("command.failed", n=len(outcome.failed), total=total, reason=reason, folder=folder), err=True)
    if ended.report is None and not outcome.interrupted:
        click.echo(words("command.no_report"), err=True)
    code = INTERRUPTED if outcome.interrupted else DONE if ended.complete else PARTLY if finished else FAILED
    if as_json:
        report = None if ended.report is None else str(ended.report)
        document = {
            "folder": str(folder),
            "report": report,
            "finished": finished,
            "runs": total,
            "failed": ended.results.manifest["failed"],
            "interrupted": outcome.interrupted,
            "exit_code": code,
        }
        click.echo(json.dumps(document, indent=1, ensure_ascii=False))
    else:
        click.echo(ended.report or folder)
    sys.stdout.flush()
    return code
