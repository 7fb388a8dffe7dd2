"""A results folder is never overwritten, and is resumed where it holds the same plan."""

import json

import pandas as pd
import pytest

from experiments.export import long_table, write_csv
from experiments.folder import FolderConflict, open_folder

PLAN = {
    "format": 1, "scenarios": [{"id": "a", "digest": "1", "title": {"nl": "A"}}],
    "region": {"name": "r", "digest": "d"}, "seeds": [1], "scale": 20, "until": "2040-12", "code": "c",
}  # fmt: skip


def test_a_new_folder_starts_with_its_plan(tmp_path):
    open_folder(tmp_path / "new", PLAN)
    assert json.loads((tmp_path / "new" / "manifest.json").read_text())["runs"] == []


def test_the_same_plan_is_resumed(tmp_path):
    open_folder(tmp_path, PLAN)
    open_folder(tmp_path, {**PLAN, "scenarios": [{"id": "a", "digest": "1", "title": {"nl": "another title"}}]})


@pytest.mark.parametrize("change", [{"scale": 1}, {"seeds": [1, 2]}, {"until": "2030-12"}, {"code": "d"}])
def test_another_plan_is_refused_and_nothing_touched(tmp_path, change):
    open_folder(tmp_path, PLAN)
    before = (tmp_path / "manifest.json").read_bytes()
    with pytest.raises(FolderConflict, match=next(iter(change))):
        open_folder(tmp_path, {**PLAN, **change})
    assert (tmp_path / "manifest.json").read_bytes() == before


def test_a_folder_with_other_files_is_refused(tmp_path):
    (tmp_path / "thesis.docx").write_text("mine")
    with pytest.raises(FolderConflict, match="holds no results"):
        open_folder(tmp_path, PLAN)
    assert [file.name for file in tmp_path.iterdir()] == ["thesis.docx"]


def test_a_spreadsheet_reads_the_export(results, tmp_path):
    write_csv(results, tmp_path / "nl.csv", "nl")
    write_csv(results, tmp_path / "en.csv", "en")
    dutch = pd.read_csv(tmp_path / "nl.csv", sep=";", decimal=",", encoding="utf-8-sig")
    english = pd.read_csv(tmp_path / "en.csv", encoding="utf-8-sig")
    assert len(dutch) == len(english) < 1_048_576
    pd.testing.assert_series_equal(dutch["value"], english["value"])
    assert set(dutch["subregion"]) > {"hele regio", "Amsterdam"}


def test_the_whole_is_the_sum_of_the_parts(results):
    table = long_table(results, "en")
    jobs = table[
        (table.indicator == "jobs") & (table.year == 2030) & (table.seed == 1) & (table.scenario == "grid_first")
    ]
    whole = jobs[jobs.subregion == "whole region"]["value"].sum()
    assert jobs[jobs.subregion != "whole region"]["value"].sum() == pytest.approx(whole, rel=1e-6)
