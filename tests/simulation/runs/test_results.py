"""Results on disk: whole or not there, and read back as written."""

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

from simulation.indicators.tables import labelled_table
from simulation.runs.results import load_results, stamp_run, write_atomically, write_json, write_table


def small_table():
    labels = {"zone": (np.array([0, 1, 1], np.int32), ("Almere", "Zaanstad"))}
    values = np.array([[1, 2], [3, 4], [5, 6]], np.float32)
    return stamp_run(labelled_table(labels, values, ("jobs", "firms")), "skills_first", 7)


def test_a_table_is_read_back_as_written(tmp_path):
    write_table(small_table(), tmp_path / "t.parquet")
    frame = pd.read_parquet(tmp_path / "t.parquet")
    assert frame.columns.to_list() == ["scenario", "seed", "zone", "jobs", "firms"]
    assert frame["zone"].astype(str).to_list() == ["Almere", "Zaanstad", "Zaanstad"]
    assert frame["jobs"].dtype == np.float32 and frame["jobs"].to_list() == [1, 3, 5]
    assert set(frame["scenario"]) == {"skills_first"} and set(frame["seed"]) == {7}


def test_floats_are_split_and_labels_are_dictionaries(tmp_path):
    write_table(small_table(), tmp_path / "t.parquet")
    group = pq.ParquetFile(tmp_path / "t.parquet").metadata.row_group(0)
    columns = {group.column(k).path_in_schema: group.column(k) for k in range(group.num_columns)}
    assert "BYTE_STREAM_SPLIT" in columns["jobs"].encodings and columns["jobs"].compression == "ZSTD"
    assert any("DICTIONARY" in encoding for encoding in columns["zone"].encodings)


def test_polars_reads_it_too(tmp_path):
    polars = pytest.importorskip("polars")
    write_table(small_table(), tmp_path / "t.parquet")
    assert polars.read_parquet(tmp_path / "t.parquet")["firms"].sum() == 12


def test_a_write_that_fails_leaves_nothing(tmp_path):
    def fail(path):
        path.write_text("half")
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        write_atomically(tmp_path / "a.json", fail)
    assert list(tmp_path.iterdir()) == []


def test_a_write_that_fails_leaves_the_old_file(tmp_path):
    write_json({"a": 1}, tmp_path / "a.json")

    def fail(path):
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        write_atomically(tmp_path / "a.json", fail)
    assert (tmp_path / "a.json").read_text().strip().startswith("{")


def test_a_folder_without_manifest_is_no_results(tmp_path):
    with pytest.raises(FileNotFoundError, match="manifest"):
        load_results(tmp_path)
