"""Searchers draw vacancies, are admitted or not, and apply where it pays.

The work is done in passes over blocks of 256 searchers, each a short loop without branches, so that the
compiler can use vector instructions; the order of the passes does not matter for the result.
"""

from typing import NamedTuple

import numpy as np
from numba import njit, uint32, uint64

from simulation.kernels.draws import mix


class Market(NamedTuple):
    """Open vacancies in the order of their buckets (zone, occupation).

    Parameters
    ----------
    start : uint32[z * o + 1]
        First position of each bucket.
    occ_alias : uint32[r * o, o]
        Alias rows over occupations by origin and own occupation.
    zone_alias : uint32[r * o, z]
        Alias rows over zones by origin and occupation of the vacancy.
    vid : uint64[v]
    log_wage : float32[v]
        Posted wage [log EUR/h].
    per_wage : float32[v]
        One over the posted wage [h/EUR].
    info : uint32[v]
        Months open (at most 8) in bits 0-3, 16 if hired on skills, 32 if the diploma is no longer asked.
    """

    start: np.ndarray
    occ_alias: np.ndarray
    zone_alias: np.ndarray
    vid: np.ndarray
    log_wage: np.ndarray
    per_wage: np.ndarray
    info: np.ndarray


class Rules(NamedTuple):
    """What counts on both sides.

    Parameters
    ----------
    required : uint64[o]
        Packed skills asked.
    per_unit : float64[o]
        Distance of one stored unit of shortfall, 1 / sum of the required.
    most_short : int64[9, o]
        Largest shortfall admitted, by months open and occupation.
    diploma : uint8[15, o]
        By education and diploma field (row 5 (edu - 1) + field): 1 if a worker may apply, plus 2 if also
        when coming from another occupation while the diploma is asked.
    level : int64[o]
        Level of an occupation, 1 to 3.
    commute : float64[r, z]
        Cost of a round trip spread over eight hours [EUR/h].
    weights : float64[4]
        Pay loss at full mismatch, taste for a job, employers' taste per level, noise of their ranking.
    """

    required: np.ndarray
    per_unit: np.ndarray
    most_short: np.ndarray
    diploma: np.ndarray
    level: np.ndarray
    commute: np.ndarray
    weights: np.ndarray


class Batch(NamedTuple):
    """Scratch for the samples of 256 searchers; all but `word` are rows into something."""

    word: np.ndarray  # uint64, random
    member: np.ndarray  # uint32, searcher within the batch
    origin: np.ndarray  # uint32, (mobility group, home)
    occ: np.ndarray  # uint32, occupation of the searcher, then of the vacancy
    zone: np.ndarray  # uint32
    position: np.ndarray  # uint32, of the vacancy


@njit(cache=True, nogil=True)
def apply_for_jobs(first, last, block, found, offset, people, row, samples, reserve, market, rules, sample_key, taste_key,
                   out_row, out_position, out_score, out_utility):
    """Let the searchers of one block draw vacancies and write their applications.

    Parameters
    ----------
    first, last, block : int
        Rows of the block (searchers are stored from `first` on) and its number.
    found : int64[n_blocks]
        Searchers of each block.
    offset : int64[n_blocks]
        Where each block may write; room for every vacancy seen.
    people : simulation.kernels.searchers.People
    row, samples, reserve : int32[n], int8[n], float32[n]
        Searchers as written by `find_searchers`.
    market : Market
    rules : Rules
    sample_key, taste_key : uint64
        Keys of the draws.
    out_row : int32[total]
        Worker who applies; those of one worker are adjacent.
    out_position : int32[total]
        Position of the vacancy in `market`.
    out_score : uint32[total]
        Rank the employer gives, larger is better.
    out_utility : float32[total]
        Net wage and taste of the worker [log EUR/h].

    Returns
    -------
    int
        Number of applications written.

    Notes
    -----
    `model.md` 4.2.2 and 4.3.4. A vacancy drawn twice gives two equal applications, which is harmless.
    """
    width = 256 * 32
    batch = Batch(np.empty(width, np.uint64), np.empty(width, np.uint32), np.empty(width, np.uint32),
                  np.empty(width, np.uint32), np.empty(width, np.uint32), np.empty(width, np.uint32))
    ok = np.empty(width, np.bool_)
    n_zones = market.zone_alias.shape[1]
    place = offset[block]
    for start in range(first, first + found[block], 256):
        end = min(start + 256, first + found[block])
        n = _expand(people, row[start:end], samples[start:end], n_zones, sample_key, batch)
        _draw_vacancies(batch, n, market)
        n = _admit(batch, n, people, row[start:end], market, rules, ok)
        place = _weigh(batch, n, people, row[start:end], reserve[start:end], market, rules, taste_key,
                       out_row, out_position, out_score, out_utility, place)
    return place - offset[block]


@njit(nogil=True)
def _expand(people, row, samples, n_zones, key, batch):
    """Make one entry of the batch for every vacancy a searcher sees; returns their number."""
    golden = uint64(0x9E3779B97F4A7C15)
    n = uint64(0)
    for s in range(row.size):
        i = uint64(row[s])
        word = mix(key + golden * (people.uid[i] + uint64(1)))
        origin = uint32(np.int64(people.grp[i]) * n_zones + np.int64(people.home[i]))
        occ = uint32(people.occ[i])
        for _ in range(samples[s]):
            word += golden
            batch.word[n] = word
            batch.member[n] = uint32(s)
            batch.origin[n] = origin
            batch.occ[n] = occ
            n += uint64(1)
    return n


