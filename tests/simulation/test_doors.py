"""Doors for what is funded, for what initiatives modify, and for the regime: shut they change nothing."""

import dataclasses
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from agents.firm import PowerState
from simulation.doors.modifiers import MODIFIERS
from simulation.doors.state import DOMAINS, Doors
from simulation.invariants import InvariantError, check_invariants
from simulation.levers import LEVERS
from simulation.model import MONTH, RegionModel
from simulation.runs import checkpoint
from simulation.runs.initial import open_model
from simulation.submodels.heat.steps import CORPORATION, DISTRICT, ELECTRIC, GAS, HYBRID, OWNER
from simulation.world import STATES, World
from tests.couplings import steps_of
from tests.frozen_run import busy_policy
from tests.model_runs import make_policy, open_run, region_named

LIVED = 18  # months
START = 0.8  # lock-in at the base month


def neutral(world: World) -> Doors:
    """Everything written, and all of it neutral."""
    zones = world.region.n_zones
    return Doors(
        funded={name: np.ones(zones if lever.zonal else 1) for name, lever in LEVERS.items()},
        modifiers={name: np.full(zones, each.neutral) for name, each in MODIFIERS.items()},
        lock_in={domain: np.array([START, START]) for domain in DOMAINS},
    )


def busy_model() -> RegionModel:
    return open_model(region_named("small"), busy_policy("small"), seed=5, scale=2)


def test_doors_that_are_written_and_neutral_change_no_bit():
    without, written = busy_model(), busy_model()
    for model in (without, written):
        model.check_every = 1
        for month in range(12):
            if model is written and month == 0:
                model.world.doors = neutral(model.world)
            model.step()
    states = [name for name in STATES if name != "doors"]
    (arrays, values), (others, other_values) = (checkpoint.take(m.world, states=states) for m in (without, written))
    assert [path for path in arrays if arrays[path].tobytes() != others[path].tobytes()] == []
    assert values == other_values
    for model in (without, written):
        model.close()


def measures(doors: Doors) -> dict[str, float]:
    """What became of the small region when something stood in the doors from the first month on."""
    policy = make_policy(region_named("small"), parameters={"dur_reskill": 4, "dur_tech": 4, "reach_attached": 0.2})
    model = open_model(region_named("small"), policy, seed=5, scale=2)
    world, flows = model.world, dict.fromkeys(("train_dropped", "activated"), 0.0)
    world.doors, projects = doors, world.projects.n
    for _ in range(LIVED):
        model.step()
        for name in flows:
            flows[name] += world.flows[name].sum()
    dwellings, stations = world.heat.dwellings, world.projects.station[:projects] >= 0
    found = (
        flows
        | {
            "skills": float(world.firms.skb.sum()),
            "electrified": float((world.firms.el != PowerState.FOSSIL).sum()),
            "corporation_gas": float(dwellings[:, CORPORATION, :, GAS].sum()),
            "heat_pumps": float(dwellings[..., [HYBRID, ELECTRIC]].sum()),
            "district_wish": float(world.heat.wish[..., DISTRICT].sum()),  # hands are short, so more pumps, fewer homes
            "owners_on_district": float(dwellings[:, OWNER, :, DISTRICT].sum()),
            "vans": float(world.vehicles.van_ze.sum()),
            "permits": float(world.projects.permit_left[:projects][stations].sum()),
            "leap": float(world.practices["leap"].sum()),
        }
    )
    model.close()
    return found


@cache
def without_doors() -> dict[str, float]:
    return measures(Doors())


def one_modifier(name: str, value: float) -> Doors:
    return Doors(modifiers={name: np.full(region_named("small").n_zones, value)})


def less_locked_in(domain: str) -> Doors:
    return Doors(lock_in={domain: np.array([START / 4, START])})


MOVES = {
    "skills_hiring_p": (one_modifier("skills_hiring_p", 0.2), {"skills": 1}),
    "training_dropout": (one_modifier("training_dropout", 0.2), {"train_dropped": -1}),
    "activation_reach": (one_modifier("activation_reach", 2.0), {"activated": 1}),
    "electrify_hazard": (one_modifier("electrify_hazard", 5.0), {"electrified": 1}),
    "corporation_plans": (one_modifier("corporation_plans", 3.0), {"corporation_gas": -1}),
    "heat_consent": (one_modifier("heat_consent", 0.25), {"owners_on_district": 1}),
    "van_hazard": (one_modifier("van_hazard", 2.0), {"vans": 1}),
    "permit_time": (one_modifier("permit_time", 0.5), {"permits": -1}),
    "leap_p": (one_modifier("leap_p", 0.3), {"leap": 1}),
    "labour": (less_locked_in("labour"), {"skills": 1}),
    "energy": (less_locked_in("energy"), {"electrified": 1, "heat_pumps": 1, "district_wish": 1, "leap": 1}),
    "mobility": (less_locked_in("mobility"), {"vans": 1}),
}


