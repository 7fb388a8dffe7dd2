"""Mesa AgentSets that make agent objects only when asked for them."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from random import Random
from typing import Any

from agents._compat import AgentSet, GroupBy


class LazyAgentSet(AgentSet):
    """What an AgentSet can do, resting on `len`, `iter` and `in` alone."""

    random: Random

    def __getitem__(self, item: Any) -> Any:
        return self.to_list()[item]

    def __getstate__(self) -> dict[str, Any]:
        return self.__dict__.copy()

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)

    def _from_iterable(self, agents: Iterable[Any]) -> AgentSet:
        return AgentSet(agents, self.random)

    def to_list(self) -> list[Any]:
        """All agents, in order."""
        return list(self)

    def copy(self) -> AgentSet:
        """A new set of the same agents."""
        return AgentSet(self, self.random)

    __copy__ = copy

    def do(self, method: str | Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Call `method` on each agent that is still there when its turn comes; returns the set."""
        self.map(method, *args, **kwargs)
        return self

    def shuffle_do(self, method: str | Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Call `method` on each agent in random order; returns the set."""
        self.shuffle().do(method, *args, **kwargs)
        return self

    def map(self, method: str | Callable[..., Any], *args: Any, **kwargs: Any) -> list[Any]:
        """Results of `method` for each agent that is still there when its turn comes."""
        call = _named(method) if isinstance(method, str) else method
        return [call(agent, *args, **kwargs) for agent in self._staying()]

    def _staying(self) -> Iterator[Any]:
        return (agent for agent in self.to_list() if agent in self)

    def select(self, *args: Any, inplace: bool = False, **kwargs: Any) -> AgentSet:
        """New set of the agents for which a function holds, as in Mesa."""
        self._refuse(inplace)
        return self.copy().select(*args, **kwargs)

    def shuffle(self, inplace: bool = False) -> AgentSet:
        """New set in random order, as in Mesa."""
        self._refuse(inplace)
        return self.copy().shuffle()

    def sort(self, key: Any, ascending: bool = False, inplace: bool = False) -> AgentSet:
        """New set in the order of an attribute or function, as in Mesa."""
        self._refuse(inplace)
        return self.copy().sort(key, ascending)

    def agg(self, attribute: str, func: Any) -> Any:
        """One or more functions of the list of an attribute's values, as in Mesa."""
        return self.copy().agg(attribute, func)

    def get(self, attr_names: Any, handle_missing: Any = "error", default_value: Any = None) -> list[Any]:
        """List of one or more attributes of each agent, as in Mesa."""
        values: list[Any] = self.copy().get(attr_names, handle_missing, default_value)
        return values

    def groupby(self, by: Any, result_type: str = "agentset") -> GroupBy:
        """Groups of agents by an attribute or function, as in Mesa."""
        return self.copy().groupby(by, result_type)

    @staticmethod
    def _refuse(inplace: bool) -> None:
        if inplace:
            raise TypeError("this is the model's own set; leave out inplace=True and use the set you get")


class AllAgents(LazyAgentSet):
    """``model.agents``: the ordinary agents, then those in columns."""

    def __init__(self, ordinary: Any) -> None:
        self.ordinary = ordinary
        self.column_sets: list[AgentSet] = []
        self.random = ordinary.random

    def __len__(self) -> int:
        return len(self.ordinary) + sum(len(agents) for agents in self.column_sets)

    def __iter__(self) -> Iterator[Any]:
        return chain(self.ordinary, *self.column_sets)

    def __contains__(self, agent: object) -> bool:
        return agent in self.ordinary or any(agent in agents for agents in self.column_sets)

    def add(self, agent: Any) -> None:
        """Register an ordinary agent (Mesa calls this)."""
        self.ordinary.add(agent)

    def remove(self, agent: Any) -> None:
        """Deregister an agent (Mesa calls this)."""
        self.ordinary.remove(agent)

    def discard(self, agent: Any) -> None:
        """Deregister an agent if it is registered."""
        self.ordinary.discard(agent)


def _named(method: str) -> Callable[..., Any]:
    return lambda agent, *args, **kwargs: getattr(agent, method)(*args, **kwargs)
