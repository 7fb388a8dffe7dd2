"""Writing a table and the sidecar that says where each column comes from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from scenarios.regions.tables import TABLES
from simulation.declare.tables import Column

CBS = "CC BY 4.0 (Statistics Netherlands, CBS)"
OSM = "ODbL 1.0 (topology and lengths: OpenStreetMap contributors)"
ETM = "MIT (Energy Transition Model, Quintel)"
OWN = "EUPL-1.2 (the authors of Poldermodel)"


@dataclass(frozen=True)
class Origin:
    """Where a column comes from."""

    source: str
    confidence: str
    year: str = "2022"


@dataclass(frozen=True)
class Made:
    """A derived table: header, rows, licence and origins (one for all columns, with exceptions)."""

    header: Sequence[str]
    rows: Iterable[Sequence[object]]
    licence: str
    origin: Origin
    other: dict[str, Origin] = field(default_factory=dict)


KEY = Origin("division of the region, see zones.csv and the axes of the model", "derived", "2021")


def shown(value: object, digits: int = 10) -> str:
    """Write a cell: whole numbers without point, nan as empty."""
    if isinstance(value, str):
        return value
    number = float(value)  # type: ignore[arg-type]
    if np.isnan(number):
        return ""
    return str(int(number)) if number == int(number) and abs(number) < 1e15 else f"{number:.{digits}g}"


def write_table(folder: Path, name: str, made: Made) -> None:
    """Write `name`.csv and `name`.toml."""
    lines = [",".join(made.header)]
    lines += [",".join(_quoted(shown(v)) for v in row) for row in made.rows]
    (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    (folder / f"{name}.toml").write_text(_sidecar(name, made), encoding="utf-8", newline="\n")


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if any(c in text for c in ',"\n') else text


def _sidecar(name: str, made: Made) -> str:
    table = TABLES[name]
    known = {f.name: f for f in table.fields}
    parts = [f"meaning = {_toml(table.meaning)}\nlicence = {_toml(made.licence)}\n"]
    for column in made.header:
        spec = known.get(column) or table.wide_field or Column(column, "-", "")
        meaning = spec.meaning if column in known else f"{spec.meaning}: {column}"
        origin = made.other.get(column, KEY if column in table.key else made.origin)
        cells = {"unit": spec.unit, "year": origin.year, "source": origin.source, "confidence": origin.confidence,
                 "meaning": meaning}
        parts.append(f"[columns.{_toml(column)}]\n" + "".join(f"{k} = {_toml(v)}\n" for k, v in cells.items()))
    return "\n".join(parts)


def _toml(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
