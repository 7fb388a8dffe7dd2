"""Slow, obvious versions of the grid kernels."""

import numpy as np


def is_connected(branch_from, branch_to, in_service, bus_a, bus_b):
    seen, edge = {bus_a}, {bus_a}
    while edge:
        edge = {
            b
            for a in edge
            for f, t, on in zip(branch_from, branch_to, in_service, strict=True)
            if on
            for b in ((t,) if f == a else (f,) if t == a else ())
        } - seen
        seen |= edge
    return bus_b in seen


def find_bridges(branch_from, branch_to, in_service, n_buses):
    """Take each branch out and look whether its ends still reach each other."""
    bridge = np.zeros(len(branch_from), bool)
    for k in range(len(branch_from)):
        if in_service[k]:
            without = np.array(in_service, bool)
            without[k] = False
            bridge[k] = not is_connected(branch_from, branch_to, without, branch_from[k], branch_to[k])
    return bridge


def solve_flow(branch_from, branch_to, susceptance, injection, slack=0):
    """Angles from the susceptance matrix, flows from the angles; all buses connected."""
    n = len(injection)
    matrix = np.zeros((n, n))
    for f, t, b in zip(branch_from, branch_to, susceptance, strict=True):
        matrix[f, f] += b
        matrix[t, t] += b
        matrix[f, t] -= b
        matrix[t, f] -= b
    others = [bus for bus in range(n) if bus != slack]
    angle = np.zeros(n)
    angle[others] = np.linalg.solve(matrix[np.ix_(others, others)], np.asarray(injection)[others])
    return susceptance * (angle[branch_from] - angle[branch_to])


def outage_flow(branch_from, branch_to, circuits, susceptance_per_circuit, injection, k):
    """Flow after one circuit of branch k is gone, by solving the smaller network."""
    fewer = np.array(circuits)
    fewer[k] -= 1
    return solve_flow(branch_from, branch_to, fewer * susceptance_per_circuit, injection)


def find_worst_outages(flow, factors, circuits, rating):
    n = len(flow)
    loading, outage = np.zeros(n), np.full(n, -1)
    for i in range(n):
        cases = [(abs(flow[i]).max() / (circuits[i] * rating[i]), -1)]
        for k in range(n):
            left = circuits[i] - (i == k)
            if left and not np.isnan(factors[k, k]):
                cases.append((abs(flow[i] + factors[i, k] * flow[k]).max() / (left * rating[i]), k))
        loading[i] = max(case[0] for case in cases)
        outage[i] = next(k for value, k in cases if value == loading[i])
    return loading, outage


def compute_station_load(energy_mwh, profiles):
    return np.array(
        [[sum(e * p for e, p in zip(row, column, strict=True)) for column in profiles.T] for row in energy_mwh]
    )


def measure_loads(load, hours, offtake_mw, feed_in_mw):
    beyond = [
        np.maximum(0, np.maximum(row - up, -row - down))
        for row, up, down in zip(load, offtake_mw, feed_in_mw, strict=True)
    ]
    return (
        load.max(axis=1),
        load.min(axis=1),
        np.array([hours[b > 0].sum() for b in beyond]),
        np.array([hours @ b for b in beyond]),
    )


def lowest_level(day, share, start, shift):
    """Lowest level of a day by linear programming over all possible moves."""
    from scipy.optimize import linprog

    n, floor = len(day), max((1 - share) * max(day), start)
    if max(day) <= floor:
        return max(day)
    moves = [(a, b) for a in range(n) for b in range(n) if a != b and abs(a - b) <= shift]
    rows, cost = np.zeros((n, len(moves) + 1)), np.zeros(len(moves) + 1)
    for j, (a, b) in enumerate(moves):
        rows[a, j] -= 1
        rows[b, j] += 1
    rows[:, -1], cost[-1] = -1, 1
    found = linprog(cost, rows, -np.asarray(day), bounds=[(0, None)] * len(moves) + [(floor, None)])
    return found.x[-1]


def admit_requests(station, shape, mask, lane, need_mw, hold_mw, reach, shapes, open_hours, room):
    """One request after the other, whole arrays at a time; returns the mask and the room left."""
    room, blocked, admitted = np.array(room), set(), np.zeros(len(station), bool)
    for i in range(len(station)):
        use = reach[station[i]][:, None] * (shapes[shape[i]] * open_hours[mask[i]])
        if lane[i] in blocked:
            continue
        asks = need_mw[i] * use
        admitted[i] = not np.any((asks > room) & (asks > 0))
        if admitted[i]:
            room -= hold_mw[i] * use
        else:
            blocked.add(lane[i])
    return admitted, room


def allocate_labour(order, work_left, crew_limit, available):
    work = [0.0] * len(work_left)
    for p in order:
        work[p] = min(work_left[p], crew_limit[p], available - sum(work))
    return np.array(work)


def station_room(load, reserved, planned, limit_mw):
    """Room under the limit of each station in every hour, by the ledger that leaves least."""
    return np.minimum(limit_mw[:, None] - (load + reserved), limit_mw[:, None] - planned)


def corridor_room(flow, lost, factor, limit):
    """Room in the direction of each branch, and against it, after its outage."""
    after = np.array([flow[i] + factor[i] * flow[lost[i]] for i in range(len(flow))])
    return limit[:, None] - after, limit[:, None] + after
