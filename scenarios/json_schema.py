"""JSON Schema of scenario files, so that an editor completes names and shows ranges."""

import json
from typing import Any

from scenarios.schema import Entry, Overlay, Scenario
from simulation.levers import LEVERS, Lever
from simulation.parameters import ParameterSet
from simulation.scenario import SHOCKS, Shock


def json_schema() -> dict[str, Any]:
    """Return the schema of a scenario file, which must say who it is unless it extends another.

    Notes
    -----
    One file for both forms, and no reference to another file: TOML extensions do not follow those.
    """
    schema = Overlay.model_json_schema(by_alias=True)
    schema |= {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Scenario"}
    schema["description"] = "A file that stands on its own, or one that changes another and need not say anything else."
    schema |= {"if": {"required": ["extends"]}, "else": {"required": Scenario.model_json_schema()["required"]}}
    tables = {
        "levers": {name: _lever(lever) for name, lever in LEVERS.items()},
        "shocks": {name: _shock(shock) for name, shock in SHOCKS.items()},
        "parameters": {
            entry.name: {
                "type": "number",
                "minimum": entry.low,
                "maximum": entry.high,
                "default": entry.default,
                "description": f"{entry.theme} [{entry.unit}], {entry.source}",
            }
            for entry in ParameterSet.declarations()
        },
    }
    for name, properties in tables.items():
        schema["properties"][name] = {"type": "object", "additionalProperties": False, "properties": properties}
    schema["$defs"].setdefault("Entry", Entry.model_json_schema(by_alias=True))
    return schema


def schema_text() -> str:
    """Return the schema as it stands on disk."""
    return json.dumps(json_schema(), indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _lever(lever: Lever) -> dict[str, Any]:
    bare: dict[str, Any] = {"type": "number", "minimum": lever.low, "maximum": lever.high}
    if lever.kind == "switch":
        bare = {"enum": [0, 1, False, True]}
    about = f"{lever.en} [{lever.unit}, {lever.low:g} to {lever.high:g}]: {lever.acts_on}"
    return _bare_or_entries(bare, about)


def _shock(shock: Shock) -> dict[str, Any]:
    return _bare_or_entries(
        {"type": "number", "minimum": shock.low, "maximum": shock.high}, f"[{shock.unit}] {shock.meaning}"
    )


def _bare_or_entries(bare: dict[str, Any], about: str) -> dict[str, Any]:
    entry = {"$ref": "#/$defs/Entry"}
    return {"description": about, "anyOf": [bare, entry, {"type": "array", "items": entry, "minItems": 1}]}
