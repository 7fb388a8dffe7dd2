"""Reinforcement projects of the grid."""

from agents.columns import column


class Project:
    """Columns of a project: a permit clock that technicians cannot speed up, then work that only they can do."""

    uid = column("u8", "1", "identifier, key of the project's draws")
    station = column("i2", "station", "station that grows, -1 for a corridor")
    branch = column("i2", "branch", "corridor that gets a circuit, -1 for a station")
    mva = column("f4", "MVA", "firm capacity added")
    permit_left = column("f4", "month", "location and permit procedure still to go, at normal speed")
    work_left = column("f4", "FTE-month", "work still to do")
    work_total = column("f4", "FTE-month", "all work")
    started = column("i1", "1", "1 if technicians have worked on it")
    done = column("i1", "1", "1 if in service")
    delayed = column("i1", "1", "1 if a delay shock has hit it")
    programme = column("i1", "1", "1 if announced before the base month (stylised), 0 if planned in the run")
    opened_m = column("i2", "month", "month of the decision")
    started_m = column("i2", "month", "first month of work, -1 before")
    done_m = column("i2", "month", "month of commissioning, -1 before")
    capex = column("f4", "million EUR", "cost")
