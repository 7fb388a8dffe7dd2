"""Pictures: readable by everybody, the same on every run, and saying what the numbers say."""

import re
import xml.etree.ElementTree as ElementTree
from itertools import pairwise

import numpy as np
import pytest
from matplotlib.colors import to_rgb

from experiments.figures.fans import draw_fan, spread_labels
from experiments.figures.strips import COLOURS, binding_by_area, draw_strips
from experiments.figures.style import PALETTE, contrast, ink_on
from experiments.figures.tiles import layout
from experiments.pictures import draw_all
from experiments.series import read_series
from experiments.statistics import paired_difference
from experiments.words import Words

TITLES = {"current_policy": "Huidig beleid", "skills_first": "Vaardigheden eerst"}


def test_every_colour_stands_out_from_white():
    assert all(contrast(colour, "#ffffff") >= 3 for colour in PALETTE)


def test_text_on_colours_can_be_read():
    for colour in (*COLOURS.values(), *PALETTE):
        assert contrast(ink_on(colour), colour) >= 4.5


def test_contrast_is_that_of_the_guideline():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#0072B2", "#ffffff") == pytest.approx(5.2, abs=0.05)


@pytest.mark.parametrize("places", [[1, 1, 1], [0, 0.5, 3], [5, 4, 4.2, 4.1], [2]])
def test_labels_never_overlap_and_keep_their_order(places):
    moved = spread_labels(places, 1.0)
    order = np.argsort(places, kind="stable")
    assert all(moved[b] - moved[a] >= 1.0 - 1e-9 for a, b in pairwise(order))
    assert np.mean(moved) == pytest.approx(np.mean(places))


def test_a_fan_shows_the_median_and_the_paired_difference(results):
    series = read_series(results, "unemployment_rate")
    picture = draw_fan(series, TITLES, Words("nl"))
    levels, gaps = picture.figure.axes
    drawn = next(line for line in levels.lines if len(line.get_xdata()) == len(series.times))
    np.testing.assert_allclose(drawn.get_ydata(), np.median(series.values["current_policy"][:, :, 0], axis=0))
    expected = paired_difference(series.values["skills_first"][:, :, 0], series.values["current_policy"][:, :, 0])
    drawn = [line for line in gaps.lines if len(line.get_xdata()) == len(series.times)][-1]
    np.testing.assert_allclose(drawn.get_ydata(), expected.mean)
    assert len(picture.table) == len(series.times)


def test_series_agree_with_sums_by_hand(results):
    series = read_series(results, "unemployment_rate", "subregion")
    zones = results.zones
    mine = zones[
        (zones.scenario == "grid_first") & (zones.seed == 3) & (zones.year == 2031) & (zones.subregion == "IJmond")
    ]
    expected = 100 * mine.unemployed.sum() / (mine.unemployed.sum() + mine.employed.sum())
    place = (series.areas.index("IJmond"), series.times.index(2031))
    assert series.values["grid_first"][2, place[1], place[0]] == pytest.approx(expected, rel=1e-5)


def test_months_are_at_their_place_on_the_axis(results):
    series = read_series(results, "waiting_months", yearly=False)
    assert series.years()[0] == pytest.approx(2022 + 0.5 / 12) and len(series.times) == 228


def test_the_strip_names_the_most_frequent(results):
    winners = binding_by_area(results)
    assert len(winners) == 3 * 7 * 19 and winners["share"].between(0.2, 1).all()
    picture = draw_strips(results, TITLES, Words("en"))
    assert len(picture.table) == 2 * 7 * 19


def test_every_municipality_has_its_own_tile():
    places = [(tile.row, tile.column) for tile in layout().values()]
    assert len(places) == 32 == len(set(places))


@pytest.mark.parametrize(
    ("one", "other"),
    [("GM0034", "GM0995"), ("GM0363", "GM0384"), ("GM0363", "GM0362"), ("GM0363", "GM0431"), ("GM0363", "GM0394"),
     ("GM0392", "GM0397"), ("GM0377", "GM0473"), ("GM0375", "GM0453"), ("GM0396", "GM0375"), ("GM0479", "GM0431"),
     ("GM0439", "GM0370"), ("GM0385", "GM0852"), ("GM1942", "GM0457"), ("GM0402", "GM0417"), ("GM0358", "GM0451"),
     ("GM0406", "GM0376"), ("GM0479", "GM0450"), ("GM0394", "GM0358"), ("GM0415", "GM0852"), ("GM0402", "GM1696")],
)  # fmt: skip
def test_neighbours_stay_neighbours(one, other):
    a, b = layout()[one], layout()[other]
    assert max(abs(a.row - b.row), abs(a.column - b.column)) == 1


def test_directions_are_kept():
    tiles, centre = layout(), layout()["GM0363"]
    assert (
        tiles["GM0034"].column > centre.column and tiles["GM0473"].column < centre.column
    )  # Almere east, Zandvoort west
    assert tiles["GM0995"].row < tiles["GM0034"].row and tiles["GM0995"].column > tiles["GM0034"].column
    assert tiles["GM0394"].row > centre.row and tiles["GM0394"].column < centre.column  # Haarlemmermeer south-west
    assert tiles["GM0402"].row > centre.row and tiles["GM0402"].column > centre.column  # Gooi south-east
    assert tiles["GM0852"].row < centre.row and tiles["GM0852"].column > centre.column  # Waterland north-east


@pytest.mark.slow
def test_pictures_are_equal_on_every_run_and_name_themselves(results, tmp_path):
    words = Words("nl")
    for picture, again in zip(draw_all(results, words), draw_all(results, words), strict=True):
        svg = picture.svg()
        assert svg == again.svg()
        ElementTree.fromstring(svg)
        assert 'role="img"' in svg and f'<title id="{picture.name}-title">' in svg and "<desc" in svg
        identifiers = re.findall(r'\bid="([^"]*)"', svg)
        assert len(identifiers) == len(set(identifiers))
    picture.save(tmp_path)
    assert {file.suffix for file in tmp_path.iterdir()} == {".svg", ".png", ".csv"}


def test_ink_follows_luminance():
    assert ink_on("#ffffff") == "#000000" and ink_on(to_rgb("#00204c")) == "#ffffff"
