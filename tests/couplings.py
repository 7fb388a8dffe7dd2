"""What the steps of a month give each other, as a table and a picture in the docs.

``python -m tests.couplings`` writes both: reads and writes as the steps declare them; which submodel wrote a field
before, and so whether a reader sees this month's or last month's, from a watched run.
"""

from collections import defaultdict
from dataclasses import replace
from functools import cache
from html import escape
from pathlib import Path

import numpy as np

from scenarios.generated import put_between
from simulation.axes import MONTH_LABELS
from simulation.model import MONTH, Schedule
from simulation.runs.initial import open_model
from simulation.steps import Step
from simulation.world import TABLES
from tests.frozen_run import busy_policy
from tests.model_runs import region_named
from tests.watch import Watch

PAGE = Path(__file__).resolve().parent.parent / "docs" / "model.md"
PICTURE = PAGE.with_name("couplings.svg")
MONTHS = 24
# So that in two years of a toy region everything happens that a step has to do.
BUSY = {"depot_vans": 5.0, "dc_size": 5.0, "grid_build_share": 0.3, "dur_technician": 6}
LINE, PAD, WIDTH = 13, 9, 148  # of the picture [px]


def steps_of(schedule: Schedule) -> list[Step]:
    """Steps in order."""
    return [step for steps in schedule.values() for step in steps]


@cache
def watched_month() -> Watch:
    """A busy run of the toy region with data centres enough, in which works wait for technicians, not for permits."""
    region, policy = region_named("toy"), replace(busy_policy("toy"), parameters=BUSY)
    policy = replace(policy, levers=policy.levers.with_paths({"dc_cap": np.full(len(MONTH_LABELS), 200.0)}))
    model = open_model(replace(region, dc_mva=2_000 * region.dc_mva), policy, seed=3, scale=1, use_cache=False)
    model.world.projects.permit_left[:] = 0.0
    model.world.grid.firm_mw += 30.0
    watch = Watch(model.world)
    for _ in range(MONTHS):
        watch.live(steps_of(MONTH))
    model.close()
    return watch


def is_lagged(path: str, reader: Step) -> bool:
    """Whether nothing writes what a step reads before it in the month, so that it sees last month's."""
    steps = steps_of(MONTH)
    before = steps[: steps.index(reader)]
    return path not in TABLES and not any(path in watched_month().writes[step.name] for step in before)


def schedule_table() -> str:
    """Markdown: a row per step, under the headings of the month."""
    rows = ["| step | reads, of this month | reads, of last month | changes elsewhere |", "|---|---|---|---|"]
    for heading, steps in MONTH.items():
        rows.append(f"| **{heading}** | | | |")
        for step in steps:
            now, last = ([p for p in sorted(step.reads) if is_lagged(p, step) == lag] for lag in (False, True))
            cells = (
                f"`{step.submodel}`: {step.name}" + (f", each {step.every} months" if step.every > 1 else ""),
                *(", ".join(paths) for paths in (now, last, sorted(step.writes))),
            )
            rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def given() -> dict[tuple[str, str], list[tuple[str, str]]]:
    """What a submodel gives another: (giver, taker) -> (path, "now", "last" or "changes")."""
    owner = {name: step.submodel for step in steps_of(MONTH) for name in step.own}
    found: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for step in steps_of(MONTH):
        for path in step.reads - set(TABLES):
            how = "last" if is_lagged(path, step) else "now"
            giver = owner.get(path.split(".")[0]) or _counter(path)
            found[giver, step.submodel].add((path.split(".")[1], how))
        for path in step.writes:
            found[step.submodel, owner[path.split(".")[0]]].add((path.split(".")[-1], "changes"))
    return {pair: sorted(fields, key=lambda field: (field[1] != "changes", field)) for pair, fields in found.items()}


def _counter(flow: str) -> str:
    return next(step.submodel for step in steps_of(MONTH) if flow in watched_month().writes[step.name])


def picture() -> str:
    """SVG: submodels down the diagonal, as in the month; what one gives another stands in its row and their column."""
    order = list(dict.fromkeys(step.submodel for step in steps_of(MONTH)))
    cells = given()
    lines = [max([2, *(len(cells.get((giver, taker), ())) for taker in order)]) for giver in order]
    tops = [PAD + sum(n * LINE + 2 * PAD for n in lines[:k]) for k in range(len(order) + 1)]
    width, height = WIDTH * len(order) + 2 * PAD, tops[-1] + PAD
    drawn = []
    for k, giver in enumerate(order):
        for j, taker in enumerate(order):
            x, y = PAD + j * WIDTH, tops[k]
            if k == j:
                drawn.append(f'<rect x="{x}" y="{y}" width="{WIDTH - 6}" height="{tops[k + 1] - y - 6}" rx="4"/>')
                drawn.append(f'<text class="name" x="{x + 9}" y="{y + 21}">{escape(giver)}</text>')
            for n, (field, how) in enumerate(cells.get((giver, taker), ()) if k != j else ()):
                drawn.append(f'<text class="{how}" x="{x}" y="{y + 16 + n * LINE}">{escape(field)}</text>')
    style = (
        "text{font:11px sans-serif;fill:#222}.name{font-weight:bold;font-size:13px}.changes{font-weight:bold}"
        ".last{fill:#8a4b00;font-style:italic}rect{fill:#e8eef4;stroke:#49617a}"
    )
    title = (
        "What submodels give each other: rows give, columns take; italic is last month's, bold is changed by the giver"
    )
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">'
    return "\n".join([head, f"<title>{title}</title>", f"<style>{style}</style>", *drawn, "</svg>", ""])


def generated() -> dict[Path, str]:
    """Text that each file should have."""
    page = put_between(PAGE.read_text(encoding="utf-8"), "steps of a month", schedule_table())
    return {PAGE: page, PICTURE: picture()}


if __name__ == "__main__":
    for path, text in generated().items():
        path.write_text(text, encoding="utf-8")
