"""What holds for people: everybody is somewhere, of an age, and accounted for."""

import numpy as np

from agents.worker import WorkState
from simulation.checks import require, require_rows, require_unique, require_zones
from simulation.declare.arrays import Floats
from simulation.kernels.skills import N_SKILLS, TOP
from simulation.world import World

NO_SKILL = np.uint64((1 << 64) - 1 - sum(TOP << 10 * k for k in range(N_SKILLS)))  # bits that hold none
SORTED_EVERY = 60  # months: sorting all identifiers takes longer than all other checks


def check_state(world: World) -> None:
    """Every worker is in one state, lives in a zone and is of working age."""
    w = world.workers
    present = w.state != WorkState.ABSENT
    legal = (w.state >= WorkState.ABSENT) & (w.state <= WorkState.TRAINING)
    require_rows(~legal, w.home, world, "every worker is in exactly one state", "workers")
    away = present & ((w.home < 0) | (w.home >= world.region.n_zones))
    require_rows(away, w.home, world, "every worker lives in a zone", "workers")
    age = present & ((w.age_m < 180) | (w.age_m >= 900))
    require_rows(age, w.home, world, "ages are 15 to 74", "workers")
    require_rows(w.skill_word & NO_SKILL, w.home, world, "skills are between 0 and 1", "workers")
    require(np.isfinite(world.people.occ_by_edu).all(), world, "occupations by education are finite")
    if world.month % SORTED_EVERY == 0:
        require_unique(w.uid[present], world, "worker")


def note_stocks(world: World) -> Floats:
    """Present workers by home: float64[z] [agent]."""
    present = world.workers.home[world.workers.state != WorkState.ABSENT]
    return np.bincount(present, minlength=world.region.n_zones).astype(np.float64)


def check_month(world: World, noted: Floats) -> None:
    """Persons change by who comes and goes: exactly, as all are whole numbers."""
    none = np.zeros(world.region.n_zones)
    entries, arrivals, exits, departures = (
        world.flows.get(name, none) for name in ("entries", "arrivals", "exits", "departures")
    )
    expected = noted + entries + arrivals - exits - departures
    require_zones(note_stocks(world) != expected, world, "persons change by who comes and goes")
