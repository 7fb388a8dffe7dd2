"""Long form for a spreadsheet."""

from pathlib import Path

import pandas as pd

from simulation.indicators import RATIOS, REGIONAL, ZONAL, Indicator, aggregate
from simulation.runs.results import Results, write_atomically

WHOLE_REGION = {"nl": "hele regio", "en": "whole region"}


def write_csv(results: Results, path: Path, lang: str) -> None:
    """Write every indicator by scenario, seed, year and sub-region; in Dutch with ``;`` and a decimal comma.

    Parameters
    ----------
    results
        The folder.
    path
        File to write, with a byte-order mark so that spreadsheets read it as UTF-8.
    lang
        ``"nl"`` or ``"en"``.

    Notes
    -----
    By year and sub-region the file fits in a spreadsheet; months and municipalities are in the Parquet files.
    """
    frame = long_table(results, lang)
    separator, decimal = (";", ",") if lang == "nl" else (",", ".")
    write_atomically(
        path,
        lambda p: frame.to_csv(
            p, index=False, sep=separator, decimal=decimal, encoding="utf-8-sig", float_format="%.7g"
        ),
    )


def long_table(results: Results, lang: str) -> pd.DataFrame:
    """One row a value: scenario, seed, year, area, indicator, label, unit, value."""
    keys = ["scenario", "seed", "year"]
    parts = []
    for indicator in (*ZONAL, *RATIOS):
        parts.append(_one(results.zones, indicator, keys, lang).assign(subregion=WHOLE_REGION[lang]))
        parts.append(_one(results.zones, indicator, [*keys, "subregion"], lang))
    parts += [_one(results.region, i, keys, lang).assign(subregion=WHOLE_REGION[lang]) for i in REGIONAL]
    columns = ["scenario", "seed", "year", "subregion", "indicator", "label", "unit", "value"]
    return pd.concat([part.astype({"subregion": str}) for part in parts], ignore_index=True)[columns]


def _one(frame: pd.DataFrame, indicator: Indicator, keys: list[str], lang: str) -> pd.DataFrame:
    values = aggregate(frame, indicator, keys, ["month"]).reset_index(name="value")
    return values.assign(indicator=indicator.name, label=indicator.label(lang), unit=indicator.unit)
