"""Commands that run a design, from a file to a page, with made-up runs in the place of real ones."""

import json
import re

import pytest
from click.testing import CliRunner

from poldermodel import studies
from poldermodel.cli import main
from poldermodel.exits import DONE, FAILED, INTERRUPTED, MISTAKE, PARTLY
from simulation.runs import task as runs
from tests.experiments.studies.made_up import Case, instead_of_runs
from tests.experiments.studies.page_checks import assert_presentable
from tests.experiments.studies.shortcuts import repeat_little, wait_for_no_disk, write_no_pictures

HEAD = 'format = 1\nid = "trial"\ntitle = "Trial"\n[run]\nseeds = 2\nscale = 100\nuntil = "2022-06"\n'
FUTURES = '[design]\nmethod = "policies_by_futures"\nfutures = 20\n[parameters.labour_per_mva]\n'
TARGET = '[[targets]]\nindicator = "queue_mw"\nyear = 2022\nat_most = 700\n'
SIX = ("labour_per_mva", "d_max", "solo_share", "zipf_exponent", "sigma_alpha", "grid_flex")
DESIGNS = {
    "sweep": HEAD + FUTURES.replace("20", "3"),
    "sensitivity": HEAD + "".join(f"[parameters.{name}]\n" for name in SIX[:5]) + f"[levers.{SIX[5]}]\n"
    + '[sensitivity]\nindicators = ["queue_mw"]\ntrajectories = 5\n',
    "discover": HEAD + FUTURES + TARGET,
    "optimise": HEAD + FUTURES.replace("20", "2") + "[levers.grid_flex]\n" + TARGET
    + "[search]\nbudget = 1000\ngenerations = 2\npopulation = 4\n",
}  # fmt: skip
RUNS = {"sweep": 6, "sensitivity": 70, "discover": 40}


def known(case: Case) -> dict[str, float]:
    return {"queue_mw": 10 * case.parameter("labour_per_mva") * (1 - case.lever("grid_flex")) + case.luck}


@pytest.fixture(autouse=True)
def made_up(tmp_path, monkeypatch):
    """Runs are made up, nothing waits for the disk, and the user's cache is not touched."""
    monkeypatch.setenv("POLDERMODEL_CACHE", str(tmp_path / "cache"))
    wait_for_no_disk(monkeypatch)
    repeat_little(monkeypatch)
    monkeypatch.setattr(runs, "summarise", instead_of_runs(known))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def no_pictures(monkeypatch):
    """Pictures are drawn but not written."""
    write_no_pictures(monkeypatch)


def command_of(tmp_path, name: str, *more: str) -> list[str]:
    """A command on its design, on one core."""
    file = tmp_path / f"{name}.toml"
    file.write_text(DESIGNS[name], encoding="utf-8")
    return [name, str(file), "--threads", "1", "--out", str(tmp_path / "out"), *more]


def polder(*arguments: str):
    found = CliRunner().invoke(main, [*map(str, arguments)])
    assert found.exception is None or isinstance(found.exception, SystemExit), found.exception
    return found


BUNDLE = ["bundle", "current_policy", "skills_first", "grid_first", "--seeds", "2", "--scale", "100", "--until",
          "2022-06", "--indicator", "queue_mw", "--threads", "1"]  # fmt: skip


@pytest.mark.parametrize("name", DESIGNS)
def test_from_a_file_to_a_page(tmp_path, name):
    found = polder(*command_of(tmp_path, name, "--lang", "en"))
    assert found.exit_code == DONE, found.stderr
    page = tmp_path / "out" / "report.html"
    assert found.stdout.strip() == str(page)
    assert_presentable(page, "en")
    assert (tmp_path / "results" / "store").is_dir() and "runs" in found.stderr
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["id"] == "trial" and manifest["scale"] == 100


@pytest.mark.parametrize("name", RUNS)
def test_the_budget_is_stated_beforehand_and_kept(no_pictures, tmp_path, name):
    foreseen = json.loads(polder(*command_of(tmp_path, name, "--dry-run", "--json")).stdout)
    assert foreseen["runs"] == foreseen["missing"] == RUNS[name] and not (tmp_path / "out").exists()
    said = polder(*command_of(tmp_path, name, "--dry-run", "--lang", "en"))
    assert f"{RUNS[name]} runs, of which 0 are there" in said.stdout and said.stderr == ""
    done = json.loads(polder(*command_of(tmp_path, name, "--json")).stdout)
    assert done["run_now"] == done["finished"] == RUNS[name]
    kept = list((tmp_path / "results" / "store").rglob("*.parquet"))
    assert len(kept) <= RUNS[name]  # points that are alike are one run
    again = json.loads(polder(*command_of(tmp_path, name, "--json")).stdout)
    assert again["run_now"] == 0 and again["finished"] == RUNS[name] and again["exit_code"] == DONE


def test_a_search_keeps_its_budget_and_goes_on_from_its_runs(no_pictures, tmp_path):
    foreseen = json.loads(polder(*command_of(tmp_path, "optimise", "--dry-run", "--json")).stdout)
    done = json.loads(polder(*command_of(tmp_path, "optimise", "--json")).stdout)
    assert 0 < done["runs"] <= foreseen["runs"]
    again = json.loads(polder(*command_of(tmp_path, "optimise", "--json")).stdout)
    assert again["run_now"] == 0 and again["runs"] == done["runs"] and again["exit_code"] == DONE


