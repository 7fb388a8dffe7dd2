"""The page on many runs: its table follows the form, its designs can be read, its snippets run."""

import re
import tomllib
from pathlib import Path

import pytest

import poldermodel as pm
from experiments.methods.sensitivity import FEWEST_ROWS
from experiments.studies.discovery import plan_discovery
from experiments.studies.optimise import plan_search
from experiments.studies.overview import plan_overview
from experiments.studies.sensitivity import plan_sensitivity
from experiments.sweeps.design import read_design
from experiments.sweeps.generated import HOW_TO, generated_files, keys_table
from experiments.sweeps.schema import DesignForm

PAGE = HOW_TO.read_text(encoding="utf-8")
DESIGNS = {tomllib.loads(text)["id"]: text for text in re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)}
COSTS = {
    "activation": (lambda design: plan_overview(design).design, 9 * 4),  # points x seeds
    "matters": (lambda design: plan_sensitivity(design).design, 8 * (9 + 1) * 2),  # trajectories x (k + 1) x seeds
    "misses": (lambda design: plan_discovery(design).design, 2 * 40 * 2),  # policies x futures x seeds
    "mix": (lambda design: plan_search(design).largest, (5 + 1) * 8 * 6 * 1),  # with one more for the check at the end
}
SNIPPETS = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("path", generated_files(), ids=lambda path: path.name)
def test_generated_files_are_current(path):
    """If this fails, run `python -m experiments.sweeps.generated`."""
    assert path.read_text(encoding="utf-8") == generated_files()[path]


def test_table_names_every_table_and_key():
    """Nothing of the form is left out, and nothing is without a meaning."""
    rows = [line.split(" | ") for line in keys_table().splitlines()[2:]]
    tables, keys = {row[0] for row in rows}, [row[1].strip("`") for row in rows]
    headings = " ".join(tables)
    assert all(name in keys or f"[{name}" in headings for name in DesignForm.model_fields)
    assert {"from", "to", "sample_seed", "least_mass", "budget", "address", "relative_to"} <= set(keys)
    assert all(len(row) == 5 and row[-1].strip(" |") for row in rows)


@pytest.mark.parametrize("name", DESIGNS)
def test_designs_of_the_page_ask_the_runs_that_it_says(name, tmp_path):
    """As somebody would who copies them: the formulas under "Costs", with the numbers of each design."""
    (tmp_path / f"{name}.toml").write_text(DESIGNS[name], encoding="utf-8")
    plan, runs = COSTS[name]
    assert plan(read_design(tmp_path / f"{name}.toml")).n_runs == runs


@pytest.mark.parametrize("text", ['"One line"', '{ nl = "Een regel", en = "One line" }'])
def test_schema_allows_a_title_in_one_or_both_languages(text):
    """An editor must not mark as wrong what the reader takes."""
    title = tomllib.loads(f"title = {text}")["title"]
    allowed = {part.get("type", "object") for part in DesignForm.model_json_schema()["properties"]["title"]["anyOf"]}
    assert ("string" if isinstance(title, str) else "object") in allowed
    assert DesignForm.model_validate({"format": 1, "id": "a", "title": title}).title.en == "One line"


def test_sobol_base_is_what_its_indices_need():
    """Too small a base is refused before anything runs, not when all of it has."""
    fewest = DesignForm.model_json_schema()["$defs"]["SensitivityForm"]["properties"]["base"]["minimum"]
    assert fewest == FEWEST_ROWS


@pytest.mark.slow
def test_snippets_run_as_they_stand(tmp_path, monkeypatch):
    """All of the page in its order, after the sweep that it begins with, here with one seed."""
    monkeypatch.chdir(tmp_path)
    text = DESIGNS["activation"].replace("seeds = 4", "seeds = 1")
    Path("activation.toml").write_text(text, encoding="utf-8")
    pm.sweep("activation.toml", out="results/activation")
    names: dict[str, object] = {}
    for snippet in SNIPPETS:
        exec(snippet, names)
    assert len(names["frame"]) == len(names["swept"].data) == len(names["again"].index) * 2
    assert set(names["cube"].dims) == {"point", "seed", "year", "area"}
