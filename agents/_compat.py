"""The only place that knows Mesa's private names; the same for Mesa 3.3 and 3.5."""

from typing import Any

import mesa
from mesa.agent import AgentSet

try:
    from mesa.agentset import GroupBy
except ModuleNotFoundError:  # Mesa 3.3 and 3.4 keep the sets beside the agent
    from mesa.agent import GroupBy

__all__ = ["AgentSet", "GroupBy", "enlist", "forget_model", "ordinary_agents", "replace_all"]


def enlist(model: mesa.Model, agent_class: type, agents: Any) -> None:
    """Make `agents` the set that ``model.agents_by_type[agent_class]`` returns.

    Raises
    ------
    ValueError
        If the model already has agents of this class.
    """
    if agent_class in model._agents_by_type:
        raise ValueError(f"the model already has agents of class {agent_class.__name__}")
    model._agents_by_type[agent_class] = agents


def ordinary_agents(model: mesa.Model) -> Any:
    """Set of the agents that registered themselves; ``model.agents`` until :func:`replace_all` changes it."""
    return model._all_agents


def replace_all(model: mesa.Model, agents: Any) -> None:
    """Make `agents` the set that ``model.agents`` returns and where Mesa registers new agents."""
    model._all_agents = agents


def forget_model(model: mesa.Model) -> None:
    """Drop the reference with which Mesa 3.3 keeps every model alive; needless but harmless later on."""
    ids = getattr(mesa.Agent, "_ids", None)
    if ids is not None:
        ids.pop(model, None)
