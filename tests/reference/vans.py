"""Slow twin of the kernel of vans."""

import math


def van_share(u: float, fleet: float, before: float, hazard: float, blocked: bool) -> float:
    """Zero-emission share of one fleet a month later."""
    if blocked or fleet <= 0:
        return before
    vans = max(1, math.floor(fleet + 0.5))
    expected = hazard * (1 - before) * vans
    replaced = expected if expected >= 1 else float(u < expected)
    return min(1.0, before + replaced / vans)
