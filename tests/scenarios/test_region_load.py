"""The shipped region: derived to the byte, closed, and near what is known."""

import time
from pathlib import Path

import numpy as np
import pytest

from scenarios.regions.derive_mra import FOLDER, derive
from scenarios.regions.load import load_region
from scenarios.regions.tables import TABLES
from simulation.axes import GENERATION_CLASSES, LOAD_CLASSES
from simulation.region import Region

SIGN = np.array([-1.0 if name in GENERATION_CLASSES else 1.0 for name in LOAD_CLASSES])


@pytest.fixture(scope="module")
def mra() -> Region:
    return load_region("mra")


def loading(region: Region) -> np.ndarray:
    """Net load by station and hour [MW], from the tables alone."""
    return np.einsum("zl,zls,lh->sh", region.energy_mwh * SIGN, region.grid.station_share, region.grid.profiles)


def test_deriving_again_gives_the_same_bytes(tmp_path: Path):
    derive(FOLDER / "facts", tmp_path)
    made, shipped = ({p.name: p.read_bytes() for p in folder.iterdir() if p.is_file()} for folder in (tmp_path, FOLDER))
    assert sorted(made) == sorted(shipped)
    assert [name for name in made if made[name] != shipped[name]] == []


def test_loading_is_pure_quick_and_read_only(mra: Region):
    spent = []
    for _ in range(3):
        start = time.process_time()  # the wall clock counts what else this computer does
        again = load_region(FOLDER)
        spent.append(time.process_time() - start)
    assert min(spent) < 0.5
    assert again.digest == mra.digest and len(mra.digest) == 64
    arrays = [v for owner in (mra, mra.grid) for v in vars(owner).values() if isinstance(v, np.ndarray)]
    arrays += list(mra.exogenous.values())
    assert len(arrays) > 60 and not any(a.flags.writeable for a in arrays)
    with pytest.raises(ValueError, match="read-only"):
        mra.jobs[0, 0] = 1


def test_any_changed_byte_changes_the_digest(mra: Region, tmp_path: Path):
    for source in FOLDER.iterdir():
        if source.is_file():
            (tmp_path / source.name).write_bytes(source.read_bytes())
    with (tmp_path / "jobs.toml").open("ab") as file:
        file.write(b"# checked\n")
    assert load_region(tmp_path).digest != mra.digest


def test_jobs_firms_and_persons_close(mra: Region):
    inside = slice(0, mra.n_mra)
    assert mra.jobs[inside].sum() == 1_500_000 and mra.jobs[mra.n_mra :].sum() == 160_000
    assert mra.firms[inside].sum() == 300_000 and mra.firms[mra.n_mra :].sum() == 33_000
    assert mra.persons_state[:, 0].sum() == mra.jobs.sum()
    for margin in (mra.persons_edu, mra.persons_state):
        np.testing.assert_array_equal(margin.sum(axis=1), mra.persons_age.sum(axis=1))
    assert mra.persons_age[inside].sum() == pytest.approx(1.96e6, rel=0.01)
    employed, unemployed, attached, _ = mra.persons_state[inside].sum(axis=0)
    assert unemployed / (employed + unemployed) == pytest.approx(0.038, abs=1e-4)
    assert attached == pytest.approx(150_000, abs=50)


def test_unused_potential_is_where_statistics_find_it(mra: Region):
    share = mra.persons_state[:, 1:3].sum(axis=1) / mra.persons_state.sum(axis=1)
    at = {name: share[i] for i, name in enumerate(mra.zone_name)}
    assert at["Amsterdam"] > at["Almere"] > at["Beemster"]  # 13.5, 11.4 and 8.4 % in 2021 (CBS)
    assert mra.priority_zone.sum() == 8 and mra.priority_zone[mra.zone_name.index("Amsterdam")]


def test_demand_for_high_levels_fits_the_educated(mra: Region):
    high_jobs = (mra.jobs.sum(axis=0) @ mra.mix)[mra.occupation_level == 3].sum() / mra.jobs.sum()
    assert 0.40 < high_jobs < 0.46  # of the employed 45 % are highly educated
    assert mra.persons_edu[:, 2].sum() / mra.persons_edu.sum() < high_jobs + 0.02


