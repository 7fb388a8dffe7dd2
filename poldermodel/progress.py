"""Progress on stderr: bars on a terminal, a line now and then elsewhere."""

import sys
import time
from collections.abc import Sequence
from types import TracebackType
from typing import Any

from experiments.words import Words
from simulation.runs.task import Event, Task

EVERY = 20.0  # seconds between lines where there is no terminal


class Progress:
    """Shows what every run is doing; use as a context and as the listener of the runs.

    Parameters
    ----------
    tasks
        All runs, so that they can be numbered.
    lang
        ``"nl"`` or ``"en"``.
    quiet
        Show nothing.
    """

    def __init__(self, tasks: list[Task], lang: str, quiet: bool) -> None:
        self.enlist(tasks)
        self._words, self._quiet = Words(lang), quiet
        self._terminal = sys.stderr.isatty() and not quiet
        self._bars: Any = None
        self._rows: dict[str, Any] = {}
        self._last, self._ended = time.monotonic(), 0

    def __enter__(self) -> "Progress":
        if self._terminal:
            self._bars = _make_bars()
            self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bars is not None:
            self._bars.stop()

    def __call__(self, event: Event) -> None:
        """Take note of one event."""
        self._ended += event.stage in ("done", "failed")
        if self._bars is not None:
            self._draw(event)
        elif not self._quiet:
            self._print(event)

    def enlist(self, tasks: Sequence[Task]) -> None:
        """Take note of all runs there are now."""
        self._number = {task.key: k for k, task in enumerate(tasks, 1)}
        self._task = {task.key: task for task in tasks}

    def say(self, key: str) -> None:
        """Say what happens next, outside any run."""
        if self._bars is not None:
            self._bars.console.print(self._words(f"progress.{key}"))
        elif not self._quiet:
            print(self._words(f"progress.{key}"), file=sys.stderr, flush=True)

    def _draw(self, event: Event) -> None:
        if event.key not in self._rows:
            self._rows[event.key] = self._bars.add_task(self._title(event.key), total=1.0, stage="")
        row = self._rows[event.key]
        self._bars.update(row, completed=event.share, stage=self._stage(event))
        if event.stage in ("done", "failed"):
            self._bars.console.print(f"{self._title(event.key)}: {self._stage(event)}", highlight=False)
            self._bars.remove_task(row)

    def _print(self, event: Event) -> None:
        now = time.monotonic()
        if event.stage in ("month", "burn_in") and now - self._last < EVERY:
            return
        self._last = now
        left = self._words("progress.waiting", n=len(self._number) - self._ended)
        print(f"{self._title(event.key)}: {self._stage(event)} ({left})", file=sys.stderr, flush=True)

    def _title(self, key: str) -> str:
        run = self._words("progress.run", k=self._number[key], n=len(self._number))
        return f"{run}, {self._task[key].scenario.id}, seed {self._task[key].seed}"

    def _stage(self, event: Event) -> str:
        stage = self._words(f"progress.{event.stage}")
        return f"{stage} {event.month}".strip()


def _make_bars() -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    return Bars(
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        TextColumn("{task.fields[stage]}"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
