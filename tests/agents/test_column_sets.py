"""A set of column agents does what Mesa's own set does, shown on twins."""

import gc
from collections import Counter
from statistics import median

import mesa
import numpy as np
import pytest

from agents._compat import AgentSet
from agents.column_agents import ColumnAgentSet
from tests.agents.people import Person, Shop, open_people, open_plain_people, wages

QUESTIONS = {
    "len": len,
    "iter": lambda s: [p.uid for p in s],
    "to_list": lambda s: [p.uid for p in list(s)],
    "get": lambda s: s.get("wage"),
    "get several": lambda s: s.get(["wage", "home"]),
    "get property": lambda s: s.get("rich"),
    "get default": lambda s: s.get("colour", handle_missing="default", default_value="grey"),
    "select all": lambda s: s.select().get("uid"),
    "select": lambda s: s.select(lambda p: p.wage > 25).get("uid"),
    "select with and": lambda s: s.select(lambda p: p.wage > 25 and p.home == 1).get("uid"),
    "select property": lambda s: s.select(lambda p: p.rich).get("uid"),
    "select truthy": lambda s: s.select(lambda p: p.home).get("uid"),
    "select none": lambda s: s.select(lambda p: p.wage < 0).get("uid"),
    "select at most": lambda s: s.select(lambda p: p.home == 1, at_most=4).get("uid"),
    "select fraction": lambda s: s.select(at_most=0.33).get("uid"),
    "select type": lambda s: len(s.select(agent_type=mesa.Agent)),
    "select other type": lambda s: len(s.select(agent_type=Shop)),
    "select of select": lambda s: s.select(lambda p: p.home == 1).select(lambda p: p.wage > 20).get("uid"),
    "sort": lambda s: s.sort("wage").get("uid"),
    "sort ascending": lambda s: s.sort("wage", ascending=True).get("uid"),
    "sort by function": lambda s: s.sort(lambda p: -p.wage).get("uid"),
    "sort by tuple": lambda s: s.sort(lambda p: (p.home, p.wage)).get("uid"),
    "shuffle": lambda s: s.shuffle().get("uid"),
    "shuffle twice": lambda s: s.shuffle().shuffle().get("uid"),
    "do": lambda s: s.do("earn", 2.0).get("wage"),
    "do function": lambda s: s.do(lambda p, x: setattr(p, "wage", x), 3).get("wage"),
    "shuffle_do": lambda s: s.shuffle_do("earn", raise_=2.0).get("wage"),
    "map": lambda s: s.map("earn", 2.0),
    "map function": lambda s: s.map(lambda p: p.uid + p.home),
    "agg": lambda s: s.agg("wage", np.mean),
    "agg several": lambda s: s.agg("wage", [min, max, sum, np.median, len]),
    "agg counter": lambda s: s.agg("home", Counter),
    "agg list only": lambda s: s.agg("home", lambda values: values.index(2)),
    "agg median": lambda s: s.agg("wage", median),
    "agg property": lambda s: s.agg("rich", sum),
    "agg large": lambda s: s.agg("uid", sum),
    "set": lambda s: s.set("wage", 5.0).get("wage"),
    "set extra": lambda s: s.set("colour", "red").get("colour"),
    "groupby": lambda s: {k: g.get("uid") for k, g in s.groupby("home")},
    "groupby order": lambda s: list(s.groupby("wage").groups),
    "groupby function": lambda s: {k: g.get("uid") for k, g in s.groupby(lambda p: p.wage > 25)},
    "groupby text": lambda s: s.groupby(lambda p: "rich" if p.wage > 25 else "poor").count(),
    "groupby list": lambda s: {k: len(g) for k, g in s.groupby("home", result_type="list")},
    "groupby property": lambda s: s.groupby("rich").count(),
    "groupby count": lambda s: s.groupby("home").count(),
    "groupby agg": lambda s: s.groupby("home").agg("wage", sum),
    "groupby list agg": lambda s: s.groupby("home", result_type="list").agg("wage", sum),
    "groupby map": lambda s: s.groupby("home").map(lambda g: g.agg("wage", max)),
    "groupby do": lambda s: s.groupby("home").do("do", "earn", 1.0).map("get", "wage"),
    "first": lambda s: s[0].uid,
    "last": lambda s: s[-1].uid,
    "slice": lambda s: [p.uid for p in s[2:30:5]],
    "in": lambda s: s[3] in s and s[3] not in s.select(lambda p: p.home == 1),
    "union": lambda s: len(s.select(lambda p: p.home == 1) | s.select(lambda p: p.home == 2)),
    "difference": lambda s: sorted(p.uid for p in s - s.select(lambda p: p.home == 1)),
    "discard": lambda s: discarded(s.select(lambda p: p.home == 1)),
    "next draw": lambda s: (s.shuffle(), s.random.random())[1],
}


def discarded(agents):
    second = agents[1]
    agents.discard(second)
    agents.discard(second)
    agents.add(second)
    agents.add(second)
    return agents.get("uid")


