"""What Mesa builds around agents works: collecting, stepping; and the ordinary agents of the region."""

from types import SimpleNamespace

import mesa
import numpy as np
import pytest

from agents.column_agents import attach_columns
from agents.columns import Columns
from agents.firm import Firm
from agents.municipality import Municipality
from agents.worker import Worker, WorkState
from tests.agents.people import Person, Shop, open_people


class Town(mesa.Model):
    def __init__(self):
        super().__init__(rng=1)
        model, self.columns, _ = open_people()
        self.shops = model.agents_by_type[Shop].table.columns
        attach_columns(self, Person, self.columns)
        attach_columns(self, Shop, self.shops)

    def step(self):
        self.agents_by_type[Person].do("earn", 1.0)


def test_the_stock_data_collector_collects_from_columns():
    town = Town()
    collector = mesa.DataCollector(
        model_reporters={"mean": lambda m: m.agents_by_type[Person].agg("wage", np.mean)},
        agent_reporters={"uid": "uid"},
        agenttype_reporters={Person: {"wage": "wage", "rich": lambda p: p.rich}, Shop: {"size": "size"}},
    )
    before = town.columns.wage.copy()
    collector.collect(town)
    for _ in range(2):
        town.step()
        collector.collect(town)
    assert collector.get_model_vars_dataframe()["mean"].tolist() == [before.mean() + k for k in range(3)]
    frame = collector.get_agenttype_vars_dataframe(Person)
    assert frame["wage"].tolist() == np.concatenate([before, before + 1, before + 2]).tolist()
    assert frame.index.get_level_values("AgentID").nunique() == 40
    assert len(collector.get_agent_vars_dataframe()) == 3 * 43
    assert len(collector.get_agenttype_vars_dataframe(Shop)) == 9


def test_a_reporter_for_a_base_class_sees_column_agents():
    town = Town()
    collector = mesa.DataCollector(agenttype_reporters={mesa.Agent: {"uid": "uid"}})
    collector.collect(town)
    assert len(collector.get_agenttype_vars_dataframe(mesa.Agent)) == 43


@pytest.fixture
def world():
    """Two municipalities with three workers and two firms."""
    region = SimpleNamespace(
        zone_id=("GM0363", "GM0034"), zone_name=("Amsterdam", "Almere"), zone_lat=np.array([52.37, 52.37]),
        zone_lon=np.array([4.9, 5.2]), zone_subregion=np.array([1, 0]), population=np.array([870e3, 220e3]),
        subregion_name=("Almere-Lelystad", "Amsterdam"),
    )  # fmt: skip
    world = SimpleNamespace(region=region, scale=10, workers=Columns(Worker), firms=Columns(Firm))
    world.workers.extend(4)
    world.workers.home[:] = [0, 0, 1, 0]
    world.workers.state[:] = [WorkState.EMPLOYED, WorkState.UNEMPLOYED, WorkState.UNEMPLOYED, WorkState.ABSENT]
    world.firms.extend(2)
    world.firms.zone[:] = [0, 1]
    world.firms.filled[:], world.firms.vacant[:] = [5, 2], [1, 0]
    return world


def test_a_municipality_reads_its_row(world):
    model = mesa.Model(rng=1)
    amsterdam, almere = (Municipality(model, world, zone) for zone in (0, 1))
    assert (amsterdam.code, amsterdam.name, amsterdam.subregion) == ("GM0363", "Amsterdam", "Amsterdam")
    assert (almere.population, almere.pos) == (220e3, (5.2, 52.37))
    assert (amsterdam.residents, amsterdam.unemployed, amsterdam.jobs, amsterdam.vacancies) == (20, 10, 50, 10)
    world.workers.state[3] = WorkState.UNEMPLOYED
    assert (amsterdam.residents, almere.residents) == (30, 10)
    found = model.agents_by_type[Municipality].select(lambda m: m.jobs > 30)
    assert found.get("name") == ["Amsterdam"]
