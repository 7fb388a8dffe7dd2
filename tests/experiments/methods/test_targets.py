"""Targets are met at the bound and above or below it, also where the bound is a multiple of a base year."""

import numpy as np
import pytest

from experiments.methods.targets import Target
from experiments.words import Words

TITLE = {"nl": "Doel", "en": "Target"}
PUMPS = Target(id="pumps", indicator="heat_pumps", year=2030, at_least=0.07, title=TITLE)
CO2 = Target(id="co2", indicator="co2", year=2040, at_most=0.1, relative_to=2022, title=TITLE)


def test_exactly_met_is_met():
    np.testing.assert_array_equal(PUMPS.meets([0.06999, 0.07, 0.5, np.nan]), [False, True, True, False])
    np.testing.assert_array_equal(CO2.meets([3.0, 3.01, 0.0], [30.0, 30.0, 30.0]), [True, False, True])
    assert 0.1 * 3 != 0.3 and CO2.meets(0.3, 3.0)


def test_a_shortfall_is_positive_where_the_target_is_missed_in_the_unit_of_the_indicator():
    np.testing.assert_allclose(PUMPS.shortfall([0.05, 0.09]), [0.02, -0.02])
    np.testing.assert_allclose(CO2.shortfall([8.0, 1.0], [30.0, 20.0]), [5.0, -1.0])


def test_a_bound_of_zero():
    none = Target(id="queue", indicator="queue_mw", year=2030, at_most=0.0, title=TITLE)
    np.testing.assert_array_equal(none.meets([0.0, 1e-12]), [True, False])


@pytest.mark.parametrize(
    ("target", "nl", "en"),
    [
        (CO2, "Uitstoot: hoogstens 10 % van 2022 in 2040", "Uitstoot: at most 10 % of 2022 in 2040"),
        (PUMPS, "Uitstoot: ten minste 0,07 ton CO2 per jaar in 2030",
         "Uitstoot: at least 0.07 tonnes of CO2 per year in 2030"),
    ],
)  # fmt: skip
def test_one_line_in_both_languages(target, nl, en):
    assert target.describe("Uitstoot", "tCO2/year", Words("nl")) == nl
    assert target.describe("Uitstoot", "tCO2/year", Words("en")) == en


def test_large_bounds_keep_all_their_digits():
    homes = Target(id="homes", indicator="homes", year=2030, at_least=175_250, title=TITLE)
    assert homes.describe("Woningen", "dwelling", Words("nl")) == "Woningen: ten minste 175.250 woningen in 2030"


@pytest.mark.parametrize("bounds", [{}, {"at_least": 1.0, "at_most": 2.0}, {"at_most": 1.0, "relative_to": 2030}])
def test_targets_that_say_nothing_or_two_things_are_refused(bounds):
    with pytest.raises(ValueError, match="target x"):
        Target(id="x", indicator="co2", year=2030, title=TITLE, **bounds)


def test_a_base_value_belongs_to_a_relative_target():
    with pytest.raises(ValueError, match="base value"):
        CO2.meets(1.0)
    with pytest.raises(ValueError, match="base value"):
        PUMPS.meets(1.0, 2.0)
