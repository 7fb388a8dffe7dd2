"""The tutorial: every file on it is written, every command and snippet run, in the order of the page."""

import re
import shlex
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from poldermodel.cli import main

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


def test_page_has_files_commands_and_snippets():
    """A fence that is mistyped would leave its block out."""
    assert PAGE.count("```") == 2 * len(BLOCKS)
    assert {language for language, _ in BLOCKS} == {"", "toml", "python"}
    commands = [shlex.split(line)[:2] for language, text in BLOCKS if not language for line in text.splitlines()]
    assert {("polder", verb) for verb in ("run", "compare", "check", "sweep")} == {tuple(c) for c in commands}


@pytest.mark.slow
def test_page_runs_as_it_stands(tmp_path, monkeypatch):
    """As somebody would who types it all over; the run to 2040 ends earlier here, for speed."""
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for language, text in BLOCKS:
        if language == "toml":
            name = tomllib.loads(text)["id"]
            Path(f"{name}.toml").write_text(text, encoding="utf-8")
        elif language == "python":
            exec(text, names)
        else:
            for line in text.splitlines():
                _run(shlex.split(line)[1:])
    assert (tmp_path / "results/first/report.html").exists()
    assert len(names["diary"]) == 12 and len(names["gap"].unstack("year").columns) == 5
    assert len(names["last"]) == 8  # four points, two seeds


def _run(arguments: list[str]) -> None:
    if arguments[0] == "run":
        arguments = [*arguments, "--until", "2022-12"]
    ended = CliRunner().invoke(
        main, [*arguments, *(["--quiet"] if arguments[0] in ("run", "compare", "sweep") else [])]
    )
    assert ended.exit_code == 0, ended.output
