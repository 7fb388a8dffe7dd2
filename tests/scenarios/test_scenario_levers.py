"""Levers through time: profiles, scopes, costs, and the relations they must keep."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.load import resolve
from scenarios.places import Places
from scenarios.profiles import apply_entry, lever_path
from scenarios.schema import Entry
from simulation.lever_table import LeverTable
from simulation.levers import LEVERS
from simulation.months import MONTHS, month_index, month_text
from simulation.scenario import ResolvedScenario
from tests.small_region import small_region

REGION = small_region()
PLACES = Places.of(REGION)
MONTH = st.integers(0, MONTHS - 1)
LEVER = st.sampled_from(list(LEVERS.values()))


def entry(**content: object) -> Entry:
    """Make an entry as a file would."""
    return Entry.model_validate(content)


def slow_path(default: np.ndarray, content: dict) -> list[float]:
    """Follow one entry month by month."""
    path = []
    for month in range(MONTHS):
        start = month_index(content.get("from", "2022-01"))
        end = month_index(content.get("to", "2040-12"))
        value = content["value"]
        if month < start or (content["profile"] == "window" and month > end):
            value = default[month]
        elif content["profile"] == "ramp" and month < end:
            first = content.get("start_value", default[start])
            value = first + (value - first) * (month - start) / (end - start)
        path.append(value)
    return path


@pytest.mark.parametrize(
    "content",
    [
        {"profile": "constant", "value": 9_000},
        {"profile": "step", "value": 9_000, "from": "2022-06"},
        {"profile": "window", "value": 9_000, "from": "2022-06", "to": "2023-06"},
        {"profile": "window", "value": 9_000, "from": "2025-01", "to": "2025-01"},
        {"profile": "ramp", "value": 9_000, "from": "2022-01", "to": "2028-12"},
        {"profile": "ramp", "value": 9_000, "start_value": 100, "from": "2023-01", "to": "2023-02"},
    ],
)
def test_profiles_month_by_month(content):
    """Each profile equals its slow twin, over a default that steps."""
    default = LEVERS["tech_activation_places"].default_path
    np.testing.assert_allclose(apply_entry(default, entry(**content)), slow_path(default, content), rtol=1e-12)


def test_path_is_linear_between_its_points():
    """The recession falls in 18 months, stays a year and recovers in 36."""
    cycle = resolve("current_policy+recession", REGION).shocks["cycle"]
    at = {"2025-12": 0, "2026-01": 0, "2026-10": -0.04, "2027-07": -0.08, "2028-07": -0.08, "2031-07": 0}
    np.testing.assert_allclose([cycle[month_index(month)] for month in at], list(at.values()), atol=1e-12)


@given(LEVER, MONTH, MONTH, st.sampled_from(["step", "window", "ramp", "path"]))
def test_a_lever_moved_to_its_default_changes_nothing(lever, one, other, profile):
    """Bit for bit, for every lever and profile within one stretch of its default (relation R14)."""
    default = lever.default_path
    start, end = sorted((max(one, 12), max(other, 12)))
    end += end == start
    value = float(default[-1])
    content = {"profile": profile, "value": value, "from": month_text(start), "to": month_text(min(end, MONTHS - 1))}
    if profile == "path":
        content = {"profile": profile, "points": {month_text(start): value, month_text(min(end, MONTHS - 1)): value}}
    elif profile == "step":
        del content["to"]
    elif profile == "ramp" and end >= MONTHS:
        return
    table = LeverTable.defaults(PLACES.n_zones, PLACES.n_mra)
    path = lever_path(lever, [entry(**content)], PLACES)
    known = table.zonal[lever.name] if lever.zonal else table.regional[lever.name]
    assert path.tobytes() == known.tobytes()


def test_current_policy_is_the_defaults():
    """The shipped file and the one without a file have the same content."""
    assert resolve("current_policy", REGION).digest == ResolvedScenario.current_policy(REGION).digest


ZONE_NAMES = list(REGION.zone_id[: REGION.n_mra])


@given(st.permutations(ZONE_NAMES), st.integers(1, 4), MONTH, MONTH, st.floats(0, 15), st.floats(0, 15))
def test_disjoint_zones_commute(zones, cut, one, other, first, second):
    """The order of two entries with disjoint zones is of no consequence (relation R17)."""
    lever = LEVERS["pt_upgrade"]
    here = entry(profile="step", value=first, **{"from": month_text(one), "zones": zones[:cut]})
    there = entry(profile="step", value=second, **{"from": month_text(other), "zones": zones[cut:]})
    forth, back = (lever_path(lever, order, PLACES) for order in ([here, there], [there, here]))
    assert forth.tobytes() == back.tobytes()
    assert (forth[:, REGION.n_mra :] == 0).all()


@settings(max_examples=200)
@given(LEVER, MONTH, MONTH, st.sampled_from(["step", "window", "ramp"]), st.floats(0, 1))
def test_no_lever_acts_before_its_month(lever, one, other, profile, share):
    """Until `from` the path is current policy, bit for bit (relation R18)."""
    start, end = sorted((one, other))
    if start == end:
        return
    value = lever.low + share * (lever.high - lever.low)
    content = {"profile": profile, "value": value, "from": month_text(start), "to": month_text(end)}
    path = lever_path(lever, [entry(**content)], PLACES)
    before = lever_path(lever, [], PLACES)
    assert path[:start].tobytes() == before[:start].tobytes()
    assert lever.low <= path.min() and path.max() <= lever.high
    if profile == "window":
        assert path[end + 1 :].tobytes() == before[end + 1 :].tobytes()


def test_burn_in_sees_the_defaults():
    """Months below 0 know no policy and no shock; months past the end hold the last."""
    scenario = resolve("skills_first+recession", REGION)
    assert scenario.levers.value("reskill_places", -1) == 4_500
    assert scenario.levers.value("tech_activation_places", -60) == 20_000
    assert (scenario.levers.zones("pt_upgrade", -1) == 0).all()
    assert scenario.shock(-1)["cycle"] == 0
    assert scenario.shock(-1)["sector_demand"].shape == (16,)
    assert scenario.levers.value("reskill_places", MONTHS + 5) == 15_000


def test_zones_by_group_name():
    """Core and periphery are sub-regions of the Metropolitan Region; another region has its own names only."""
    assert "core" not in PLACES.zones
    assert PLACES.rows(["Rand", "S4", "Kernstad"]) == [0, 3, 4]
    assert PLACES.rows(None) == [0, 1, 2, 3, 4]


def test_public_money_by_rule():
    """Costs follow the declared rules: per place, above a base, per inhabitant, times another lever."""
    inhabitants = np.full(REGION.n_zones, 100_000.0)
    base = LeverTable.defaults(REGION.n_zones, REGION.n_mra)
    upgrade = np.zeros((MONTHS, REGION.n_zones))
    upgrade[:, :2] = 3.0
    table = base.with_paths(
        {
            "pt_upgrade": upgrade,
            "permit_speed": np.full(MONTHS, 0.6),
            "retention_support": np.ones(MONTHS),
            "skb_practice": np.full(MONTHS, 0.35),
            "intl_talent": np.full(MONTHS, 0.5),
        }
    )
    year = {name: 12 * cost for name, cost in table.monthly_cost(24, inhabitants).items()}
    expected = {
        "pt_upgrade": 2 * 3 * 12e6,
        "permit_speed": 1.6e6,
        "retention_support": 1_200 * 3_000,
        "skb_practice": 2e6,
        "intl_talent": 0.0,
        "reskill_places": 4_500 * 12_000,
        "tech_activation_places": 2_000 * 6_000,
        "ze_zone_scope": 0.1 * 5 * 1e6,
        "grid_invest": 0.0,
    }
    assert {name: year[name] for name in expected} == pytest.approx(expected)
    assert set(year) == set(LEVERS)


def test_a_lever_of_the_region_has_no_zones():
    """Asking a lever in the wrong way fails by name."""
    table = LeverTable.defaults(6, 5)
    with pytest.raises(KeyError, match="pt_upgrade"):
        table.value("pt_upgrade", 0)
    with pytest.raises(KeyError, match="dc_cap"):
        table.zones("dc_cap", 0)
