"""The mechanism that CONTRIBUTING.md adds: a folder, four lines elsewhere, and it runs."""

import json
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
FOLDER = "simulation/submodels/absence/"
EDITED = ("simulation/model.py", "simulation/parameters.py")
# The folder of the new files comes first where Python looks for parts of `simulation`; compiled kernels are shared.
RUN = """
import json, sys
import simulation
simulation.__path__.insert(0, sys.argv[1] + "/simulation")
import simulation.submodels
simulation.submodels.__path__.insert(0, sys.argv[1] + "/simulation/submodels")
from simulation.indicators import ZONAL
from simulation.indicators.observe import Observer
from simulation.levers import LEVERS
from simulation.runs.initial import open_model
from tests.frozen_run import sums
from tests.model_runs import QUICK, make_policy, region_named
found = {"levers": list(LEVERS)}
for effort in (0.0, 1.0):
    policy = make_policy(region_named("toy"), {"prevention": effort}, parameters=QUICK)
    model = open_model(region_named("toy"), policy, seed=1, scale=1, use_cache=False)
    model.check_every, observer = 1, Observer(model.world, 3)
    for _ in range(3):
        model.step()
        observer.observe(model.world)
    found[str(effort)] = sums(observer.record)
print(json.dumps(found))
"""


@pytest.fixture(scope="module")
def added(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder and the lines of the page, in a place of their own."""
    place = tmp_path_factory.mktemp("added")
    for path, text in re.findall(rf"```python\n# ({FOLDER}\S+)\n(.*?)```", PAGE, re.DOTALL):
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_text(text, encoding="utf-8")
    for path in EDITED:
        (place / path).write_text(_with_lines(ROOT / path), encoding="utf-8")
    return place


def _changes() -> list[tuple[str, str]]:
    """Lines to add, each with the line it comes after."""
    lines = re.findall(r"```diff\n(.*?)```", PAGE, re.DOTALL)[0].splitlines()
    return [(before[1:], line[1:]) for before, line in pairwise(lines) if line.startswith("+")]


def _with_lines(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    for before, line in _changes():
        text = text.replace(f"{before}\n", f"{before}\n{line}\n", 1)
    return text


def test_it_takes_one_folder_and_four_lines(added: Path) -> None:
    names = {path.name for path in (added / FOLDER).iterdir()}
    assert {"parameters.py", "levers.py", "steps.py", "checks.py", "indicators.py"} <= names
    more = [
        len((added / path).read_text().splitlines()) - len((ROOT / path).read_text().splitlines()) for path in EDITED
    ]
    assert len(_changes()) == sum(more) == 4


def test_it_runs_and_moves_nothing_else(added: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(added)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    without, with_effort = found["0.0"], found["1.0"]
    assert "prevention" in found["levers"]
    assert with_effort["zones.absent"][0] == pytest.approx(0.9 * without["zones.absent"][0], rel=1e-6)
    assert without["zones.absent"][0] == pytest.approx(0.056 * without["zones.employed"][0], rel=1e-6)
    unmoved = {name for name in without if name not in ("zones.absent", "region.cost_asked")}
    assert {name for name in unmoved if without[name] != with_effort[name]} == set()
