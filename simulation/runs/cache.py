"""What is costly to make and never changes, kept on disk under the hash of all it depends on.

An entry is a folder ``<kind>/<sha256>/`` of `.npy` arrays and one `entry.json`. It appears whole or
not at all, is never altered, and is shared by all processes of a machine through its page cache.
"""

import functools
import hashlib
import json
import os
import shutil
import uuid
import warnings
import zlib
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from platformdirs import user_cache_path

Arrays = dict[str, NDArray[Any]]
ENVIRONMENT = "POLDERMODEL_CACHE"
ROOT = Path(__file__).resolve().parents[2]
SOURCE_FOLDERS = ("agents", "simulation", "scenarios")
_MAPPED_FROM = 1 << 16  # bytes; smaller arrays are read, not mapped


def path() -> Path:
    """Folder of the cache: the environment variable POLDERMODEL_CACHE, or the user's cache folder."""
    return Path(os.environ.get(ENVIRONMENT) or user_cache_path("poldermodel"))


def size() -> int:
    """Bytes held by the cache."""
    return sum(file.stat().st_size for file in path().rglob("*") if file.is_file()) if path().exists() else 0


def clear() -> int:
    """Remove everything in the cache and say how many bytes that freed."""
    freed = size()
    for entry in path().iterdir() if path().exists() else ():
        shutil.rmtree(entry) if entry.is_dir() and not entry.is_symlink() else entry.unlink()
    return freed


@functools.cache
def code_version() -> str:
    """Hash of the sources that a population or a run depends on."""
    digest = hashlib.sha256()
    for source in sorted(file for folder in SOURCE_FOLDERS for file in (ROOT / folder).rglob("*.py")):
        text = source.read_bytes()
        digest.update(f"{source.relative_to(ROOT).as_posix()} {len(text)}\n".encode())
        digest.update(text)
    return digest.hexdigest()


def key_of(**parts: Any) -> str:
    """Hash of named parts that JSON can hold: hexadecimal sha256."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True, allow_nan=False).encode()).hexdigest()


def store(kind: str, key: str, arrays: Arrays, header: dict[str, Any]) -> None:
    """Add an entry; if another process was first, its entry stays.

    Parameters
    ----------
    kind, key
        Where the entry lives.
    arrays
        Written as they are; names are file names.
    header
        Anything JSON can hold.

    Notes
    -----
    A cache that cannot be written to warns and is done without.
    """
    folder = path() / kind / key
    draft = folder.with_name(f".draft-{os.getpid()}-{uuid.uuid4().hex}")
    try:
        write_folder(draft, arrays, header)
        os.rename(draft, folder)
    except OSError as error:
        shutil.rmtree(draft, ignore_errors=True)
        if not folder.exists():
            warnings.warn(f"cache {path()} cannot be written: {error}", stacklevel=2)


def load(kind: str, key: str) -> tuple[Arrays, dict[str, Any]] | None:
    """Read an entry, or None if there is none or it is damaged; a damaged one is removed.

    Returns
    -------
    arrays
        By name; large ones are private copy-on-write maps of the files.
    header
        As stored.
    """
    folder = path() / kind / key
    if not folder.exists():
        return None
    try:
        return read_folder(folder)
    except (OSError, ValueError, KeyError, TypeError, EOFError):
        shutil.rmtree(folder, ignore_errors=True)
        return None


def write_folder(folder: Path, arrays: Arrays, header: dict[str, Any]) -> None:
    """Write arrays and header to a new folder, each array with its checksum."""
    folder.mkdir(parents=True)
    sums = {}
    for name, array in arrays.items():
        flat = np.ascontiguousarray(array)
        np.save(folder / f"{name}.npy", flat.reshape(array.shape), allow_pickle=False)
        sums[name] = _checksum(flat)
    text = json.dumps({"header": header, "sums": sums}, allow_nan=False)
    (folder / "entry.json").write_text(text, encoding="utf-8")


def read_folder(folder: Path) -> tuple[Arrays, dict[str, Any]]:
    """Read what :func:`write_folder` wrote.

    Raises
    ------
    OSError, ValueError, KeyError, TypeError, EOFError
        If the folder is incomplete or an array differs from its checksum.
    """
    entry = json.loads((folder / "entry.json").read_text(encoding="utf-8"))
    arrays = {}
    for name, wanted in entry["sums"].items():
        file = folder / f"{name}.npy"
        mode: Any = "c" if file.stat().st_size >= _MAPPED_FROM else None
        array = np.asarray(np.load(file, mmap_mode=mode, allow_pickle=False))
        if _checksum(array) != wanted:
            raise ValueError(f"{file} is damaged")
        arrays[name] = array
    return arrays, entry["header"]


def _checksum(array: NDArray[Any]) -> int:
    return zlib.crc32(array.reshape(-1).view(np.uint8).data) if array.size else 0
