"""What a table of a region holds: its columns, what names a row, and what the rows must cover."""

from dataclasses import dataclass, replace

from simulation.axes import INSIDE, ZONES, Axis

_LISTED = 20  # names of an axis that a message still lists; of a longer one the missing rows are named


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Parameters
    ----------
    name, unit, meaning
        As in the header and in the sidecar; the unit must be the same there. In the form of several columns ``@``
        stands for the name of each on its axis.
    low, high
        Allowed range of a number; None marks text.
    whole
        Only whole numbers.
    among
        Allowed texts, or ``"table.column"`` whose texts are allowed.
    empty
        Whether a cell may be empty.
    """

    name: str
    unit: str
    meaning: str
    low: float | None = None
    high: float | None = None
    whole: bool = False
    among: Axis = ()
    empty: bool = False

    def at(self, name: str) -> "Column":
        """Return the column of one name, where this is the form of several."""
        return replace(self, name=self.name.replace("@", name), meaning=self.meaning.replace("@", name))


@dataclass(frozen=True)
class Key:
    """A column that names a row, and the axis its texts stand on: by default the table's own rows."""

    name: str
    axis: Axis = ()
    meaning: str = ""

    @property
    def column(self) -> Column:
        """The key as a column."""
        among = ZONES if self.axis == INSIDE else self.axis
        listed = isinstance(among, str) or len(among) <= _LISTED
        return Column(self.name, "-", self.meaning or row_of(self.name, among), among=among if listed else ())


@dataclass(frozen=True)
class Table:
    """One table: what its rows are and what they must cover.

    Parameters
    ----------
    keys
        Columns that name a row; no two rows share a key.
    columns
        Columns that are checked and become no array by themselves; those of the inputs are added to them.
    complete
        Whether every combination of the axes of the keys must have a row.
    sums
        ``(columns, group, total)``: these columns add up to `total` within each value of the group columns.
    wide
        Axis of further columns, one per name of rows of another table, all of the form `wide_field`.
    """

    name: str
    meaning: str
    keys: tuple[Key, ...]
    columns: tuple[Column, ...] = ()
    complete: bool = True
    sums: tuple[tuple[tuple[str, ...], tuple[str, ...], float], ...] = ()
    wide: str = ""
    wide_field: Column | None = None

    @property
    def fields(self) -> tuple[Column, ...]:
        """All columns with a fixed name."""
        return (*(key.column for key in self.keys), *self.columns)

    @property
    def key(self) -> tuple[str, ...]:
        """Names of the keys."""
        return tuple(key.name for key in self.keys)

    @property
    def cover(self) -> tuple[Axis, ...]:
        """Per key the names that must all occur, in every combination; empty for no demand."""
        return tuple(key.axis for key in self.keys) if self.complete and all(key.axis for key in self.keys) else ()


def row_of(name: str, axis: Axis) -> str:
    """What a column of names means by default."""
    return f"{name} of {axis.split('.')[0]}.csv" if isinstance(axis, str) else name
