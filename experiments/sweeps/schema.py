"""The form of a design file; names and ranges that depend on declarations are checked in `check.py`."""

import json
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, PlainSerializer, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from scenarios.schema import Format, Line, Month, Name, Strict, Text, Title, Value

SHIPPED = Path(__file__).parents[1] / "designs"
SCHEMA_FILE = SHIPPED / "schema.json"
Count = Annotated[int, Field(ge=1, le=10_000_000)]
Share = Annotated[float, Field(ge=0, le=1, strict=False)]
Year = Annotated[int, Field(ge=2022, le=2040)]
Area = Literal["region", "subregion", "zone"]
MOST_SEEDS = 10_000


def _as_seeds(value: object) -> tuple[int, ...]:
    """Read a number of seeds as the first so many, and a list as it is."""
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= MOST_SEEDS:
        return tuple(range(1, value + 1))
    if isinstance(value, (list, tuple)) and value and all(type(seed) is int and 0 <= seed < 2**31 for seed in value):
        if len(set(value)) == len(value):
            return tuple(value)
    raise PydanticCustomError("allowed", f"a number of seeds, 1 to {MOST_SEEDS}, or a list of different ones")


def _as_text(value: object) -> object:
    """Read one line as the text in both languages."""
    return {"nl": value, "en": value} if isinstance(value, str) else value


Seeds = Annotated[
    tuple[int, ...],
    PlainValidator(_as_seeds),
    PlainSerializer(list, return_type=list[int]),
    WithJsonSchema({"anyOf": [{"type": "integer", "minimum": 1}, {"type": "array", "items": {"type": "integer"}}]}),
]

BothTitles = Annotated[Title, BeforeValidator(_as_text, json_schema_input_type=Line | Title)]
BothTexts = Annotated[Text, BeforeValidator(_as_text, json_schema_input_type=str | Text)]


class FactorForm(Strict):
    """What a factor may be; the declared range if nothing is said."""

    low: Value | None = Field(default=None, description="lowest value; as declared if left out")
    high: Value | None = Field(default=None, description="highest value; as declared if left out")
    values: list[Value] | None = Field(default=None, min_length=1, description="the only values it may take")
    levels: int | None = Field(default=None, ge=2, le=100, description="number of levels in a full factorial")
    start: Month | None = Field(default=None, alias="from", description="first month; the first of the run if left out")
    end: Month | None = Field(default=None, alias="to", description="last month; the last of the run if left out")


class MethodForm(Strict):
    """How points are chosen."""

    method: Literal["factorial", "latin_hypercube", "sobol", "list", "policies_by_futures"] = Field(
        description="factorial: every combination of levels; latin_hypercube, sobol: points spread over all ranges; "
        "list: the points given; policies_by_futures: every policy (scenario, and point of the levers) in every "
        "future (point of parameters and shocks)"
    )
    points: Count | None = Field(default=None, description="number of points, for latin_hypercube and sobol")
    policies: Count | None = Field(default=None, description="points of the levers, for policies_by_futures")
    futures: Count | None = Field(default=None, description="points of the uncertainties, for policies_by_futures")
    spread: Literal["latin_hypercube", "sobol"] = Field(
        default="latin_hypercube", description="how policies and futures are spread, for policies_by_futures"
    )
    sample_seed: int = Field(
        default=1, ge=0, lt=2**31, description="seed of the design itself, apart from those of the runs"
    )


class RunForm(Strict):
    """How every point is run."""

    seeds: Seeds = Field(default=(1, 2, 3, 4), description="number of paired seeds, or which")
    scale: int = Field(default=20, ge=1, le=1000, description="N of 1:N")
    until: Month | None = Field(default=None, description="last month, such as 2030-12")
    region: Line = Field(default="mra", description="name or folder of the region")


class OutcomesForm(Strict):
    """What of every run goes into the table; the store keeps all of it."""

    indicators: list[str] | None = Field(default=None, min_length=1, description="names; all if left out")
    areas: list[Area] = Field(default=["region"], min_length=1, description="region, subregion, zone")


