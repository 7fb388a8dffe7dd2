"""The indicators as declared in ``catalogue.toml``, in the order of the columns they fill."""

import tomllib
from pathlib import Path
from typing import Any

from simulation.declare.indicators import Indicator, Ratio

EDUCATION = ("low", "middle", "high")
_DECLARED = tomllib.loads(Path(__file__).with_name("catalogue.toml").read_text(encoding="utf-8"))


def _build(name: str, entry: dict[str, Any]) -> Indicator:
    fields = dict(entry)
    note = fields.pop("note", None)
    if note is not None:
        fields["estimate"] = (_DECLARED["notes"][note]["nl"], _DECLARED["notes"][note]["en"])
    if "over" not in fields:
        return Indicator(name=name, **fields)
    over, under = tuple(fields.pop("over")), tuple(fields.pop("under", ()))
    fields.setdefault("meaning", f"({' + '.join(over)}) / ({' + '.join(under)})")
    return Ratio(name=name, over=over, under=under, **fields)


def _section(name: str) -> tuple[Indicator, ...]:
    return tuple(_build(key, entry) for key, entry in _DECLARED[name].items())


ZONAL = tuple(i for part in ("people", "firms", "flows", "grid", "energy") for i in _section(part))
RATIOS = _section("ratios")
REGIONAL = _section("regional")
STATION = _section("station")
_IN_GROUPS = ("persons", "employed", "unemployed", "hidden_talent", "jobs", "jobs_wanted", "vacancies")
GROUP = tuple(i for i in ZONAL if i.name in _IN_GROUPS)
BY_NAME = {i.name: i for i in (*ZONAL, *RATIOS, *REGIONAL)}
