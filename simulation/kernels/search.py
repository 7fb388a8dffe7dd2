"""People look for work: who does, which vacancies they see, which admit them, and where applying pays.

Rows are done 512 at a time in short passes, each on what the former left over. So everything stays in the nearest
cache, passes without look-ups become vector instructions, and tastes are drawn for few. This changes no result.
"""

from typing import NamedTuple

import numpy as np
from numba import njit, uint32, uint64

from simulation.kernels.draws import mix
from simulation.kernels.skills import shortfall


class People(NamedTuple):
    """Columns of the workers that search reads."""

    uid: np.ndarray
    state: np.ndarray
    home: np.ndarray
    age_m: np.ndarray
    edu: np.ndarray
    dfield: np.ndarray
    occ: np.ndarray
    skill_word: np.ndarray
    wres: np.ndarray
    dur: np.ndarray
    ten: np.ndarray
    grp: np.ndarray


class Habits(NamedTuple):
    """How people search; an origin is (mobility group, home)."""

    chance: np.ndarray  # uint64[8] x 2**32: employed by tenure (two years) and age (30, 50), attached, unemployed
    contacts: np.ndarray  # float64[r, o] vacancies seen by origin and own occupation
    fading: np.ndarray  # float64[d + 2] intensity: unemployed by duration (the last: or longer), employed, attached
    digital: np.ndarray  # float64[2] stored skill (0..511) below which contacts are multiplied by the second
    log_wage: np.ndarray  # float64[o] base wage and index of the occupation [log EUR/h]
    ask: np.ndarray  # float64[d + 2] asked over the last wage, in the same order [log EUR/h]
    floor: float  # minimum wage [log EUR/h]
    cap: int  # most vacancies seen in a month


class Market(NamedTuple):
    """Open vacancies in the order of their buckets (zone, occupation)."""

    start: np.ndarray  # uint32[z * o + 1] first position of each bucket
    occ_alias: np.ndarray  # uint32[r * o, o] alias rows over occupations by origin and own occupation
    zone_alias: np.ndarray  # uint32[r * o, z] alias rows over zones by origin and occupation of the vacancy
    vid: np.ndarray  # uint64[v]
    pay: np.ndarray  # float32[v, 2] posted wage [log EUR/h] and one over it [h/EUR]
    info: np.ndarray  # uint8[v] months open (at most 8), + 16 hired on skills, + 32 diploma no longer asked


class Rules(NamedTuple):
    """What counts on both sides."""

    required: np.ndarray  # uint64[o] packed skills asked
    per_unit: np.ndarray  # float64[o] distance of one stored unit of shortfall
    most_short: np.ndarray  # int64[9, o] largest shortfall admitted, by months open
    diploma: np.ndarray  # uint8[15, o] rows 5 (edu - 1) + field: 1 may apply, + 2 also from another occupation
    level: np.ndarray  # int64[o] level of the occupation, 1 to 3
    commute: np.ndarray  # float64[r, z] cost of a round trip spread over eight hours [EUR/h]
    weights: np.ndarray  # float64[4] pay loss at full mismatch, taste for a job, taste per level, noise of ranking


class _Seekers(NamedTuple):
    row: np.ndarray  # int64 row of the worker
    reserve: np.ndarray  # float64 lowest wage accepted [log EUR/h]


class _Seen(NamedTuple):
    word: np.ndarray  # uint64 random bits, later the shortfall
    tag: np.ndarray  # uint64 searcher within the batch in bits 0-15, occupation of the searcher in 16-23, origin above
    occ: np.ndarray  # uint32 of the vacancy
    zone: np.ndarray  # uint32
    position: np.ndarray  # uint32 of the vacancy; before that, place in a table
    kept: np.ndarray  # uint32 entries left over