@njit(nogil=True)
def _draw_vacancies(batch, n, market):
    """Draw occupation, zone and position of each vacancy seen."""
    word, origin, occ, zone, position = batch.word[:n], batch.origin[:n], batch.occ[:n], batch.zone[:n], batch.position[:n]
    occ_alias, zone_alias, start = market.occ_alias.ravel(), market.zone_alias.ravel(), market.start
    n_occ, n_zones = uint64(market.occ_alias.shape[1]), uint64(market.zone_alias.shape[1])
    low, byte = uint64(0xFFFFFFFF), uint64(255)
    for j in range(word.size):
        bits = mix(word[j])
        word[j] = bits
        spread = (bits >> uint64(32)) * n_occ
        cell = spread >> uint64(32)
        entry = uint64(occ_alias[(uint64(origin[j]) * n_occ + uint64(occ[j])) * n_occ + cell])
        occ[j] = uint32(cell if ((spread & low) >> uint64(8)) < (entry >> uint64(8)) else entry & byte)
    for j in range(word.size):
        spread = (word[j] & low) * n_zones
        cell = spread >> uint64(32)
        entry = uint64(zone_alias[(uint64(origin[j]) * n_occ + uint64(occ[j])) * n_zones + cell])
        zone[j] = uint32(cell if ((spread & low) >> uint64(8)) < (entry >> uint64(8)) else entry & byte)
    for j in range(word.size):
        bucket = uint64(zone[j]) * n_occ + uint64(occ[j])
        first = uint64(start[bucket])
        count = uint64(start[bucket + uint64(1)]) - first
        pick = mix(word[j] + uint64(0x9E3779B97F4A7C15)) >> uint64(32)
        position[j] = uint32(first + ((pick * count) >> uint64(32)))


@njit(nogil=True)
def _shortfall(skills, asked):
    """Sum over the six packed skills of what is asked and not there, in stored units."""
    guards = uint64(0x0802008020080200)
    difference = (asked | guards) - skills
    kept = difference & guards
    fields = difference & (kept - (kept >> uint64(9)))
    lanes = uint64(0x1FF001FF001FF)
    pairs = (fields & lanes) + ((fields >> uint64(10)) & lanes)
    return ((pairs * uint64(0x10000100001)) >> uint64(40)) & uint64(0xFFFFF)


@njit(nogil=True)
def _admit(batch, n, people, row, market, rules, ok):
    """Keep the vacancies that would look at the searcher, with the shortfall in `word`; returns their number."""
    word, member, occ, position = batch.word[:n], batch.member[:n], batch.occ[:n], batch.position[:n]
    skills, own, papers = np.empty(256, np.uint64), np.empty(256, np.uint32), np.empty(256, np.uint32)
    for s in range(row.size):
        i = uint64(row[s])
        skills[s] = people.skill_word[i]
        own[s] = uint32(people.occ[i])
        papers[s] = uint32((np.int64(people.edu[i]) - 1) * 5 + np.int64(people.dfield[i]))
    n_occ = uint64(rules.level.size)
    diploma, most_short, info = rules.diploma.ravel(), rules.most_short.ravel(), market.info
    for j in range(word.size):
        m, o = uint64(member[j]), uint64(occ[j])
        flags = uint64(info[uint64(position[j])])
        short = _shortfall(skills[m], rules.required[o])
        asked = uint64(diploma[uint64(papers[m]) * n_occ + o])
        relaxed = (flags >> uint64(5)) | uint64(uint64(own[m]) == o) | (asked >> uint64(1))
        on_paper = asked & relaxed & uint64(1)
        passes = ((flags >> uint64(4)) & uint64(1)) | on_paper
        ok[j] = (short <= most_short[(flags & uint64(15)) * n_occ + o]) & (passes == uint64(1))
        word[j] = short
    kept = uint64(0)
    for j in range(word.size):
        word[kept], member[kept], occ[kept] = word[j], member[j], occ[j]
        position[kept], batch.zone[kept], batch.origin[kept] = position[j], batch.zone[j], batch.origin[j]
        kept += uint64(ok[j])
    return kept


@njit(nogil=True)
def _weigh(batch, n, people, row, reserve, market, rules, key, out_row, out_position, out_score, out_utility, place):
    """Write the applications that pay at least what the searcher asks; returns where the next one goes."""
    golden, part = uint64(0x9E3779B97F4A7C15), uint64(0xFFFF)
    loss, taste, per_level, noise = rules.weights[0], rules.weights[1], rules.weights[2], rules.weights[3]
    n_zones = uint64(rules.commute.shape[1])
    commute = rules.commute.ravel()
    for j in range(n):
        m, o, v = uint64(batch.member[j]), uint64(batch.occ[j]), uint64(batch.position[j])
        i = uint64(row[m])
        distance = np.float64(batch.word[j]) * rules.per_unit[o]
        bits = mix(mix(key + golden * ((people.uid[i] ^ market.vid[v]) + uint64(1))) + golden)
        three = (bits & part) + ((bits >> uint64(16)) & part) + ((bits >> uint64(32)) & part)
        liking = (np.float64(three) + 1.5) * 1.52587890625e-05 - 1.5
        cost = commute[uint64(batch.origin[j]) * n_zones + uint64(batch.zone[j])] * np.float64(market.per_wage[v])
        net = np.float64(market.log_wage[v]) - loss * distance - cost + taste * 2.0 * liking
        if net >= reserve[m]:
            rank = noise * np.float64(bits >> uint64(48)) * 1.52587890625e-05 - distance
            rank += per_level * np.float64(np.int64(people.edu[i]) - rules.level[o])
            out_row[place], out_position[place] = row[m], v
            out_score[place] = uint32((2.0 + rank) * 536870912.0)
            out_utility[place] = net
            place += 1
    return place
