"""Numbers as people write them, and no digit too many."""

import numpy as np
import pytest

from experiments.numbers import decimals_for, format_estimate, format_number
from experiments.statistics import Interval


def interval(mean: float, half: float, n: int = 8) -> Interval:
    return Interval(np.array(mean), np.array(mean - half), np.array(mean + half), n)


@pytest.mark.parametrize(
    ("value", "decimals", "nl", "en"),
    [
        (1234.5, 1, "1.234,5", "1,234.5"),
        (-0.256, 2, "−0,26", "−0.26"),
        (1_517_342, -3, "1.517.000", "1,517,000"),
        (-0.001, 1, "0,0", "0.0"),
        (float("nan"), 1, "–", "–"),
    ],
)
def test_both_languages(value, decimals, nl, en):
    assert format_number(value, decimals, "nl") == nl
    assert format_number(value, decimals, "en") == en


def test_plus_only_where_asked():
    assert format_number(3, 0, "nl", signed=True) == "+3" and format_number(3, 0, "nl") == "3"
    assert format_number(0.0, 0, "nl", signed=True) == "0"


@pytest.mark.parametrize(("half", "decimals"), [(0.5, 1), (0.12, 2), (0.03, 2), (12.0, 0), (60.0, -1), (3_000.0, -3)])
def test_decimals_follow_the_interval(half, decimals):
    assert decimals_for(half) == decimals


def test_mean_and_interval_are_rounded_together():
    assert format_estimate(interval(-0.2345, 0.11), "nl", signed=True) == ("−0,23", "−0,34 … −0,12")
    assert format_estimate(interval(1_517_342, 4_300), "en") == ("1,517,000", "1,513,000 … 1,522,000")


def test_one_seed_gets_two_digits_and_no_interval():
    assert format_estimate(interval(1_517_342, np.nan, 1), "nl") == ("1.500.000", "")


def test_what_every_seed_agrees_on_has_no_interval():
    assert format_estimate(interval(153.2, 0.0), "nl") == ("153", "")
