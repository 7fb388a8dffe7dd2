"""The AgentSet of agents in columns: it knows rows, and works on whole columns where it can."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any, Protocol

import mesa
import numpy as np

from agents._compat import AgentSet, GroupBy
from agents.columnar import try_on_columns, widened
from agents.columns import Columns
from agents.lazy_sets import LazyAgentSet

_BUILT_IN: dict[Any, Callable[..., Any]] = {sum: np.sum, min: np.min, max: np.max}
_HANDLE_MISSING = ("error", "default")


class AgentTable(Protocol):
    """What a set asks of the table its agents live in; see :class:`agents.column_agents.ColumnTable`."""

    model: mesa.Model
    agent_class: type[Any]
    columns: Columns
    agents: "ColumnAgentSet"

    def present(self) -> np.ndarray:
        """Rows that hold an agent: bool[n]."""

    def holds(self, row: int, uid: int) -> bool:
        """Whether the row is in use by agent `uid`."""

    def agent(self, row: int) -> Any:
        """The agent of a row in use, always the same object as long as it lives there."""


class ColumnAgentSet(LazyAgentSet):
    """Ordered set of agents of one column table; works on whole columns where it can.

    Parameters
    ----------
    table
        Where the agents live.
    rows
        Rows of the agents, in order; None for all agents, now and later.

    Notes
    -----
    A function given to `select`, `sort` or `groupby` is first called once with an object whose
    attributes are whole columns, and agent by agent only if that does not work. Agents that have
    left the model are no longer in any set.
    """

    def __init__(self, table: AgentTable, rows: np.ndarray | None = None) -> None:
        self.table = table
        self.random = table.model.random
        self._open = rows is None  # newcomers join
        self._rows = np.empty(0, np.int64) if rows is None else rows
        self._uids = table.columns.uid[self._rows]

    @property
    def rows(self) -> np.ndarray:
        """Rows of the agents in their table: int64[len], in the order of the set."""
        columns, present = self.table.columns, self.table.present()
        rows: np.ndarray
        if self._open and not self._rows.size:
            return np.flatnonzero(present)
        stays = (self._rows < columns.n) & present.take(self._rows, mode="clip")
        stays &= columns.uid.take(self._rows, mode="clip") == self._uids
        rows = self._rows[stays]
        if self._open:
            present[rows] = False
            rows = np.concatenate((rows, np.flatnonzero(present)))
        return rows

    def column(self, name: str) -> np.ndarray:
        """The live column of the whole table, free rows included; index it with :attr:`rows`."""
        array: np.ndarray = getattr(self.table.columns, name)
        return array

    def values(self, name: str) -> np.ndarray:
        """Copy of the values of a column for the agents of this set, in order: [len, ...]."""
        values: np.ndarray = self.column(name)[self.rows]
        return values

    def __len__(self) -> int:
        return self.rows.size

    def __iter__(self) -> Iterator[Any]:
        rows = self.rows
        for row, uid in zip(rows.tolist(), self.table.columns.uid[rows].tolist(), strict=True):
            if self.table.holds(row, uid):
                yield self.table.agent(row)

    def __contains__(self, agent: object) -> bool:
        if getattr(agent, "_table", None) is not self.table or not self.table.holds(agent._row, agent._uid):  # type: ignore[attr-defined]
            return False
        return self._open or bool(np.any(self._rows[self._uids == agent._uid] == agent._row))  # type: ignore[attr-defined]

    def __getitem__(self, item: Any) -> Any:
        rows = self.rows[item]
        if isinstance(item, slice):
            return [self.table.agent(row) for row in rows.tolist()]
        return self.table.agent(int(rows))

    def _staying(self) -> Iterator[Any]:
        return iter(self)

    def _of(self, rows: np.ndarray) -> "ColumnAgentSet":
        return ColumnAgentSet(self.table, rows)

    def _hold(self, rows: np.ndarray) -> "ColumnAgentSet":
        self._rows, self._uids = rows, self.table.columns.uid[rows]
        return self

    def copy(self) -> "ColumnAgentSet":
        """A new set of the agents that are now in this one."""
        return self._of(self.rows)

    __copy__ = copy

    def add(self, agent: Any) -> None:
        """Add an agent of the same table that is not yet in the set.

        Raises
        ------
        ValueError
            If the agent belongs to another table or has left the model.
        """
        if agent in self:
            return
        if agent not in self.table.agents:
            raise ValueError(f"{agent!r} is not among the {self.table.agent_class.__name__} agents of this model")
        self._hold(np.append(self.rows, agent._row))

    def remove(self, agent: Any) -> None:
        """Take an agent out of the set; out of the model if this is the model's own set."""
        if agent not in self:
            raise KeyError(agent)
        if self._open:
            agent.remove()
        else:
            rows = self.rows
            self._hold(rows[rows != agent._row])

    def discard(self, agent: Any) -> None:
        """As :meth:`remove`, but an agent that is not in the set is no error."""
        if agent in self:
            self.remove(agent)

    def select(  # type: ignore[override]
        self,
        filter_func: Callable[[Any], Any] | None = None,
        at_most: float = float("inf"),
        inplace: bool = False,
        agent_type: type | None = None,
    ) -> "ColumnAgentSet":
        """Agents for which `filter_func` holds, at most so many (or that fraction, if a float up to 1)."""
        self._refuse(inplace and self._open)
        rows = self.rows
        if isinstance(at_most, float) and at_most <= 1.0:
            at_most = int(rows.size * at_most)
        if agent_type is not None and not issubclass(self.table.agent_class, agent_type):
            rows = rows[:0]
        if filter_func is not None and rows.size:
            rows = rows[self._evaluate(filter_func, rows, "b", bool)]
        if at_most < rows.size:
            rows = rows[: int(at_most)]
        return self._hold(rows) if inplace else self._of(rows)

    def shuffle(self, inplace: bool = False) -> "ColumnAgentSet":
        """The same agents in random order, in the order Mesa's own set would give."""
        order = self.rows.tolist()
        self.random.shuffle(order)
        rows = np.array(order, np.int64)
        return self._hold(rows) if inplace else self._of(rows)

    def sort(self, key: Any, ascending: bool = False, inplace: bool = False) -> "ColumnAgentSet":
        """The same agents by descending (or ascending) attribute or function; equal ones keep their order."""
        rows = self.rows
        keys = self._keys(key, rows)
        if keys is None:
            call = _attribute(key) if isinstance(key, str) else key
            found = [call(self.table.agent(row)) for row in rows.tolist()]
            order = np.array(sorted(range(rows.size), key=found.__getitem__, reverse=not ascending), np.int64)
        elif ascending:
            order = np.argsort(keys, kind="stable")
        else:
            order = rows.size - 1 - np.argsort(keys[::-1], kind="stable")[::-1]
        return self._hold(rows[order]) if inplace else self._of(rows[order])

    def get(self, attr_names: Any, handle_missing: Any = "error", default_value: Any = None) -> list[Any]:
        """Values of one attribute, or lists of values of several, for each agent."""
        names = [attr_names] if isinstance(attr_names, str) else list(attr_names)
        if handle_missing not in _HANDLE_MISSING or not all(self._is_scalar_column(name) for name in names):
            return AgentSet(self, self.random).get(attr_names, handle_missing, default_value)  # type: ignore[no-any-return]
        rows = self.rows
        lists = [self.column(name)[rows].tolist() for name in names]
        return lists[0] if isinstance(attr_names, str) else [list(values) for values in zip(*lists, strict=True)]

    def set(self, attr_name: str, value: Any) -> "ColumnAgentSet":
        """Give an attribute the same value for all agents."""
        if self._is_scalar_column(attr_name) and np.ndim(value) == 0:
            self.column(attr_name)[self.rows] = value
        else:
            AgentSet(self, self.random).set(attr_name, value)
        return self

    def agg(self, attribute: str, func: Any) -> Any:
        """One or more functions of an attribute's values; a column is passed as an array if the function takes one."""
        if not self._is_scalar_column(attribute):
            return AgentSet(self, self.random).agg(attribute, func)
        values = widened(self.values(attribute))
        return _apply(func, values) if callable(func) else [_apply(one, values) for one in func]

    def groupby(self, by: Any, result_type: str = "agentset") -> "ColumnGroupBy":
        """Groups of agents by an attribute or function, in order of first appearance."""
        rows = self.rows
        keys = self._keys(by, rows)
        if keys is None:
            groups = self._groups_one_by_one(by, rows)
        else:
            found, first, group = np.unique(keys, return_index=True, return_inverse=True)
            parts = np.split(rows[np.argsort(group, kind="stable")], np.cumsum(np.bincount(group))[:-1])
            groups = {found[g : g + 1].tolist()[0]: parts[g] for g in np.argsort(first)}
        sets = {key: self._of(part) for key, part in groups.items()}
        return ColumnGroupBy(sets if result_type == "agentset" else {k: s.to_list() for k, s in sets.items()})

    def _groups_one_by_one(self, by: Any, rows: np.ndarray) -> dict[Any, np.ndarray]:
        call = _attribute(by) if isinstance(by, str) else by
        groups: dict[Any, list[int]] = defaultdict(list)
        for row in rows.tolist():
            groups[call(self.table.agent(row))].append(row)
        return {key: np.array(part, np.int64) for key, part in groups.items()}

    def _is_scalar_column(self, name: str) -> bool:
        spec = self.table.columns.columns.get(name)
        return spec is not None and not spec.shape

    def _keys(self, by: Any, rows: np.ndarray) -> np.ndarray | None:
        """Numbers to sort or group by: [n], or None if only the agents themselves can tell."""
        if not rows.size:
            return np.empty(0)
        if isinstance(by, str):
            return self.column(by)[rows] if self._is_scalar_column(by) else None
        return try_on_columns(by, self.table.agent_class, self.table.columns, rows, self.table.model, "biuf")

    def _evaluate(self, function: Callable[[Any], Any], rows: np.ndarray, kinds: str, dtype: type) -> np.ndarray:
        table = self.table
        found = try_on_columns(function, table.agent_class, table.columns, rows, table.model, kinds)
        if found is None:
            found = np.array([dtype(function(table.agent(row))) for row in rows.tolist()], dtype)
        return found


class ColumnGroupBy(GroupBy):
    """Groups whose aggregates are taken from columns."""

    def agg(self, attr_name: str, func: Callable[..., Any]) -> dict[Any, Any]:
        """Function of the values of an attribute for each group."""
        return {
            key: group.agg(attr_name, func)
            if isinstance(group, AgentSet)
            else func([getattr(agent, attr_name) for agent in group])
            for key, group in self.groups.items()
        }


def _attribute(name: str) -> Callable[[Any], Any]:
    return lambda agent: getattr(agent, name)


def _apply(func: Callable[..., Any], values: np.ndarray) -> Any:
    if values.dtype == object:
        return func(values.tolist())
    try:
        result = (_BUILT_IN.get(func) or func)(values)
    except Exception:  # a function that needs a list says whether it is an error
        result = func(values.tolist())
    return result.item() if isinstance(result, np.generic) else result
