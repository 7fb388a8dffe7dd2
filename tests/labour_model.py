"""The small region at rest, for tests of what people and firms do on the labour market."""

from dataclasses import replace

import numpy as np

from agents.worker import WorkState
from simulation.model import RegionModel
from simulation.parameters import ParameterSet
from simulation.scenario import ResolvedScenario
from simulation.world import World
from tests.small_region import small_region

PLACES = ("reskill_places", "tech_activation_places", "technician_places", "activation_effort")


def labour_model(persons=20_000, firms=3_000, seed=1, scale=1, threads=1, migration=None, **changes) -> RegionModel:
    """Return the small region without training places, which are counted for a large one."""
    region = small_region(persons, firms)
    if migration is not None:
        region = replace(region, migration=migration)
    policy = ResolvedScenario.current_policy(region)
    none = {name: np.zeros_like(policy.levers.regional[name]) for name in PLACES}
    policy = replace(policy, levers=policy.levers.with_paths(none))
    par = ParameterSet().with_values(changes)
    return RegionModel(region, par, policy, seed=seed, scale=scale, threads=threads)


def rest(model: RegionModel, months: int) -> RegionModel:
    """Live through months of the burn-in, far before the base month."""
    model.world.month = -600
    for _ in range(months):
        model.step()
    return model


def settle(model: RegionModel, months: int) -> RegionModel:
    """Live through months of the burn-in and go to the base month."""
    rest(model, months)
    model.begin()
    return model


def persons(world: World) -> np.ndarray:
    """Present workers by zone."""
    present = world.workers.state != WorkState.ABSENT
    return np.bincount(world.workers.home[present], minlength=world.region.n_zones)
