"""What a region folder holds: every table and column, gathered from what the submodels declare."""

from dataclasses import replace

from simulation.declare.inputs import SETTINGS, Block, Input, Inputs, inputs_of, rooms_of
from simulation.declare.tables import Column, Table
from simulation.region import CONFIDENCE, Region

__all__ = ["CONFIDENCE", "FORMAT", "TABLES", "VALUES", "gather_tables"]

FORMAT = 1


def gather_tables(region: type[Inputs]) -> dict[str, Table]:
    """Gather all tables with all their columns, whichever submodel declares them.

    Raises
    ------
    ValueError
        If a table or column is declared twice, or a column of a table that nobody declares.
    """
    rooms = tuple(rooms_of(region))
    tables: dict[str, Table] = {}
    for table in (table for room in rooms for table in room.tables):
        if table.name in tables:
            raise ValueError(f"table {table.name} is declared twice")
        tables[table.name] = table
    for each in (each for room in rooms for each in inputs_of(room).values()):
        if each.columns and each.table != SETTINGS:
            if each.table not in tables:
                raise ValueError(f"no submodel declares table {each.table}")
            tables[each.table] = _with_columns(tables[each.table], each)
    return tables


def _with_columns(table: Table, each: Input) -> Table:
    source = each.takes[0]
    if isinstance(source, Block) and isinstance(source.columns, str):
        if table.wide:
            raise ValueError(f"the columns of table {table.name} are declared twice")
        return replace(table, wide=source.columns, wide_field=each.columns[0])
    if twice := {c.name for c in each.columns} & {c.name for c in table.fields}:
        raise ValueError(f"column {', '.join(twice)} of table {table.name} is declared twice")
    return replace(table, columns=(*table.columns, *each.columns))


TABLES: dict[str, Table] = gather_tables(Region)
VALUES: tuple[Column, ...] = tuple(  # single numbers of region.toml
    column for each in inputs_of(Region).values() if each.table == SETTINGS for column in each.columns
)
