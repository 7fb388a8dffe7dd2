"""What a sweep holds in memory does not grow with the number of its runs."""

import subprocess
import sys
from pathlib import Path

import pytest

from experiments.sweeps.sweep import Workers, run_sweep
from simulation.runs import store
from simulation.runs import task as runs
from simulation.runs.store import RunStore, pack
from tests.sweep_designs import ROOT, design
from tests.sweep_doubles import TABLE

SMALL = TABLE.select(["year", "level", "area", "jobs"])
BATCH = 600  # runs in a small sweep: more than two pieces of the files
SLACK = 12.0  # MB


def print_peak(seeds: int, folder: str) -> None:
    """Run a sweep of two points with made-up runs and print the largest size of this process [MB]; for a child."""
    runs.summarise = lambda task, threads, listen: pack(task.key, SMALL)
    store.os.fsync = lambda number: None  # not to wait for a disk every time
    plan = design(2, run={"seeds": seeds, "scale": 100, "until": "2022-02"}, outcomes={"indicators": ["jobs"]})
    nobody = Workers(print, print, print)
    ended = run_sweep(plan, Path(folder) / "out", RunStore(Path(folder) / "store"), nobody, cores=1)
    assert ended.tally.done == 2 * seeds and ended.tally.complete
    again = run_sweep(plan, Path(folder) / "out", RunStore(Path(folder) / "store"), nobody, cores=1)
    assert again.tally.reused == 2 * seeds and again.tally.done == 0
    peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    print(int(peak.split()[1]) / 1024)


def peak(seeds: int, folder: Path) -> float:
    code = (
        "import sys; sys.path.insert(0, 'tests/experiments/sweeps'); import test_sweep_memory as t; "
        f"t.print_peak({seeds}, {str(folder / str(seeds))!r})"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, timeout=900)
    assert found.returncode == 0, found.stderr
    return float(found.stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.slow
@pytest.mark.parametrize("seeds", [10_000])
def test_twenty_thousand_runs_take_no_more_memory_than_a_few_hundred(seeds, tmp_path):
    few, many = peak(BATCH // 2, tmp_path), peak(seeds, tmp_path)
    assert many - few < SLACK, f"{BATCH} runs {few:.1f} MB, {2 * seeds} runs {many:.1f} MB"
