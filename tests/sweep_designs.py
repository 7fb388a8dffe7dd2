"""Small designs for tests, and the command that runs them."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from experiments.sweeps.design import Design, read_design

ROOT = Path(__file__).parents[1]
POLDER = [sys.executable, "-m", "poldermodel"]
PATIENCE = 120.0  # seconds


def tables(n: int = 4, /, **changes) -> dict:
    """Tables of a design: points of one lever, one seed, two months, in the real region; None leaves a table out."""
    found = {
        "format": 1,
        "id": "double",
        "title": "Double",
        "design": {"method": "latin_hypercube", "points": n},
        "levers": {"grid_invest": {}},
        "run": {"seeds": 1, "scale": 100, "until": "2022-02"},
    }
    return {name: table for name, table in (found | changes).items() if table is not None}


def design(n: int = 4, /, **changes) -> Design:
    """Read the design of `tables`."""
    return read_design(tables(n, **changes))


def polder(*arguments: object) -> subprocess.CompletedProcess:
    """Run the command and wait for it."""
    return subprocess.run([*POLDER, *map(str, arguments)], capture_output=True, text=True, cwd=ROOT, timeout=500)


def start_polder(*arguments: object) -> subprocess.Popen:
    """Start the command as the head of a group of processes."""
    return subprocess.Popen([*POLDER, *map(str, arguments)], cwd=ROOT, text=True, stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, start_new_session=True)  # fmt: skip


def wait_until(holds: Callable[[], object], what: str) -> None:
    """Wait for a condition; fail if it does not come."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, f"in vain waited until {what}"
        time.sleep(0.02)


def group_of(leader: int) -> dict[int, int]:
    """Living processes of the session that a process began: state and parent are read from /proc."""
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[3]) == leader and fields[0] != "Z":
                found[int(entry.name)] = int(fields[1])
    return found
