"""A small thread pool that runs a kernel over fixed blocks of rows.

Blocks do not depend on the number of threads, so block sums added in block order give the same
bits for one and for many threads. `prange` is not used: under OpenMP it kills forked workers and
under `workqueue` it aborts when two models step at once.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

BLOCK = 1 << 16


class Threads:
    """Run `nogil` kernels over row blocks on `count` threads."""

    def __init__(self, count: int = 1) -> None:
        if count < 1:
            raise ValueError(f"threads must be 1 or more, got {count}")
        self.count = count
        self._pool = ThreadPoolExecutor(count) if count > 1 else None

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

    def close(self) -> None:
        """Stop the threads; the object cannot be used afterwards."""
        if self._pool is not None:
            self._pool.shutdown()
