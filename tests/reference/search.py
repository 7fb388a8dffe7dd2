"""Search and matching, one person and one vacancy at a time."""

import numpy as np

MASK = (1 << 64) - 1
GOLDEN = 0x9E3779B97F4A7C15


def mix(z):
    """SplitMix64 finaliser on a whole number."""
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 & MASK
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB & MASK
    return z ^ (z >> 31)


def word(key, uid, number=0):
    """Return the 64 random bits of (key, uid, number)."""
    return mix(mix(int(key) + GOLDEN * (int(uid) + 1) & MASK) + GOLDEN * (number + 1) & MASK)


def unpack(packed):
    """Six skills of a packed word."""
    return [(int(packed) >> 10 * k) & 511 for k in range(6)]


def shortfall(skills, asked):
    """What is asked and not there."""
    return sum(max(0, a - s) for s, a in zip(unpack(skills), unpack(asked), strict=True))


def alias_cell(bits, row):
    """Cell of an alias row for 32 random bits."""
    cell, rest = divmod(bits * len(row), 1 << 32)
    entry = int(row[cell])
    return cell if rest >> 8 < entry >> 8 else entry & 255


def cell_probabilities(row):
    """Probability of each cell of an alias row, as the stored thresholds give it."""
    chance = np.zeros(len(row))
    for cell, entry in enumerate(int(e) for e in row):
        kept = (entry >> 8) / 2**24
        chance[cell] += kept / len(row)
        chance[entry & 255] += (1 - kept) / len(row)
    return chance


def looks_for_work(people, habits, i, draw):
    """Whether worker i looks for work."""
    tenure, age = int(people.ten[i] >= 24), int(people.age_m[i] >= 360) + int(people.age_m[i] >= 600)
    limits = {0: habits.chance[3 * tenure + age], 1: habits.chance[7], 2: habits.chance[6]}
    return draw >> 32 < int(limits.get(int(people.state[i]), 0))


def asked_wage(people, habits, i):
    """Lowest wage worker i accepts."""
    spells = len(habits.fading) - 2
    spell = {0: spells, 1: min(int(people.dur[i]), spells - 1), 2: spells + 1}[int(people.state[i])]
    last = habits.log_wage[people.occ[i]] + float(people.wres[i])
    return max(last + habits.ask[spell], habits.floor)


def vacancies_seen(people, habits, i, draw):
    """Number of vacancies worker i sees."""
    origin = int(people.grp[i]) * (len(habits.contacts) // 3) + int(people.home[i])
    expected = habits.contacts[origin, people.occ[i]]
    if people.state[i] == 1:
        expected *= habits.fading[min(int(people.dur[i]), len(habits.fading) - 3)]
    if unpack(people.skill_word[i])[1] < habits.digital[0]:
        expected *= habits.digital[1]
    return min(int(expected + (draw & 0xFFFFFFFF) * 2.0**-32), habits.cap)


def admitted(people, market, rules, i, o, v):
    """Whether vacancy v of occupation o would look at worker i."""
    months, on_skills, relaxed = market.info[v] & 15, market.info[v] & 16, market.info[v] & 32
    if shortfall(people.skill_word[i], rules.required[o]) > rules.most_short[months, o]:
        return False
    paper = rules.diploma[(int(people.edu[i]) - 1) * 5 + int(people.dfield[i]), o]
    return bool(on_skills or (paper & 1 and (relaxed or people.occ[i] == o or paper & 2)))


def search_jobs(people, habits, market, rules, keys):
    """Return applications (row, position, score, utility) of all workers, in order."""
    n_occ, n_zones = market.occ_alias.shape[1], market.zone_alias.shape[1]
    loss, taste, per_level, noise = (float(x) for x in rules.weights)
    applications = []
    for i in range(len(people.uid)):
        draw = word(keys[0], people.uid[i])
        if not looks_for_work(people, habits, i, draw):
            continue
        origin, reserve = int(people.grp[i]) * n_zones + int(people.home[i]), asked_wage(people, habits, i)
        for k in range(vacancies_seen(people, habits, i, draw)):
            bits = word(keys[1], people.uid[i], k)
            o = alias_cell(bits >> 32, market.occ_alias[origin * n_occ + int(people.occ[i])])
            z = alias_cell(bits & 0xFFFFFFFF, market.zone_alias[origin * n_occ + o])
            first, last = (int(x) for x in market.start[z * n_occ + o :][:2])
            v = first + ((mix(bits + GOLDEN & MASK) >> 32) * (last - first) >> 32)
            if not admitted(people, market, rules, i, o, v):
                continue
            distance = shortfall(people.skill_word[i], rules.required[o]) * rules.per_unit[o]
            luck = word(keys[2], int(people.uid[i]) ^ int(market.vid[v]))
            liking = (sum(luck >> 16 * part & 0xFFFF for part in range(3)) + 1.5) / 65536 - 1.5
            cost = float(rules.commute[origin, z]) * float(market.pay[v, 1])
            net = float(market.pay[v, 0]) - loss * distance - cost + taste * 2.0 * liking
            if net >= reserve:
                rank = noise * (luck >> 48) / 65536 - distance
                rank += per_level * float(int(people.edu[i]) - int(rules.level[o]))
                applications.append((i, v, int((2.0 + rank) * 2**29), np.float32(net)))
    return applications


def resolve_applications(rounds, applications, uid, vid):
    """Pairs (worker, vacancy) after some rounds of offers, in any order."""
    open_applications, pairs = list(applications), []
    for _ in range(rounds):
        offers = {}
        for v in {a[1] for a in open_applications}:
            best = min((a for a in open_applications if a[1] == v), key=lambda a: (-a[2], int(uid[a[0]])))
            offers.setdefault(best[0], []).append(best)
        for worker, received in offers.items():
            chosen = min(received, key=lambda a: (-a[3], int(vid[a[1]])))
            pairs.append((worker, chosen[1]))
        workers, taken = {p[0] for p in pairs}, {p[1] for p in pairs}
        open_applications = [a for a in open_applications if a[0] not in workers and a[1] not in taken]
    return set(pairs)
