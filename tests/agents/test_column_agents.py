"""One agent: identity, attributes, life and death."""

import gc
import pickle
import weakref

import mesa
import numpy as np
import pytest

from agents._compat import forget_model
from agents.column_agents import ColumnAgent, attach_columns
from agents.columns import Columns, column
from tests.agents.people import Person, Shop, open_people


def test_an_agent_is_a_mesa_agent_and_always_the_same_object():
    model, _, people = open_people()
    person = people[5]
    assert isinstance(person, mesa.Agent) and isinstance(person, Person)
    assert person is people[5] is people.to_list()[5] is people.select(lambda p: p.home == 2)[1]
    assert person.model is model and person.random is model.random and person.rng is model.rng
    assert person.pos is None
    assert len({person, people[5], people[6]}) == 2


def test_nothing_is_made_until_somebody_asks():
    _, columns, people = open_people()
    columns.wage *= 2
    people.select(lambda p: p.wage > 40).sort("wage").groupby("home").agg("wage", np.mean)
    people.set("home", 1).shuffle().get(["home", "wage"])
    assert len(people) == 40 and not people.table.objects


def test_attributes_read_and_write_the_column_as_python_values():
    _, columns, people = open_people()
    person = people[3]
    assert type(person.wage) is float and type(person.home) is int and type(person.uid) is int
    person.wage = 99
    assert columns.wage[3] == 99
    columns.wage[3] = 12
    assert person.wage == 12
    person.skill[1] = 0.5
    person.skill[0] = 0.25
    assert columns.skill[3].tolist() == [0.25, 0.5]
    columns.extend(1000)  # moves the arrays
    assert person.wage == 12


def test_extra_attributes_and_weak_references_survive_garbage_collection():
    _, _, people = open_people()
    people[3].mood = "cheerful"
    reference, address = weakref.ref(people[3]), id(people[3])
    gc.collect()
    assert people[3].mood == "cheerful"
    assert reference() is people[3] and id(people[3]) == address


def test_a_weak_mesa_set_of_column_agents_keeps_them():
    _, _, people = open_people()
    agents = mesa.agent.AgentSet([people[1], people[2]])
    gc.collect()
    assert len(agents) == 2 and people[1] in agents


def test_unique_ids_are_stable_and_never_those_of_ordinary_agents():
    model, columns, people = open_people()
    before = {person.unique_id for person in people}
    ordinary = [mesa.Agent(model) for _ in range(100)]
    assert before == {person.unique_id for person in people}
    ids = [agent.unique_id for agent in model.agents]
    assert len(ids) == len(set(ids)) == 100 + 40 + 3
    assert all(agent.unique_id > 0 for agent in ordinary)
    columns.uid[0] = 2**64 - 1
    assert people[0].unique_id == -(2**64)


def test_a_removed_agent_is_gone_and_cannot_be_used():
    model, columns, people = open_people()
    person = people[3]
    person.remove()
    person.remove()  # as in Mesa, a second time does nothing
    assert columns.state[3] == -1
    assert person not in people and person not in model.agents and len(people) == 39
    with pytest.raises(ReferenceError, match="has left the model"):
        _ = person.wage
    with pytest.raises(ReferenceError):
        person.wage = 3


def test_a_row_given_to_another_uid_is_another_agent():
    _, columns, people = open_people()
    old = people[3]
    old.mood = "cheerful"
    columns.state[3] = -1  # as a process does
    assert old not in people
    columns.uid[3], columns.state[3], columns.wage[3] = 77, 0, 20
    new = people[3]
    assert new is not old and new.uid == 77 and new.wage == 20 and not hasattr(new, "mood")
    assert old not in people and new in people
    with pytest.raises(ReferenceError):
        _ = old.wage


def test_a_new_agent_takes_the_first_free_row_then_a_new_one():
    model, columns, people = open_people()
    columns.state[[9, 4]] = -1
    columns.home[4] = 2
    first = Person(model, uid=1, wage=20.0)
    second, third = Person.create_agents(model, 2, uid=[2, 3], wage=21.0)
    assert [columns.uid[row] for row in (4, 9, 40)] == [1, 2, 3]
    assert (first.wage, first.home, second.wage, third.uid) == (20, 0, 21, 3)
    assert people[4] is first and third in people and len(people) == 41
    with pytest.raises(TypeError, match="no column height"):
        Person(model, uid=9, height=3)


def test_agents_whose_rows_are_never_free_cannot_be_removed():
    model, _, _ = open_people()
    with pytest.raises(TypeError, match="never free"):
        model.agents_by_type[Shop][0].remove()


def test_two_models_side_by_side_do_not_mix():
    one, columns, people = open_people()
    _, other_columns, others = open_people()
    people[2].wage = 50
    others[2].wage = 60
    assert (people[2].wage, others[2].wage) == (50, 60) == (columns.wage[2], other_columns.wage[2])
    assert people[2] not in others and people[2] is not others[2]
    with pytest.raises(ValueError, match="not among"):
        others.select(lambda p: p.home == 0).add(people[2])
    people[2].remove()
    assert len(others) == 40 and len(one.agents) == 42


def test_a_model_survives_pickling_with_its_touched_agents():
    model, _, people = open_people()
    people[3].mood = "cheerful"
    chosen = people.sort("wage")
    copy, copied = pickle.loads(pickle.dumps((model, chosen)))
    there = copy.agents_by_type[Person]
    assert there[3].mood == "cheerful" and there[3] is not people[3] and there[3].model is copy
    assert copied.get("uid") == chosen.get("uid") and copied[0] in there
    there[3].wage = 1
    assert people[3].wage != 1
    assert len(copy.agents) == len(model.agents) and set(copy.agents_by_type) == set(model.agents_by_type)


def test_a_closed_model_is_freed():
    model, _, people = open_people()
    mesa.Agent(model)
    people[3].friend = people[4]
    reference = weakref.ref(model)
    forget_model(model)
    del model, people, _
    gc.collect()
    assert reference() is None


def test_a_subclass_adds_columns_and_keeps_those_of_its_base():
    class Student(Person):
        grade = column("i1", "1", "mark")

    columns = Columns(Student)
    columns.extend(2)
    students = attach_columns(mesa.Model(rng=1), Student, columns)
    students[1].grade, students[1].wage = 8, 11
    assert columns.grade[1] == 8 and columns.wage[1] == 11
    assert "grade" not in Columns(Person).columns
    assert Student.wage.__doc__ == "wage [EUR/h]"


def test_a_table_needs_uids_and_its_class_can_be_attached_once():
    class Ghost(ColumnAgent):
        colour = column("i1", "1", "colour")

    model, columns, _ = open_people()
    with pytest.raises(TypeError, match="no column 'uid'"):
        attach_columns(model, Ghost, Columns(Ghost))
    with pytest.raises(ValueError, match="already has agents"):
        attach_columns(model, Person, columns)
