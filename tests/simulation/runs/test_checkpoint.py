"""A state taken apart and put together is the same state."""

from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from agents.columns import Columns
from agents.firm import Firm, Vacancy
from agents.worker import Worker
from simulation.runs import checkpoint
from simulation.world import STATES, TABLES


@dataclass
class _Inner:
    clock: float = float("inf")
    matrix: np.ndarray = field(default_factory=lambda: np.arange(6.0).reshape(2, 3))


@dataclass
class _State:
    inner: _Inner = field(default_factory=_Inner)
    named: dict = field(default_factory=lambda: {"a": np.arange(3), "b": 2.5})
    flag: bool = True
    count: int = 3
    label: str | None = None


def _world(filled: bool) -> SimpleNamespace:
    tables = {"workers": Worker, "firms": Firm, "vacancies": Vacancy, "requests": Vacancy, "projects": Vacancy}
    world = SimpleNamespace(
        **{name: Columns(owner) for name, owner in tables.items()},
        **{name: _State() for name in STATES},
        month=0,
        region=SimpleNamespace(digest="d"),
        seed=1,
        scale=20,
    )
    if filled:
        world.month = 7
        world.workers.extend(50)
        world.workers.wres[:] = np.linspace(-1, 1, 50)
        world.vacancies.extend(3)
        world.vacancies.vid[:] = [2**63, 5, 6]
        world.labour.inner.clock, world.labour.named = float("-inf"), {"z": np.ones(2), "b": 0.1}
        world.grid.count, world.grid.label, world.grid.flag = 9, "x", False
        world.power.inner.matrix = np.zeros((0, 3), np.float32)
    return world


def test_a_saved_state_comes_back_exactly(tmp_path: Path) -> None:
    source, target = _world(filled=True), _world(filled=False)
    checkpoint.save(source, tmp_path / "c")
    checkpoint.load(target, tmp_path / "c")
    assert target.month == 7
    for table in TABLES:
        for name, array in getattr(source, table).arrays().items():
            np.testing.assert_array_equal(array, getattr(target, table).arrays()[name])
    assert target.labour.inner.clock == float("-inf")
    assert list(target.labour.named) == ["z", "b"]
    assert target.labour.named["b"] == 0.1
    assert (target.grid.count, target.grid.label, target.grid.flag) == (9, "x", False)
    assert target.power.inner.matrix.shape == (0, 3)
    assert target.power.inner.matrix.dtype == np.float32


def test_a_state_of_another_run_is_refused(tmp_path: Path) -> None:
    checkpoint.save(_world(filled=True), tmp_path / "c")
    other = _world(filled=False)
    other.scale, other.seed = 10, 2
    with pytest.raises(ValueError, match="differs in seed, scale"):
        checkpoint.load(other, tmp_path / "c")


def test_what_cannot_be_saved_is_named() -> None:
    world = _world(filled=True)
    world.grid.label = {1, 2}
    with pytest.raises(TypeError, match=r"grid\.label: a set"):
        checkpoint.take(world)
