"""Files made from the form of a design: run `python -m experiments.sweeps.generated` after changing that."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from experiments.sweeps.schema import SCHEMA_FILE, DesignForm, schema_text
from scenarios.generated import put_between

HOW_TO = Path(__file__).parents[2] / "docs" / "experiments.md"
HEAD = "| table | key | what it takes | default | meaning |\n|---|---|---|---|---|"
FACTORS = ("levers", "parameters", "shocks")  # one form, so one row a key
TYPES = {"integer": "whole number", "number": "number", "boolean": "true or false", "string": "text"}
PATTERNS = {"^20": "month", "^[a-z]": "small letters, digits and _"}

Node = dict[str, Any]  # of a JSON Schema


def generated_files() -> dict[Path, str]:
    """Text that each generated file should have."""
    page = HOW_TO.read_text(encoding="utf-8")
    return {SCHEMA_FILE: schema_text(), HOW_TO: put_between(page, "keys of a design", keys_table())}


def keys_table() -> str:
    """Markdown table of every table and key of a design file, in the order of the form."""
    schema = DesignForm.model_json_schema(by_alias=True)
    forms: dict[str, Node] = schema["$defs"]
    own: list[str] = []
    tables: list[str] = []
    for name, node in schema["properties"].items():
        head, form = _table_of(name, node)
        if not head:
            own.append(_row("", name, node, schema))
        elif form:
            tables += [_row(head, key, child, forms[form]) for key, child in forms[form]["properties"].items()]
        elif name == "points":  # keys are names of factors, so the form cannot list them
            takes = _takes(node["items"]["additionalProperties"])
            tables.append(f"| `{head}` | NAME | {takes} | required | {node['description']} |")
    return "\n".join([HEAD, *own, *tables])


def _table_of(name: str, node: Node) -> tuple[str, str]:
    """Heading of the table that a key opens, and its form; both empty for a key of the file itself.

    Levers, parameters and shocks share a heading, which the first of them brings.
    """
    if name in FACTORS:
        heading = "`, `".join(f"[{kind}.NAME]" for kind in FACTORS)
        return heading, _form(node["additionalProperties"]) if name == FACTORS[0] else ""
    if node.get("type") == "array" and node["items"].get("type", "object") == "object":
        return f"[[{name}]]", _form(node["items"])
    parts = [part for part in node.get("anyOf", [node]) if "$ref" in part]
    return (f"[{name}]", _form(parts[0])) if parts and parts[0]["$ref"].endswith("Form") else ("", "")


def _form(node: Node) -> str:
    return str(node.get("$ref", "")).rpartition("/")[2]


def _row(table: str, key: str, node: Node, form: Node) -> str:
    default = node.get("default")
    said = "required" if key in form.get("required", ()) else "" if default is None else f"`{_toml(default)}`"
    return f"| {table and f'`{table}`'} | `{key}` | {_takes(node)} | {said} | {node.get('description', '')} |"


def _takes(node: Node) -> str:
    """What a key may hold, in words."""
    if "anyOf" in node:
        return " or ".join(_takes(part) for part in node["anyOf"] if part.get("type") != "null")
    if "$ref" in node:
        return "`{ nl, en }`"
    if "const" in node or "enum" in node:
        return ", ".join(f"`{_toml(value)}`" for value in node.get("enum", [node.get("const")]))
    if node["type"] == "array":
        return f"list of: {_takes(node['items'])}"
    if isinstance(node["type"], list):
        return " or ".join(TYPES[kind] for kind in node["type"])
    pattern = str(node.get("pattern", ""))
    words = next((text for start, text in PATTERNS.items() if pattern.startswith(start)), TYPES[node["type"]])
    return " ".join([words, *_bounds(node)])


def _bounds(node: Node) -> Iterator[str]:
    """Lowest and highest of a number."""
    low, high = node.get("minimum"), node.get("maximum")
    if low is not None:
        yield f"{low:.0f} to {high:.0f}" if high is not None else f"from {low:.0f}"
    if "exclusiveMinimum" in node:
        yield f"above {node['exclusiveMinimum']:.0f}"


def _toml(value: object) -> str:
    """Write a value as in a design file."""
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return str(value).lower() if isinstance(value, bool) else f'"{value}"' if isinstance(value, str) else str(value)


if __name__ == "__main__":
    for path, text in generated_files().items():
        path.write_text(text, encoding="utf-8")
