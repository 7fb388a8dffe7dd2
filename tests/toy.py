"""The toy region, loaded once for all tests of a process: small, complete, and read only."""

from functools import cache

from scenarios.regions.load import load_region
from simulation.region import Region


@cache
def toy_region() -> Region:
    """Three municipalities, one outside zone, two stations, 5,000 persons and 480 firms at 1:1."""
    return load_region("toy")
