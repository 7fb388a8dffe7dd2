"""Finished runs in small, kept under the hash of all they depend on, so that nothing is ever run twice.

A run is one Parquet file ``<first two of the key>/<key>.parquet``, written whole or not at all. It carries its key
and a digest of all its bytes: a file that was cut off or altered anywhere is found when it is read, and removed.
Parquet's own checksums do not cover its footer, where one altered bit can give other numbers without an error.
"""

import hashlib
import json
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from simulation.runs.results import write_atomically, write_json

KEY = b"key"
DIGEST = b"poldermodel sha256 "  # in front of the digest of the file as it was with zeros in its place
BLANK = b"0" * 64
ABANDONED = 3600.0  # seconds after which a temporary file belongs to nobody: a write takes less than one


class StoreError(OSError):
    """The store cannot be written to or read, such as on a full disk; everything finished before is kept."""


@dataclass(frozen=True)
class RunStore:
    """A folder of finished runs.

    Attributes
    ----------
    folder
        Any number of sweeps may share it, also at the same time.
    """

    folder: Path

    def path(self, key: str) -> Path:
        """Where the run with this key is, or will be."""
        return self.folder / key[:2] / f"{key}.parquet"

    def read(self, key: str) -> pa.Table | None:
        """Return the table of a run, or None if it is not there or damaged; what is damaged is removed.

        Raises
        ------
        StoreError
            If it is there and cannot be read, which says nothing of what is in it: it stays.
        """
        payload = self._sound(key)
        if payload is None:
            return None
        table = pq.ParquetFile(pa.BufferReader(payload)).read(use_threads=False)  # too small for threads
        return table.replace_schema_metadata({KEY: key.encode()})

    def has(self, key: str) -> bool:
        """Whether a run is there and sound, as by :meth:`read` but without making a table of it."""
        return self._sound(key) is not None

    def _sound(self, key: str) -> bytes | None:
        """Bytes of a run's file as they were made, or None."""
        path = self.path(key)
        try:
            payload = path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise StoreError(error.errno, f"{error.strerror}: {path}") from error
        if is_sound(key, payload):
            return payload
        path.unlink(missing_ok=True)
        return None

    def put(self, key: str, payload: bytes) -> None:
        """Keep a run, as made by :func:`pack`; on disk, not only in the page cache, when this returns.

        Raises
        ------
        StoreError
            If it cannot be written; nothing of it is left.
        """
        try:
            write_atomically(self.path(key), lambda path: _write_through(path, payload))
            _settle(self.path(key).parent, self.folder)
            self._reason_path(key).unlink(missing_ok=True)
        except OSError as error:
            raise StoreError(error.errno, f"{error.strerror}: {self.folder}") from error

    def refuse(self, key: str, reason: str, detail: str) -> None:
        """Keep why a run failed; it is tried again by whoever wants it next."""
        write_json({"key": key, "reason": reason, "detail": detail}, self._reason_path(key))

    def reason(self, key: str) -> str:
        """Why a run failed last time, empty if it did not."""
        try:
            found: str = json.loads(self._reason_path(key).read_text(encoding="utf-8"))["reason"]
        except (OSError, ValueError, KeyError):
            return ""
        return found

    def _reason_path(self, key: str) -> Path:
        return self.path(key).with_suffix(".error.json")

    def keys(self) -> Iterator[str]:
        """Every run that is there, in no order."""
        for path in self.folder.glob("[0-9a-f][0-9a-f]/[0-9a-f]*.parquet"):
            yield path.stem

    def mean_size(self) -> float | None:
        """Bytes a run takes, over some that are there; None if there is none."""
        sizes = [self.path(key).stat().st_size for key, _ in zip(self.keys(), range(50), strict=False)]
        return sum(sizes) / len(sizes) if sizes else None


def pack(key: str, table: pa.Table) -> bytes:
    """Turn a run's table into the bytes of its file; the same table gives the same bytes anywhere."""
    sink = pa.BufferOutputStream()
    labels, floats = _columns(table.schema)
    with pq.ParquetWriter(
        sink,
        table.schema.remove_metadata(),
        compression="zstd",
        use_dictionary=list(labels),
        use_byte_stream_split=list(floats),
        write_statistics=False,
    ) as writer:
        writer.write_table(table.replace_schema_metadata(None))
        writer.add_key_value_metadata({KEY: key.encode(), b"digest": DIGEST + BLANK})
    blank: bytes = sink.getvalue().to_pybytes()
    digest = hashlib.sha256(blank).hexdigest().encode()
    return blank.replace(DIGEST + BLANK, DIGEST + digest)


def is_sound(key: str, payload: bytes) -> bool:
    """Whether bytes are those that :func:`pack` made for a key."""
    place = payload.rfind(DIGEST) + len(DIGEST)
    head, digest, tail = payload[:place], payload[place : place + len(BLANK)], payload[place + len(BLANK) :]
    if hashlib.sha256(head + BLANK + tail).hexdigest().encode() != digest:
        return False
    return (pq.read_metadata(pa.BufferReader(payload)).metadata or {}).get(KEY) == key.encode()


def remove_leftovers(folder: Path) -> None:
    """Remove temporary files, in a folder and those in it, of writers that were killed an hour or longer ago."""
    for pattern in (".*.tmp", "*/.*.tmp"):
        for path in folder.glob(pattern):
            try:
                if time.time() - path.stat().st_mtime > ABANDONED:
                    path.unlink()
            except OSError:  # somebody else was first, or it is not ours to remove
                continue


@cache
def _columns(schema: pa.Schema) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names of the label columns and of the number columns."""
    labels = tuple(f.name for f in schema if pa.types.is_dictionary(f.type))
    return labels, tuple(f.name for f in schema if pa.types.is_floating(f.type))


def _write_through(path: Path, payload: bytes) -> None:
    """Write and wait until the disk has it: a rename may reach the disk before the data do."""
    with path.open("wb") as file:
        file.write(payload)
        file.flush()
        os.fsync(file.fileno())


def _settle(*folders: Path) -> None:
    """Wait until the disk has the names in these folders too: a file without its name is lost with the power."""
    if os.name != "posix":  # elsewhere a folder cannot be opened
        return
    for folder in folders:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
