"""A scheduler and workers started from the shell, as on a cluster."""

import contextlib
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.sweep_designs import ROOT, wait_until

QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


def free_port() -> int:
    """A port nobody listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


class ShellCluster:
    """`dask scheduler` and `dask worker` processes; closed by `shell_cluster`."""

    def __init__(self, folder: Path) -> None:
        self.address = f"tcp://127.0.0.1:{free_port()}"
        self.folder = folder
        port = self.address.rpartition(":")[2]
        self.scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard")
        self.workers: list[subprocess.Popen] = []

    def add_worker(self) -> subprocess.Popen:
        """Start a worker without a nanny, so that nobody replaces it."""
        options = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--death-timeout", "60")
        self.workers.append(self._start("worker", self.address, *options))
        return self.workers[-1]

    def wait_for_workers(self, n: int) -> None:
        """Wait until so many are known to the scheduler."""
        from distributed import Client

        with Client(self.address, timeout="60s", set_as_default=False) as client:
            wait_until(lambda: len(client.scheduler_info()["workers"]) >= n, f"{n} workers are there")

    def _start(self, *arguments: str) -> subprocess.Popen:
        dask = Path(sys.executable).with_name("dask")
        environment = os.environ | {"PYTHONPATH": str(ROOT), "DASK_TEMPORARY_DIRECTORY": str(self.folder)}
        return subprocess.Popen([sys.executable, str(dask), *arguments], cwd=self.folder, env=environment, **QUIET)


@contextlib.contextmanager
def shell_cluster(folder: Path) -> Iterator[ShellCluster]:
    """A scheduler without workers; all that was started is ended."""
    cluster = ShellCluster(folder)
    try:
        yield cluster
    finally:
        for process in [*cluster.workers, cluster.scheduler]:
            process.kill()
            process.wait()
