"""Pictures of sensitivity: the right order, honest captions, and room for long labels."""

import numpy as np
import pytest

from experiments.figures.bars import DOWN, MIXED, UP, draw_bars, draw_convergence, draw_influence, say_convergence
from experiments.methods.convergence import convergence
from experiments.methods.sensitivity import Range, morris_indices, morris_points, sobol_indices, sobol_points
from experiments.words import LANGUAGES, Words
from tests.picture_checks import assert_readable

RANGES = [Range(f"p{k}", 0.0, 1.0) for k in range(18)]
LABELS = {
    r.name: f"Aandeel monteurs dat uit andere sectoren instroomt na omscholing, per jaar {r.name}" for r in RANGES
}
OUTCOMES = {
    "a": "Wachtrij voor een aansluiting op het elektriciteitsnet, regio als geheel (MW)",
    "b": "Werkloosheidspercentage (%)",
    "c": "Banen (banen)",
}


def model(points):
    slopes = np.where(np.arange(points.shape[1]) % 2, -1, 1) * 0.7 ** np.arange(points.shape[1])
    bent = 3 * (points[:, 2] - 0.5) ** 2
    return np.column_stack([100 * points @ slopes, points @ slopes[::-1] + bent, np.full(len(points), 5.0)])


@pytest.fixture(scope="module")
def screened():
    points = morris_points(RANGES, 12, 4, 1)
    return points, model(points), morris_indices(RANGES, points, model(points), list(OUTCOMES))


def bar_widths(axes):
    return [p.get_width() for p in axes.patches]


def test_bars_are_ranked_and_show_the_first_fifteen(screened):
    picture = draw_bars(screened[2], LABELS, OUTCOMES, "bars", Words("nl"), n_seeds=4)
    widths = bar_widths(picture.figure.axes[0])
    assert len(widths) == 15 and widths == sorted(widths, reverse=True)
    assert widths[0] == pytest.approx(100)
    assert "3 andere parameters wegen elk minder, hooguit 0,5 % van de grootste" in picture.caption
    assert "12 trajecten. Elke run is het gemiddelde over 4 toevalsreeksen." in picture.caption
    assert set(picture.table["outcome"]) == set(OUTCOMES)


def test_colours_say_which_way(screened):
    picture = draw_bars(screened[2], LABELS, {"b": OUTCOMES["b"]}, "bars", Words("en"), n_seeds=4)
    colours = {p.get_facecolor() for p in picture.figure.axes[0].patches}
    assert len(colours) == 3 and len({UP, DOWN, MIXED}) == 3


def test_an_outcome_that_never_moved_is_named_instead_of_drawn(screened):
    picture = draw_bars(screened[2], LABELS, OUTCOMES, "bars", Words("en"), n_seeds=4)
    assert not bar_widths(picture.figure.axes[2]) and "Banen (banen) is the same in all runs" in picture.caption


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("count", [1, 3])
def test_bars_have_room_for_long_labels(screened, lang, count):
    shown = dict(list(OUTCOMES.items())[:count])
    assert_readable(draw_bars(screened[2], LABELS, shown, "bars", Words(lang), n_seeds=4).figure)


def test_shares_are_drawn_alone_and_with_interplay():
    ranges = RANGES[:4]
    values = model(sobol_points(ranges, 32, False, 1))
    values[5] = np.nan
    table = sobol_indices(ranges, values, list(OUTCOMES), second_order=False)
    picture = draw_bars(table, LABELS, {"a": OUTCOMES["a"]}, "bars", Words("nl"), n_seeds=4)
    assert len(bar_widths(picture.figure.axes[0])) == 8
    assert "31 basisrijen. Door mislukte runs weggelaten basisrijen: 1." in picture.caption
    assert_readable(picture.figure)


def test_more_than_four_outcomes_are_refused(screened):
    with pytest.raises(ValueError, match="4 outcomes at most, found 5"):
        draw_bars(screened[2], LABELS, dict.fromkeys("abcde", ""), "bars", Words("nl"), n_seeds=4)


def test_influence_has_one_in_every_column_and_the_most_important_on_top(screened):
    picture = draw_influence(screened[2], LABELS, OUTCOMES, "influence", Words("nl"), n_seeds=4)
    numbers = picture.table.iloc[:, 1:]
    assert numbers.max().tolist() == [1, 1, 0] and len(numbers) == 18
    assert numbers.mean(axis=1).is_monotonic_decreasing


def test_convergence_is_drawn_and_said(screened):
    points, values, _ = screened
    found = convergence("morris", RANGES, points, values, list(OUTCOMES))
    picture = draw_convergence(found, LABELS, "a", OUTCOMES["a"], "convergence", Words("nl"), n_seeds=4)
    assert len([line for line in picture.figure.axes[0].lines if line.get_marker() == "o"]) == 5
    assert "De rangorde" in picture.caption or "Rangorde" in picture.caption
    assert_readable(picture.figure)
    assert_readable(draw_convergence(found, LABELS, "c", OUTCOMES["c"], "convergence", Words("en"), n_seeds=4).figure)
    verdicts = found.verdicts.set_index("outcome")
    assert "no parameter matters" in say_convergence(verdicts.loc["c"], Words("en"))
    assert say_convergence(verdicts.loc["a"], Words("en")).startswith("Ranking and values have settled")