class TargetForm(Strict):
    """A bound on one indicator in one year."""

    id: Name | None = Field(default=None, description="short name; indicator and year if left out")
    indicator: str = Field(description="name, of the region as a whole")
    year: Year = Field(description="a year of the run")
    at_least: float | None = Field(
        default=None, strict=False, allow_inf_nan=False, description="lower bound, in the indicator's unit"
    )
    at_most: float | None = Field(
        default=None, strict=False, allow_inf_nan=False, description="upper bound; either of the two"
    )
    relative_to: Year | None = Field(default=None, description="the bound is a multiple of the value in this year")
    title: BothTitles | None = Field(default=None, description="in reports; the indicator's own if left out")


class SensitivityForm(Strict):
    """Which sensitivity method, and on what."""

    method: Literal["morris", "sobol"] = Field(
        default="morris", description="morris: screening, cheap; sobol: shares of variance, dear"
    )
    trajectories: int = Field(default=10, ge=4, le=1000, description="of Morris: ways through the ranges")
    levels: int = Field(
        default=4, ge=2, le=20, multiple_of=2, description="of Morris, even: values a factor takes along its range"
    )
    base: int = Field(
        default=256, ge=16, le=2**20, description="points of Sobol before they are crossed: a power of two"
    )
    second_order: bool = Field(default=False, description="also pairs, of Sobol: about twice the runs")
    indicators: list[str] | None = Field(default=None, min_length=1, description="outcomes; the headline if left out")
    year: Year | None = Field(default=None, description="year of the outcomes; the last of the run if left out")


class DiscoveryForm(Strict):
    """How scenario discovery chooses a box."""

    least_density: Share = Field(default=0.7, description="share of misses among the cases in a box")
    least_mass: Share = Field(default=0.05, description="share of all cases that a box must hold")
    most_boxes: int = Field(default=3, ge=1, le=10, description="boxes for one policy and one target")


class SearchForm(Strict):
    """How the search for lever mixes goes."""

    budget: float = Field(
        gt=0, strict=False, allow_inf_nan=False, description="most public money a year, mean of the run [million EUR]"
    )
    generations: int = Field(default=12, ge=1, le=1000, description="rounds of the search")
    population: int = Field(default=16, ge=4, le=1000, description="mixes in a round")


class ClusterForm(Strict):
    """Where runs are done, if not here."""

    address: Line = Field(description="of a Dask scheduler, or the path of its scheduler file")


def _lists(value: object) -> object:
    return [value] if isinstance(value, str) else value


class DesignForm(Strict):
    """A design file."""

    format: Format = Field(description="version of this form")
    id: Name = Field(description="short name, of the results folder too")
    title: BothTitles = Field(description="of the report")
    description: BothTexts | None = Field(default=None, description="first lines of the report")
    scenarios: Annotated[list[Line], BeforeValidator(_lists, json_schema_input_type=Line | list[Line])] = Field(
        default=["current_policy"],
        min_length=1,
        description="shipped names or paths, either with shocks; the first is the reference",
    )
    design: MethodForm | None = None
    run: RunForm = Field(default_factory=RunForm)
    levers: dict[str, FactorForm] = Field(default_factory=dict, description="by name or pattern, such as dc_*")
    parameters: dict[str, FactorForm] = Field(
        default_factory=dict, description="by name, pattern or theme, such as s_* or search.*"
    )
    shocks: dict[str, FactorForm] = Field(default_factory=dict, description="by name or pattern")
    points: list[dict[str, Value]] = Field(default_factory=list, description="value by factor, for a list")
    outcomes: OutcomesForm = Field(default_factory=OutcomesForm)
    targets: list[TargetForm] = Field(default_factory=list)
    sensitivity: SensitivityForm | None = None
    discovery: DiscoveryForm | None = None
    search: SearchForm | None = None
    cluster: ClusterForm | None = None


def schema_text() -> str:
    """Return the JSON Schema of a design file, for editors, as it stands on disk."""
    schema = DesignForm.model_json_schema(by_alias=True)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return json.dumps(schema, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
