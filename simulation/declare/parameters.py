"""Parameters declared once: name, default, labels, unit, range, source."""

import dataclasses
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from simulation.months import month_index


class ParameterError(ValueError):
    """One or more parameters are unknown or outside their range; `problems` lists them all."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Dated:
    """A value that holds from a month on, such as "2024-01", and where it stands."""

    month: str
    value: float
    source: str


def parameter(
    default: float | int,
    *,
    nl: str,
    en: str,
    unit: str,
    low: float,
    high: float,
    source: str,
    dated: Sequence[Dated] = (),
) -> Any:
    """Declare a parameter as a dataclass field; labels, range and source are not optional.

    Parameters
    ----------
    default
        Value from the burn-in on, or until the first of `dated`.
    dated
        Later values, in order of month; none holds once a scenario sets the parameter.
    """
    for value, where in ((default, source), *((entry.value, entry.source) for entry in dated)):
        if not where.strip():
            raise ValueError("a parameter needs a source; 'assumption' is one")
        if not low <= value <= high:
            raise ValueError(f"default {value} outside [{low}, {high}]")
    starts = [month_index(entry.month) for entry in dated]
    if starts != sorted(set(starts)):
        raise ValueError("dated values stand in order of month, each month once")
    metadata = {"nl": nl, "en": en, "unit": unit, "low": low, "high": high, "source": source, "dated": tuple(dated)}
    return dataclasses.field(default=default, metadata=metadata)


@dataclass(frozen=True, kw_only=True)
class Parameters:
    """Base of the parameter themes; checks every range when built.

    Raises
    ------
    ParameterError
        Naming every field outside its declared range.
    """

    theme: ClassVar[str] = ""  # name in designs and lists, if it is not that of the field in `ParameterSet`

    def __post_init__(self) -> None:
        problems = []
        for field in dataclasses.fields(self):
            value, meta = getattr(self, field.name), field.metadata
            if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
                problems.append(f"{field.name}: found {value!r}, allowed a finite number")
            elif not meta["low"] <= value <= meta["high"]:
                problems.append(f"{field.name}: found {value}, allowed {meta['low']} to {meta['high']} {meta['unit']}")
        if problems:
            raise ParameterError(problems)
