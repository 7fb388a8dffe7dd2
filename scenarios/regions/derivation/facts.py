"""The fact files as arrays over the 32 municipalities of 2021, and the four zones around them."""

import csv
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

# Outside zones: a point for distances, land for the distance within, and how many commuters they take part in.
# Estimates: Utrecht and Zuid-Holland each send about 26 % of in-commuters (2017); the rest by size and nearness.
EXTERNAL = {
    "EXT-N": ("Noord-Holland Noord", 52.6324, 4.7534, 1300.0, 660_000, 0.24, 0.12),
    "EXT-E": ("Amersfoort, Gelderland en verder", 52.1561, 5.3878, 2500.0, 2_600_000, 0.14, 0.14),
    "EXT-S": ("Utrecht en Zuid-Holland", 52.0800, 4.9500, 2800.0, 4_900_000, 0.56, 0.66),
    "EXT-F": ("Overig Flevoland", 52.5250, 5.7180, 1000.0, 137_000, 0.06, 0.08),
}


def read_rows(path: Path) -> list[dict[str, str]]:
    """Read a CSV file as one dictionary a row."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def number(text: str) -> float:
    """Return the number in a cell, nan if it is empty."""
    return float(text) if text.strip() else np.nan


def round_to(total: int, values: Array) -> Array:
    """Round to whole numbers that add up to `total`, by largest remainder."""
    flat = values.ravel() * (total / values.sum())
    whole = np.floor(flat + 1e-9)
    first = np.argsort(-np.round(flat - whole, 9), kind="stable")[: round(float(total - whole.sum()))]
    whole[first] += 1
    out: Array = whole.reshape(values.shape)
    return out


def fit_margins(seed: Array, rows: Array, columns: Array, rounds: int = 500) -> Array:
    """Scale rows and columns in turn until both margins hold (iterative proportional fitting)."""
    table = seed.astype(float).copy()
    for _ in range(rounds):
        table *= (rows / np.maximum(table.sum(axis=1), 1e-300))[:, None]
        table *= (columns / np.maximum(table.sum(axis=0), 1e-300))[None]
        if np.abs(table.sum(axis=1) - rows).max() < 1e-9 * rows.max():
            break
    return table


class Facts:
    """Fact files of the folder `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.rows = self.read("municipalities")
        self.code = [r["code"] for r in self.rows]
        self.zone = [*self.code, *EXTERNAL]
        self.inside = len(self.code)

    def read(self, name: str) -> list[dict[str, str]]:
        """Read one fact file."""
        return read_rows(self.folder / f"{name}.csv")

    def text(self, column: str) -> list[str]:
        """Return a column of municipalities.csv as text."""
        return [r[column] for r in self.rows]

    def own(self, column: str) -> Array:
        """Return a column of municipalities.csv, nan where empty."""
        return np.array([number(r[column]) for r in self.rows])

    @cached_property
    def parent(self) -> NDArray[np.int64]:
        """Row of the municipality that holds the territory since 2022."""
        return np.array([self.code.index(r["border_2022_parent"]) for r in self.rows])

    def split(self, column: str) -> Array:
        """Return a count in 2022 borders, shared out over the municipalities of 2021."""
        return self.own(column)[self.parent] * self.own("border_2022_share_est")

    def rate(self, column: str) -> Array:
        """Return a rate; where empty, that of the municipality of 2022."""
        values = self.own(column)
        return np.where(np.isnan(values), values[self.parent], values)

    @cached_property
    def population(self) -> Array:
        """Inhabitants on 1 January 2022: midway between 2021 and 2023."""
        return (self.own("population_2021") + self.split("population_2023_border2022")) / 2

    @cached_property
    def external(self) -> Array:
        """Point, land, population, share of in- and out-commuters of the outside zones."""
        return np.array([row[1:] for row in EXTERNAL.values()], float)
