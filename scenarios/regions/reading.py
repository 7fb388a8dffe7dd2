"""Reading a region folder against the declared tables: typed columns, and every problem of a cell, row or file."""

import csv
import hashlib
import io
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

from scenarios.regions.folder import Folder, text_of
from scenarios.regions.notes import read_settings, read_sidecar
from scenarios.regions.tables import TABLES
from simulation.axes import INSIDE
from simulation.declare.tables import Column, Table

_MOST = 20  # problems of one kind in one column that are listed one by one


def read_folder(path: Path) -> Folder:
    """Read all tables, sidecars and region.toml of a folder; never raises for what stands in them."""
    try:
        files = {p.name: p.read_bytes() for p in sorted(path.iterdir()) if p.is_file()}
    except (OSError, ValueError) as error:
        folder = Folder()
        folder.add(str(path), "", "", f"no readable folder ({error})", "a folder with the tables of a region")
        return folder
    return read_files(files)


def read_files(files: dict[str, bytes]) -> Folder:
    """Read the files of a region folder, given by name."""
    folder = Folder()
    digest = hashlib.sha256()
    for name, data in sorted(files.items()):
        digest.update(f"{name}\0{len(data)}\0".encode() + data)
    folder.digest = digest.hexdigest()
    read_settings(folder, files)
    raw = {name: _read_cells(folder, f"{name}.csv", files) for name in TABLES}
    for name, (header, rows) in raw.items():
        if header:
            _read_table(folder, name, header, rows, raw)
            read_sidecar(folder, name, header, files)
    for name in files:
        if name.endswith((".csv", ".toml")) and name.rsplit(".", 1)[0] not in (*TABLES, "region"):
            folder.add(name, "", "", "a table that is not known", f"one of {', '.join(sorted(TABLES))}")
    return folder


def zones_inside(raw: dict[str, tuple[list[str], list[list[str]]]]) -> tuple[str, ...]:
    """Zones that are not marked external in zones.csv, as text, whatever else is wrong."""
    header, rows = raw["zones"]
    if "zone" not in header or "external" not in header:
        return ()
    zone, external = header.index("zone"), header.index("external")
    return tuple(r[zone] for r in rows if r[external].strip() == "0")


def _read_cells(folder: Folder, name: str, files: dict[str, bytes]) -> tuple[list[str], list[list[str]]]:
    """Header and rows of a CSV file; nothing if it cannot be read as a table."""
    text = text_of(folder, name, files)
    if text is None:
        return [], []
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        folder.add(name, "", "", f"not CSV ({error})", "comma-separated values")
        return [], []
    if not rows or len(rows) < 2:
        folder.add(name, "", "", "no rows", "a header and rows")
        return [], []
    header = [cell.strip() for cell in rows[0]]
    for column in {c for c in header if header.count(c) > 1}:
        folder.add(name, 1, column, "the column twice", "each column once")
    ragged = [i for i, row in enumerate(rows[1:], 2) if len(row) != len(header)]
    for line in ragged[:_MOST]:
        folder.add(name, line, "", f"{len(rows[line - 1])} cells", f"{len(header)} cells, as in the header")
    return ([], []) if ragged else (header, rows[1:])


def _wide_fields(table: Table, raw: dict[str, tuple[list[str], list[list[str]]]]) -> tuple[Column, ...]:
    if not table.wide or table.wide_field is None:
        return ()
    return tuple(table.wide_field.at(n) for n in _texts(table.wide, raw))


def _texts(reference: str, raw: dict[str, tuple[list[str], list[list[str]]]]) -> tuple[str, ...]:
    if reference == INSIDE:
        return zones_inside(raw)
    name, column = reference.split(".")
    header, rows = raw[name]
    return tuple(r[header.index(column)] for r in rows) if column in header else ()


def _read_table(
    folder: Folder,
    name: str,
    header: list[str],
    rows: list[list[str]],
    raw: dict[str, tuple[list[str], list[list[str]]]],
) -> None:
    table, file = TABLES[name], f"{name}.csv"
    fields = {f.name: f for f in (*table.fields, *_wide_fields(table, raw))}
    if table.wide and not _texts(table.wide, raw):  # the table it refers to is broken, and says so itself
        return
    for column in fields:
        if column not in header:
            folder.add(file, 1, column, "no such column", "the column")
    for column in header:
        if column not in fields:
            folder.add(file, 1, column, "an unknown column", f"one of {', '.join(fields)}")
    by_name = dict(zip(header, map(list, zip(*rows, strict=True)), strict=True))
    columns: dict[str, Any] = {}
    for column, spec in fields.items():
        if column in by_name:
            cells = [c.strip() for c in by_name[column]]
            columns[column] = (
                _texts_checked(folder, file, spec, cells, raw)
                if spec.low is None
                else _numbers_checked(folder, file, spec, cells)
            )
    folder.columns[name] = columns
    if not any(p.file == file for p in folder.problems):
        _check_keys(folder, name, columns, raw)
        _check_sums(folder, name, columns, list(fields))


