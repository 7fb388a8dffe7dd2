"""What must be set before numpy and numba are imported: one BLAS thread, and a compile cache that knows our kernels."""

import hashlib
import os
import sys
from pathlib import Path

from platformdirs import user_cache_path

_KERNELS = Path(__file__).resolve().parent / "kernels"
_THREAD_SETTINGS = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS")


def kernel_digest(folder: Path = _KERNELS) -> str:
    """Hash of all sources that compiled code may depend on: hexadecimal sha256."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.py")):
        text = path.read_bytes()
        digest.update(f"{path.relative_to(folder).as_posix()} {len(text)}\n".encode())
        digest.update(text)
    return digest.hexdigest()


def prepare_environment() -> None:
    """Set what the user has not set.

    Notes
    -----
    One BLAS thread: the matrices are small, and two threads made the grid 20 times slower. numba
    watches only the file of a compiled function, not those it imports from; a cache folder named
    after the sources of all kernels makes an edit in any of them recompile all. Kernels import
    nothing of ours from elsewhere, and nothing elsewhere is compiled (import contracts see to it).
    """
    for name in _THREAD_SETTINGS:
        os.environ.setdefault(name, "1")
    if "NUMBA_CACHE_DIR" in os.environ:
        return
    folder = str(user_cache_path("poldermodel") / "numba" / kernel_digest())
    os.environ["NUMBA_CACHE_DIR"] = folder
    if "numba" in sys.modules:  # it has read its settings already
        sys.modules["numba"].config.CACHE_DIR = folder
