"""Workers: who they are, where they live, what they can and what they do."""

from enum import IntEnum

from agents.column_agents import ColumnAgent
from agents.columns import column


class WorkState(IntEnum):
    """What a worker does this month; ABSENT rows are free to be given to an entrant."""

    ABSENT = -1
    EMPLOYED = 0
    UNEMPLOYED = 1
    ATTACHED = 2  # hidden talent: not seeking, but willing and registered
    DETACHED = 3  # outside the labour force
    TRAINING = 4  # full-time in a programme


class Worker(ColumnAgent):
    """A person of 15-74 years; at 1:N one worker stands for N persons."""

    free_row = ("state", WorkState.ABSENT)

    uid = column("u8", "1", "identifier, never reused; key of all the worker's random draws", fresh=None)
    home = column("i2", "zone", "zone of residence", fresh=None)
    age_m = column("i2", "month", "age, 180 to 899", fresh=None)
    edu = column("i1", "1", "education level: 1 low, 2 middle, 3 high", fresh=None)
    dfield = column(
        "i1", "1", "diploma field: 0 none, 1 technical, 2 digital, 3 care and education, 4 business", fresh=None
    )
    occ = column("i1", "occupation", "current or last occupation", fresh=None)
    skill_word = column("u8", "1", "six skills of 9 bits each, in the order of region.SKILLS", fresh=None)
    state = column("i1", "1", "WorkState", fresh=None)
    emp = column("i4", "firm row", "employer, -1 for none", fresh=-1)
    wres = column("f4", "log EUR/h", "wage residual relative to base wage and index of the occupation")
    alpha = column("f4", "log EUR/h", "fixed individual wage effect, seen in observed wages only", fresh=None)
    dur = column("i2", "month", "time in unemployment")
    ten = column("i2", "month", "time in the present job")
    grp = column("i1", "1", "mobility group: 0 car, 1 no car, 2 transport-poor", fresh=None)
    origin = column("i1", "1", "0 national, 1 international")
    arr_m = column("i2", "month", "month of arrival of an international worker")
    act = column("i1", "1", "1 if brought in by an activation programme")
    train_to = column("i1", "occupation", "target of a running training, -1 for none", fresh=-1)
    train_left = column("i1", "month", "months of training left")
    train_kind = column(
        "i1", "1", "programme: 0 none, 1 reskilling, 2 tech activation, 3 technician track, 4 upskilling"
    )
