"""What the commands do; each returns its exit code, and prints a path or document on stdout."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from experiments.compare import Comparison, Plan, compare, plan_comparison
from experiments.export import write_csv
from experiments.methods.enough import FEWEST
from experiments.report import write_report
from experiments.until_sure import StopRule
from experiments.words import Words
from poldermodel.exits import DONE, MISTAKE, PARTLY, exit_code, hand_over
from poldermodel.options import Options
from poldermodel.progress import Progress
from poldermodel.worker import run_task, start
from simulation.runs.results import load_results


def compare_scenarios(names: list[str], **given: Any) -> int:
    """Run or compare, show progress, and print where the results are."""
    options = Options(**given)
    stop = options.stop_rule
    plan = _plan(names, options, stop)
    folder = options.folder(plan.folder_name if stop is None else f"{plan.folder_name}-{stop.name}")
    with Progress(plan.tasks, options.lang, options.silent) as progress:
        ended = compare(
            plan,
            folder,
            entry=run_task,
            start=start,
            cores=options.threads,
            lang=options.lang,
            listen=progress,
            announce=progress.say,
            stop=stop,
            enlist=progress.enlist,
        )
    if options.csv and ended.report is not None:
        write_csv(ended.results, folder / "results.csv", options.lang)
    return _conclude(ended, options)


def _plan(names: list[str], options: Options, stop: StopRule | None) -> Plan:
    """What to compare; with seeds enough to judge chance if they are added until it is sure."""
    plan = plan_comparison(
        names,
        seeds=options.seeds,
        scale=options.scale,
        months=None if options.last_month is None else options.last_month + 1,
        region=options.region,
        use_cache=not options.no_cache,
    )
    if stop is not None and len(plan.seeds) < FEWEST:
        return replace(plan, seeds=tuple(range(1, FEWEST + 1)))
    return plan


def time_scenario(name: str, **given: Any) -> int:
    """Print where the time of one run of a scenario goes."""
    from poldermodel.timings import show_timings

    options = Options(**given)
    show_timings(_plan([name], replace(options, seeds=1), None), options)
    return DONE


def rewrite_report(folder: Path, lang: str, csv: bool) -> int:
    """Write the report of finished results again."""
    results = load_results(folder)
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

    problems = check_paths(files, load_region(region))
    for problem in problems:
        click.echo(str(problem), err=True)
    if problems:
        return MISTAKE
    click.echo(Words(lang)("command.fine", names=", ".join(files)))
    return DONE


def validate_model(scale: int, seeds: int, region: str, as_json: bool, lang: str) -> int:
    """Print each known figure, its band and what the model gives; misses do not change the exit code."""
    from calibration.validate import run_validation

    findings = run_validation(
        scale=scale, seeds=range(1, seeds + 1), region=region, progress=lambda text: click.echo(text, err=True)
    )
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

    show_findings(findings, Words(lang))
    return DONE


def _conclude(ended: Comparison, options: Options) -> int:
    """Say what is missing, print where the results are, and choose the exit code."""
    outcome, folder, words = ended.outcome, ended.folder, options.words
    manifest = ended.results.manifest
    finished = len(manifest["runs"])
    if outcome.interrupted:
        click.echo(words("command.interrupted", n=finished, folder=folder), err=True)
    elif outcome.failed:
        n, reason = len(outcome.failed), next(iter(outcome.failed.values()))
        click.echo(words("command.failed", n=n, total=ended.total, reason=reason, folder=folder), err=True)
    if ended.report is None and not outcome.interrupted:
        click.echo(words("command.no_report"), err=True)
    code = exit_code(interrupted=outcome.interrupted, complete=ended.complete, finished=finished)
    facts = {"finished": finished, "runs": ended.total, "failed": manifest["failed"]}
    hand_over(folder, ended.report, options.as_json, **facts, interrupted=outcome.interrupted, exit_code=code)
    return code
