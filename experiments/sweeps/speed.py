"""How long a run takes on this machine: measured by every sweep, kept in the user's cache, used to foresee the next."""

import json

from simulation.runs import cache
from simulation.runs.results import write_json

# Seconds a month of a run, one core: fixed part and part by people. Measured on two cores of an AMD EPYC server in
# November 2026 (benchmarks/README.md); only used until a run was measured here.
FIXED, TRUE_SIZE = 0.005, 0.12
START = 50  # months of a run that making its start costs: population and burn-in
WORKERS = 6.0  # seconds until worker processes have imported what they need


def expected_seconds(scale: int, months: int, own_start: bool) -> tuple[float, bool]:
    """Seconds a run takes on one core, with or without a start of its own, and whether this machine was measured."""
    months += START if own_start else 0
    known = _known()
    if str(scale) in known:
        return known[str(scale)] * months, True
    return (FIXED + TRUE_SIZE / scale) * months, False


def note_speed(scale: int, months: int, own_start: bool, seconds: float) -> None:
    """Keep what runs of some length took on average [s]; a cache that cannot be written to is done without."""
    try:
        write_json(
            _known() | {str(scale): seconds / (months + (START if own_start else 0))}, cache.path() / "speed.json"
        )
    except OSError:
        return


def _known() -> dict[str, float]:
    """Seconds a month by scale."""
    try:
        found: dict[str, float] = json.loads((cache.path() / "speed.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found
