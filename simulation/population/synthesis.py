"""The synthetic population: firms, persons, and who works where, at any scale."""

from dataclasses import dataclass

from agents.columns import Columns
from simulation.parameters import ParameterSet
from simulation.population.assignment import assign_jobs
from simulation.population.employers import open_firms
from simulation.population.persons import equip_persons, settle_persons
from simulation.region import Region
from simulation.submodels.access.travel_cost import generalised_cost


@dataclass
class Population:
    """Workers and firms that belong together: `workers.emp` is a row of `firms`."""

    workers: Columns
    firms: Columns


def synthesise(region: Region, par: ParameterSet, seed: int, scale: int) -> Population:
    """Make workers and firms at 1:N from the region's margins.

    Parameters
    ----------
    region
        Margins of persons, jobs and firms by zone, sector mixes, travel.
    par
        Uses the themes `population`, `search` and `access`.
    seed
        Key of all draws.
    scale
        N: a worker stands for N persons, a slot for N jobs.

    Raises
    ------
    simulation.population.margins.MarginError
        If the margins of a zone contradict each other.
    """
    firms = open_firms(region, par.population, seed, scale)
    workers = settle_persons(region, par.population, seed, scale)
    assign_jobs(workers, firms, region, generalised_cost(region, par.access), par.search.beta_commute, seed)
    equip_persons(workers, region, par.population, seed)
    return Population(workers, firms)
