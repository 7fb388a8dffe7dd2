"""Threads inside a run: our own few for kernels over fixed blocks of rows, and one for matrix products.

Blocks do not depend on the number of threads, so block sums added in block order give the same
bits for one and for many threads. `prange` is not used: under OpenMP it kills forked workers and
under `workqueue` it aborts when two models step at once.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import numpy as np
from threadpoolctl import ThreadpoolController

from simulation.declare.arrays import Rows

BLOCK = 1 << 16


class Threads:
    """Run `nogil` kernels over row blocks on `count` threads."""

    def __init__(self, count: int = 1) -> None:
        if count < 1:
            raise ValueError(f"threads must be 1 or more, got {count}")
        self.count = count
        self._pool = ThreadPoolExecutor(count) if count > 1 else None
        self._libraries = ThreadpoolController().select(user_api="blas").lib_controllers

    @contextmanager
    def one_for_matrices(self) -> Iterator[None]:
        """Keep matrix products on one thread: more are slower on matrices this small, and may change the last bits."""
        before = [library.num_threads for library in self._libraries]
        for library in self._libraries:
            library.set_num_threads(1)
        try:
            yield
        finally:
            for library, count in zip(self._libraries, before, strict=True):
                library.set_num_threads(count)

    def __getstate__(self) -> dict[str, int]:
        """Threads and loaded libraries stay behind when a model is pickled."""
        return {"count": self.count}

    def __setstate__(self, state: dict[str, int]) -> None:
        """Start as many threads as there were."""
        self.__init__(state["count"])  # type: ignore[misc]

    def blocks(self, rows: int) -> int:
        """Number of blocks that `rows` rows are cut into (at least 1)."""
        return max(1, -(-rows // BLOCK))

    def each_block(self, kernel: Callable[..., Any], rows: int, *args: Any) -> list[Any]:
        """Call ``kernel(first, last, block, *args)`` for every block; results in block order."""
        n = self.blocks(rows)
        spans = [(b * BLOCK, min(rows, (b + 1) * BLOCK), b) for b in range(n)]
        if self._pool is None or n == 1:
            return [kernel(first, last, b, *args) for first, last, b in spans]
        futures = [self._pool.submit(kernel, first, last, b, *args) for first, last, b in spans]
        return [future.result() for future in futures]

    @staticmethod
    def gather(counts: Sequence[int] | Rows, *written: Rows) -> tuple[Rows, ...]:
        """Join what each block wrote from its own first row on: so many rows of each array, in block order."""
        spans = [slice(b * BLOCK, b * BLOCK + int(count)) for b, count in enumerate(counts)]
        return tuple(np.concatenate([array[span] for span in spans]) for array in written)

    def close(self) -> None:
        """Stop the threads; the object cannot be used afterwards."""
        if self._pool is not None:
            self._pool.shutdown()
