"""A kept run is read back as it was or not at all, and a disk that fails leaves nothing half-written."""

import errno
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from simulation.indicators.tables import labelled_table
from simulation.runs import store as storing
from simulation.runs.store import ABANDONED, DIGEST, RunStore, StoreError, pack, remove_leftovers

KEY, OTHER = "ab" * 16, "cd" * 16
ROOT = Path(__file__).parents[3]


@pytest.fixture
def store(tmp_path) -> RunStore:
    return RunStore(tmp_path / "store")


def small_table() -> pa.Table:
    """Labels, a whole number and floats, nan among them."""
    values = np.array([[1.5, np.nan], [2.5, 1e30], [-0.0, 3.0]], np.float32)
    table = labelled_table({"level": (np.array([0, 1, 1], np.int32), ["region", "zone"])}, values, ["jobs", "rate"])
    return table.add_column(0, "year", pa.array([2022, 2022, 2023], pa.int16()))


def is_same(table: pa.Table) -> bool:
    """Whether a table is the small one, bit by bit; to `equals` nan is nan nowhere."""
    return pack(KEY, table) == pack(KEY, small_table())


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_what_is_put_is_read_back(store):
    store.put(KEY, pack(KEY, small_table()))
    assert store.has(KEY) and list(store.keys()) == [KEY]
    found = store.read(KEY)
    assert is_same(found) and found.schema.metadata == {storing.KEY: KEY.encode()}


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_bytes_and_names_are_on_disk_when_it_returns(store, monkeypatch):
    """First the bytes of the file under its temporary name, then the folders that name it: power may go at any time."""
    synced = []
    monkeypatch.setattr(storing.os, "fsync", lambda number: synced.append(Path(os.readlink(f"/proc/self/fd/{number}"))))
    store.put(KEY, pack(KEY, small_table()))
    assert [path.name for path in synced[1:]] == [KEY[:2], "store"] and synced[0].name.startswith(f".{KEY}.parquet")


def test_any_program_can_read_a_run(store):
    store.put(KEY, pack(KEY, small_table()))
    assert is_same(pq.read_table(store.path(KEY)))


def test_what_is_not_there_is_none(store):
    assert store.read(KEY) is None and not store.has(KEY) and store.mean_size() is None


def damaged_is_found(store: RunStore, payload: bytes) -> bool:
    """Whether a damaged file is found and removed."""
    store.path(KEY).parent.mkdir(parents=True, exist_ok=True)
    store.path(KEY).write_bytes(payload)
    return store.read(KEY) is None and not store.path(KEY).exists()


def test_a_file_cut_off_anywhere_is_found_and_removed(store):
    payload = pack(KEY, small_table())
    assert all(damaged_is_found(store, payload[:length]) for length in range(len(payload)))


@pytest.mark.parametrize("flip", [0x01, 0x20, 0x80, 0xFF])
def test_any_altered_byte_is_found(flip):
    payload = pack(KEY, small_table())
    for place in range(len(payload)):
        altered = payload[:place] + bytes([payload[place] ^ flip]) + payload[place + 1 :]
        assert not storing.is_sound(KEY, altered), place


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"PAR1",
        DIGEST,
        b"x" * 10_000,
        pack(OTHER, small_table()),
        pack(KEY, small_table()) + b"\0",
        pack(KEY, small_table()) * 2,
        pack(OTHER, small_table()).replace(OTHER.encode(), KEY.encode()),
    ],
    ids=["empty", "magic", "mark", "noise", "other key", "longer", "twice", "renamed"],
)
def test_a_file_of_something_else_is_found_and_removed(store, payload):
    assert damaged_is_found(store, payload)


def test_a_file_that_cannot_be_read_stays(store, monkeypatch):
    """Too many open files, or a network disk that is away, say nothing of what is in a file."""
    store.put(KEY, pack(KEY, small_table()))

    def fail(path: Path) -> bytes:
        raise OSError(errno.EMFILE, "Too many open files")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", fail)
        with pytest.raises(StoreError, match="Too many open files"):
            store.read(KEY)
    assert is_same(store.read(KEY))


def test_a_write_that_fails_half_way_leaves_nothing(store, monkeypatch):
    store.put(OTHER, pack(OTHER, small_table()))

    def fill_up(path: Path, payload: bytes) -> None:
        path.write_bytes(payload[:100])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(storing, "_write_through", fill_up)
    with pytest.raises(StoreError) as caught:
        store.put(KEY, pack(KEY, small_table()))
    assert caught.value.errno == errno.ENOSPC and str(store.folder) in str(caught.value)
    assert files_in(store.folder) == [store.path(OTHER)]


def put_under_a_limit(folder: str) -> None:
    """Put a run where no file may be longer than 200 bytes; for a process of its own."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200, 200))
    try:
        RunStore(Path(folder)).put(KEY, pack(KEY, small_table()))
    except StoreError as error:
        print(errno.errorcode[error.errno])


def run_apart(call: str) -> str:
    code = f"from tests.simulation.runs import test_store; test_store.{call}"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, timeout=120)
    assert found.returncode == 0, found.stderr
    return found.stdout.strip()


def test_a_real_limit_on_the_size_of_files_leaves_nothing(store):
    assert run_apart(f"put_under_a_limit({str(store.folder)!r})") == "EFBIG"
    assert files_in(store.folder) == []


def fill_disk(folder: str) -> None:
    """Put runs until the disk is full; for a process of its own."""
    try:
        for number in range(10_000):
            key = f"{number:032x}"
            RunStore(Path(folder)).put(key, pack(key, small_table()))
    except StoreError as error:
        print(errno.errorcode[error.errno], number)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0 or shutil.which("mount") is None, reason="needs root")
def test_a_real_full_disk_keeps_what_is_finished(tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk], capture_output=True)
    if mounted.returncode:
        pytest.skip("no disk can be mounted here")
    try:
        reason, kept = run_apart(f"fill_disk({str(disk)!r})").split()
        assert reason == "ENOSPC" and int(kept) > 3
        store = RunStore(disk)
        assert len(list(store.keys())) == int(kept) and all(store.has(key) for key in store.keys())
        assert len(files_in(disk)) == int(kept)
    finally:
        subprocess.run(["umount", disk], check=True)


def test_the_reason_of_a_failure_is_kept_until_the_run_is(store):
    store.refuse(KEY, "ValueError: no", "Traceback")
    assert store.reason(KEY) == "ValueError: no" and not store.has(KEY)
    store.put(KEY, pack(KEY, small_table()))
    assert store.reason(KEY) == ""


def test_only_old_temporary_files_are_removed(store):
    """A young one may be another process's that is just writing."""
    store.put(KEY, pack(KEY, small_table()))
    young, old = (store.path(KEY).with_name(f".{name}.parquet.0.tmp") for name in ("young", "old"))
    for path in (young, old):
        path.write_bytes(b"half")
    past = time.time() - ABANDONED - 1
    os.utime(old, (past, past))
    remove_leftovers(store.folder)
    assert sorted(files_in(store.folder)) == sorted([store.path(KEY), young])
