"""The same people twice: as columns, and as ordinary Mesa agents to compare with."""

from typing import Any

import mesa
import numpy as np

from agents.column_agents import ColumnAgent, ColumnAgentSet, attach_columns
from agents.columns import Columns, column

N = 40


class Person(ColumnAgent):
    free_row = ("state", -1)

    uid = column("u8", "1", "identifier")
    wage = column("f4", "EUR/h", "wage")
    home = column("i2", "zone", "home")
    state = column("i1", "1", "-1 marks a free row")
    skill = column("f4", "1", "two skills", shape=(2,))

    def earn(self, raise_: float = 1.0) -> float:
        self.wage += raise_
        return self.wage

    @property
    def rich(self) -> bool:
        return self.wage > 30


class Shop(ColumnAgent):
    uid = column("u8", "1", "identifier")
    size = column("i4", "job", "jobs")


class PlainPerson(mesa.Agent):
    """What Person would be without columns."""

    def __init__(self, model: mesa.Model, uid: int, wage: float, home: int, state: int) -> None:
        super().__init__(model)
        self.uid, self.wage, self.home, self.state = uid, wage, home, state

    earn = Person.earn
    rich = Person.rich


def wages(n: int = N) -> np.ndarray:
    """Wages that float32 holds exactly, with ties, in no order."""
    return ((np.arange(n) * 7) % 25 + 16).astype(np.float32)


def open_people(n: int = N, seed: int = 1) -> tuple[mesa.Model, Columns, ColumnAgentSet]:
    """A model whose people and shops are columns."""
    model = mesa.Model(rng=seed)
    columns = Columns(Person)
    columns.extend(n)
    columns.uid[:] = np.arange(n) + 2**40
    columns.wage[:] = wages(n)
    columns.home[:] = np.arange(n) % 3
    shops = Columns(Shop)
    shops.extend(3)
    shops.uid[:] = [5, 6, 7]
    people = attach_columns(model, Person, columns)
    attach_columns(model, Shop, shops)
    return model, columns, people


def open_plain_people(n: int = N, seed: int = 1) -> Any:
    """The set of the same people as ordinary Mesa agents; the model comes along as `.model`."""
    model = mesa.Model(rng=seed)
    values = wages(n)
    for i in range(n):
        PlainPerson(model, uid=i + 2**40, wage=float(values[i]), home=i % 3, state=0)
    return model.agents_by_type[PlainPerson]
