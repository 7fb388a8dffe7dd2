"""A run in small says what the monthly tables say, joined by the rules of each indicator."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from simulation.indicators import RATIOS, REGIONAL, ZONAL, Indicator, Ratio, aggregate
from simulation.indicators.record import Record, zone_table
from simulation.indicators.yearly import LEVELS, WHOLE, YEARLY_NAMES, yearly_table
from tests.small_region import small_region

REGION = small_region()
EMPTY_ZONE = 3  # nothing in it in the first year, so that its ratios have no denominator


def made_up_record(months: int) -> Record:
    """Positive numbers of many sizes."""
    rng, record = np.random.default_rng(months), Record.empty(REGION, months)
    record.zones[:] = rng.lognormal(3.0, 2.0, record.zones.shape)
    record.region[:] = rng.lognormal(1.0, 1.0, record.region.shape)
    record.zones[:12, EMPTY_ZONE] = 0.0
    return record


def by_hand(record: Record, indicator: Indicator, level: str) -> pd.Series:
    """One value by area and year, through the monthly tables and `aggregate`."""
    months = zone_table(record, REGION).to_pandas()
    months["year"] = months["month"].astype(str).str[:4].astype(int)
    months["region"] = WHOLE
    return aggregate(months, indicator, [level, "year"], ["month"])


def of_region_by_hand(record: Record, indicator: Indicator) -> list[float]:
    """One value by year of what is known of the whole region only."""
    column = record.region[:, [i.name for i in REGIONAL].index(indicator.name)].astype(np.float64)
    rule = {"end": lambda part: part[-1], "sum": np.sum, "mean": np.mean}[indicator.time]
    return [rule(column[start : start + 12]) for start in range(0, len(column), 12)]


@pytest.mark.parametrize("months", [1, 12, 14, 36])
def test_every_indicator_at_every_level_is_that_of_the_months(months):
    record = made_up_record(months)
    found = yearly_table(record, REGION).to_pandas().set_index(["level", "area", "year"])
    for level in LEVELS:
        for indicator in (*ZONAL, *RATIOS):
            expected = by_hand(record, indicator, level)
            values = found.loc[level][indicator.name]
            assert len(values) == len(expected)
            np.testing.assert_allclose(
                values.reindex(expected.index), expected, rtol=2e-5, err_msg=f"{indicator.name} by {level}"
            )
    for indicator in REGIONAL:
        whole = found.loc["region"][indicator.name]
        np.testing.assert_allclose(whole, of_region_by_hand(record, indicator), rtol=1e-5, err_msg=indicator.name)
        assert found.loc[["subregion", "zone"]][indicator.name].isna().all()


def test_a_ratio_without_denominator_is_unknown():
    table = yearly_table(made_up_record(24), REGION).to_pandas()
    rows = table[(table["level"] == "zone") & (table["area"] == REGION.zone_name[EMPTY_ZONE])].set_index("year")
    ratios = [i.name for i in RATIOS if isinstance(i, Ratio) and i.under]
    assert ratios and rows.loc[2022, ratios].isna().all() and rows.loc[2023, ratios].notna().all()
    assert (rows.loc[2022, [i.name for i in ZONAL]] == 0).all()


def test_a_municipality_may_have_the_name_of_its_subregion():
    """As Amsterdam. With a label twice in a dictionary, Parquet files held whatever was in memory."""
    region = replace(REGION, zone_name=(REGION.subregion_name[0], *REGION.zone_name[1:]))
    record = made_up_record(12)
    found = yearly_table(record, region)
    labels = found["area"].combine_chunks().dictionary.to_pylist()
    assert len(set(labels)) == len(labels)
    values = found.to_pandas().set_index(["level", "area"])["jobs"]
    other = yearly_table(record, REGION).to_pandas().set_index(["level", "area"])["jobs"]
    assert values["subregion", region.subregion_name[0]] == other["subregion", region.subregion_name[0]]
    assert values["zone", region.zone_name[0]] == other["zone", REGION.zone_name[0]]
    np.testing.assert_array_equal(values.to_numpy(), other.to_numpy())


def test_the_table_has_a_row_for_every_year_and_area_and_the_region_first():
    table = yearly_table(made_up_record(25), REGION).to_pandas()
    areas = 1 + len(REGION.subregion_name) + REGION.n_mra
    assert list(table.columns) == ["year", "level", "area", *YEARLY_NAMES]
    assert len(table) == 3 * areas and list(table["year"].unique()) == [2022, 2023, 2024]
    assert (table.groupby("year")["area"].first() == WHOLE).all()
    assert table.groupby(["year", "level"], observed=True)["area"].nunique().loc[2022].to_dict() == {
        "region": 1,
        "subregion": len(REGION.subregion_name),
        "zone": REGION.n_mra,
    }
