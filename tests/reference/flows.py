"""Ageing, separations, vacancies, hiring and learning, one person at a time."""

import numpy as np

from tests.reference.search import GOLDEN, MASK, mix, unpack, word


def age_resident(residents, hazards, i, key, month, ageing):
    """Let worker i grow a month older; returns what happens: one of the codes of `simulation.kernels.flows`."""
    state, draw = int(residents.state[i]), word(key, residents.uid[i])
    if state < 0:
        return 0
    residents.age_m[i] += ageing
    residents.dur[i] += state == 1
    residents.ten[i] += state == 0
    age, home = int(residents.age_m[i]), int(residents.home[i])
    if age >= 900:
        return 1
    if residents.origin[i] == 1:
        stay = min(max(month - int(residents.arr_m[i]), 0), len(hazards.emigrate) - 1)
        if draw & 0xFFFFFFFF < int(hazards.emigrate[stay]):
            return 3
    elif draw & 0xFFFFFFFF < int(hazards.leave[home, age]):
        return 2
    chance = float(hazards.flow[state, age]) * (hazards.tightness[home] if state == 2 else 1.0)
    if draw >> 32 >= chance:
        return 0
    if hazards.to_detached[state, age]:
        return 5
    return 6 if state >= 2 else 4


def separation(staff, sector, layoff, hazard, retention, i, key):
    """0 if worker i keeps the job, 1 if it ends, 2 if the firm lays off; `sector` by firm row."""
    if staff.emp[i] < 0:
        return 0
    u = (word(key, staff.uid[i]) >> 11) * 2.0**-53
    lay = float(layoff[staff.emp[i]])
    if u < lay:
        return 2
    chance = hazard[sector[staff.emp[i]], int(staff.ten[i] >= 24), int(staff.edu[i]) - 1]
    if staff.act[i] and staff.ten[i] < 12:
        chance *= retention
    return int(u < 1.0 - (1.0 - chance) * (1.0 - lay))


def review(firm, vid, age, closed, surplus, stale_age, stale_share, key):
    """Which vacancies stay open a month later; `age` and `surplus` are changed."""
    stay = []
    for v, f in enumerate(firm):
        age[v] += 1
        excess = not closed[f] and surplus[f] > 0
        surplus[f] -= excess
        stale = age[v] >= stale_age and (word(key, vid[v]) >> 11) * 2.0**-53 < stale_share
        stay.append(not (closed[f] or excess or stale))
    return np.array(stay, bool)


def missing(filled, target, vacant):
    """Firm and number of every slot that is wanted, empty and not open."""
    lacking = np.asarray(target) - filled - vacant
    return [(f, k) for f, many in enumerate(lacking) for k in range(many)]


def practise(skills, asked, rates, uid, key):
    """Skill word after practice in an occupation that asks `asked`."""
    bits = mix(mix(int(key) + GOLDEN * (int(uid) + 1) & MASK) + GOLDEN & MASK)
    packed = 0
    for k, (skill, goal) in enumerate(zip(unpack(skills), unpack(asked), strict=True)):
        dither = ((bits >> 10 * k & 1023) << 10) + 512
        if goal > skill:
            skill += (goal - skill) * int(rates[0]) + dither >> 20
        elif skill > goal:
            skill -= skill * int(rates[1]) + dither >> 20
        packed |= skill << 10 * k
    return packed


def hire(pairs, openings, log_wage, careers, filled, vacant, n_zones):
    """Put each worker of the pairs (worker, vacancy) in the job; returns hires[state][home]."""
    hires = np.zeros((3, n_zones), int)
    for i, v in pairs:
        hires[careers.state[i], careers.home[i]] += 1
        if careers.state[i] == 0:
            filled[careers.emp[i]] -= 1
        filled[openings.firm[v]] += 1
        vacant[openings.firm[v]] -= 1
        careers.state[i], careers.emp[i], careers.occ[i] = 0, openings.firm[v], openings.occ[v]
        careers.wres[i] = float(openings.lw[v]) - log_wage[openings.occ[v]]
        careers.ten[i] = careers.dur[i] = 0
    return hires