def test_commuting_closes_and_has_known_distances(mra: Region):
    np.testing.assert_allclose(mra.commuters.sum(axis=0), mra.jobs.sum(axis=1), rtol=1e-4, atol=1)
    np.testing.assert_allclose(mra.commuters.sum(axis=1), mra.persons_state[:, 0], rtol=1e-4, atol=1)
    mean = (mra.commuters * mra.km[0]).sum(axis=1) / mra.commuters.sum(axis=1)
    assert 9 < mean[mra.zone_name.index("Amsterdam")] < 14
    assert 16 < mean[mra.zone_name.index("Almere")] < 24


def test_peak_load_is_near_what_was_modelled_for_2023(mra: Region):
    load = loading(mra)
    block = np.array(mra.grid.hour_label) == "design_winter_weekday"
    assert load.sum(axis=0)[block].max() == pytest.approx(mra.facts["grid_design_peak_2023_mw"], rel=0.05)
    average = mra.grid.hours > 0
    assert load.sum(axis=0)[average].max() / mra.facts["grid_peak_2023_mw"] == pytest.approx(0.90, abs=0.04)
    city = [mra.zone_name.index(name) for name in ("Amsterdam", "Weesp")]
    amsterdam = ((mra.energy_mwh[city] * SIGN).sum(axis=0) @ mra.grid.profiles).max()
    assert amsterdam == pytest.approx(mra.facts["grid_peak_amsterdam_2023_mw"], rel=0.05)
    imported = load.sum(axis=0)[block].max() + mra.grid.external_load_mw.sum()
    assert imported == pytest.approx(mra.facts["grid_import_peak_2023_mw"], rel=0.05)


def test_existing_stations_are_nearly_full_but_not_beyond(mra: Region):
    peak, firm = loading(mra).max(axis=1), 0.95 * mra.grid.station_mva
    existing = firm > 0
    ratio = peak[existing] / firm[existing]
    assert ratio.max() < 1.10 and 0.70 < np.average(ratio, weights=firm[existing]) < 0.95


def test_shapes_and_shares_are_normalised(mra: Region):
    np.testing.assert_allclose(mra.grid.profiles @ mra.grid.hours, 1.0, rtol=1e-12)
    np.testing.assert_allclose(mra.grid.station_share.sum(axis=2), 1.0, rtol=1e-12)
    np.testing.assert_allclose(mra.mix.sum(axis=1), 1.0, rtol=1e-12)
    assert mra.grid.hours.sum() == pytest.approx(8760)
    assert mra.grid.bus_share.sum() == pytest.approx(1.0)


def test_transitions_start_where_they_stood(mra: Region):
    by_tech = mra.dwellings.sum(axis=(0, 1, 2))
    assert by_tech.sum() == pytest.approx(1.174e6, rel=0.002)
    assert by_tech[3] == pytest.approx(205_000, abs=50)
    assert mra.dc_mva.sum() == pytest.approx(620)
    assert set(mra.exogenous) == {
        "gas_eur_m3",
        "elec_eur_kwh",
        "co2_elec_kg_kwh",
        "bev_sales_share",
        "new_dwellings_year",
        "green_gas_share",
        "aow_age_months",
        "cycle",
    }
    assert all(series.shape == (228,) for series in mra.exogenous.values())
    assert mra.exogenous["aow_age_months"][[0, 12, 24, 72, 144]].tolist() == [799, 802, 804, 807, 813]


def test_the_documented_figures_are_those_of_the_tables(mra: Region):
    text = (Path(__file__).parents[2] / "docs" / "data.md").read_text(encoding="utf-8")
    assert [name for name in TABLES if f"`{name}`" not in text] == []
    inside = mra.persons_state[: mra.n_mra].sum(axis=0)
    figures = [*(f"{n:,.0f}" for n in inside), f"{mra.persons_state[mra.n_mra :, 0].sum():,.0f}"]
    total, block = loading(mra).sum(axis=0), np.array(mra.grid.hour_label)
    peaks = (total[mra.grid.hours > 0].max(), total[block == "design_winter_weekday"].max())
    figures.append(", ".join(f"{peak / 1000:.2f}" for peak in peaks) + " GW")
    mean = (mra.commuters * mra.km[0]).sum(axis=1) / mra.commuters.sum(axis=1)
    figures.append(", ".join(f"{mean[mra.zone_name.index(name)]:.1f}" for name in ("Amsterdam", "Almere")) + " km")
    figures.append(f"{(peaks[1] + mra.grid.external_load_mw.sum()) / 1000:.2f} GW")
    assert [figure for figure in figures if figure not in text] == []
