"""Firms and their open positions."""

import math
from enum import IntEnum

from agents.column_agents import ColumnAgent
from agents.columns import column


class PowerState(IntEnum):
    """Where a firm stands in its electrification."""

    FOSSIL = 0
    WAITING = 1
    ELECTRIFIED = 2


class Firm(ColumnAgent):
    """An establishment; at 1:N it stands for `w_f` firms and offers slots of N jobs each."""

    uid = column("u8", "1", "identifier, never reused; key of all the firm's random draws", fresh=None)
    zone = column("i2", "zone", "zone of establishment", fresh=None)
    sector = column("i1", "sector", "economic sector", fresh=None)
    S = column("f4", "slot", "latent demand size; one slot stands for N jobs", fresh=None)
    dith = column("f4", "1", "fixed dither in [0, 1): target = floor(S x multiplier + dith)", fresh=None)
    size_p = column("f4", "person", "size of one represented firm; all size-dependent rates use this", fresh=None)
    target = column("i4", "slot", "wanted number of slots this month", fresh=None)
    filled = column("i4", "slot", "filled slots", fresh=None)
    vacant = column("i4", "slot", "open vacancies", fresh=None)
    w_f = column("f4", "firm", "number of firms represented, at least 1", fresh=None)
    ffe = column("f4", "log EUR/h", "firm wage effect", fresh=None)
    age = column("i2", "month", "time since foundation")
    skb = column("i1", "1", "1 if the firm has adopted skills-based hiring", fresh=None)
    el = column("i1", "1", "PowerState")
    kw_c = column("f4", "kW", "contracted capacity of one represented firm", fresh=None)
    kw_w = column("f4", "kW", "capacity asked for by one represented firm, 0 if none")
    req = column("i4", "request row", "request in the connection queue, -1 for none", fresh=-1)
    van_ze = column("f4", "1", "zero-emission share of the vans", fresh=None)
    cap = column("f4", "slot", "largest S the grid connection allows; infinite if not capped", fresh=math.inf)
    kw_factor = column("f8", "1", "fixed factor on the power per job of the sector, 0 if not drawn yet")
    closed = column("?", "1", "the row's former firm closed this month; its workers are still on the row", fresh=None)
    closed_solo = column("?", "1", "closed, and a one-person firm", fresh=None)


class Vacancy:
    """Columns of one open position (a slot of N jobs)."""

    vid = column("u8", "1", "identifier: hash of firm, month and ordinal")
    firm = column("i4", "firm row", "employer")
    zone = column("i2", "zone", "zone of the job")
    occ = column("i1", "occupation", "occupation asked for")
    age = column("i2", "month", "months open")
    skb = column("i1", "1", "1 if hired on skills instead of diplomas")
    lw = column("f4", "log EUR/h", "posted wage")
