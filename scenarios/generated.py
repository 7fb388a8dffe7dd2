"""Files made from the declarations: run `python -m scenarios.generated` after changing what is declared."""

import re
from pathlib import Path

from scenarios.catalogue import levers_table, modifiers_table, shocks_table
from scenarios.files import HERE
from scenarios.json_schema import schema_text
from simulation.declare.indicators import Indicator
from simulation.indicators.catalogue import RATIOS, REGIONAL, STATION, ZONAL

DOCS = HERE.parent / "docs"
HOW_TO, RESULTS, MODEL = DOCS / "scenarios.md", DOCS / "results.md", DOCS / "model.md"
COLUMNS = {
    "columns by municipality": ZONAL,
    "ratios": RATIOS,
    "columns of the region": REGIONAL,
    "columns by station": STATION,
}


def generated_files() -> dict[Path, str]:
    """Text that each generated file should have."""
    files: dict[Path, str] = {HERE / "schema.json": schema_text()}
    tables = {
        HOW_TO: {"levers": levers_table(), "shocks": shocks_table()},
        MODEL: {"modifiers": modifiers_table()},
        RESULTS: {name: indicators_table(columns) for name, columns in COLUMNS.items()},
    }
    for path, parts in tables.items():
        files[path] = path.read_text(encoding="utf-8")
        for name, table in parts.items():
            files[path] = put_between(files[path], name, table)
    return files


def indicators_table(indicators: tuple[Indicator, ...]) -> str:
    """Markdown table of indicators: name, unit and meaning, with a mark at estimates."""
    rows = [
        f"| `{i.name}` | {i.unit} | {i.meaning}{' (estimate: ' + i.note('en') + ')' if i.note('en') else ''} |"
        for i in indicators
    ]
    return "\n".join(["| column | unit | meaning |", "|---|---|---|", *rows])


def put_between(text: str, name: str, table: str) -> str:
    """Put a table between the two marks that carry its name."""
    marks = f"<!-- {name}: made from the declarations -->", f"<!-- end of {name} -->"
    pattern = re.compile(f"{re.escape(marks[0])}.*?{re.escape(marks[1])}", re.DOTALL)
    return pattern.sub(lambda _: f"{marks[0]}\n{table}\n{marks[1]}", text)


if __name__ == "__main__":
    for path, text in generated_files().items():
        path.write_text(text, encoding="utf-8")
