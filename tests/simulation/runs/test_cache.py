"""Entries are whole, shared, and rebuilt when damaged."""

import multiprocessing
from pathlib import Path

import numpy as np
import pytest

from simulation.runs import cache

ARRAYS = {
    "big": np.arange(200_000, dtype=np.float64),
    "small": np.arange(5, dtype=np.int8),
    "none": np.zeros((0, 3), np.float32),
    "square": np.asfortranarray(np.arange(12.0).reshape(3, 4)),
    "one": np.array(3.5),
}


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cache.ENVIRONMENT, str(tmp_path / "cache"))


def _equal(found: dict[str, np.ndarray]) -> bool:
    return all(
        np.array_equal(found[n], ARRAYS[n]) and found[n].dtype == ARRAYS[n].dtype and found[n].shape == ARRAYS[n].shape
        for n in ARRAYS
    )


def test_what_is_stored_is_found() -> None:
    assert cache.load("thing", "k") is None
    cache.store("thing", "k", ARRAYS, {"month": -3, "share": 0.1})
    found = cache.load("thing", "k")
    assert found is not None
    assert found[1] == {"month": -3, "share": 0.1}
    assert _equal(found[0])
    assert type(found[0]["big"]) is np.ndarray


def test_writing_to_a_found_array_leaves_the_entry_alone() -> None:
    cache.store("thing", "k", ARRAYS, {})
    first = cache.load("thing", "k")
    assert first is not None
    for array in first[0].values():
        array[...] = 7
    second = cache.load("thing", "k")
    assert second is not None
    assert _equal(second[0])


@pytest.mark.parametrize("damage", ["cut", "flip", "lose", "header", "foreign"])
def test_a_damaged_entry_is_removed_and_made_again(damage: str) -> None:
    cache.store("thing", "k", ARRAYS, {})
    folder = cache.path() / "thing" / "k"
    big = folder / "big.npy"
    data = bytearray(big.read_bytes())
    if damage == "cut":
        big.write_bytes(data[:-100])
    elif damage == "flip":
        data[5000] ^= 1
        big.write_bytes(data)
    elif damage == "lose":
        (folder / "small.npy").unlink()
    elif damage == "header":
        (folder / "entry.json").write_text("{")
    else:
        big.write_text("no array")
    assert cache.load("thing", "k") is None
    assert not folder.exists()
    cache.store("thing", "k", ARRAYS, {})
    again = cache.load("thing", "k")
    assert again is not None and _equal(again[0])


def _write(folder: str, count: int) -> None:
    import os

    os.environ[cache.ENVIRONMENT] = folder
    for _ in range(count):
        cache.store("thing", "k", ARRAYS, {})
        found = cache.load("thing", "k")
        assert found is not None and _equal(found[0])


def test_writers_at_the_same_time_leave_one_whole_entry() -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_write, args=(str(cache.path()), 20)) for _ in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    assert [writer.exitcode for writer in writers] == [0, 0, 0]
    assert [entry.name for entry in (cache.path() / "thing").iterdir()] == ["k"]


def test_a_cache_that_cannot_be_written_warns(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    blocker = tmp_path / "file"
    blocker.write_text("")
    monkeypatch.setenv(cache.ENVIRONMENT, str(blocker))
    with pytest.warns(UserWarning, match="cannot be written"):
        cache.store("thing", "k", ARRAYS, {})
    assert cache.load("thing", "k") is None


def test_clear_empties_and_says_how_much() -> None:
    assert cache.clear() == 0
    cache.store("thing", "k", ARRAYS, {})
    held = cache.size()
    assert held > 1_600_000
    assert cache.clear() == held
    assert cache.size() == 0


def test_keys_tell_parts_apart_and_forget_their_order() -> None:
    assert cache.key_of(a=1, b=2.0) == cache.key_of(b=2.0, a=1)
    assert cache.key_of(a=1, b=2.0) != cache.key_of(a=2.0, b=1)
    assert len(cache.code_version()) == 64