@njit(cache=True, nogil=True)
def search_jobs(first, last, block, people, habits, market, rules, keys, out_unemployed, out_searchers, out_seen):
    """Let the workers of one block look for work and apply.

    Parameters
    ----------
    first, last, block : int
        Rows of the block and its number.
    people, habits, market, rules : People, Habits, Market, Rules
    keys : uint64[3]
        Keys of the draws: who searches and how much (one draw in two halves), vacancies seen, tastes.
    out_unemployed : int64[n_blocks, z, o, 2]
        Unemployed by home, occupation and whether they are so for 12 months or more.
    out_searchers : int64[n_blocks, r, o]
        People looking for work by origin and occupation.
    out_seen : int64[n_blocks]
        Vacancies seen.

    Returns
    -------
    row : int32[k]
        Worker who applies; the applications of one worker are adjacent.
    position : int32[k]
        Position of the vacancy in `market`.
    score : uint32[k]
        Rank the employer gives, larger is better.
    utility : float32[k]
        Net wage and taste of the worker [log EUR/h].

    Notes
    -----
    A vacancy seen twice gives two equal applications, which is harmless.
    """
    width = 512 * habits.cap + 8
    seekers = _Seekers(np.empty(512, np.int64), np.empty(512))
    seen = _Seen(
        np.empty(width, np.uint64),
        np.empty(width, np.uint64),
        np.empty(width, np.uint32),
        np.empty(width, np.uint32),
        np.empty(width, np.uint32),
        np.empty(width, np.uint32),
    )
    words, looks = np.empty(512, np.uint64), np.empty(512, np.bool_)
    out = _outputs(4096)
    n_out = 0
    for start in range(first, last, 512):
        end = min(start + 512, last)
        _decide(people, start, end, habits.chance, keys[0], words, looks)
        n = _look(
            people,
            habits,
            start,
            end,
            words,
            looks,
            keys[1],
            seekers,
            seen,
            out_unemployed[block],
            out_searchers[block],
        )
        out_seen[block] += n
        _draw_vacancies(seen, n, market)
        n = _keep_paying(seen, n, seekers, market, rules)
        n = _keep_admitted(seen, n, people, seekers, market, rules)
        if n_out + n > out[0].size:
            out = _grow(out, n_out, 2 * (n_out + n))
        n_out = _weigh(seen, n, people, seekers, market, rules, keys[2], out, n_out)
    return out[0][:n_out], out[1][:n_out], out[2][:n_out], out[3][:n_out]


@njit(nogil=True)
def _outputs(size):
    return np.empty(size, np.int32), np.empty(size, np.int32), np.empty(size, np.uint32), np.empty(size, np.float32)


@njit(nogil=True)
def _grow(out, n, size):
    larger = _outputs(size)
    for k in range(n):
        larger[0][k], larger[1][k], larger[2][k], larger[3][k] = out[0][k], out[1][k], out[2][k], out[3][k]
    return larger


@njit(nogil=True)
def _decide(people, start, end, chance, key, out_words, out_looks):
    """Draw for every row whether it looks for work; the upper half of the draw decides."""
    uid, state = people.uid[start:end], people.state[start:end]
    age_m, ten = people.age_m[start:end], people.ten[start:end]
    golden = uint64(0x9E3779B97F4A7C15)
    words, looks = out_words[: uid.size], out_looks[: uid.size]
    short_young, short_mid, short_old, long_young, long_mid, long_old, hidden, always = chance
    for i in range(uid.size):
        words[i] = mix(mix(key + golden * (uid[i] + uint64(1))) + golden)
    for i in range(uid.size):
        short = short_young if age_m[i] < 360 else (short_mid if age_m[i] < 600 else short_old)
        long = long_young if age_m[i] < 360 else (long_mid if age_m[i] < 600 else long_old)
        limit = short if ten[i] < 24 else long
        limit = limit if state[i] == 0 else (always if state[i] == 1 else (hidden if state[i] == 2 else uint64(0)))
        looks[i] = (words[i] >> uint64(32)) < limit