@pytest.mark.filterwarnings("ignore::PendingDeprecationWarning")
@pytest.mark.parametrize("question", QUESTIONS)
def test_answers_are_those_of_mesas_own_set(question):
    ask = QUESTIONS[question]
    _, _, people = open_people()
    assert ask(people) == ask(open_plain_people())


@pytest.mark.parametrize("order", ["shuffle", "sort"])
def test_changing_in_place_gives_the_order_of_mesas_own_set(order):
    _, columns, people = open_people()
    plain = open_plain_people()
    for agents in (people, plain):
        changed = agents.shuffle(inplace=True) if order == "shuffle" else agents.sort("wage", inplace=True)
        assert changed is agents
    assert people.get("uid") == plain.get("uid")
    columns.state[3] = -1
    new = Person(people.table.model, uid=1)
    assert len(people) == 40 and people[-1] is new  # newcomers join at the end


def test_subsets_can_be_narrowed_in_place_but_not_the_models_own_set():
    model, _, people = open_people()
    chosen = people.select(lambda p: p.home == 1)
    assert chosen.select(lambda p: p.wage > 25, inplace=True) is chosen
    assert chosen.get("uid") == people.select(lambda p: (p.home == 1) & (p.wage > 25)).get("uid")
    with pytest.raises(TypeError, match="inplace"):
        people.select(lambda p: p.wage > 25, inplace=True)
    with pytest.raises(TypeError, match="inplace"):
        model.agents.shuffle(inplace=True)


def test_errors_are_those_of_mesa():
    _, _, people = open_people()
    with pytest.raises(AttributeError):
        people.get("colour")
    with pytest.raises(ValueError, match="handle_missing"):
        people.get("wage", handle_missing="ignore")
    with pytest.raises(KeyError):
        people.select(lambda p: p.home == 1).remove(people[0])
    with pytest.raises(ZeroDivisionError):
        people.select(lambda p: 1 / p.home > 0)
    with pytest.raises(IndexError):
        people[40]
    with pytest.raises(ValueError, match="sequence"):
        people.set("wage", [1.0, 2.0])


def test_a_set_is_a_mesa_set_and_its_column_is_live():
    model, columns, people = open_people()
    assert isinstance(people, ColumnAgentSet) and isinstance(people, AgentSet)
    assert model.agents_by_type[Person] is people
    people.column("wage")[:] *= 2
    assert columns.wage[3] == people[3].wage == people.values("wage")[3] == 2 * wages()[3]
    chosen = people.sort("wage").select(lambda p: p.home == 1)
    assert chosen.column("wage")[chosen.rows].tolist() == chosen.values("wage").tolist() == chosen.get("wage")
    people.set("skill", [0.5, 1.0])
    assert people.get("skill")[3].tolist() == [0.5, 1.0]


def test_newcomers_and_leavers_show_in_the_models_set_and_leavers_in_subsets():
    model, columns, people = open_people()
    chosen = people.select(lambda p: p.home == 1)
    assert (columns.uid[1], len(chosen)) == (2**40 + 1, 13)
    columns.state[1] = -1
    assert len(people) == 39 and len(chosen) == 12
    Person(model, uid=1, home=1)
    assert len(people) == 40 and len(chosen) == 12
    chosen.remove(chosen[0])
    assert len(chosen) == 11 and len(people) == 40
    people.remove(people[0])
    assert len(people) == 39 and columns.state[0] == -1


def test_agents_may_leave_while_others_act():
    model, _, people = open_people()
    called = []

    def push(person):
        called.append(person.uid)
        for other in people.to_list()[1:3]:
            other.remove()

    people.do(push)
    assert len(called) == len(set(called)) and len(people) == 1
    model.agents.do(lambda agent: [person.remove() for person in people])
    assert len(model.agents) == 3


def test_an_empty_set_answers_too():
    _, columns, people = open_people()
    columns.state[:] = -1
    assert len(people) == 0 and list(people) == [] and people.get("wage") == []
    assert len(people.select(lambda p: p.wage > 3).sort("wage").shuffle()) == 0
    assert people.groupby("home").count() == {} and people.agg("wage", sum) == 0


def test_model_agents_holds_ordinary_and_column_agents():
    model, _, people = open_people()
    agent = mesa.Agent(model)
    gc.collect()
    assert len(model.agents) == 44 and agent in model.agents and people[3] in model.agents
    assert next(iter(model.agents)) is agent and model.agents.to_list()[1] is people[0]
    assert set(model.agent_types) == {mesa.Agent, Person, Shop}
    assert model.agents.select(agent_type=Person).get("uid") == people.get("uid")
    assert model.agents.map(lambda a: a.unique_id) == [a.unique_id for a in model.agents]
    assert model.agents.groupby(lambda a: type(a).__name__).count() == {"Agent": 1, "Person": 40, "Shop": 3}
    assert len(model.agents.copy().shuffle()) == 44 and len(model.agents.sort("unique_id")) == 44
    agent.remove()
    assert agent not in model.agents and len(model.agents) == 43
    model.agents.select(agent_type=Person).do("remove")
    assert len(model.agents) == 3
