"""Lists, schemas and the how-to page follow the declarations."""

import json
import pickle
import tomllib

import pytest
from jsonschema import Draft202012Validator

from scenarios.catalogue import (
    check_paths,
    describe_scenario,
    list_levers,
    list_parameters,
    list_scenarios,
    list_shocks,
)
from scenarios.files import HERE, shipped_files
from scenarios.generated import HOW_TO, generated_files
from scenarios.load import resolve
from scenarios.places import Places
from scenarios.regions.load import SHIPPED, load_region
from simulation.levers import LEVERS
from simulation.months import month_index
from tests.small_region import small_region

REGION = small_region()


@pytest.mark.parametrize("path", generated_files(), ids=lambda path: path.name)
def test_generated_files_are_current(path):
    """If this fails, run `python -m scenarios.generated`."""
    assert path.read_text(encoding="utf-8") == generated_files()[path]


SCHEMA = Draft202012Validator(json.loads((HERE / "schema.json").read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", shipped_files().values(), ids=lambda path: path.stem)
def test_an_editor_finds_the_schema_and_nothing_wrong_in_shipped_files(path):
    """Dates have no form of their own in JSON; an editor gives them as text."""
    text = path.read_text(encoding="utf-8")
    assert (path.parent / text.splitlines()[0].removeprefix("#:schema ")).resolve() == HERE / "schema.json"
    assert not list(SCHEMA.iter_errors(json.loads(json.dumps(tomllib.loads(text), default=str))))


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("format = 1\n", ["'id' is a required property", "'title' is a required property"]),
        ("extends = 'skills_first'\n", []),
        ("extends = 'skills_first'\nlevels = 3\n", ["'levels' was unexpected"]),
        ("extends = 'skills_first'\n[levers]\ndc_cap = {profile = 'rampe'}\n", ["under any of the given schemas"]),
        ("extends = 'skills_first'\n[parameters]\nk0_contacts = 900\n", ["greater than the maximum"]),
    ],
)
def test_an_editor_marks_what_the_reader_refuses(text, marked):
    """A file says who it is unless it extends another; names, forms and ranges are known."""
    found = sorted(error.message for error in SCHEMA.iter_errors(tomllib.loads(text)))
    assert len(found) == len(marked) and all(part in message for part, message in zip(marked, found, strict=True))


def test_lists_are_plain_tables():
    """Every list can be written as JSON, with what a person needs to choose."""
    names = {row["name"]: row["kind"] for row in list_scenarios()}
    assert names["skills_first"] == "scenario"
    assert names["recession"] == "shock"
    for rows in (list_scenarios(), list_levers(), list_shocks(), list_parameters()):
        assert json.loads(json.dumps(rows, allow_nan=False))
    assert [row["name"] for row in list_levers()] == list(LEVERS)


@pytest.mark.parametrize("lever", LEVERS.values(), ids=lambda lever: lever.name)
def test_levers_are_declared_in_full(lever):
    """Default within the range, words in two languages, a source, and costs that refer to real levers."""
    assert lever.low <= lever.default_path.min() and lever.default_path.max() <= lever.high
    assert all((lever.unit, lever.nl, lever.en, lever.acts_on, lever.source))
    assert lever.cost.times is None or not LEVERS[lever.cost.times].zonal
    assert lever.kind == "number" or (lever.low, lever.high) == (0, 1)


def test_description_lists_only_what_changes():
    """Current policy differs in nothing; a combination names levers and shocks."""
    assert describe_scenario(resolve("current_policy", REGION)) == []
    rows = {row["name"]: row for row in describe_scenario(resolve("grid_first+energy_price", REGION))}
    assert set(rows) == {
        "grid_invest",
        "permit_speed",
        "grid_priority",
        "technician_alloc",
        "dc_cap",
        "grid_flex",
        "gas_factor",
        "elec_factor",
        "sector_demand",
    }
    assert rows["grid_flex"]["last"] == 0.12


def test_shipped_scenarios_do_what_is_written():
    """Values of the model's list of ready scenarios."""
    grid, skills = (resolve(name, REGION).levers for name in ("grid_first", "skills_first"))
    steered, growth = (resolve(name, REGION).levers for name in ("dc_steered", "dc_growth"))
    end = month_index("2040-12")
    assert [
        grid.value(name, end) for name in ("grid_invest", "permit_speed", "grid_priority", "technician_alloc", "dc_cap")
    ] == [1.6, 0.6, 1.0, 0.2, 70.0]
    assert skills.value("skills_hiring_push", month_index("2028-12")) == 0.8
    assert [steered.value(name, 0) for name in ("dc_steer", "dc_heat_obligation", "heat_network_rollout")] == [
        1,
        0.8,
        20_000,
    ]
    assert [growth.value(name, 0) for name in ("dc_cap", "dc_steer")] == [300, 0]


def test_scenarios_travel_between_processes():
    """A scenario pickled and read back has the same content."""
    scenario = resolve("skills_first+recession", REGION)
    again = pickle.loads(pickle.dumps(scenario))
    assert again.digest == scenario.digest
    assert again.sources == scenario.sources


def test_check_lists_the_problems_of_all_files(tmp_path):
    """Good files say nothing; each problem appears once."""
    assert check_paths(["skills_first", "grid_first+recession"], REGION) == []
    (tmp_path / "bad.toml").write_text("format = 1\n")
    found = check_paths([str(tmp_path / "bad.toml"), str(tmp_path / "bad.toml"), "nothing"], REGION)
    assert len(found) == 3


def test_check_takes_region_folders_too(tmp_path):
    """A folder is checked as a region, in the same words; the shipped one is fine."""
    found = check_paths([str(tmp_path)])
    assert found
    assert all(problem.file.startswith(str(tmp_path)) and problem.found and problem.allowed for problem in found)
    assert check_paths([str(SHIPPED / "mra"), "skills_first"]) == []


def test_core_and_periphery_of_the_metropolitan_region():
    """Amsterdam is the core; Almere-Lelystad, Zaanstreek-Waterland and IJmond are the periphery; 32 in all."""
    region = load_region("mra")
    places = Places.of(region)
    named = {group: [region.zone_name[zone] for zone in places.rows([group])] for group in ("core", "periphery", "all")}
    assert named["core"] == ["Amsterdam"]
    assert {"Almere", "Lelystad", "Zaanstad", "Purmerend", "Velsen"} <= set(named["periphery"])
    assert "Haarlem" not in named["periphery"]
    assert len(named["all"]) == 32
    assert places.rows(["GM0034"]) == places.rows(["Almere"])


@pytest.mark.parametrize("name", shipped_files())
def test_shipped_scenarios_fit_the_shipped_region(name):
    """Sectors and places that a shipped file names exist in the Metropolitan Region."""
    assert resolve(name, load_region("mra")).id == name


def test_the_example_on_the_page_is_valid(tmp_path):
    """Apart from the place names, which are of the Metropolitan Region."""
    example = (
        HOW_TO.read_text(encoding="utf-8").split("```toml\n")[1].split("```")[0].replace("Almere-Lelystad", "Polder")
    )
    data = tomllib.loads(example)
    known = {row["name"] for row in list_parameters()}
    example = example if set(data["parameters"]) <= known else example.replace("k0_contacts = 4.3\n", "")
    (tmp_path / "mine.toml").write_text(example, encoding="utf-8")
    assert resolve(tmp_path / "mine.toml", REGION).levers.zones("pt_upgrade", 200)[2] == 10
