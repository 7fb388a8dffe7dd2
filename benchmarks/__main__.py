"""`make bench`: speed and memory beside their targets, printed and kept in benchmarks/results/."""

import json
import os
import platform
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

RESULTS = Path(__file__).with_name("measured")


@dataclass(frozen=True)
class Row:
    """A figure, what it was and what it should be at most (or at least, if `more_is_better`)."""

    figure: str
    value: float
    unit: str
    must: float | None
    aim: float | None
    more_is_better: bool = False

    @property
    def verdict(self) -> str:
        """Whether target and aim are met, and otherwise by which factor they are missed."""
        if self.must is None or self.aim is None:
            return ""
        factor = self.must / self.value if self.more_is_better else self.value / self.must
        if factor > 1:
            return f"short by {factor:.1f}x"
        beyond = self.aim / self.value if self.more_is_better else self.value / self.aim
        return "aim met" if beyond <= 1 else "met"


def run_case(name: str) -> tuple[dict[str, float], float, float]:
    """Run a case in a process of its own: (its figures, wall seconds in all, peak memory in GiB)."""
    started = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "benchmarks.cases", name], stdout=subprocess.PIPE)
    assert process.stdout is not None
    text = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        raise click.ClickException(f"case {name} failed")
    return json.loads(text.splitlines()[-1]), time.perf_counter() - started, usage.ru_maxrss / 2**20


def measure(say: Console) -> list[Row]:
    """All figures, in the order of the table."""
    results = {}
    for name in (
        "triad",
        "fill_cache_1_20",
        "warm_1_20",
        "fill_cache_true_size",
        "true_size",
        "true_size_1_thread",
        "matching_1_20",
        "matching_true_size",
        "sweep_1_20",
        "empty_tasks",
    ):
        say.print(f"measuring {name} ...")
        results[name] = run_case(name)
    big, wall, memory = results["true_size"]
    one, _, _ = results["true_size_1_thread"]
    match, small = results["matching_true_size"][0], results["matching_1_20"][0]
    warm = results["warm_1_20"][0]["total_s"]
    sweep, empty = results["sweep_1_20"][0], results["empty_tasks"][0]
    start = wall - big["total_s"] + big["first_month_s"]
    return [
        Row("true size, 2022-2040, 2 threads, wall", wall, "s", 30, 20),
        Row("true size, 2022-2040, 1 thread, without start", one["total_s"], "s", None, None),
        Row("peak memory at true size", memory, "GiB", 1.0, 0.6),
        Row("start to first month at true size, from the cache", start, "s", 4, 2),
        Row("run at 1:20, warm, one thread", warm, "s", 2, 1),
        Row("1,000 runs at 1:20 on all cores (from a sweep of 48)", sweep["minutes_for_1000"], "min", 20, 10),
        Row("sweep at 1:20, runs a minute on all cores", sweep["runs_a_minute"], "1/min", 50, 100, True),
        Row("a run within that sweep, one core", sweep["run_s"], "s", None, None),
        Row("a run in the store", sweep["bytes_a_run"] / 1e6, "MB", None, None),
        Row("overhead of a task, processes of this machine", empty["processes_ms"], "ms", None, None),
        Row("overhead of a task, Dask on this machine", empty.get("dask_ms", float("nan")), "ms", None, None),
        Row("matching month against plain Mesa, true size", match["ratio"], "times", 150, 250, True),
        Row("matching month against plain Mesa, 1:20", small["ratio"], "times", 60, 100, True),
        Row("matching per vacancy seen, one core", match["ns_per_sample"], "ns", 30, 15),
        Row("matching month, true size, one core", match["kernels_s"] * 1e3, "ms", None, None),
        Row("plain Mesa, the same month", match["plain_mesa_s"], "s", None, None),
        Row("hires a month: kernels", match["hires"], "", None, None),
        Row("hires a month: plain Mesa, same month's start", match["plain_mesa_hires"], "", None, None),
        Row("memory bandwidth, triad, one core", results["triad"][0]["gb_s"], "GB/s", None, None),
    ]


def machine() -> str:
    """Processor, cores and Python of this machine."""
    names = [line.split(":")[1].strip() for line in _cpuinfo() if line.startswith("model name")]
    return f"{names[0] if names else platform.processor()}, {os.cpu_count()} cores, Python {platform.python_version()}"


def _cpuinfo() -> list[str]:
    path = Path("/proc/cpuinfo")
    return path.read_text().splitlines() if path.exists() else []


def main() -> None:
    """Measure, print and keep."""
    say = Console(stderr=True)
    rows = measure(say)
    table = Table("figure", "measured", "unit", "must", "aim", "", title=machine())
    for row in rows:
        table.add_row(row.figure, f"{row.value:.3g}", row.unit, _text(row.must), _text(row.aim), row.verdict)
    Console(width=120).print(table)
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{date.today().isoformat()}.json"
    path.write_text(
        json.dumps({"machine": machine(), "rows": [vars(row) | {"verdict": row.verdict} for row in rows]}, indent=1)
        + "\n"
    )
    say.print(f"kept in {path}")


def _text(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


if __name__ == "__main__":
    main()
