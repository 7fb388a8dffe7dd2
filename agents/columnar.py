"""Try a function meant for one agent on all agents at once."""

from collections.abc import Callable
from typing import Any

import numpy as np

from agents.columns import Column, Columns


class NotColumnar(Exception):
    """The function needs one agent at a time."""


class _AgentColumns:
    """Looks like one agent to a function, but every attribute is the array of all agents.

    Anything that is not a column (methods, extra attributes, ``random``, ``rng``) refuses.
    """

    def __init__(self, agent_class: type, columns: Columns, rows: np.ndarray) -> None:
        self.__dict__.update(_agent_class=agent_class, _columns=columns, _rows=rows)

    @property  # type: ignore[misc]
    def __class__(self) -> type:
        """So that ``isinstance`` answers as it would for one agent."""
        agent_class: type = self._agent_class
        return agent_class

    def __getattr__(self, name: str) -> Any:
        spec: Column | None = self._columns.columns.get(name)
        if spec is None or spec.shape:
            raise NotColumnar(name)
        return widened(getattr(self._columns, name)[self._rows])

    def __setattr__(self, name: str, value: Any) -> None:
        raise NotColumnar(name)


def widened(values: np.ndarray) -> np.ndarray:
    """Values in a type that counts as Python's numbers do: float64, int64, or Python integers for uint64."""
    if values.dtype.kind == "f":
        return values.astype(np.float64)
    if values.dtype == np.uint64:
        return values.astype(object)
    return values.astype(np.int64)


def try_on_columns(
    function: Callable[[Any], Any], agent_class: type, columns: Columns, rows: np.ndarray, model: Any, kinds: str
) -> np.ndarray | None:
    """Result of `function` for all `rows` in one call, or None if it has to be called agent by agent.

    Parameters
    ----------
    function
        Written for one agent, e.g. ``lambda w: w.wage > 3000``.
    agent_class, columns
        What the function sees.
    rows : int64[n]
        Rows of the agents, in order.
    model
        Its generators are watched: a function that draws is called agent by agent, and no draw is lost.
    kinds
        Accepted kinds of result, letters of `numpy.dtype.kind`.
    """
    before = model.random.getstate(), model.rng.bit_generator.state
    try:
        with np.errstate(all="raise"):
            result = function(_AgentColumns(agent_class, columns, rows))
    except Exception:  # whatever went wrong, the call on one agent decides whether it is an error
        result = None
    if (model.random.getstate(), model.rng.bit_generator.state) != before:
        model.random.setstate(before[0])
        model.rng.bit_generator.state = before[1]
        return None
    if isinstance(result, np.ndarray) and result.shape == rows.shape and result.dtype.kind in kinds:
        return result
    return None
