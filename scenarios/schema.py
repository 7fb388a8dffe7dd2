"""The form of a scenario file; names, ranges and dates that depend on declarations are in `check.py`."""

import datetime
import math
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from simulation.months import MONTHS, month_index, month_text

MONTH_FORM = {"type": "string", "pattern": "^20[2-4][0-9]-(0[1-9]|1[0-2])$", "examples": ["2024-01"]}


def _as_value(value: object) -> float | bool:
    if isinstance(value, bool):
        return value
    try:
        number = float(value) if isinstance(value, (int, float)) else math.nan
    except OverflowError:  # an integer beyond the largest float
        number = math.inf
    if not math.isfinite(number):
        raise PydanticCustomError("allowed", "a finite number")
    return number


def _as_month(value: object) -> int:
    try:
        return month_index(value if isinstance(value, str) else "")
    except ValueError:
        last = month_text(MONTHS - 1)
        raise PydanticCustomError("allowed", f'a month in quotes, "{month_text(0)}" to "{last}"') from None


def _as_date(value: object) -> str:
    if isinstance(value, datetime.date):
        return value.isoformat()[:10]
    try:
        return datetime.date.fromisoformat(value if isinstance(value, str) else "").isoformat()
    except ValueError:
        raise PydanticCustomError("allowed", "a date such as 2026-01-31") from None


def _as_entries(value: object) -> object:
    """Read a bare number as a constant, and one table as a list of one."""
    if isinstance(value, dict):
        return [value]
    if isinstance(value, list):
        if not value:
            raise PydanticCustomError("allowed", "a number, or one or more tables with a profile")
        return value
    return [{"value": value}]


Value = Annotated[float | bool, PlainValidator(_as_value), WithJsonSchema({"type": ["number", "boolean"]})]
Month = Annotated[int, PlainValidator(_as_month), WithJsonSchema(MONTH_FORM)]
Date = Annotated[str, PlainValidator(_as_date), WithJsonSchema({"type": "string", "format": "date"})]
Format = Annotated[Literal[1], BeforeValidator(lambda value: None if isinstance(value, bool) else value)]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
Line = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\r\n]*$")]


class Strict(BaseModel):
    """No unknown keys and no silent conversions."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, populate_by_name=False)


class Entry(Strict):
    """One path of a lever or shock through time."""

    profile: Literal["constant", "ramp", "step", "window", "path"] = Field(
        default="constant",
        description="constant: always; ramp: linear between two months, then holds; step: from a month on; "
        "window: between two months, both included; path: linear between the points given, then holds",
    )
    value: Value | None = Field(default=None, description="value, at the end of a ramp")
    start_value: Value | None = Field(
        default=None, description="value at the start of a ramp; current policy if left out"
    )
    start: Month | None = Field(default=None, alias="from", description="first month, such as 2024-01")
    end: Month | None = Field(default=None, alias="to", description="last month, such as 2030-12")
    points: dict[Month, Value] | None = Field(default=None, description="value by month, for a path")
    zones: list[str] | None = Field(
        default=None,
        description="municipalities by name or code, sub-regions, core, periphery or all; for what is set by zone",
    )
    sectors: list[str] | None = Field(default=None, description="sectors by id, for shocks by sector")


Entries = Annotated[list[Entry], BeforeValidator(_as_entries)]


class Text(Strict):
    """The same words in Dutch and English."""

    nl: str = Field(min_length=1, max_length=2000)
    en: str = Field(min_length=1, max_length=2000)


class Title(Strict):
    """One line in Dutch and English."""

    nl: Line
    en: Line


class Run(Strict):
    """How to run when the command line does not say."""

    until: Month | None = Field(default=None, description="last month, such as 2030-12")
    scale: int | None = Field(default=None, ge=1, le=1000, description="one worker stands for this many persons")
    seeds: int | None = Field(default=None, ge=1, le=10_000, description="number of paired seeds")


class Provenance(Strict):
    """Who says so."""

    author: Line | None = None
    source: Line | None = None
    date: Date | None = None
    licence: Line | None = None


class Overlay(Strict):
    """A file that changes another one; it need not say anything."""

    format: Format = Field(default=1, description="version of this form")
    id: Name | None = Field(default=None, description="short name; the file's name if left out")
    title: Title | None = None
    description: Text | None = None
    extends: Line | None = Field(default=None, description="scenario this one starts from: a shipped name or a path")
    unset: list[str] = Field(default_factory=list, description='entries of the parent to drop, such as "levers.dc_cap"')
    run: Run = Field(default_factory=Run)
    parameters: dict[str, Value] = Field(default_factory=dict)
    levers: dict[str, Entries] = Field(default_factory=dict)
    shocks: dict[str, Entries] = Field(default_factory=dict)
    provenance: Provenance = Field(default_factory=Provenance)


class Scenario(Overlay):
    """A file that stands on its own."""

    format: Format = Field(description="version of this form")
    id: Name = Field(description="short name")
    title: Title


def form_of(data: dict[str, Any]) -> type[Overlay]:
    """Say which form a file must have: a file that extends another may leave everything out."""
    return Overlay if "extends" in data else Scenario
