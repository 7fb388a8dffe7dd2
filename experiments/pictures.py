"""Which pictures a set of results gets."""

from collections.abc import Iterator

import numpy as np

from experiments.figures.fans import draw_fan
from experiments.figures.hands import draw_hands
from experiments.figures.multiples import draw_multiples
from experiments.figures.stations import draw_stations
from experiments.figures.strips import draw_strips
from experiments.figures.style import MOST_SERIES, Picture
from experiments.figures.tiles import draw_tiles, layout
from experiments.figures.widths import FIRST, draw_widths
from experiments.methods.enough import Wish
from experiments.series import Series, read_series
from experiments.statistics import Interval, mean_interval, paired_difference
from experiments.words import Words
from simulation.runs.results import Results

FANS = (
    "unemployment_rate",
    "vacancies",
    "jobs",
    "queue_mw",
    "waiting_months",
    "capacity_mw",
    "firms_electrified",
    "heat_pumps",
    "co2",
)
HANDS = {"grid": "grid_technicians", "installers": "installers"}
MULTIPLES = ("unemployment_rate", "queue_share")
WIDTHS = ("unemployment_rate",)
MAP = "unemployment_rate"
MOST_MAPS = 2
MOST_PANELS = 3


def draw_all(results: Results, words: Words) -> Iterator[Picture]:
    """Draw every picture of the report, in its order.

    Parameters
    ----------
    results
        The folder; with more than five scenarios the first five are drawn.
    words
        Language of all texts.
    """
    titles = {s["id"]: s["title"][words.lang] for s in results.manifest["scenarios"][:MOST_SERIES]}
    some = dict(list(titles.items())[:MOST_PANELS])
    yield draw_strips(results, some, words)
    for name in FANS:
        yield draw_fan(read_series(results, name), titles, words)
    for name, stem in HANDS.items():
        yield draw_hands(read_series(results, f"{stem}_need"), read_series(results, f"{stem}_avail"), some, name, words)
    for name in MULTIPLES:
        yield draw_multiples(read_series(results, name, "subregion"), titles, words, differences=len(titles) > 1)
    if set(results.zones["zone_id"].cat.categories) <= set(layout()):
        yield draw_map(results, read_series(results, MAP, "zone"), titles, words)
    yield from draw_enough(results, titles, words)
    last = int(results.stations["year"].max())
    yield draw_stations(results, some, min(2030, last), words)


def draw_enough(results: Results, titles: dict[str, str], words: Words) -> Iterator[Picture]:
    """How exactly differences are known by now, of the indicator wished or of a few, if seeds and scenarios allow."""
    reference, *others = titles
    if not others or len(results.seeds) < FIRST:
        return
    wished = results.manifest.get("until_sure")
    wish = None if wished is None else Wish(wished["indicator"], wished["half_width"], wished["unit"])
    for name in WIDTHS if wish is None else (wish.indicator,):
        series = read_series(results, name)
        gaps = {s: series.values[s][:, -1, 0] - series.values[reference][:, -1, 0] for s in others}
        label, unit = series.indicator.label(words.lang), words.difference(series.indicator.unit)
        some = {s: titles[s] for s in others}
        yield draw_widths(gaps, some, titles[reference], label, unit, wish, f"enough_{name}", words)


def draw_map(results: Results, series: Series, titles: dict[str, str], words: Words) -> Picture:
    """Map of the last year: differences from the reference, or levels if there is no other scenario."""
    reference, *others = titles
    year, n = int(series.times[-1]), series.n_seeds
    values: dict[str, Interval] = {}
    for name in others[:MOST_MAPS] or [reference]:
        mine = series.values[name][:, -1]
        values[name] = paired_difference(mine, series.values[reference][:, -1]) if others else mean_interval(mine)
    key = "tiles.difference" if others else "tiles.level"
    label = series.indicator.label(words.lang)
    zone_ids = list(dict.fromkeys(results.zones["zone_id"]))
    return draw_tiles(
        values,
        zone_ids,
        series.indicator,
        {name: titles[name] for name in values},
        f"map_{series.indicator.name}",
        words(f"{key}_title", indicator=label, year=year),
        words.count(key, n, reference=titles[reference]),
        words,
        bool(others),
    )


def last_whole_year(results: Results) -> int:
    """Last year of which every month was run; the last year if none was."""
    months = results.region.groupby("year", observed=True)["month"].nunique()
    whole = months[months == 12].index
    return int(whole.max() if len(whole) else np.max(months.index))
