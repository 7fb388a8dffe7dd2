"""A shock of demand that strikes some zones only."""

from dataclasses import replace

import numpy as np
import pytest

from scenarios.load import resolve
from scenarios.problems import ScenarioError
from simulation.counts import count
from simulation.model import RegionModel
from simulation.scenario import ResolvedScenario
from tests.model_runs import open_run, region_named

REGION = region_named("small")
HEAD = "format = 1\nextends = 'current_policy'\n"
STRUCK = 1  # zone


def scenario(tmp_path, text: str) -> ResolvedScenario:
    path = tmp_path / "mine.toml"
    path.write_text(HEAD + text, encoding="utf-8")
    return resolve(path, REGION)


def lived(policy: ResolvedScenario | None = None, months: int = 4) -> RegionModel:
    model = open_run("small", policy, scale=2)
    for _ in range(months):
        model.step()
    return model


def wanted(model: RegionModel) -> np.ndarray:
    """Slots wanted by zone and sector."""
    return count(model.world).slots[:, :, 1]


def test_without_zones_it_is_what_it_was(tmp_path):
    policy = scenario(tmp_path, "[shocks.sector_demand]\nvalue = -0.2\nsectors = ['industry']\n")
    path = policy.shocks["sector_demand"]
    assert path.ndim == 2 and (path[:, REGION.sector_id.index("industry")] == -0.2).all() and (path == 0).any()


def test_entries_act_where_they_say(tmp_path):
    policy = scenario(
        tmp_path,
        f"""[[shocks.sector_demand]]
value = -0.2
zones = ["{REGION.zone_name[STRUCK]}"]
sectors = ["industry"]
[[shocks.sector_demand]]
profile = "step"
from = "2023-01"
value = 0.1
sectors = ["trade"]
""",
    )
    path, industry, trade = policy.shocks["sector_demand"], *map(REGION.sector_id.index, ("industry", "trade"))
    assert path.shape[1:] == (REGION.n_zones, len(REGION.sector_id))
    expected = np.zeros_like(path)
    expected[:, STRUCK, industry] = -0.2
    expected[12:, :, trade] = 0.1
    np.testing.assert_array_equal(path, expected)


@pytest.mark.parametrize(
    "text, words",
    [
        ("[shocks.cycle]\nvalue = -0.1\nzones = ['Kern']\n", "levers by zone and sector_demand"),
        ("[shocks.sector_demand]\nvalue = -0.1\nzones = ['Havenstat']\n", "did you mean Havenstad?"),
        ("[shocks.sector_demand]\nvalue = -0.1\nzones = []\n", "at least one name"),
        (
            "[[shocks.sector_demand]]\nvalue = -0.1\nzones = ['Havenstad']\n[[shocks.sector_demand]]\nvalue = 0.1\n",
            "one entry at a time",
        ),
    ],
)
def test_mistakes_are_refused(tmp_path, text, words):
    with pytest.raises(ScenarioError) as raised:
        scenario(tmp_path, text)
    assert words in str(raised.value)


def test_entries_of_other_places_do_not_meet(tmp_path):
    entries = "".join(
        f"[[shocks.sector_demand]]\nvalue = -0.1\nzones = ['{REGION.zone_id[zone]}']\n" for zone in range(2)
    )
    assert (scenario(tmp_path, entries).shocks["sector_demand"][:, :2] == -0.1).all()


def test_demand_falls_where_it_is_struck(tmp_path):
    policy = scenario(tmp_path, f"[shocks.sector_demand]\nvalue = -0.3\nzones = ['{REGION.zone_id[STRUCK]}']\n")
    without, struck = lived(), lived(policy)
    change = wanted(struck).sum(axis=1) / wanted(without).sum(axis=1) - 1
    assert change[STRUCK] == pytest.approx(np.exp(-0.3) - 1, abs=0.06)
    assert np.abs(np.delete(change, STRUCK)).max() < 0.03
    for model in (without, struck):
        model.close()


def test_a_shock_of_every_zone_is_the_shock_without_zones():
    region = REGION
    everywhere = ResolvedScenario.current_policy(region)
    by_zone, by_sector = dict(everywhere.shocks), dict(everywhere.shocks)
    by_sector["sector_demand"] = np.full_like(everywhere.shocks["sector_demand"], -0.2)
    by_zone["sector_demand"] = np.repeat(by_sector["sector_demand"][:, None], region.n_zones, axis=1)
    one, other = (lived(replace(everywhere, shocks=shocks)) for shocks in (by_sector, by_zone))
    np.testing.assert_allclose(wanted(one).sum(), wanted(other).sum(), rtol=1e-3)
    np.testing.assert_allclose(one.world.firms.S.sum(), other.world.firms.S.sum(), rtol=1e-4)
    for model in (one, other):
        model.close()


def test_a_shock_of_no_size_changes_no_bit():
    policy = ResolvedScenario.current_policy(REGION)
    zeros = np.zeros((len(policy.shocks["sector_demand"]), REGION.n_zones, len(REGION.sector_id)))
    one, other = lived(policy), lived(replace(policy, shocks={**policy.shocks, "sector_demand": zeros}))
    assert one.world.firms.target.tobytes() == other.world.firms.target.tobytes()
    assert one.world.firms.S.tobytes() == other.world.firms.S.tobytes()
    for model in (one, other):
        model.close()
