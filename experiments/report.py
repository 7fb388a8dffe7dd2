"""The report: one HTML file with everything in it, no network needed."""

from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from markupsafe import Markup

from experiments.figures.strips import binding_by_area
from experiments.figures.style import Picture
from experiments.figures.widths import say_noise
from experiments.headline import Row, clear_effects, headline_rows
from experiments.methods.enough import within_noise
from experiments.numbers import format_number, significant_decimals
from experiments.page import html_table, template
from experiments.pictures import draw_all, last_whole_year
from experiments.words import Words
from simulation.indicators import BY_NAME
from simulation.indicators.bottlenecks import BOTTLENECKS, NONE
from simulation.levers import LEVERS
from simulation.runs.results import Results, write_atomically

FEW_SEEDS = 8
MIDWAY = 2030
SUBREGION_SCALE, MUNICIPAL_SCALE = 20, 10
Gaps: TypeAlias = dict[tuple[str, str], np.ndarray]  # (indicator, scenario) -> float64[n_seeds]


def write_report(results: Results, lang: str) -> Path:
    """Draw all pictures into ``figures/`` and write ``report.html``.

    Parameters
    ----------
    results
        The folder.
    lang
        ``"nl"`` or ``"en"``.

    Returns
    -------
    Path
        The report.
    """
    words = Words(lang)
    pictures = []
    for picture in draw_all(results, words):
        picture.save(results.folder / "figures")
        pictures.append(picture)
    path = results.folder / "report.html"
    text = render_report(results, pictures, words)
    write_atomically(path, lambda p: p.write_text(text, encoding="utf-8"))
    return path


def render_report(results: Results, pictures: list[Picture], words: Words) -> str:
    """Return the report as one HTML document."""
    last = last_whole_year(results)
    years = sorted({min(MIDWAY, last), last})
    tables = {year: headline_rows(results, year, words) for year in years}
    some = len(results.seeds) > 1
    gaps = {(row.indicator.name, s): gap for row in tables[last] for s, gap in row.by_seed.items()} if some else {}
    return template("report.html.j2").render(
        t=words,
        lang=words.lang,
        manifest=results.manifest,
        n=len(results.seeds),
        scenarios=_scenarios(results, words),
        tables=tables,
        effects=_effects(results, tables[last], gaps, words),
        last=last,
        pictures=[(p, Markup(p.svg()), html_table(p.table, words)) for p in pictures],
        binding=_binding(results, words),
        bottlenecks=[*BOTTLENECKS, NONE],
        costs=_costs(results, last, words),
        cautions=_cautions(results, gaps, words),
        estimates=_estimates(tables[last], words),
        limits=_limits(words),
    )


def _scenarios(results: Results, words: Words) -> list[dict[str, Any]]:
    """Titles, descriptions and what each scenario changes."""
    found = []
    for scenario in results.manifest["scenarios"]:
        changes = [
            {**row, "label": LEVERS[row["name"]].nl if words.lang == "nl" else LEVERS[row["name"]].en}
            if row["kind"] == "lever"
            else {**row, "label": row["name"]}
            for row in scenario["changes"]
        ]
        for row in changes:
            row["path"] = _path(row, words.lang)
        found.append(
            {
                "id": scenario["id"],
                "title": scenario["title"][words.lang],
                "description": scenario["description"][words.lang],
                "changes": changes,
            }
        )
    return found


def _path(row: dict[str, Any], lang: str) -> str:
    """First and last value, and the extreme between if it lies outside them."""
    values = [row["first"], row["last"]] + [
        v
        for v in (row["lowest"], row["highest"])
        if not min(row["first"], row["last"]) <= v <= max(row["first"], row["last"])
    ]
    texts = [format_number(v, max(0, min(significant_decimals(v, 3), 3)), lang) for v in values]
    if len(texts) > 2:
        return f"{texts[0]} → {texts[2]} → {texts[1]}"
    return texts[0] if texts[0] == texts[1] else f"{texts[0]} → {texts[1]}"


