"""Slow twins of the counting kernels: one row after the other in plain Python."""

import numpy as np


def count_workers(home, state, edu, grp, dur, emp, firm_zone, long_months, n_zones):
    """Counts [zone, absent and 5 states, education, group, long] and trips [home, work]."""
    counts, trips = np.zeros((n_zones, 6, 3, 3, 2), np.int64), np.zeros((n_zones, n_zones), np.int64)
    for row in range(len(home)):
        is_long = state[row] == 1 and dur[row] >= long_months
        counts[home[row], state[row] + 1, edu[row] - 1, grp[row], int(is_long)] += 1
        if state[row] == 0:
            trips[home[row], firm_zone[emp[row]]] += 1
    return counts, trips


def count_firms(zone, sector, filled, target, vacant, el, size, cap, weight, demand, n_zones):
    """Slots [zone, sector, 4] and firms [zone, 5]."""
    slots, firms = np.zeros((n_zones, len(demand), 4), np.int64), np.zeros((n_zones, 5))
    for row in range(len(zone)):
        z, s = zone[row], sector[row]
        fossil = filled[row] if el[row] != 2 else 0
        slots[z, s] += [filled[row], target[row], vacant[row], fossil]
        withheld = max(0.0, float(size[row]) * demand[s] - float(cap[row]))
        firms[z] += np.array([1, el[row] == 1, el[row] == 2, withheld > 0, 0]) * float(weight[row])
        firms[z, 4] += withheld
    return slots, firms