@njit(nogil=True)
def _look(people, habits, start, end, words, looks, key, seekers, seen, unemployed, searchers):
    """List searchers with what they ask, and an entry for each vacancy they see; returns the number of entries."""
    golden = uint64(0x9E3779B97F4A7C15)
    n_zones, spells = uint64(habits.contacts.shape[0] // 3), habits.fading.size - 2
    bar, low = habits.digital[0], habits.digital[1]
    found = 0
    for i in range(end - start):
        seekers.row[found] = start + i
        found += np.int64(looks[i])
    n = uint64(0)
    for s in range(found):
        row = uint64(seekers.row[s])
        state, home, occ = people.state[row], uint64(people.home[row]), uint64(people.occ[row])
        origin = uint64(people.grp[row]) * n_zones + home
        spell = uint64(min(people.dur[row], spells - 1) if state == 1 else (spells if state == 0 else spells + 1))
        unemployed[home, occ, uint64(spell >= uint64(12))] += np.int64(state == 1)
        searchers[origin, occ] += 1
        digital = np.float64((people.skill_word[row] >> uint64(10)) & uint64(511))
        expected = habits.contacts[origin, occ] * habits.fading[spell] * (low if digital < bar else 1.0)
        rounding = np.float64(words[row - uint64(start)] & uint64(0xFFFFFFFF)) * 2.3283064365386963e-10
        seekers.reserve[s] = max(habits.log_wage[occ] + people.wres[row] + habits.ask[spell], habits.floor)
        many = min(np.int64(expected + rounding), habits.cap)
        word = mix(key + golden * (people.uid[row] + uint64(1)))
        tag = uint64(s) | (occ << uint64(16)) | (origin << uint64(24))
        for part in range(0, many, 4):
            for k in range(4):  # up to 3 too many are overwritten by the next searcher
                seen.word[n + uint64(part + k)] = word + golden * uint64(part + k + 1)
                seen.tag[n + uint64(part + k)] = tag
        n += uint64(many)
    return n


@njit(nogil=True)
def _draw_vacancies(seen, n, market):
    """Draw occupation, zone and position of each vacancy seen."""
    word, tag, occ, zone, place = seen.word[:n], seen.tag[:n], seen.occ[:n], seen.zone[:n], seen.position[:n]
    entry = seen.kept[:n]
    n_occ, n_zones = uint64(market.occ_alias.shape[1]), uint64(market.zone_alias.shape[1])
    low, byte = uint64(0xFFFFFFFF), uint64(255)
    for j in range(word.size):
        word[j] = mix(word[j])
    for j in range(word.size):
        cell = ((word[j] >> uint64(32)) * n_occ) >> uint64(32)
        place[j] = uint32(((tag[j] >> uint64(24)) * n_occ + ((tag[j] >> uint64(16)) & byte)) * n_occ + cell)
    _look_up(market.occ_alias.ravel(), place, entry)
    for j in range(word.size):
        spread, found = (word[j] >> uint64(32)) * n_occ, uint64(entry[j])
        own = ((spread & low) >> uint64(8)) < (found >> uint64(8))
        occ[j] = uint32((spread >> uint64(32)) if own else found & byte)
    for j in range(word.size):
        cell = ((word[j] & low) * n_zones) >> uint64(32)
        place[j] = uint32(((tag[j] >> uint64(24)) * n_occ + uint64(occ[j])) * n_zones + cell)
    _look_up(market.zone_alias.ravel(), place, entry)
    for j in range(word.size):
        spread, found = (word[j] & low) * n_zones, uint64(entry[j])
        own = ((spread & low) >> uint64(8)) < (found >> uint64(8))
        zone[j] = uint32((spread >> uint64(32)) if own else found & byte)
    for j in range(word.size):
        word[j] = mix(word[j] + uint64(0x9E3779B97F4A7C15)) >> uint64(32)
    for j in range(word.size):
        place[j] = uint32(uint64(zone[j]) * n_occ + uint64(occ[j]))
    for j in range(word.size):
        first = uint64(market.start[uint64(place[j])])
        count = uint64(market.start[uint64(place[j]) + uint64(1)]) - first
        place[j] = uint32(first + ((word[j] * count) >> uint64(32)))


@njit(nogil=True)
def _look_up(table, place, out_entry):
    for j in range(place.size):
        out_entry[j] = table[uint64(place[j])]


@njit(nogil=True)
def _keep_paying(seen, n, seekers, market, rules):
    """List the vacancies that could pay what is asked, were skills and taste perfect; returns their number."""
    commute, n_zones = rules.commute.ravel(), uint64(rules.commute.shape[1])
    pay = market.pay.ravel()
    bonus = 3.0 * rules.weights[1]
    kept = uint64(0)
    for j in range(n):
        v = uint64(seen.position[j]) * uint64(2)
        trip = commute[(seen.tag[j] >> uint64(24)) * n_zones + uint64(seen.zone[j])]
        most = np.float64(pay[v]) - trip * np.float64(pay[v + uint64(1)]) + bonus
        seen.kept[kept] = uint32(j)
        kept += uint64(most >= seekers.reserve[(seen.tag[j] & uint64(0xFFFF))])
    return kept


@njit(nogil=True)
def _keep_admitted(seen, n, people, seekers, market, rules):
    """List, of those left, the vacancies that would look at the searcher; puts shortfalls in `word`."""
    diploma, most_short, n_occ = rules.diploma.ravel(), rules.most_short.ravel(), uint64(rules.level.size)
    kept = uint64(0)
    for i in range(n):
        j = uint64(seen.kept[i])
        o, row = uint64(seen.occ[j]), uint64(seekers.row[(seen.tag[j] & uint64(0xFFFF))])
        flags = uint64(market.info[uint64(seen.position[j])])
        short = shortfall(people.skill_word[row], rules.required[o])
        asked = uint64(diploma[uint64((people.edu[row] - 1) * 5 + people.dfield[row]) * n_occ + o])
        relaxed = (flags >> uint64(5)) | uint64(uint64(people.occ[row]) == o) | (asked >> uint64(1))
        passes = (flags >> uint64(4)) | (asked & relaxed)
        fits = short <= most_short[(flags & uint64(15)) * n_occ + o]
        seen.word[j] = uint64(short)
        seen.kept[kept] = uint32(j)
        kept += uint64(fits) & passes & uint64(1)
    return kept


@njit(nogil=True)
def _weigh(seen, n, people, seekers, market, rules, key, out, place):
    """Write the applications that pay at least what the searcher asks; returns where the next one goes."""
    golden, part = uint64(0x9E3779B97F4A7C15), uint64(0xFFFF)
    loss, taste, per_level, noise = rules.weights[0], rules.weights[1], rules.weights[2], rules.weights[3]
    for i in range(n):
        j = uint64(seen.kept[i])
        m, o, v = seen.tag[j] & uint64(0xFFFF), uint64(seen.occ[j]), uint64(seen.position[j])
        row = uint64(seekers.row[m])
        distance = np.float64(seen.word[j]) * rules.per_unit[o]
        bits = mix(mix(key + golden * ((people.uid[row] ^ market.vid[v]) + uint64(1))) + golden)
        three = (bits & part) + ((bits >> uint64(16)) & part) + ((bits >> uint64(32)) & part)
        liking = (np.float64(three) + 1.5) * 1.52587890625e-05 - 1.5
        cost = rules.commute[seen.tag[j] >> uint64(24), uint64(seen.zone[j])] * np.float64(market.pay[v, 1])
        net = np.float64(market.pay[v, 0]) - loss * distance - cost + taste * 2.0 * liking
        if net >= seekers.reserve[m]:
            rank = noise * np.float64(bits >> uint64(48)) * 1.52587890625e-05 - distance
            rank += per_level * np.float64(np.int64(people.edu[row]) - rules.level[o])
            out[0][place], out[1][place] = np.int32(row), np.int32(v)
            out[2][place], out[3][place] = uint32((2.0 + rank) * 536870912.0), np.float32(net)
            place += 1
    return place
