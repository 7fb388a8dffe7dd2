"""Watch a world through a month: which step reads and changes what of other submodels."""

import dataclasses
from collections import defaultdict
from contextlib import contextmanager
from typing import Any

import numpy as np

from simulation.practices.catalogue import OWNERS
from simulation.runs import checkpoint
from simulation.steps import Step
from simulation.world import STATES, TABLES, World

NOT_SPIED = ("doors", "practices")  # free to read, and watched by name


class Watch:
    """Note, by step, what was asked for and what was altered.

    States are watched field by field, tables as a whole, flows of the month and practices by name. Parameters, the
    region, levers, draws, the clock and what stands in the doors are free to read, and so not noted; what is written
    in a door is.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self.reads: dict[str, set[str]] = defaultdict(set)
        self.writes: dict[str, set[str]] = defaultdict(set)
        self._asked: set[str] = set()

    def live(self, steps: list[Step]) -> None:
        """Let steps happen, one after the other, in a new month."""
        self.world.flows = {}
        for step in steps:
            before, self._asked = self._snapshot(), set()
            with self._spying():
                step(self.world)
            self.reads[step.name] |= self._asked
            self.writes[step.name] |= self._altered(before)
        self.world.month += 1

    def foreign_reads(self, step: Step) -> set[str]:
        """What a step asked for beyond its own."""
        return {path for path in self.reads[step.name] if not _is_own(path, step)}

    def foreign_writes(self, step: Step) -> set[str]:
        """What a step altered beyond its own; flows belong to whoever counts them."""
        return {path for path in self.writes[step.name] if not _is_own(path, step) and not path.startswith("flows.")}

    def _snapshot(self) -> dict[str, Any]:
        arrays, values = checkpoint.take(self.world)
        found: dict[str, Any] = {}
        for path, array in arrays.items():
            found.setdefault(_place(path), []).append((array.shape, array.tobytes()))
        for path, value in values.items():
            found.setdefault(_place(path), []).append(repr(value))
        for name, flow in self.world.flows.items():
            found[f"flows.{name}"] = flow.tobytes()
        return found

    def _altered(self, before: dict[str, Any]) -> set[str]:
        now = self._snapshot()
        return {path for path in now if now[path] != before.get(path)}

    @contextmanager
    def _spying(self) -> Any:
        """Swap the classes of the world and its states for ones that note what is asked of them."""
        asked, world = self._asked, self.world
        states = {name: getattr(world, name) for name in STATES if name not in NOT_SPIED}
        classes = {name: type(state) for name, state in states.items()}
        flows, world.flows = world.flows, _Spied(world.flows, asked, "flows")
        practices, world.practices = world.practices, _Spied(world.practices, asked, "practices")
        for name, state in states.items():
            state.__class__ = _spied(classes[name], asked, name, {f.name for f in dataclasses.fields(classes[name])})
        world.__class__ = _spied(World, asked, "", set(TABLES))
        try:
            yield
        finally:
            world.__class__ = World
            for name, kind in classes.items():
                getattr(world, name).__class__ = kind
            for known in (flows, practices):
                known.clear()
            flows.update(world.flows)
            practices.update(world.practices)
            world.flows, world.practices = flows, practices


class _Spied(dict[str, np.ndarray]):
    """Arrays by name, such as flows of the month; adding to a flow is no reading of it."""

    def __init__(self, arrays: dict[str, np.ndarray], asked: set[str], prefix: str) -> None:
        super().__init__(arrays)
        self.asked, self.prefix, self.counted = asked, prefix, set[str]()

    def __setitem__(self, name: str, array: np.ndarray) -> None:
        self.counted.add(name)
        self.asked.discard(f"{self.prefix}.{name}")
        super().__setitem__(name, array)

    def __getitem__(self, name: str) -> np.ndarray:
        if name not in self.counted:
            self.asked.add(f"{self.prefix}.{name}")
        return super().__getitem__(name)


def _spied(kind: type, asked: set[str], prefix: str, names: set[str]) -> type:
    def note(self: Any, name: str) -> Any:
        if name in names:
            asked.add(f"{prefix}.{name}" if prefix else name)
        return object.__getattribute__(self, name)

    return type(kind.__name__, (kind,), {"__getattribute__": note})


def _place(path: str) -> str:
    """What a path of a checkpoint is part of: a table as a whole, a state's field."""
    name, _, rest = path.partition(".")
    return name if name in TABLES or not rest else f"{name}.{rest.split('.')[0]}"


def _is_own(path: str, step: Step) -> bool:
    place, _, name = path.partition(".")
    if place == "practices":
        return OWNERS.get(name, step.submodel) == step.submodel
    return path == "month" or place in step.own
