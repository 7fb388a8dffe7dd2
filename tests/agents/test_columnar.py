"""A function for one agent is tried on whole columns only where that changes nothing."""

import mesa
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.column_agents import attach_columns
from agents.columnar import try_on_columns
from agents.columns import Columns
from tests.agents.people import Person, open_people


def counted(function):
    """The function, and a list that grows with each call."""
    calls = []

    def wrapper(person):
        calls.append(person)
        return function(person)

    return wrapper, calls


@pytest.mark.parametrize(
    "function",
    [
        lambda p: p.wage > 25,
        lambda p: (p.wage > 25) & (p.home == 1),
        lambda p: p.uid % 2 == 0,
        lambda p: np.log(p.wage) > 3,
        lambda p: (p.wage > 25) & isinstance(p, mesa.Agent),
    ],
)
def test_plain_arithmetic_is_done_on_columns_in_one_call(function):
    _, _, people = open_people()
    asked, calls = counted(function)
    chosen = people.select(asked)
    assert len(calls) == 1 and not people.table.objects
    assert chosen.get("uid") == [p.uid for p in people if function(p)]


@pytest.mark.parametrize(
    "function",
    [
        lambda p: p.wage > 25 and p.home == 1,
        lambda p: 20 < p.wage < 30,
        lambda p: p.home in (0, 2),
        lambda p: p.rich,
        lambda p: p.skill[0] >= 0,
        lambda p: p.home is not None,
        lambda p: p.model.running,
        lambda p: hasattr(p, "mood") | (p.wage > 25),
        lambda p: p.unique_id < 0,
    ],
)
def test_everything_else_is_asked_agent_by_agent(function):
    _, _, people = open_people()
    asked, calls = counted(function)
    chosen = people.select(asked)
    assert len(calls) == 1 + len(people)
    assert chosen.get("uid") == [p.uid for p in people if function(p)]


def test_a_tilde_means_not():
    """Python itself takes ~True for -2, which is true: nobody means that."""
    _, _, people = open_people()
    assert len(people.select(lambda p: ~(p.home == 1))) == 40 - 13


@pytest.mark.parametrize(
    "draw",
    [
        lambda p: (p.random.random() < 0.5) & (p.wage > 0),
        lambda p: (p.rng.random() < 0.5) & (p.wage > 0),
        lambda p: (p.model.random.random() < 0.5) & (p.wage > 0),
    ],
)
def test_a_function_that_draws_draws_once_for_each_agent(draw):
    _, _, people = open_people(seed=5)
    _, _, others = open_people(seed=5)
    assert people.select(draw).get("uid") == [p.uid for p in others if draw(p)]
    assert people.random.random() == others.random.random()


def test_a_draw_hidden_in_the_function_is_undone_and_made_for_each_agent():
    model, _, people = open_people(seed=5)
    twin, _, others = open_people(seed=5)
    chosen = people.select(lambda p: (p.wage > 0) & (model.rng.random() < 0.5))
    assert chosen.get("uid") == [p.uid for p in others if (p.wage > 0) & (twin.rng.random() < 0.5)]
    assert 5 < len(chosen) < 35 and model.rng.random() == twin.rng.random()


def test_a_function_cannot_write_through_columns():
    _, columns, people = open_people()
    before = columns.wage.copy()

    def give(person):
        person.wage = person.wage + 1
        return person.wage > 25

    people.select(give)
    assert np.array_equal(columns.wage, before + 1)  # once for each, not once more for the attempt


@given(st.lists(st.integers(-(2**15), 2**15 - 1), min_size=1, max_size=20), st.integers(-(2**20), 2**20))
def test_narrow_columns_do_not_overflow(homes, factor):
    columns = Columns(Person)
    columns.extend(len(homes))
    columns.uid[:] = np.arange(len(homes))
    columns.home[:] = homes
    people = attach_columns(mesa.Model(rng=1), Person, columns)
    assert people.select(lambda p: p.home * factor > 2**33).get("home") == [h for h in homes if h * factor > 2**33]
    keys = people.sort(lambda p: p.home * factor).get("home")
    assert keys == sorted(homes, key=lambda h: h * factor, reverse=True)
    assert people.agg("home", sum) == sum(homes)


@given(st.lists(st.integers(0, 2**64 - 1), min_size=1, max_size=20, unique=True), st.integers(1, 2**10))
def test_identifiers_of_64_bits_count_as_python_integers_do(uids, step):
    columns = Columns(Person)
    columns.extend(len(uids))
    columns.uid[:] = uids
    people = attach_columns(mesa.Model(rng=1), Person, columns)
    assert people.select(lambda p: (p.uid - 2**63) % step == 0).get("uid") == [
        u for u in uids if (u - 2**63) % step == 0
    ]
    assert people.agg("uid", sum) == sum(uids)


def test_only_results_of_the_right_form_are_taken():
    model, columns, people = open_people()
    rows = people.rows

    def attempt(function):
        return try_on_columns(function, Person, columns, rows, model, "b")

    assert attempt(lambda p: p.wage > 25) is not None
    for function in (
        lambda p: True,
        lambda p: p.wage,
        lambda p: (p.wage > 25)[:-1],
        lambda p: (p.wage > 25).tolist(),
        lambda p: 1 / p.home > 0,
        lambda p: p.colour == 3,
    ):
        assert attempt(function) is None
