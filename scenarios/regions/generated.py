"""The reference of inputs in docs/data.md: run `python -m scenarios.regions.generated` after changing an input."""

from pathlib import Path

from scenarios.generated import put_between
from scenarios.regions.tables import TABLES
from simulation.declare.inputs import SETTINGS, Input, Inputs, inputs_of, rooms_of
from simulation.declare.tables import Column
from simulation.region import Region

DATA = Path(__file__).parents[2] / "docs" / "data.md"
HEAD = "| table | column | unit | allowed | meaning | for |\n|---|---|---|---|---|---|"
_LISTED = 8  # columns of one kind that are all named


def generated_files() -> dict[Path, str]:
    """Text that each generated file should have."""
    return {DATA: put_between(DATA.read_text(encoding="utf-8"), "inputs of a region", inputs_table())}


def inputs_table() -> str:
    """Markdown table of every column of every table, with the submodel that declares it."""
    rows: dict[str, list[str]] = {name: [] for name in (*TABLES, SETTINGS)}
    rooms = tuple(rooms_of(Region))
    for room in rooms:
        for table in room.tables:
            own = (*(key.column for key in table.keys), *table.columns)
            rows[table.name] = [_row(room, table.name, f"`{column.name}`", column) for column in own]
    for room in rooms:
        for each in inputs_of(room).values():
            if each.column:
                rows[each.table].append(_row(room, each.table, _names(each), each.column))
    return "\n".join([HEAD, *(row for table in rows.values() for row in table)])


def _row(room: type[Inputs], table: str, names: str, column: Column) -> str:
    file = "region.toml" if table == SETTINGS else table
    meaning = column.meaning.replace("@", "…")
    return f"| `{file}` | {names} | {column.unit} | {_allowed(column)} | {meaning} | {_name_of(room)} |"


def _names(each: Input) -> str:
    if each.wide:
        return f"one for each `{each.wide}`"
    names = [f"`{column.name}`" for column in each.columns]
    if len(names) > _LISTED:
        return f"{names[0]} to {names[-1]}, the {len(names)} of the model"
    return ", ".join(names)


def _allowed(column: Column) -> str:
    """What a cell may hold, in words."""
    if column.low is not None and column.high is not None:
        words = f"{'whole, ' if column.whole else ''}{_number(column.low)} to {_number(column.high)}"
    elif isinstance(column.among, str):
        words = f"one of `{column.among}`"
    else:
        words = ", ".join(f"`{name}`" for name in column.among) or "text"
    return f"{words}; or empty" if column.empty else words


def _number(value: float) -> str:
    """Write a limit: years as they are, large numbers with commas, vast ones as a power."""
    return f"{value:,.0f}" if 10_000 <= abs(value) < 1e9 else f"{value:g}"


def _name_of(room: type[Inputs]) -> str:
    """The submodel's folder; places belong to all."""
    return room.__module__.split(".")[2].replace("_", " ") if "submodels" in room.__module__ else "all"


if __name__ == "__main__":
    for path, text in generated_files().items():
        path.write_text(text, encoding="utf-8")
