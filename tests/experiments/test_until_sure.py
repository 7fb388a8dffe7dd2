"""Seeds are added until a difference is known as exactly as wished, and never twice."""

import json
import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from scipy.stats import t as student

from experiments import compare as comparing
from experiments.compare import compare, plan_comparison
from experiments.folder import FolderConflict
from experiments.headline import headline_rows
from experiments.methods.enough import within_noise
from experiments.pictures import draw_enough
from experiments.report import render_report
from experiments.until_sure import StopRule, last_differences
from experiments.words import Words
from simulation.indicators import BY_NAME
from simulation.indicators.record import REGIONAL_NAMES, ZONAL_NAMES
from simulation.runs.pool import Outcome
from simulation.runs.results import SIDE_TABLES, Results, is_finished, stamp_run, write_run
from simulation.runs.task import write_error

ROOT = Path(__file__).parents[2]
MONTHS = ("2022-01", "2022-02")


def finish(task, folder) -> None:
    """Write a run whose unemployment and waiting time in the second of two months differ by luck that is not shared."""
    policy = float(task.scenario.id != "current_policy")
    shared, own = np.random.default_rng(task.seed).normal(size=2)
    month = pa.array(MONTHS).dictionary_encode()
    zone = {name: pa.array(np.full(2, 100.0, np.float32)) for name in ZONAL_NAMES}
    rate = 5 + 3 * shared + policy * (0.5 + 0.4 * own)  # per cent
    zone["unemployed"] = pa.array(np.array([1.0, rate], np.float32))
    zone["employed"] = pa.array(np.array([99.0, 100 - rate], np.float32))
    region = {name: pa.array(np.full(2, 7.0, np.float32)) for name in REGIONAL_NAMES}
    region["waiting_months"] = pa.array(np.array([99.0, 20 + shared + policy * (2 + own)], np.float32))
    ids = pa.array(["Z", "Z"]).dictionary_encode()
    zones = pa.table({"month": month, "zone_id": ids, **zone})
    regional = pa.table({"month": month, **region})
    side = {name: stamp_run(regional, task.scenario.id, task.seed) for name in SIDE_TABLES}
    write_run(folder, task.key, stamp_run(zones, task.scenario.id, task.seed), side)


@pytest.fixture
def runs(monkeypatch):
    """Runs are made up at once; those that were asked for, call by call."""
    asked: list[list[int]] = []

    def run_tasks(tasks, folder, **options):
        new = [task for task in tasks if not is_finished(folder, task.key)]
        asked.append(sorted({task.seed for task in new}))
        for task in new:
            finish(task, folder)
        return Outcome({task.key: 1.0 for task in new})

    monkeypatch.setattr(comparing, "run_tasks", run_tasks)
    monkeypatch.setattr(comparing, "write_report", lambda results, lang: results.folder / "report.html")
    return asked


def plan_of(seeds=8, names=("current_policy", "skills_first")):
    return plan_comparison(names, seeds=seeds, scale=100, months=2)


def comparison(folder, amount, indicator, most=64, **options):
    stop = StopRule.read(amount, indicator, most)
    return compare(plan_of(**options), folder, entry=None, start=None, stop=stop)


def gaps(n: int, place: int = 1) -> np.ndarray:
    return np.array([np.random.default_rng(seed).normal(size=2)[place] for seed in range(1, n + 1)])


def half_width(values: np.ndarray) -> float:
    return float(student.ppf(0.95, len(values) - 1) * values.std(ddof=1) / np.sqrt(len(values)))


