"""What a region folder holds: every table and column, gathered from what the submodels declare."""

from collections import Counter
from dataclasses import replace

from simulation.declare.inputs import SETTINGS, Input, Inputs, inputs_of, parts_of, rooms_of
from simulation.declare.tables import Column, Table
from simulation.region import CONFIDENCE, Region

__all__ = ["CONFIDENCE", "FORMAT", "TABLES", "VALUES", "gather_tables"]

FORMAT = 1


def gather_tables(region: type[Inputs]) -> dict[str, Table]:
    """Gather all tables with all their columns, whichever submodel declares them.

    Raises
    ------
    ValueError
        If a field, table or column is declared twice, or a column of a table that nobody declares.
    """
    fields = Counter(name for room in region.__bases__ for name in (*inputs_of(room), *parts_of(room)))
    if twice := [name for name, n in fields.items() if n > 1]:
        raise ValueError(f"{', '.join(twice)} declared by two submodels")
    rooms = tuple(rooms_of(region))
    tables: dict[str, Table] = {}
    for table in (table for room in rooms for table in room.tables):
        if table.name in tables:
            raise ValueError(f"table {table.name} is declared twice")
        tables[table.name] = table
    for each in (each for room in rooms for each in inputs_of(room).values()):
        if each.column and each.table != SETTINGS:
            if each.table not in tables:
                raise ValueError(f"no submodel declares table {each.table}")
            tables[each.table] = _with_columns(tables[each.table], each)
    return tables


def _with_columns(table: Table, each: Input) -> Table:
    known = {column.name for column in table.fields}
    if (table.wide and each.wide) or known & {column.name for column in each.columns}:
        raise ValueError(f"a column of table {table.name} is declared twice")
    if each.wide:
        return replace(table, wide=each.wide, wide_field=each.column)
    return replace(table, columns=(*table.columns, *each.columns))


TABLES: dict[str, Table] = gather_tables(Region)
VALUES: tuple[Column, ...] = tuple(  # single numbers of region.toml
    each.column
    for room in rooms_of(Region)
    for each in inputs_of(room).values()
    if each.column and each.table == SETTINGS
)