def test_a_bundle_from_names_to_a_page(tmp_path):
    found = polder(*BUNDLE, "--lang", "nl", "--out", tmp_path / "out")
    assert found.exit_code == DONE, found.stderr
    assert_presentable(tmp_path / "out" / "report.html", "nl")
    foreseen = json.loads(polder(*BUNDLE, "--dry-run", "--json", "--out", tmp_path / "out").stdout)
    assert foreseen["runs"] == 8 and foreseen["missing"] == 0


@pytest.mark.parametrize("name", DESIGNS)
def test_quiet_and_json_print_one_thing_only(no_pictures, tmp_path, name):
    quiet = polder(*command_of(tmp_path, name, "--quiet"))
    assert quiet.exit_code == DONE and quiet.stderr == "" and len(quiet.stdout.splitlines()) == 1
    document = polder(*command_of(tmp_path, name, "--json"))
    assert document.stderr == "" and json.loads(document.stdout)["exit_code"] == DONE


def failing(*wrong: int):
    """Runs that fail, by their number in the order they are asked for."""
    count = iter(range(10_000))
    good = instead_of_runs(known)

    def run(task, threads, listen):
        if next(count) in wrong:
            raise ValueError("no such luck")
        return good(task, threads, listen)

    return run


@pytest.mark.parametrize(
    ("name", "wrong", "code", "page"),
    [
        ("sensitivity", {0}, PARTLY, True),
        ("sensitivity", {0, 20, 30}, PARTLY, False),  # in three of five trajectories
        ("discover", set(range(0, 40, 2)), PARTLY, False),
        ("optimise", {5}, PARTLY, False),
        ("sweep", {0}, PARTLY, True),
        ("sweep", set(range(6)), FAILED, False),
    ],
)
def test_failed_runs_are_told_in_words_and_tried_again(no_pictures, tmp_path, monkeypatch, name, wrong, code, page):
    monkeypatch.setattr(runs, "summarise", failing(*wrong))
    found = polder(*command_of(tmp_path, name))
    assert found.exit_code == code and "no such luck" in found.stderr and "Traceback" not in found.output
    assert (tmp_path / "out" / "report.html").exists() == page
    monkeypatch.setattr(runs, "summarise", instead_of_runs(known))
    again = polder(*command_of(tmp_path, name))
    assert again.exit_code == DONE and (tmp_path / "out" / "report.html").exists()


def test_an_interrupted_study_keeps_what_is_done_and_makes_no_page(no_pictures, tmp_path, monkeypatch):
    good, count = instead_of_runs(known), iter(range(100))

    def interrupted(task, threads, listen):
        if next(count) == 4:
            raise KeyboardInterrupt
        return good(task, threads, listen)

    monkeypatch.setattr(runs, "summarise", interrupted)
    found = polder(*command_of(tmp_path, "sensitivity", "--lang", "en"))
    assert found.exit_code == INTERRUPTED and "4 of 70 runs are finished" in found.stderr
    assert not (tmp_path / "out" / "report.html").exists()
    monkeypatch.setattr(runs, "summarise", good)
    done = json.loads(polder(*command_of(tmp_path, "sensitivity", "--json")).stdout)
    assert done["exit_code"] == DONE and done["run_now"] == 66


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["sensitivity", "nowhere.toml"], "nowhere.toml"),
        (["sensitivity", "policies_in_futures"], "one, for a sensitivity"),
        (["discover", "what_matters"], "[[targets]]"),
        (["optimise", "what_matters"], "[search]"),
        (["sweep", "what_matters"], "[design]"),
        (["bundle", "current_policy", "current_policy"], "0 parts"),
        (["bundle", "current_policy", "skills_first", "--indicator", "jbos"], "'jbos'"),
        (["bundle", "current_policy", "skills_first", "--until", "2022-13"], "2022-13"),
        (["bundle", "current_policy", "no_such"], "no_such"),
        (["bundle", "current_policy", "skills_first", "--orders", "9", "--dry-run"], None),
    ],
)
def test_a_mistake_is_one_message_and_makes_nothing(tmp_path, arguments, said):
    found = polder(*arguments, "--out", tmp_path / "out")
    if said is None:  # six parts need no orders
        assert found.exit_code == DONE
        return
    assert found.exit_code == MISTAKE and said in found.stderr and found.stdout == ""
    assert "Traceback" not in found.output and not (tmp_path / "out").exists() and not (tmp_path / "results").exists()


def test_another_design_in_the_same_folder_is_refused(no_pictures, tmp_path):
    assert polder(*command_of(tmp_path, "sweep")).exit_code == DONE
    for other in ("sensitivity", "optimise"):
        found = polder(*command_of(tmp_path, other))
        assert found.exit_code == MISTAKE and "something else" in found.stderr


def test_default_folders_lie_below_results_and_differ(no_pictures, tmp_path):
    places = set()
    for name in ("sweep", "discover"):
        file = command_of(tmp_path, name)[1]
        places.add(polder(name, file, "--threads", "1", "--quiet").stdout.strip())
    places.add(polder(*BUNDLE, "--quiet").stdout.strip())
    assert len(places) == 3 and all(re.match(r"results/[a-z_]+-[0-9a-f]{8}/report.html", place) for place in places)


def test_speed_is_kept_for_the_next_forecast_and_said_as_people_do(tmp_path):
    polder(*command_of(tmp_path, "sweep"))
    assert (tmp_path / "cache" / "speed.json").exists()
    assert studies.duration(30, studies.Words("en")) == "30 seconds"
    assert studies.duration(150, studies.Words("nl")) == "2,5 minuten"
    assert studies.duration(7200, studies.Words("nl")) == "2,0 uur"