@pytest.mark.parametrize(
    ("amount", "indicator", "said"),
    [
        ("a bit", "unemployment", "'a bit' is not a half-width; write a number above zero and its unit"),
        ("0pp", "unemployment", "not a half-width"),
        ("-1", "queue_mw", "not a half-width"),
        ("1,000", "queue_mw", "queue_mw differs by MW, found ',000'"),
        ("5 km", "queue_mw", "queue_mw differs by MW, found 'km'"),
        ("0.1pp", "jobs", "jobs differs by job, found 'pp'"),
        ("0.1pp", "happiness", "there is no indicator 'happiness'; the nearest name is"),
        ("1", "homes", "'homes' may be homes_all_electric, homes_district_heat"),
        ("1", "", "there is no indicator ''"),
    ],
)
def test_a_wish_that_cannot_be_read_is_told_in_one_sentence(amount, indicator, said):
    with pytest.raises(ValueError, match=re.escape(said)) as refused:
        StopRule.read(amount, indicator)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("amount", "indicator", "name", "half"),
    [
        ("0.1pp", "unemployment", "unemployment_rate", 0.1),
        ("0,25 pp", "net_part", "net_participation", 0.25),
        ("25 MW", "queue_mw", "queue_mw", 25.0),
        ("2", "waiting", "waiting_months", 2.0),
    ],
)
def test_a_wish_is_read_as_people_write_it(amount, indicator, name, half):
    stop = StopRule.read(amount, indicator)
    assert (stop.wish.indicator, stop.wish.half_width, stop.most) == (name, half, 64)


def test_fewer_than_eight_seeds_at_most_is_refused():
    with pytest.raises(ValueError, match="found at most 7 seeds; allowed: 8 or more"):
        StopRule.read("0.1pp", "unemployment", 7)


@pytest.mark.parametrize(("indicator", "amount", "spread"), [("unemployment", "0.1pp", 0.2), ("waiting", "0.55", 1.0)])
def test_seeds_are_added_until_the_wish_is_reached(tmp_path, runs, indicator, amount, spread):
    """Of municipalities and of the region alike, and no batch later than need be."""
    ended = comparison(tmp_path, amount, indicator)
    n, wish = len(ended.results.seeds), StopRule.read(amount, indicator).wish
    assert ended.complete and 8 < n < 64 and [seed for batch in runs for seed in batch] == list(range(1, n + 1))
    assert runs[0] == list(range(1, 9)) and all(len(batch) % 4 == 0 for batch in runs)
    assert half_width(spread * gaps(n)) <= wish.half_width < half_width(spread * gaps(n - len(runs[-1])))
    found = last_differences(tmp_path, plan_of(n).tasks, wish.indicator)["skills_first"]
    assert found == pytest.approx((0.25 if spread < 1 else 2) + spread * gaps(n), abs=1e-4)
    assert ended.results.manifest["until_sure"]["indicator"] == wish.indicator


@pytest.mark.parametrize("indicator", ["unemployment", "waiting"])
def test_the_same_command_again_runs_nothing(tmp_path, runs, indicator):
    first = comparison(tmp_path, "0.7", indicator)
    before = (tmp_path / "manifest.json").read_bytes()
    runs.clear()
    again = comparison(tmp_path, "0.7", indicator)
    assert runs and not any(runs) and again.complete and again.results.seeds == first.results.seeds
    assert [r["key"] for r in again.results.manifest["runs"]] == [r["key"] for r in first.results.manifest["runs"]]
    assert before.count(b'"key"') == len(again.results.manifest["runs"])


def test_it_is_given_up_at_the_limit_and_goes_on_beyond_a_higher_one(tmp_path, runs):
    ended = comparison(tmp_path, "0.001pp", "unemployment", most=10)
    assert len(ended.results.seeds) == 10 and ended.complete
    runs.clear()
    assert len(comparison(tmp_path, "0.001pp", "unemployment", most=13).results.seeds) == 13
    assert [seed for batch in runs for seed in batch] == list(range(11, 14))


def test_sure_at_once_needs_no_more_than_there_are(tmp_path, runs):
    assert len(comparison(tmp_path, "50pp", "unemployment").results.seeds) == 8
    assert runs == [list(range(1, 9))]


def test_every_scenario_must_be_sure(tmp_path, runs):
    ended = comparison(tmp_path, "0.7", "waiting", names=("current_policy", "skills_first", "grid_first"))
    n = len(ended.results.seeds)
    found = last_differences(tmp_path, plan_of(n, ("current_policy", "skills_first", "grid_first")).tasks,
                             "waiting_months")  # fmt: skip
    assert set(found) == {"skills_first", "grid_first"} and all(half_width(gap) <= 0.7 for gap in found.values())


