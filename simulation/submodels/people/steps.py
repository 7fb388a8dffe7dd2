"""People grow older, enter and leave the labour force, and move."""

from agents.worker import WorkState
from simulation.declare.arrays import Rows
from simulation.kernels.draws import make_uids
from simulation.kernels.flows import AGED_OUT, DETACHES, EMIGRATES, GIVES_UP, LEAVES_ZONE, SEEKS
from simulation.ordinals import count_within
from simulation.steps import step
from simulation.submodels.people.careers import end_jobs
from simulation.submodels.people.events import find_events
from simulation.submodels.people.newcomers import REPLACEMENT, WORKER_KIND, admit_newcomers, move_house
from simulation.world import World

TIGHTNESS = "labour.theta_occ labour.theta_zone labour.theta_ref labour.vacancy_rate labour.vacancy_rate_ref"


@step(own="people workers", reads=f"{TIGHTNESS} vacancies", writes="firms")
def age_population(world: World) -> None:
    """Let a month pass for everybody: ageing, participation, migration, entry at 15 and exit at 75."""
    rows, events = find_events(world, resting=False)
    _change_participation(world, rows, events)
    detached = rows[events == DETACHES]
    retired = detached[world.workers.state[detached] == WorkState.EMPLOYED]
    world.count_flow("retired", world.workers.home[retired])
    end_jobs(world, detached, WorkState.DETACHED)
    _remove(world, rows[events == AGED_OUT], "exits")
    _remove(world, rows[events == EMIGRATES], "departures")
    _remove(world, move_house(world, rows[events == LEAVES_ZONE]), "departures")
    admit_newcomers(world)


@step(own="people workers", reads="labour.theta_zone labour.theta_ref", writes="firms")
def rest_population(world: World) -> None:
    """Let a month of the burn-in pass: people start and stop seeking work, but the age structure stands still.

    Nobody ages, enters or leaves, those outside the labour force stay there, and whoever retires is replaced by
    somebody of the same home, age, education and skills who seeks a job.
    """
    rows, events = find_events(world, resting=True)
    _change_participation(world, rows, events)
    leavers = rows[events == DETACHES]
    workers, home = world.workers, world.workers.home[leavers]
    world.count_flow("retired", home)
    end_jobs(world, leavers, WorkState.UNEMPLOYED)
    workers.uid[leavers] = make_uids(WORKER_KIND, home, world.month, REPLACEMENT + count_within(home))


def _change_participation(world: World, rows: Rows, events: Rows) -> None:
    end_jobs(world, rows[events == GIVES_UP], WorkState.ATTACHED)
    seeking = rows[events == SEEKS]
    world.workers.state[seeking], world.workers.dur[seeking] = WorkState.UNEMPLOYED, 0


def _remove(world: World, rows: Rows, flow: str) -> None:
    """Let workers leave the population; their rows are given to newcomers."""
    world.count_flow(flow, world.workers.home[rows])
    end_jobs(world, rows, WorkState.ABSENT)
