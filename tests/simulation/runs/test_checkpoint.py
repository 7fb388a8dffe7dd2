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


def _model(filled: bool) -> SimpleNamespace:
    tables = {"workers": Worker, "firms": Firm, "vacancies": Vacancy, "requests": Vacancy, "projects": Vacancy}
    model = SimpleNamespace(
        **{name: Columns(owner) for name, owner in tables.items()},
        **{name: _State() for name in checkpoint.STATES},
        month=0,
        frozen=False,
        region=SimpleNamespace(digest="d"),
        run_seed=1,
        scale=20,
    )
    if filled:
        model.month, model.frozen = 7, True
        model.workers.extend(50)
        model.workers.wres[:] = np.linspace(-1, 1, 50)
        model.vacancies.extend(3)
        model.vacancies.vid[:] = [2**63, 5, 6]
        model.state.inner.clock, model.state.named = float("-inf"), {"z": np.ones(2), "b": 0.1}
        model.grid.count, model.grid.label, model.grid.flag = 9, "x", False
        model.energy.inner.matrix = np.zeros((0, 3), np.float32)
    return model


def test_a_saved_state_comes_back_exactly(tmp_path: Path) -> None:
    source, target = _model(filled=True), _model(filled=False)
    checkpoint.save(source, tmp_path / "c")
    checkpoint.load(target, tmp_path / "c")
    assert (target.month, target.frozen) == (7, True)
    for table in checkpoint.TABLES:
        for name, array in getattr(source, table).arrays().items():
            np.testing.assert_array_equal(array, getattr(target, table).arrays()[name])
    assert target.state.inner.clock == float("-inf")
    assert list(target.state.named) == ["z", "b"]
    assert target.state.named["b"] == 0.1
    assert (target.grid.count, target.grid.label, target.grid.flag) == (9, "x", False)
    assert target.energy.inner.matrix.shape == (0, 3)
    assert target.energy.inner.matrix.dtype == np.float32


def test_a_state_of_another_run_is_refused(tmp_path: Path) -> None:
    checkpoint.save(_model(filled=True), tmp_path / "c")
    other = _model(filled=False)
    other.scale, other.run_seed = 10, 2
    with pytest.raises(ValueError, match="differs in seed, scale"):
        checkpoint.load(other, tmp_path / "c")


def test_what_cannot_be_saved_is_named() -> None:
    model = _model(filled=True)
    model.grid.label = {1, 2}
    with pytest.raises(TypeError, match=r"grid\.label: a set"):
        checkpoint.take(model)