def test_another_wish_in_the_same_folder_is_refused(tmp_path, runs):
    comparison(tmp_path, "0.7", "waiting")
    for amount, indicator in (("0.5", "waiting"), ("0.4pp", "unemployment")):
        with pytest.raises(FolderConflict, match="until_sure"):
            comparison(tmp_path, amount, indicator)
    with pytest.raises(FolderConflict, match="until_sure"):
        compare(plan_of(), tmp_path, entry=None, start=None)


def test_a_failed_run_ends_it(tmp_path, runs, monkeypatch):
    """More seeds would meet the same fault; what is there is kept."""

    def failing(tasks, folder, **options):
        runs.append([task.seed for task in tasks])
        for task in tasks[:-1]:
            finish(task, folder)
        return Outcome({}, {tasks[-1].key: write_error(folder, tasks[-1], ValueError("no"))})

    monkeypatch.setattr(comparing, "run_tasks", failing)
    ended = comparison(tmp_path, "0.001", "waiting")
    assert len(runs) == 1 and not ended.complete and ended.results.seeds == list(range(1, 8))


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_report_shows_how_sure_it_is(results, lang):
    """A picture of the indicator wished for, a caution about what is within noise, and the seeds that would take."""
    words = Words(lang)
    wish = StopRule.read("3", "waiting").describe()
    wished = Results(results.folder, results.manifest | {"until_sure": wish})
    titles = {s["id"]: s["title"][lang] for s in wished.manifest["scenarios"]}
    pictures = list(draw_enough(wished, titles, words))
    assert [picture.name for picture in pictures] == ["enough_waiting_months"]
    assert (
        all(title in pictures[0].caption for title in titles.values()) and words("enough.rough") in pictures[0].caption
    )
    page = unescape(render_report(wished, pictures, words))
    rows = headline_rows(wished, 2040, Words("en"))
    gaps = {(row.indicator.name, name): gap for row in rows for name, gap in row.by_seed.items()}
    noise = within_noise(gaps)
    assert 0 < len(noise) < len(gaps)
    assert words("caution.within_noise", n=len(noise), total=len(gaps)) in page
    needed = noise.dropna(subset="needed").iloc[0]
    label = BY_NAME[needed["indicator"]].label(lang)
    about = {"indicator": label, "scenario": titles[needed["scenario"]], "n": needed["needed"]}
    assert words("enough.to_tell", **about) in page
    assert 'aria-labelledby="enough_waiting_months-title' in page


@pytest.mark.slow
def test_from_the_command_to_the_report(tmp_path, monkeypatch):
    """Real runs: seeds are added up to the limit, the same command runs nothing, another wish is refused."""
    monkeypatch.setenv("POLDERMODEL_CACHE", str(tmp_path / "cache"))
    command = [sys.executable, "-m", "poldermodel", "compare", "current_policy", "skills_first", "--scale", "100",
               "--until", "2022-06", "--most-seeds", "10", "--json", "--out", str(tmp_path / "out"),
               "--until-sure"]  # fmt: skip

    def polder(*wish: str) -> subprocess.CompletedProcess:
        return subprocess.run([*command, *wish], capture_output=True, text=True, cwd=ROOT, timeout=500)

    first = polder("0.0001pp", "unemployment")
    assert first.returncode == 0 and json.loads(first.stdout)["runs"] == 20, first.stderr
    files = {file: file.stat().st_mtime_ns for file in (tmp_path / "out" / "runs").iterdir()}
    again = polder("0.0001pp", "unemployment")
    assert again.returncode == 0 and {file: file.stat().st_mtime_ns for file in files} == files
    assert "enough_unemployment_rate" in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    other = polder("5", "waiting")
    assert other.returncode == 2 and "until_sure" in other.stderr and "Traceback" not in other.stderr