@pytest.mark.parametrize("name", MOVES)
def test_what_is_written_moves_what_it_acts_on(name):
    """By the same luck, in the direction that is meant."""
    doors, moves = MOVES[name]
    found, before = measures(doors), without_doors()
    for measure, sign in moves.items():
        assert sign * (found[measure] - before[measure]) > 0, (measure, before[measure], found[measure])


def test_every_modifier_is_tried():
    assert set(MODIFIERS) <= set(MOVES)
    for name, each in MODIFIERS.items():
        assert each.nl and each.en and each.source and each.acts_on, name


@pytest.fixture(scope="module")
def world():
    model = open_run("small", busy_policy("small"), scale=2)
    model.world.month = 12
    yield model.world
    model.close()


@pytest.fixture(autouse=True)
def shut(request):
    """Leave the shared world with nothing written."""
    yield
    if "world" in request.fixturenames:
        request.getfixturevalue("world").doors = Doors()


def test_a_quantity_is_itself_until_something_is_written(world):
    hazard = np.full((world.region.n_zones, 3), 0.1)
    assert world.modified("electrify_hazard", hazard) is hazard
    world.doors.modifiers["electrify_hazard"] = np.arange(world.region.n_zones, dtype=float)
    np.testing.assert_array_equal(world.modified("electrify_hazard", hazard)[:, 1], 0.1 * np.arange(len(hazard)))
    np.testing.assert_array_equal(world.modified("electrify_hazard", 2.0, np.array([3, 0])), [6.0, 0.0])
    assert world.modified("electrify_hazard", hazard[:2], slice(2)).shape == (2, 3)


@pytest.mark.parametrize("share", [0.0, 0.25, 1.0])
def test_of_what_is_asked_a_share_is_funded(world, share):
    asked = {name: world.lever(name) for name, lever in LEVERS.items() if not lever.zonal}
    for name, value in asked.items():
        world.doors.funded[name] = np.array([share])
        default = float(LEVERS[name].default_path[world.month])
        expected = {0.0: default, 1.0: value}.get(share, pytest.approx(default + share * (value - default)))
        assert world.lever(name) == expected and isinstance(world.lever(name), float)


def test_a_lever_by_zone_is_funded_by_zone(world):
    asked, share = world.lever_zones("pt_upgrade").copy(), np.zeros(world.region.n_zones)
    share[1] = 1.0
    world.doors.funded["pt_upgrade"] = share
    assert asked[0] > 0 and world.lever_zones("pt_upgrade").tolist() == [0, asked[1], *[0] * (len(asked) - 2)]


def test_lock_in_is_measured_against_the_base_month(world):
    world.doors.lock_in["energy"] = np.array([0.2, 0.8])
    assert world.lock_in("energy").speed == pytest.approx(0.9 / 0.6)
    assert world.lock_in("energy").hassle == pytest.approx(0.25)
    assert world.lock_in("labour").speed == world.lock_in("labour").hassle == 1.0


def test_checkpoints_keep_what_is_written(world, tmp_path):
    world.doors = neutral(world)
    world.doors.modifiers["van_hazard"][2] = 1.75
    checkpoint.save(world, tmp_path / "kept")
    before, world.doors = world.doors, Doors()
    checkpoint.load(world, tmp_path / "kept")
    for field in dataclasses.fields(Doors):
        was, now = getattr(before, field.name), getattr(world.doors, field.name)
        assert {name: array.tolist() for name, array in was.items()} == {n: a.tolist() for n, a in now.items()}


@pytest.mark.parametrize(
    "part, name, array",
    [
        ("funded", "no_lever", np.ones(1)),
        ("funded", "dc_cap", np.array([1.2])),
        ("funded", "dc_cap", np.ones(6)),
        ("modifiers", "no_modifier", np.ones(6)),
        ("modifiers", "van_hazard", np.ones(3)),
        ("modifiers", "van_hazard", np.full(6, -1.0)),
        ("modifiers", "van_hazard", np.full(6, np.nan)),
        ("lock_in", "no_domain", np.ones(2)),
        ("lock_in", "energy", np.array([0.5, 0.0])),
    ],
)
def test_what_may_not_be_written_is_found(world, part, name, array):
    check_invariants(world)
    getattr(world.doors, part)[name] = array
    with pytest.raises(InvariantError, match=name):
        check_invariants(world)


def test_each_zone_has_one_turn_and_keeps_it(world):
    month, n, region = world.month, world.region.n_mra, world.region
    turns = []
    for world.month in range(12):
        turns.append(world.phase(12))
    assert np.array(turns).shape == (12, n) and (np.sum(turns, axis=0) == 1).all()
    order = np.random.default_rng(1).permutation(n)
    world.region = replace(region, zone_id=(*(region.zone_id[z] for z in order), *region.zone_id[n:]))
    for world.month in range(12):
        assert (world.phase(12) == turns[world.month][order]).all()
    world.month, world.region = month, region


def test_a_slow_step_waits_for_its_month(world):
    lived, month = [], world.month
    slow = replace(steps_of(MONTH)[0], run=lambda world: lived.append(world.month), every=3)
    for world.month in range(-4, 8):
        slow(world)
    world.month = month
    assert lived == [-3, 0, 3, 6]
