"""Files made from the declarations: run `python -m scenarios.generated` after changing a lever, shock or parameter."""

import re
from pathlib import Path

from scenarios.catalogue import levers_table, shocks_table
from scenarios.files import HERE
from scenarios.json_schema import SCHEMA_FILES, schema_text

HOW_TO = HERE.parent / "docs" / "scenarios.md"


def generated_files() -> dict[Path, str]:
    """Text that each generated file should have."""
    files = {HERE / name: schema_text(form) for name, form in SCHEMA_FILES.items()}
    how_to = HOW_TO.read_text(encoding="utf-8")
    for name, table in (("levers", levers_table()), ("shocks", shocks_table())):
        how_to = _between(how_to, name, table)
    return {**files, HOW_TO: how_to}


def _between(text: str, name: str, table: str) -> str:
    """Put a table between the two marks that carry its name."""
    marks = f"<!-- {name}: made from the declarations -->", f"<!-- end of {name} -->"
    pattern = re.compile(f"{re.escape(marks[0])}.*?{re.escape(marks[1])}", re.DOTALL)
    return pattern.sub(lambda _: f"{marks[0]}\n{table}\n{marks[1]}", text)


if __name__ == "__main__":
    for path, text in generated_files().items():
        path.write_text(text, encoding="utf-8")