def _effects(results: Results, rows: list[Row], gaps: Gaps, words: Words) -> list[dict[str, Any]]:
    """What differs clearly, what is within noise, and how many seeds it would take to tell."""
    titles = {s["id"]: s["title"][words.lang] for s in results.manifest["scenarios"]}
    labels = {row.indicator.name: row.indicator.label(words.lang) for row in rows}
    effects = []
    for name in results.scenarios[1:]:
        clear, unclear = clear_effects(rows, name, words)
        mine = {key: gap for key, gap in gaps.items() if key[1] == name}
        needed = say_noise(within_noise(mine), labels, titles, words) if mine else []
        effects.append({"title": titles[name], "clear": clear, "unclear": unclear, "needed": needed})
    return effects


def _binding(results: Results, words: Words) -> list[dict[str, Any]]:
    """Share of sub-region years in which each bottleneck binds, by scenario."""
    winners = binding_by_area(results)
    shares = winners.groupby("scenario", observed=True)["binding"].value_counts(normalize=True)
    return [
        {
            "title": s["title"][words.lang],
            "shares": {
                b: format_number(100 * float(shares.get((s["id"], b), 0.0)), 0, words.lang)
                for b in (*BOTTLENECKS, NONE)
            },
        }
        for s in results.manifest["scenarios"]
    ]


def _costs(results: Results, last: int, words: Words) -> list[dict[str, Any]]:
    """Mean public money a year by lever [million EUR], for levers that ask for any."""
    frame = results.costs[results.costs["year"] <= last]
    table = (
        frame.groupby(["lever", "scenario"], observed=True)["eur"]
        .mean()
        .unstack("scenario")
        .reindex(columns=results.scenarios)
        / 1e6
    )
    table = table[table.max(axis=1) >= 0.05].sort_values(results.scenarios[-1], ascending=False)
    rows = [
        {
            "label": LEVERS[lever].nl if words.lang == "nl" else LEVERS[lever].en,
            "values": [format_number(v, 1, words.lang) for v in values],
        }
        for lever, values in zip(table.index, table.to_numpy(), strict=True)
    ]
    total = [format_number(v, 0, words.lang) for v in np.asarray(table.sum())]
    return [*rows, {"label": words("cost.total"), "values": total, "total": True}]


def _cautions(results: Results, gaps: Gaps, words: Words) -> list[str]:
    """Warnings that follow from how this comparison was run."""
    n, scale = len(results.seeds), int(results.manifest["scale"])
    found = []
    if n == 1:
        found.append(words("caution.one_seed"))
    elif n < FEW_SEEDS:
        found.append(words("caution.few_seeds", n=n, wanted=FEW_SEEDS))
    unclear = len(within_noise(gaps)) if gaps else 0
    if unclear:
        found.append(words("caution.within_noise", n=unclear, total=len(gaps)))
    if scale > SUBREGION_SCALE:
        found.append(words("caution.coarse", scale=scale))
    elif scale > MUNICIPAL_SCALE:
        found.append(words("caution.municipal", scale=scale))
    missing = len(results.manifest["seeds"]) - n
    if missing:
        found.append(words("caution.missing", missing=missing))
    return found


def _estimates(rows: list[Row], words: Words) -> list[dict[str, str]]:
    """Indicators whose level rests on estimates, and why."""
    names = {row.indicator.name: row.indicator for row in rows} | {
        n: BY_NAME[n] for n in ("station_loading", "battery_car_share")
    }
    return [{"label": i.label(words.lang), "note": i.note(words.lang)} for i in names.values() if i.note(words.lang)]


def _limits(words: Words) -> list[str]:
    return [
        words(f"limit.{key}")
        for key in ("forecast", "calibration", "skills", "people", "housing", "grid", "money", "bottleneck", "noise")
    ]
