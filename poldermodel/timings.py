"""Where the time of a run goes: one run in this process, step by step."""

import json

import click

from experiments.compare import Plan
from experiments.words import Words
from poldermodel.listings import print_table
from poldermodel.options import Options
from poldermodel.progress import Progress
from simulation.model import MONTH
from simulation.runs.pool import share_cores
from simulation.runs.task import time_steps


def show_timings(plan: Plan, options: Options) -> None:
    """Live through the first run of a plan and print the steps of its months, in order, with their time."""
    task = plan.tasks[0]
    with Progress([task], options.lang, options.silent) as progress:
        seconds = time_steps(task, share_cores(1, task.scale, options.threads)[1], progress)
    if options.as_json:
        click.echo(json.dumps({"months": task.months, "seconds": seconds}, indent=1))
        return
    total = sum(seconds.values())
    rows = [
        (step.submodel, step.name, *_cells(seconds[step.name], total, task.months))
        for steps in MONTH.values()
        for step in steps
    ]
    words = Words(options.lang)
    rows.append((words("timings.total"), "", *_cells(total, total, task.months)))
    print_table(words, ("submodel", "step", "month_ms", "share"), rows)


def _cells(seconds: float, total: float, months: int) -> tuple[str, str]:
    return f"{1000 * seconds / months:.2f}", f"{100 * seconds / total:.1f} %"
