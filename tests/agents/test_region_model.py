"""The region's own model as a Mesa model: lazy, picklable, freed when closed."""

import gc
import pickle
import weakref

import numpy as np

from agents.firm import Firm
from agents.municipality import Municipality
from agents.worker import Worker, WorkState
from scenarios.load import resolve
from simulation.runs.initial import open_model
from tests.small_region import small_region


def test_the_region_is_a_mesa_model():
    region = small_region()
    model = open_model(region, resolve("current_policy", region), seed=1, scale=20, use_cache=False)
    world = model.world
    model.step()
    workers = model.agents_by_type[Worker]
    assert len(workers) == np.count_nonzero(world.workers.state != WorkState.ABSENT)
    assert len(model.agents_by_type[Firm]) == world.firms.n
    assert not workers.table.objects  # a run by itself makes no agent
    towns = model.agents_by_type[Municipality]
    assert sum(towns.get("residents")) == 20 * np.count_nonzero(workers.values("home") < region.n_mra)

    worker = workers[5]
    age = worker.age_m
    copy = pickle.loads(pickle.dumps(model))
    model.step()
    copy.step()
    assert worker.age_m == copy.agents_by_type[Worker][5].age_m == age + 1
    assert all(
        np.array_equal(array, copy.world.workers.arrays()[name]) for name, array in world.workers.arrays().items()
    )

    references = [weakref.ref(model), weakref.ref(copy)]
    model.close()
    copy.close()
    del model, world, copy, workers, worker, towns
    gc.collect()
    assert [reference() for reference in references] == [None, None]
