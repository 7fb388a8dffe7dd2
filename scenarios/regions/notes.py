"""Reading region.toml and the sidecars: where each column comes from, and how sure it is."""

from typing import Any

from scenarios.regions.folder import Folder, toml_of
from scenarios.regions.tables import CONFIDENCE, FORMAT, TABLES, VALUES
from simulation.declare.tables import Column

RUN_DEFAULTS = {"scale": 100, "seeds": 1000}  # what run and compare take if nothing else says, and the most
NOTES = ("unit", "year", "source", "confidence", "meaning")


def read_settings(folder: Folder, files: dict[str, bytes]) -> None:
    """Read region.toml."""
    found = toml_of(folder, "region.toml", files)
    if found is None:
        return
    for entry, kind, allowed in (("name", str, "a name"), ("attribution", str, "whom to name as source")):
        if not isinstance(found.get(entry), kind) or not found[entry]:
            folder.add("region.toml", "", entry, found.get(entry), allowed)
    for entry, only in (("format", FORMAT), ("base_month", "2022-01")):
        if found.get(entry) != only:
            folder.add("region.toml", "", entry, found.get(entry), repr(only))
    box = found.get("box")
    if not (
        isinstance(box, list)
        and len(box) == 4
        and all(isinstance(v, int | float) for v in box)
        and box[0] < box[1]
        and box[2] < box[3]
    ):
        folder.add("region.toml", "", "box", box, "[lowest latitude, highest, lowest longitude, highest]")
    _check_run(folder, found.get("run", {}))
    values = found.get("values")
    for column in VALUES:
        _check_value(folder, column, values.get(column.name) if isinstance(values, dict) else None)
    folder.settings = found


def read_sidecar(folder: Folder, name: str, header: list[str], files: dict[str, bytes]) -> None:
    """Check that the sidecar of a table says of each column what it must."""
    file, table = f"{name}.toml", TABLES[name]
    found = toml_of(folder, file, files)
    if found is None:
        return
    for entry in ("meaning", "licence"):
        if not isinstance(found.get(entry), str) or not found[entry]:
            folder.add(file, "", entry, found.get(entry), "a text")
    notes = found.get("columns")
    notes = notes if isinstance(notes, dict) else {}
    units = {f.name: f.unit for f in table.fields}
    other = table.wide_field.unit if table.wide_field else ""
    for column in header:
        _check_notes(folder, file, column, notes.get(column), units.get(column, other))
    for column in sorted(set(notes) - set(header)):
        folder.add(file, "", column, "a column that the table does not have", f"columns of {name}.csv")


def _check_run(folder: Folder, wishes: Any) -> None:
    """Check how the region is run by default; a table that may be left out, and each of its entries too."""
    if not isinstance(wishes, dict):
        folder.add("region.toml", "", "run", wishes, f"a table with {', '.join(RUN_DEFAULTS)}")
        return
    for entry, value in wishes.items():
        most = RUN_DEFAULTS.get(entry)
        if most is None:
            folder.add("region.toml", "", f"run.{entry}", "an unknown entry", ", ".join(RUN_DEFAULTS))
        elif not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= most:
            folder.add("region.toml", "", f"run.{entry}", value, f"a whole number from 1 to {most}")


def _check_value(folder: Folder, column: Column, notes: Any) -> None:
    """Check a single number and what it says of itself."""
    assert column.low is not None and column.high is not None
    place = f"values.{column.name}"
    _check_notes(folder, "region.toml", place, notes, column.unit)
    value = notes.get("value") if isinstance(notes, dict) else None
    if not isinstance(value, int | float) or isinstance(value, bool) or not column.low <= value <= column.high:
        folder.add("region.toml", "", f"{place}.value", value, f"{column.low:g} to {column.high:g}")


def _check_notes(folder: Folder, file: str, column: str, notes: Any, unit: str) -> None:
    if not isinstance(notes, dict):
        folder.add(file, "", column, "no entry", f"a table with {', '.join(NOTES)}")
        return
    for entry in NOTES:
        value = notes.get(entry)
        if not isinstance(value, str) or not value:
            folder.add(file, "", f"{column}.{entry}", value, "a text")
        elif entry == "unit" and value != unit:
            folder.add(file, "", f"{column}.unit", value, unit)
        elif entry == "confidence" and value not in CONFIDENCE:
            folder.add(file, "", f"{column}.confidence", value, ", ".join(CONFIDENCE))
