"""Results on disk: a folder a person can read and any program can query.

A run is written whole or not: the side tables first, `runs/<key>.parquet` last, each under a
temporary name that is then renamed. That file is the proof that a run is finished.
"""

import errno
import json
import os
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

if TYPE_CHECKING:
    import pandas as pd

FORMAT = 1
DISK_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}  # full, or over the user's quota
SIDE_TABLES = ("groups", "stations", "region", "bottlenecks")


def stamp_run(table: pa.Table, scenario: str, seed: int) -> pa.Table:
    """Put the scenario and the seed in front of every row."""
    rows = table.num_rows
    name = pa.DictionaryArray.from_arrays(pa.array(np.zeros(rows, np.int32)), pa.array([scenario]))
    return table.add_column(0, "seed", pa.array(np.full(rows, seed, np.int32))).add_column(0, "scenario", name)


def write_atomically(path: Path, write: Callable[[Path], object]) -> None:
    """Let `write` fill a temporary neighbour of `path`, then rename it; nothing half-written is ever seen."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.tmp")
    try:
        write(temporary)
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def write_table(table: pa.Table, path: Path) -> None:
    """Write Parquet: zstd, labels as dictionaries, floats byte-stream-split (60 % of the plain size)."""
    labels = [f.name for f in table.schema if pa.types.is_dictionary(f.type)]
    floats = [f.name for f in table.schema if pa.types.is_floating(f.type)]
    write_atomically(
        path,
        lambda p: pq.write_table(table, p, compression="zstd", use_dictionary=labels, use_byte_stream_split=floats),
    )


def write_json(document: Any, path: Path) -> None:
    """Write indented JSON, whole or not."""
    text = json.dumps(document, indent=1, ensure_ascii=False, sort_keys=False) + "\n"
    write_atomically(path, lambda p: p.write_text(text, encoding="utf-8"))


def write_run(folder: Path, key: str, zones: pa.Table, side: Mapping[str, pa.Table]) -> Path:
    """Write one finished run; `zones` comes last and is the proof.

    Returns
    -------
    Path
        ``folder/runs/<key>.parquet``.
    """
    for name in SIDE_TABLES:
        write_table(side[name], folder / "parts" / f"{key}.{name}.parquet")
    path = run_path(folder, key)
    write_table(zones, path)
    return path


def run_path(folder: Path, key: str) -> Path:
    """Where the run with this key is, or will be."""
    return folder / "runs" / f"{key}.parquet"


def is_finished(folder: Path, key: str) -> bool:
    """Whether the run with this key is on disk."""
    return run_path(folder, key).exists()


def merge_parts(folder: Path, keys: Sequence[str]) -> None:
    """Join the side tables of the runs, in the order of `keys`, into one file each."""
    for name in SIDE_TABLES:
        parts = [folder / "parts" / f"{key}.{name}.parquet" for key in keys if is_finished(folder, key)]
        if parts:
            tables = [pq.read_table(part) for part in parts]
            write_table(pa.concat_tables(tables).unify_dictionaries().combine_chunks(), folder / f"{name}.parquet")


@dataclass(frozen=True)
class Results:
    """A results folder as data frames, each read when first asked for.

    Attributes
    ----------
    folder
        Where it is.
    manifest
        Scenarios, seeds, scale, versions, and the runs with their files.
    """

    folder: Path
    manifest: dict[str, Any]

    @cached_property
    def zones(self) -> "pd.DataFrame":
        """Additive indicators by scenario, seed, month and municipality."""
        files = [self.folder / run["file"] for run in self.manifest["runs"]]
        table = pa.concat_tables([pq.read_table(file) for file in files])
        return _with_year(table.unify_dictionaries())

    @cached_property
    def groups(self) -> "pd.DataFrame":
        """By year, sub-region and group (education, sector)."""
        return self._side("groups")

    @cached_property
    def stations(self) -> "pd.DataFrame":
        """By year and grid station."""
        return self._side("stations")

    @cached_property
    def region(self) -> "pd.DataFrame":
        """By month, for the region as a whole."""
        return self._side("region")

    @cached_property
    def bottlenecks(self) -> "pd.DataFrame":
        """Scores by year and sub-region; 1 is the threshold at which one binds."""
        return self._side("bottlenecks")

    @cached_property
    def costs(self) -> "pd.DataFrame":
        """Public money asked by scenario, year and lever [EUR]."""
        import pandas as pd

        return pd.read_parquet(self.folder / "costs.parquet")

    @property
    def scenarios(self) -> list[str]:
        """Identifiers, the reference first."""
        return [s["id"] for s in self.manifest["scenarios"]]

    @property
    def seeds(self) -> list[int]:
        """Seeds finished for every scenario, so that differences can be paired."""
        finished = {(run["scenario"], run["seed"]) for run in self.manifest["runs"]}
        return [s for s in self.manifest["seeds"] if all((name, s) in finished for name in self.scenarios)]

    def _side(self, name: str) -> "pd.DataFrame":
        return _with_year(pq.read_table(self.folder / f"{name}.parquet"))


def load_results(folder: str | Path) -> Results:
    """Open a results folder.

    Raises
    ------
    FileNotFoundError
        If there is no manifest: not a results folder, or nothing finished yet.
    """
    path = Path(folder) / "manifest.json"
    if not path.exists():
        raise FileNotFoundError(f"{folder} holds no results: manifest.json is missing")
    return Results(Path(folder), json.loads(path.read_text(encoding="utf-8")))


def _with_year(table: pa.Table) -> "pd.DataFrame":
    frame: pd.DataFrame = table.to_pandas()
    if "month" in frame.columns:
        years = frame["month"].cat.categories.str[:4].astype("int16").to_numpy()
        frame.insert(list(frame.columns).index("month") + 1, "year", years[frame["month"].cat.codes.to_numpy()])
    return frame
