"""Parameters declared once: name, default, unit, range, source."""

import dataclasses
import math
from dataclasses import dataclass
from typing import Any, ClassVar


class ParameterError(ValueError):
    """One or more parameters are unknown or outside their range; `problems` lists them all."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def parameter(default: float | int, *, unit: str, low: float, high: float, source: str) -> Any:
    """Declare a parameter as a dataclass field; range and source are not optional."""
    if not source.strip():
        raise ValueError("a parameter needs a source; 'assumption' is one")
    if not low <= default <= high:
        raise ValueError(f"default {default} outside [{low}, {high}]")
    return dataclasses.field(default=default, metadata={"unit": unit, "low": low, "high": high, "source": source})


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
