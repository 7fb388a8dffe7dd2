"""Bundles from store to page: what parts do alone, within and together is what a known function says."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from experiments.studies.bundle import plan_bundle
from experiments.words import Words
from scenarios.load import resolve
from simulation.runs.task import Task, region_of
from tests.experiments.studies.made_up import Case, fill, store_in
from tests.experiments.studies.page_checks import assert_presentable, visible_text

HEAD = 'format = 1\nextends = "current_policy"\ntitle = {{ nl = "{title}", en = "{title}" }}\nid = "{name}"\n'
TINY = {"seeds": 4, "scale": 100, "until": 11}


def scenario_file(folder, name: str, text: str) -> str:
    """Path of a scenario that is current policy with some changes."""
    path = folder / f"{name}.toml"
    about = '[provenance]\nauthor = "x"\nsource = "x"\ndate = 2026-11-22\nlicence = "EUPL-1.2"\n'
    head = HEAD.format(title=name.title(), name=name)
    described = 'description = { nl = "Proef.", en = "Trial." }\n'
    path.write_text(f"{head}{described}{text}\n{about}", encoding="utf-8")
    return str(path)


@pytest.fixture
def three(tmp_path) -> str:
    """A bundle of two levers and a parameter."""
    text = "[levers]\nreskill_places = 14_500\ngrid_flex = 0.12\n[parameters]\nd_max = 0.5"
    return scenario_file(tmp_path, "three", text)


def signs(case: Case) -> tuple[float, float, float]:
    """Which of the parts of `three` a run has: 0 or 1 each."""
    return (
        float(case.lever("reskill_places") == 14_500),
        float(case.lever("grid_flex") == 0.12),
        float(case.parameter("d_max") == 0.5),
    )


def known(case: Case) -> dict[str, float]:
    """Jobs add up; the queue has an interaction; every seed has its own level, which pairing takes out."""
    a, b, c = signs(case)
    return {
        "jobs": 1000 + 3 * a - b + 0.5 * c + 50 * case.luck,
        "queue_mw": 100 + 4 * a + 2 * b + 6 * a * b + a * b * c,
    }


def parts(folder, quantity, outcome):
    """Mean by member, or the one mean of the whole."""
    table = pd.read_parquet(folder / "parts.parquet")
    mine = table[(table["quantity"] == quantity) & (table["outcome"] == outcome)]
    return mine.set_index("member")["mean"] if mine["member"].any() else float(mine["mean"].iloc[0])


def written(study, tmp_path, effect=known, missing=(), lang="en"):
    fill(study.design, store_in(tmp_path), effect, missing)
    return study.write(store_in(tmp_path), tmp_path, Words(lang))


def test_parts_are_those_of_a_known_function(tmp_path, three, no_pictures):
    study = plan_bundle("current_policy", [three], indicators=["jobs", "queue_mw"], **TINY)
    assert study.design.columns == ("reskill_places", "grid_flex", "d_max") and study.design.n_runs == 8 * 4
    written(study, tmp_path)
    for quantity in ("alone", "within", "shapley"):  # where effects only add up, all three are the same
        assert list(parts(tmp_path, quantity, "jobs")) == pytest.approx([3, -1, 0.5], abs=1e-3)
    assert parts(tmp_path, "interaction", "jobs") == pytest.approx(0, abs=1e-3)
    assert list(parts(tmp_path, "alone", "queue_mw")) == pytest.approx([4, 2, 0], abs=1e-4)
    assert list(parts(tmp_path, "within", "queue_mw")) == pytest.approx([11, 9, 1], abs=1e-4)
    assert list(parts(tmp_path, "shapley", "queue_mw")) == pytest.approx(
        [4 + 3 + 1 / 3, 2 + 3 + 1 / 3, 1 / 3], abs=1e-4
    )
    assert parts(tmp_path, "total", "queue_mw") == pytest.approx(13, abs=1e-4)
    assert parts(tmp_path, "own_sum", "queue_mw") == pytest.approx(6, abs=1e-4)
    assert parts(tmp_path, "interaction", "queue_mw") == pytest.approx(7, abs=1e-4)


def test_intervals_hold_the_luck_that_is_not_shared(tmp_path, three, no_pictures):
    def lucky(case: Case) -> dict[str, float]:
        return {"jobs": 1000 + signs(case)[0] * (3 + case.luck) + 500 * case.luck}

    written(plan_bundle("current_policy", [three], indicators=["jobs"], **TINY), tmp_path, lucky)
    table = pd.read_parquet(tmp_path / "parts.parquet")
    row = table[(table["quantity"] == "alone") & (table["member"] == "reskill_places")].iloc[0]
    gaps = np.array([3 + np.random.default_rng(seed).normal() for seed in (1, 2, 3, 4)])
    assert row["mean"] == pytest.approx(gaps.mean(), abs=1e-3)
    half = 2.3534 * gaps.std(ddof=1) / 2  # Student's t with three degrees of freedom, 90 %
    assert (row["high"] - row["low"]) / 2 == pytest.approx(half, rel=1e-3) and row["n_seeds"] == 4


def test_all_parts_together_are_the_scenario_itself(three):
    """The coalition of all is the run that a comparison would do, but for its name."""
    study = plan_bundle("current_policy", [three], **TINY)
    place = region_of("mra")
    other = resolve(three, place)
    whole = list(study.design.points())[-1].scenario
    assert whole.parameters == dict(other.parameters)
    for kind in ("regional", "zonal"):
        mine, theirs = getattr(whole.levers, kind), getattr(other.levers, kind)
        assert all(np.array_equal(mine[name], theirs[name]) for name in theirs)
    assert all(np.array_equal(whole.shocks[name], other.shocks[name]) for name in other.shocks)
    key = [Task(s, 1, 100, 12, "mra", place.digest).key for s in (replace(whole, id=other.id), other)]
    assert key[0] == key[1]
    nobody = next(study.design.points()).scenario
    assert Task(nobody, 1, 100, 12, "mra", place.digest).key == \
        Task(resolve("current_policy", place), 1, 100, 12, "mra", place.digest).key  # fmt: skip


def test_a_parameter_that_only_the_reference_sets_is_a_part_too(tmp_path, three):
    """Going back to the declared value is a change like any other."""
    study = plan_bundle(three, ["current_policy"], **TINY)
    assert study.design.columns == ("reskill_places", "grid_flex", "d_max")
    whole = list(study.design.points())[-1]
    assert Case(next(iter(study.design.tasks()))[1], 2022, 0).parameter("d_max") == 0.5
    assert signs(Case(Task(whole.scenario, 1, 100, 12, "mra", ""), 2022, 0)) == (0, 0, 0)


def test_more_scenarios_are_a_part_each_with_shocks_and_zones(tmp_path, no_pictures):
    study = plan_bundle("current_policy", ["skills_first", "grid_first+recession"], indicators=["queue_mw"], **TINY)
    assert study.design.columns == ("skills_first", "grid_first+recession")
    assert [point.policy for point in study.design.points()] == [
        "current_policy", "skills_first", "grid_first+recession", "skills_first+grid_first+recession",
    ]  # fmt: skip
    ends = [Case(Task(p.scenario, 1, 100, 228, "mra", ""), 2040, 0) for p in study.design.points()]
    assert [c.lever("technician_places") for c in ends] == [300, 1200, ends[2].lever("technician_places"), 1200]
    recession = [p.scenario.shocks["cycle"].min() for p in study.design.points()]
    assert recession == pytest.approx([0, 0, -0.08, -0.08])


def test_more_than_six_parts_go_by_sampled_orders(tmp_path, no_pictures):
    names = ["reskill_places", "technician_places", "activation_effort", "retrofit", "heat_network_rollout",
             "heat_pump_subsidy", "dc_cap"]  # fmt: skip
    text = "[levers]\n" + "\n".join(f"{name} = 1_000" if name != "dc_cap" else "dc_cap = 50" for name in names)
    wide = scenario_file(tmp_path, "wide", text)
    study = plan_bundle("current_policy", [wide], indicators=["jobs"], orders=8, seeds=2, scale=100, until=11)
    assert set(study.design.columns) == set(names) and study.design.n_points < 2**7
    gains = dict(zip(names, (1, 2, 3, 4, 5, 6, 7), strict=True))

    def adding(case: Case) -> dict[str, float]:
        has = {n: case.lever(n) == (50 if n == "dc_cap" else 1000) for n in names}
        return {"jobs": 100 + sum(gain * has[n] for n, gain in gains.items()) + 8 * has["dc_cap"] * has["retrofit"]}

    page = written(study, tmp_path, adding)
    shapley = parts(tmp_path, "shapley", "jobs")
    plain = [n for n in names if n not in ("dc_cap", "retrofit")]
    assert shapley[plain].to_dict() == pytest.approx({n: gains[n] for n in plain}, abs=1e-4)
    assert shapley["dc_cap"] == pytest.approx(7 + 4, abs=1e-4)  # an order and its reverse share an interaction equally
    assert shapley.sum() == pytest.approx(28 + 8, abs=1e-4)
    assert Words("en")("bundle.sampled", n=8) in visible_text(page)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_page_says_alone_and_together(tmp_path, three, lang):
    def noisy(case: Case) -> dict[str, float]:
        a, b, _ = signs(case)
        return {"queue_mw": 100 + a * (4 + case.luck) + b * (2 - case.luck) + 6 * a * b}

    study = plan_bundle("current_policy", [three], indicators=["queue_mw", "jobs"], **TINY)
    page = written(study, tmp_path, noisy, lang=lang)
    assert_presentable(page, lang)
    text = visible_text(page)
    said = next(line for line in text.splitlines() if " alone " in line or " alleen " in line)
    assert said.count("(") >= 2 and " … " in said
    assert (", together +12" if lang == "en" else ", samen +12") in said
    assert Words(lang)("bundle.say_interaction", amount="+6").split("{")[0] in said
    assert "Queue" in said or "Wachtrij" in said
    assert Words(lang)("study.parts", year=2022) in text


def test_only_seeds_that_every_combination_has_count(tmp_path, three, no_pictures):
    study = plan_bundle("current_policy", [three], indicators=["queue_mw"], **TINY)
    page = written(study, tmp_path, missing={(3, 1), (5, 1)})
    assert set(pd.read_parquet(tmp_path / "parts.parquet")["n_seeds"]) == {3}
    assert Words("en")("study.missing", n=2, total=32) in visible_text(page)
    assert parts(tmp_path, "total", "queue_mw") == pytest.approx(13, abs=1e-4)


def test_one_whole_seed_is_too_few(tmp_path, three):
    study = plan_bundle("current_policy", [three], indicators=["queue_mw"], **TINY)
    with pytest.raises(ValueError, match="only 1 seeds"):
        written(study, tmp_path, missing={(3, 1), (5, 2), (0, 4)})


@pytest.mark.parametrize(
    ("scenarios", "indicators", "said"),
    [
        (["current_policy"], ["jobs"], "bundle of 0 parts that differ from current_policy; allowed: 2 to 20"),
        (["skills_first"], ["jbos"], "found 'jbos'; allowed: an indicator"),
        (["skills_first", "skills_first"], ["jobs"], "found skills_first twice; allowed: each scenario once"),
        (["{low}", "{high}"], ["jobs"], "found grid_flex set differently by low and high; allowed: parts that agree"),
        (["{low}"], ["jobs"], "bundle of 1 parts"),
        (["{low}", "{same}"], ["jobs"], None),
    ],
)
def test_what_cannot_be_split_is_told_in_one_line(tmp_path, scenarios, indicators, said):
    texts = {"low": "0.05", "high": "0.2", "same": "0.05\nretrofit = 9_000"}
    paths = {n: scenario_file(tmp_path, n, f"[levers]\ngrid_flex = {value}") for n, value in texts.items()}
    names = [name.format(**paths) for name in scenarios]
    if said is None:
        assert plan_bundle("current_policy", names, indicators=indicators, **TINY).design.n_points == 4
        return
    with pytest.raises(ValueError, match=said) as refused:
        plan_bundle("current_policy", names, indicators=indicators, **TINY)
    assert "\n" not in str(refused.value)


def test_two_bundles_never_share_a_folder(tmp_path):
    """Names that are cut off at the same place are told apart by what is run."""
    long = "x" * 50
    one = scenario_file(tmp_path, f"{long}1", "[levers]\ngrid_flex = 0.05\nretrofit = 9_000")
    two = scenario_file(tmp_path, f"{long}2", "[levers]\ngrid_flex = 0.06\nretrofit = 9_000")
    studies = [plan_bundle("current_policy", [path], **TINY) for path in (one, two)]
    studies += [plan_bundle("current_policy", [one], **(TINY | change)) for change in ({"seeds": 5}, {"until": 12})]
    studies += [plan_bundle("grid_first", [one], **TINY), plan_bundle("current_policy", ["skills_first"], **TINY)]
    names = [study.design.folder_name for study in studies]
    assert len(set(names)) == len(names)
    assert plan_bundle("current_policy", [one], **TINY).design.folder_name == names[0]
