"""Mesa agents whose attributes live in columns: made on first touch, at most one a row."""

from typing import Any, ClassVar

import mesa
import numpy as np

from agents._compat import enlist, ordinary_agents, replace_all
from agents.column_sets import ColumnAgentSet
from agents.columns import Column, Columns
from agents.lazy_sets import AllAgents

__all__ = ["ColumnAgent", "ColumnAgentSet", "ColumnTable", "attach_columns"]


class _ColumnAttribute:
    """Attribute of an agent that reads and writes its row of a column."""

    def __init__(self, name: str, spec: Column) -> None:
        self.name = name
        self.shaped = bool(spec.shape)
        self.__doc__ = f"{spec.meaning} [{spec.unit}]"

    def __get__(self, agent: "ColumnAgent | None", owner: type | None = None) -> Any:
        if agent is None:
            return self
        array = agent._living_columns().storage(self.name)
        return array[agent._row] if self.shaped else array.item(agent._row)

    def __set__(self, agent: "ColumnAgent", value: Any) -> None:
        agent._living_columns().storage(self.name)[agent._row] = value


class ColumnAgent(mesa.Agent):
    """A Mesa agent whose declared columns are one row of a :class:`Columns` table.

    A subclass declares its columns with :func:`agents.columns.column`, one of them ``uid``
    (uint64, unique for ever). ``free_row = (column, value)`` marks rows that hold no agent; without
    it every row holds one. Objects exist only for rows somebody touched; each stays the same object
    until its agent leaves. Once the row is freed or given to another uid, using the object raises
    ReferenceError.

    Parameters
    ----------
    model
        Model to which :func:`attach_columns` gave a table of this class.
    uid
        Identifier of the new agent; no agent ever had it.
    **values
        Columns of the new agent; those not named are zero.
    """

    free_row: ClassVar[tuple[str, int] | None] = None
    __declared_columns__: ClassVar[dict[str, Column]] = {}

    _table: "ColumnTable"
    _row: int
    _uid: int

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        own = {name: value for name, value in vars(cls).items() if isinstance(value, Column)}
        cls.__declared_columns__ = {**cls.__declared_columns__, **own}
        for name, spec in own.items():
            setattr(cls, name, _ColumnAttribute(name, spec))

    def __init__(self, model: mesa.Model, *, uid: int, **values: Any) -> None:
        table = model.agents_by_type[type(self)].table
        unknown = set(values) - set(table.columns)
        if unknown:
            raise TypeError(f"{type(self).__name__} has no column {', '.join(sorted(unknown))}")
        table.settle(self, table.claim(uid, values))

    def _living_columns(self) -> Columns:
        table = self._table
        if not table.holds(self._row, self._uid):
            raise ReferenceError(f"this {type(self).__name__} has left the model")
        return table.columns

    @property
    def unique_id(self) -> int:  # type: ignore[override]
        """Stable identifier, negative so that it cannot be one Mesa hands out (those count up from 1)."""
        return -1 - self._uid

    def remove(self) -> None:
        """Leave the model; a second time does nothing.

        Raises
        ------
        TypeError
            If rows of this class are never free.
        """
        if self in self._table.agents:
            self._table.free(self._row)


class ColumnTable:
    """One model's agents of one class: the columns and the objects made so far.

    Rows keep their place: `columns` may grow and rows may be freed and given to a new uid, but
    ``Columns.keep``, which moves rows, must not be called.
    """

    def __init__(self, model: mesa.Model, agent_class: type[ColumnAgent], columns: Columns) -> None:
        if "uid" not in columns.columns:
            raise TypeError(f"{agent_class.__name__} declares no column 'uid'")
        self.model = model
        self.agent_class = agent_class
        self.free_row = agent_class.free_row and (agent_class.free_row[0], int(agent_class.free_row[1]))
        self.columns = columns
        self.objects: dict[int, ColumnAgent] = {}
        self.agents = ColumnAgentSet(self)

    def present(self) -> np.ndarray:
        """Rows that hold an agent: bool[n]."""
        if self.free_row is None:
            return np.ones(self.columns.n, bool)
        name, value = self.free_row
        mask: np.ndarray = getattr(self.columns, name) != value
        return mask

    def holds(self, row: int, uid: int) -> bool:
        """Whether the row is in use by agent `uid`."""
        columns = self.columns
        if row >= columns.n or columns.storage("uid").item(row) != uid:
            return False
        if self.free_row is None:
            return True
        name, value = self.free_row
        return bool(columns.storage(name).item(row) != value)

    def agent(self, row: int) -> ColumnAgent:
        """The agent of a row in use, always the same object as long as it lives there."""
        found = self.objects.get(row)
        if found is None or found._uid != self.columns.storage("uid").item(row):
            found = self.settle(object.__new__(self.agent_class), row)
        return found

    def settle(self, agent: ColumnAgent, row: int) -> ColumnAgent:
        """Make `agent` the object of `row`."""
        agent.model, agent.pos = self.model, None
        agent._table, agent._row, agent._uid = self, row, self.columns.uid.item(row)
        self.objects[row] = agent
        return agent

    def claim(self, uid: int, values: dict[str, Any]) -> int:
        """Put a new agent in the first free row, or in a new one; its row."""
        freed = np.flatnonzero(~self.present())
        row = int(freed[0]) if freed.size else self.columns.extend(1).start
        for name, array in self.columns.arrays().items():
            array[row] = uid if name == "uid" else values.get(name, 0)
        return row

    def free(self, row: int) -> None:
        """Mark a row as holding no agent and drop its object."""
        if self.free_row is None:
            raise TypeError(f"a {self.agent_class.__name__} cannot be removed: rows of its table are never free")
        name, value = self.free_row
        getattr(self.columns, name)[row] = value
        self.objects.pop(row, None)


def attach_columns(model: mesa.Model, agent_class: type[ColumnAgent], columns: Columns) -> ColumnAgentSet:
    """Make the rows of `columns` agents of `model`.

    Afterwards ``model.agents_by_type[agent_class]`` is the returned set and ``model.agents`` also
    holds these agents. Nothing is made for a row until somebody asks for it.

    Parameters
    ----------
    model
        Any Mesa model.
    agent_class
        Class that declared the columns.
    columns
        Their table; the model's processes go on using it directly.
    """
    table = ColumnTable(model, agent_class, columns)
    enlist(model, agent_class, table.agents)
    everybody = ordinary_agents(model)
    if not isinstance(everybody, AllAgents):
        everybody = AllAgents(everybody)
        replace_all(model, everybody)
    everybody.column_sets.append(table.agents)
    return table.agents
