"""Runs on machines elsewhere, through Dask distributed: the same tasks, the same bits."""

import json
import logging
import pickle
import time
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from simulation.runs.cache import code_version
from simulation.runs.pool import CrewLost
from simulation.runs.task import Task

AHEAD = 2  # tasks in flight for every thread of the cluster, so that none waits for us
EVERY = 5.0  # seconds between counts of the workers, which come and go
PATIENCE = "20s"  # to find the scheduler
LOST = "the connection to the cluster was lost"


class ClusterError(RuntimeError):
    """The cluster cannot be used, with what to do about it."""


class Cluster:
    """Workers that listen to a Dask scheduler.

    Parameters
    ----------
    address
        Of the scheduler, such as ``tcp://10.0.0.5:8786``, or the path of its scheduler file.
    entry
        Run in a worker with a pickled task and the hash of our sources; what it returns comes back here, so that
        workers need no disk of ours.

    Raises
    ------
    ClusterError
        If Dask is not installed or the scheduler cannot be reached.

    Notes
    -----
    A worker that dies loses only what it was doing: the scheduler gives that to another, and gives a run up when
    it has lost more workers than the scheduler's setting ``allowed-failures``. A scheduler that dies ends the batch.
    """

    def __init__(self, address: str, entry: Callable[..., Any]) -> None:
        self._client = _connect(address)
        self._executor = self._client.get_executor(pure=False, retries=0)
        self._entry, self._code = entry, code_version()
        self._counted = -EVERY
        self.attend()

    def submit(self, task: Task) -> Future[Any]:
        """Send a task; its result comes back in the future.

        Raises
        ------
        CrewLost
            If the scheduler is gone.
        """
        pickled = pickle.dumps(task)
        try:
            future: Future[Any] = self._executor.submit(self._entry, pickled, self._code)
        except Exception as error:  # of many kinds, after the way the connection was lost
            raise CrewLost(LOST) from error
        return future

    def attend(self) -> None:
        """Count the workers now and then.

        Raises
        ------
        CrewLost
            If the scheduler is gone.
        """
        if time.monotonic() - self._counted < EVERY:
            return
        self._counted = time.monotonic()
        try:
            self.width = AHEAD * max(1, sum(self._client.nthreads().values()))
        except Exception as error:  # of many kinds, after the way the connection was lost
            raise CrewLost(LOST) from error

    def renew(self) -> None:
        """The scheduler replaces workers by itself."""

    def close(self, stop: bool) -> None:
        """Leave the cluster; with `stop` what was sent is called back."""
        if self._client.status != "closed":  # it closes by itself when the scheduler is lost for good
            self._executor.shutdown(wait=not stop)
            self._client.close()


def _connect(place: str) -> Any:
    """Return a client of the scheduler."""
    try:
        from distributed import Client
    except ImportError:
        raise ClusterError('a cluster needs Dask: pip install "poldermodel[cluster]"') from None
    address = _address_at(place)
    connect: Any = Client
    for name in ("distributed", "distributed.client"):  # a lost connection is told by us, in one line
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        return connect(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise ClusterError(f"no scheduler answers at {address}: {error}") from None


def _address_at(place: str) -> str:
    """Address of a scheduler, from itself or from the file that a scheduler writes."""
    from distributed.comm.addressing import get_address_host_port

    try:
        address = place if "://" in place else str(json.loads(Path(place).read_text(encoding="utf-8"))["address"])
        get_address_host_port(address)
    except (OSError, ValueError, KeyError, TypeError):
        allowed = "a scheduler's address (tcp://10.0.0.5:8786) or its file"
        raise ClusterError(f"--cluster: found {place!r}; allowed: {allowed}") from None
    return address
