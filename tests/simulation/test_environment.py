"""The compile cache follows the kernels, and what it relies on holds."""

import ast
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from simulation.environment import kernel_digest

ROOT = Path(__file__).resolve().parents[2]
KERNELS = ROOT / "simulation" / "kernels"
PACKAGES = ("agents", "calibration", "experiments", "poldermodel", "scenarios", "simulation")
SHOW = "import os, simulation; print(os.environ['NUMBA_CACHE_DIR'], os.environ['OPENBLAS_NUM_THREADS'])"


def imported(path):
    """Names of the modules that a file imports."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


@pytest.mark.parametrize("path", sorted(KERNELS.glob("*.py")), ids=lambda path: path.name)
def test_kernels_depend_on_nothing_outside_their_folder(path):
    for name in imported(path):
        top = name.split(".")[0]
        assert top in {"numpy", "numba"} | sys.stdlib_module_names or name.startswith("simulation.kernels"), name


def test_nothing_outside_the_kernels_is_compiled():
    others = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py") if KERNELS not in path.parents]
    assert [str(path) for path in others if any(name.split(".")[0] == "numba" for name in imported(path))] == []


def test_an_edit_in_any_kernel_names_another_cache(tmp_path):
    folder = tmp_path / "kernels"
    shutil.copytree(KERNELS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    assert kernel_digest(folder) == kernel_digest()
    with (folder / "draws.py").open("a") as file:
        file.write("# edited\n")
    edited = kernel_digest(folder)
    (folder / "draws.py").rename(folder / "sketch.py")
    assert len({kernel_digest(), edited, kernel_digest(folder)}) == 3


def test_the_hash_takes_no_time():
    spent = []
    for _ in range(3):
        start = time.process_time()  # the wall clock counts what else this computer does
        kernel_digest()
        spent.append(time.process_time() - start)
    assert min(spent) < 0.03


@pytest.mark.parametrize("variable", ["NUMBA_CACHE_DIR", "OPENBLAS_NUM_THREADS", None])
def test_what_the_user_set_stays(variable):
    chosen = {"NUMBA_CACHE_DIR": "/tmp/mine", "OPENBLAS_NUM_THREADS": "2"}
    environment = {name: value for name, value in os.environ.items() if name not in chosen}
    if variable:
        environment[variable] = chosen[variable]
    found = subprocess.run(
        [sys.executable, "-c", SHOW], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    ).stdout.split()
    assert found[0] == "/tmp/mine" if variable == "NUMBA_CACHE_DIR" else found[0].endswith(kernel_digest())
    assert found[1] == ("2" if variable == "OPENBLAS_NUM_THREADS" else "1")


def test_the_cache_is_set_even_if_numba_came_first():
    code = "import os; del os.environ['NUMBA_CACHE_DIR']; import numba, simulation; print(numba.config.CACHE_DIR)"
    environment = {**os.environ, "NUMBA_CACHE_DIR": "/tmp/mine"}
    found = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert found.stdout.strip().endswith(kernel_digest()), found.stderr