def _texts_checked(
    folder: Folder, file: str, spec: Column, cells: list[str], raw: dict[str, tuple[list[str], list[list[str]]]]
) -> list[str]:
    allowed = _texts(spec.among, raw) if isinstance(spec.among, str) else spec.among
    known = set(allowed)
    bad = [i for i, c in enumerate(cells) if (not c and not spec.empty) or (known and c not in known)]
    says = (", ".join(allowed) if len(allowed) <= 20 else f"one of {spec.among}") if known else "a text"
    _report(folder, file, spec.name, bad, cells, says)
    return cells


def _numbers_checked(folder: Folder, file: str, spec: Column, cells: list[str]) -> np.ndarray:
    filled = [c if c or not spec.empty else "nan" for c in cells]
    values = np.array([_number(c) for c in filled])
    empty = np.array([spec.empty and not c for c in cells])
    assert spec.low is not None and spec.high is not None
    with np.errstate(invalid="ignore"):
        wrong = ~empty & ~((values >= spec.low) & (values <= spec.high))
        wrong |= ~empty & spec.whole & (values != np.floor(values))
    says = f"a {'whole ' if spec.whole else ''}number from {spec.low:g} to {spec.high:g} {spec.unit}"
    _report(folder, file, spec.name, np.flatnonzero(wrong).tolist(), cells, says)
    return values


def _number(cell: str) -> float:
    try:
        return float(cell) if "_" not in cell else np.nan
    except ValueError:
        return np.nan


def _report(folder: Folder, file: str, column: str, bad: list[int], cells: list[str], allowed: str) -> None:
    for i in bad[:_MOST]:
        folder.add(file, i + 2, column, cells[i] or "an empty cell", allowed)
    if len(bad) > _MOST:
        folder.add(file, "", column, f"{len(bad) - _MOST} more of these", allowed)


def _check_keys(
    folder: Folder, name: str, columns: dict[str, Any], raw: dict[str, tuple[list[str], list[list[str]]]]
) -> None:
    table, file = TABLES[name], f"{name}.csv"
    keys = list(zip(*(columns[k] for k in table.key), strict=True))
    seen: dict[tuple[str, ...], int] = {}
    for line, key in enumerate(keys, 2):
        if key in seen:
            folder.add(
                file, line, ", ".join(table.key), f"{' '.join(key)} again (first on line {seen[key]})", "each once"
            )
        seen.setdefault(key, line)
    if not table.cover:
        return
    domain = [_texts(c, raw) if isinstance(c, str) else c for c in table.cover]
    if not all(domain):
        return
    missing = [key for key in product(*domain) if key not in seen]
    for key in missing[:_MOST]:
        folder.add(file, "", ", ".join(table.key), f"no row for {' '.join(key)}", "a row for every combination")
    wanted = [set(d) for d in domain]
    for key, line in seen.items():
        if any(part not in allowed for part, allowed in zip(key, wanted, strict=True)):
            folder.add(
                file, line, ", ".join(table.key), " ".join(key), "only zones and classes that the table is about"
            )


def _check_sums(folder: Folder, name: str, columns: dict[str, Any], fields: list[str]) -> None:
    for names, group, total in TABLES[name].sums:
        parts = [f for f in fields if f not in TABLES[name].key] if names == ("*",) else list(names)
        values = np.sum([columns[p] for p in parts], axis=0)
        labels = (
            [" ".join(k) for k in zip(*(columns[g] for g in group), strict=True)] if group else ["all"] * len(values)
        )
        unique, index = np.unique(labels, return_inverse=True)
        sums = np.bincount(index, weights=values)
        for k in np.flatnonzero(np.abs(sums - total) > 1e-6)[:_MOST]:
            folder.add(
                f"{name}.csv",
                "" if not group else unique[k],
                ", ".join(parts[:3]),
                f"a sum of {sums[k]:.9g}",
                f"{total:g}",
            )
