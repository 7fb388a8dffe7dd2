"""A sweep on disk: one tidy table, an index of its runs, and a manifest; the runs themselves are in the store."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from experiments.sweeps.design import Design, Point
from simulation.indicators.yearly import LEVELS, YEARLY_NAMES
from simulation.runs.results import write_atomically
from simulation.runs.store import RunStore
from simulation.runs.task import Task

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

INDEX, DATA, MANIFEST = "index.parquet", "data.parquet", "manifest.json"
TOGETHER = 256  # runs in one piece of the files, which is all that is in memory at a time
STATUSES = ("done", "failed", "waiting")
LABEL = pa.dictionary(pa.int32(), pa.string())
Floats = NDArray[np.float64]
KEYS = ("run", "scenario", "policy", "point", "future", "seed")


def write_tables(design: Design, folder: Path, store: RunStore) -> dict[str, int]:
    """Write index and data of all runs that are in the store, in the order of the design.

    Returns
    -------
    dict
        Number of runs by status: done, failed, waiting.
    """
    counts = dict.fromkeys(STATUSES, 0)
    index_schema, data_schema = _index_schema(design), _data_schema(design)

    def fill(index_path: Path, data_path: Path) -> None:
        with (
            pq.ParquetWriter(index_path, index_schema, compression="zstd") as index,
            pq.ParquetWriter(data_path, data_schema, compression="zstd", use_dictionary=_labels(data_schema)) as data,
        ):
            tasks = enumerate(design.tasks())
            while batch := list(islice(tasks, TOGETHER)):
                rows, tables = _read_batch(design, batch, store)
                for row in rows:
                    counts[row["status"]] += 1
                index.write_table(pa.Table.from_pylist(rows, index_schema))
                data.write_table(_join(rows, tables, data_schema))

    write_atomically(folder / DATA, lambda data: write_atomically(folder / INDEX, lambda index: fill(index, data)))
    return counts


def gather(design: Design, store: RunStore, wanted: Sequence[tuple[str, int]]) -> Floats:
    """Values for the region as a whole.

    Parameters
    ----------
    wanted
        Pairs of indicator and year.

    Returns
    -------
    float64[n_points, n_seeds, n_wanted]
        nan where a run is missing.
    """
    found = np.full((design.n_runs, len(wanted)), np.nan)
    for run, (_, task) in enumerate(design.tasks()):
        table = store.read(task.key)
        if table is None:
            continue
        first: dict[int, int] = {}  # row of every year's first area, which is the region
        for row, year in enumerate(table["year"].to_pylist()):
            first.setdefault(year, row)
        for k, (name, year) in enumerate(wanted):
            found[run, k] = table[name][first[year]].as_py() if year in first else np.nan
    return found.reshape(design.n_points, len(design.seeds), len(wanted))


def _read_batch(
    design: Design, batch: Sequence[tuple[int, tuple[Point, Task]]], store: RunStore
) -> tuple[list[dict[str, Any]], list[pa.Table | None]]:
    """Rows of the index, and what is wanted of each run or None."""
    rows, tables = [], []
    areas = pa.array(design.form.outcomes.areas)
    for run, (point, task) in batch:
        table = store.read(task.key)
        if table is not None:
            table = table.filter(pc.is_in(table["level"].cast(pa.string()), areas))
        message = "" if table is not None else store.reason(task.key)
        keys = (run, task.scenario.id, point.policy, point.number, point.future, task.seed)
        status = "done" if table is not None else "failed" if message else "waiting"
        tail = {"status": status, "message": message, "key": task.key}
        rows.append(dict(zip(KEYS, keys, strict=True)) | point.values | tail)
        tables.append(table)
    return rows, tables


def _join(rows: list[dict[str, Any]], tables: list[pa.Table | None], schema: pa.Schema) -> pa.Table:
    """One table of all runs that are finished, with what each was run with in front."""
    kept = [(row, table) for row, table in zip(rows, tables, strict=True) if table is not None]
    if not kept:
        return schema.empty_table()
    values = pa.concat_tables([table for _, table in kept]).unify_dictionaries()
    repeat = np.repeat(np.arange(len(kept)), [len(table) for _, table in kept])
    columns = {}
    for field in schema:
        if field.name in values.column_names:
            columns[field.name] = values[field.name].cast(field.type)
            continue
        given = pa.array([row[field.name] for row, _ in kept])
        given = given.dictionary_encode() if pa.types.is_dictionary(field.type) else given.cast(field.type)
        columns[field.name] = given.take(pa.array(repeat))
    return pa.table(columns, schema=schema)


def _key_fields(design: Design) -> list[pa.Field]:
    fields = [pa.field(name, LABEL if name in ("scenario", "policy") else pa.int32()) for name in KEYS]
    return fields + [pa.field(name, pa.float64()) for name in design.columns]


def _index_schema(design: Design) -> pa.Schema:
    text = [pa.field(name, pa.string()) for name in ("status", "message", "key")]
    return pa.schema([*_key_fields(design), *text])


def _data_schema(design: Design) -> pa.Schema:
    places = [pa.field("year", pa.int16()), pa.field("level", LABEL), pa.field("area", LABEL)]
    indicators = design.form.outcomes.indicators or YEARLY_NAMES
    return pa.schema([*_key_fields(design), *places, *(pa.field(n, pa.float32()) for n in indicators)])


def _labels(schema: pa.Schema) -> list[str]:
    return [f.name for f in schema if pa.types.is_dictionary(f.type)]


@dataclass(frozen=True)
class SweepResults:
    """A sweep's folder as data frames, each read when first asked for.

    Attributes
    ----------
    folder
        Where it is.
    manifest
        The design as text, versions, counts.
    """

    folder: Path
    manifest: dict[str, Any]

    @cached_property
    def index(self) -> "pd.DataFrame":
        """One row a run: what it was run with, its status, and why it failed."""
        import pandas as pd

        return pd.read_parquet(self.folder / INDEX)

    @cached_property
    def data(self) -> "pd.DataFrame":
        """One row a run, year and area; one column an indicator."""
        import pandas as pd

        return pd.read_parquet(self.folder / DATA)

    def to_xarray(self, indicators: Sequence[str] | None = None, level: str | None = None) -> "xr.Dataset":
        """Data by point, seed, year and area, with what each point was run with as coordinates; needs xarray.

        Parameters
        ----------
        indicators
            Names; all by default.
        level
            Of the areas, as in the column of that name; that of the first rows by default. One at a time: a
            municipality and a sub-region may have the same name.
        """
        columns = self.manifest["columns"]
        names = list(indicators or self.manifest["indicators"])
        dims = ["point", "seed", "year", "area"]
        first = next(iter(self.data["level"]), None)
        rows = self.data[self.data["level"] == (level or first)]
        cube = rows.astype({"area": str}).set_index(dims)[names].to_xarray()
        about = self.index.drop_duplicates("point").set_index("point")[["scenario", "policy", "future", *columns]]
        about = about.reindex(cube["point"].to_numpy())
        return cube.assign_coords({name: ("point", about[name].to_numpy()) for name in about})

    def to_ema(self, indicators: Sequence[str] | None = None) -> tuple["pd.DataFrame", dict[str, Floats]]:
        """Experiments and outcomes of the region, in the form that the EMA Workbench analyses and saves.

        Parameters
        ----------
        indicators
            Names; all by default.

        Returns
        -------
        experiments : DataFrame[n_runs, ...]
            One row a finished run: factors, seed, and policy, scenario (the future) and model (the scenario it is laid
            over) as the workbench names them.
        outcomes : dict of str -> float64[n_runs, n_years]
            By indicator, rows as in `experiments`.
        """
        columns, names = self.manifest["columns"], list(indicators or self.manifest["indicators"])
        done = self.index[self.index["status"] == "done"]
        experiments = done[[*columns, "seed", "policy", "future", "scenario"]]
        experiments = experiments.rename(columns={"scenario": "model", "future": "scenario"}).reset_index(drop=True)
        whole = self.data[self.data["level"] == LEVELS[0]].sort_values(["run", "year"], kind="stable")
        if whole.empty:
            raise ValueError("the table holds no whole region; ask for it in [outcomes] areas")
        outcomes = {n: whole[n].to_numpy(np.float64).reshape(len(done), -1) for n in names}
        return experiments, outcomes


def load_sweep(folder: Path) -> SweepResults:
    """Open a sweep's folder.

    Raises
    ------
    FileNotFoundError
        If it is none.
    """
    path = folder / MANIFEST
    if not path.exists() or not (folder / INDEX).exists():
        raise FileNotFoundError(f"{folder} holds no sweep: {MANIFEST} or {INDEX} is missing")
    return SweepResults(folder, json.loads(path.read_text(encoding="utf-8")))
