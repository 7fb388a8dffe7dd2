"""The start of every run: a population at rest, from the cache or made now."""

from collections.abc import Callable

from agents.columns import Columns
from agents.firm import Firm
from agents.worker import Worker
from simulation.model import POPULATION_STATES, RegionModel
from simulation.parameters import ParameterSet
from simulation.population.burn_in import burn_in
from simulation.population.synthesis import Population
from simulation.region import Region
from simulation.runs import cache, checkpoint
from simulation.scenario import ResolvedScenario

KIND = "initial"  # folder of the cache
KEPT_TABLES = ("workers", "firms", "vacancies")

Progress = Callable[[int, int], None]


def open_model(
    region: Region,
    policy: ResolvedScenario,
    *,
    seed: int,
    scale: int,
    threads: int = 1,
    use_cache: bool = True,
    progress: Progress = lambda done, planned: None,
) -> RegionModel:
    """Make a model at the base month.

    Parameters
    ----------
    region, policy, seed, scale, threads
        As in `RegionModel`; parameters are the defaults with the policy's changes.
    use_cache
        Look in the cache first, and store there what had to be made.
    progress
        Told months of burn-in done and planned.
    """
    model = burned_in(region, policy, seed=seed, scale=scale, threads=threads, use_cache=use_cache, progress=progress)
    model.begin()
    return model


def burned_in(
    region: Region,
    policy: ResolvedScenario,
    *,
    seed: int,
    scale: int,
    threads: int = 1,
    use_cache: bool = True,
    progress: Progress = lambda done, planned: None,
) -> RegionModel:
    """Make a model at the end of its burn-in, still before the base month: what `open_model` starts from.

    Notes
    -----
    Policy has no part in it: levers are at their defaults and shocks neutral before the base month, so all
    scenarios with the same region, parameters, scale and seed start from the same people.
    """
    par = ParameterSet().with_values(policy.parameters)
    key = initial_key(region, par, seed, scale)
    found = cache.load(KIND, key) if use_cache else None
    population = None if found is None else Population(*(_table(owner, found[0]) for owner in (Worker, Firm)))
    model = RegionModel(region, par, policy, seed=seed, scale=scale, threads=threads, population=population)
    if found is not None:
        checkpoint.put(model.world, found[0], found[1])
        return model
    burn_in(model.world, model.step, progress)
    if use_cache:
        cache.store(KIND, key, *checkpoint.take(model.world, KEPT_TABLES, POPULATION_STATES))
    return model


def initial_key(region: Region, par: ParameterSet, seed: int, scale: int) -> str:
    """Hash of the region's files, every parameter, seed, scale and our sources; not of policy or threads."""
    return cache.key_of(region=region.digest, parameters=par.flat(), seed=seed, scale=scale, code=cache.code_version())


def _table(owner: type, arrays: checkpoint.Arrays) -> Columns:
    table = Columns(owner)
    prefix = f"{owner.__name__.lower()}s."
    table.replace({path[len(prefix) :]: array for path, array in arrays.items() if path.startswith(prefix)})
    return table
