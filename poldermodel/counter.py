"""Progress of a sweep on stderr: one bar with speed and time left on a terminal, a line now and then elsewhere."""

import sys
import time
from types import TracebackType
from typing import Any

from experiments.numbers import format_number
from experiments.sweeps.sweep import Tally
from experiments.words import Words

EVERY = 20.0  # seconds between lines where there is no terminal
RECENT = 120.0  # seconds over which speed is measured, so that slow first runs are soon forgotten


class Counter:
    """Shows how far a sweep is; use as a context, and call it whenever that changes.

    Parameters
    ----------
    words
        Language.
    quiet
        Show nothing.
    """

    def __init__(self, words: Words, quiet: bool) -> None:
        self._words, self._quiet = words, quiet
        self._terminal = sys.stderr.isatty() and not quiet
        self._bar: Any = None
        self._row: Any = None
        self._said = time.monotonic()
        self._seen: list[tuple[float, int]] = []  # (when, runs done now)

    def __enter__(self) -> "Counter":
        if self._terminal:
            self._bar = _make_bar()
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, tally: Tally) -> None:
        """Take note of how things stand."""
        now = time.monotonic()
        self._note(now, tally.done + tally.failed)
        text = self._text(tally)
        if self._bar is not None:
            if self._row is None:
                self._row = self._bar.add_task("", total=tally.total)
            self._bar.update(self._row, completed=tally.ended, description=text)
        elif not self._quiet and (now - self._said >= EVERY or tally.ended == tally.total):
            self._said = now
            print(text, file=sys.stderr, flush=True)

    def _note(self, now: float, done: int) -> None:
        if self._seen and self._seen[-1][1] == done:
            return
        self._seen.append((now, done))
        while now - self._seen[0][0] > RECENT and len(self._seen) > 2:
            self._seen.pop(0)

    def _text(self, tally: Tally) -> str:
        """One line: runs of all, speed, time left, failures."""
        parts = [self._words("sweep.progress", n=tally.ended, total=tally.total)]
        (first, before), (last, after) = self._seen[0], self._seen[-1]
        if after > before and last > first:
            speed = (after - before) / (last - first)
            left = (tally.total - tally.ended) / speed
            text = format_number(60 * speed, 0 if speed > 0.2 else 1, self._words.lang)
            parts.append(self._words("sweep.speed", n=text))
            parts.append(self._words("sweep.left", time=_clock(left)))
        if tally.reused:
            parts.append(self._words("sweep.reused", n=tally.reused))
        if tally.failed:
            parts.append(self._words("sweep.failing", n=tally.failed))
        return ", ".join(parts)


def _clock(seconds: float) -> str:
    """Hours, minutes and seconds: 1:02:03."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}"


def _make_bar() -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    columns = BarColumn(bar_width=32), TextColumn("{task.description}")
    return Progress(*columns, console=Console(stderr=True), transient=True)
