"""Slow twins of the counting kernels: one row after the other in plain Python."""

import numpy as np


def count_workers(people, firm_zone, long_months, n_zones):
    """Counts [zone, absent and 5 states, education, group, long] and trips [home, work]."""
    counts, trips = np.zeros((n_zones, 6, 3, 3, 2), np.int64), np.zeros((n_zones, n_zones), np.int64)
    for home, state, edu, grp, dur, emp in zip(*people, strict=True):
        is_long = state == 1 and dur >= long_months
        counts[home, state + 1, edu - 1, grp, int(is_long)] += 1
        if state == 0:
            trips[home, firm_zone[emp]] += 1
    return counts, trips


def count_firms(employers, demand, n_zones):
    """Slots [zone, sector, 4] and firms [zone, 5]."""
    slots, firms = np.zeros((n_zones, len(demand), 4), np.int64), np.zeros((n_zones, 5))
    for z, s, filled, target, vacant, el, size, cap, weight in zip(*employers, strict=True):
        slots[z, s] += [filled, target, vacant, filled if el != 2 else 0]
        withheld = max(0.0, float(size) * demand[s] - float(cap))
        firms[z] += np.array([1, el == 1, el == 2, withheld > 0, 0]) * float(weight)
        firms[z, 4] += withheld
    return slots, firms
