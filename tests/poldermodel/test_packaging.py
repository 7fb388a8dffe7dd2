"""Installed as a wheel, beside others of the same name, and in other processes."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("agents", "calibration", "experiments", "poldermodel", "scenarios", "simulation")
POOL = """
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
import poldermodel.guard

if __name__ == "__main__":
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        print(pool.submit(poldermodel.guard._origin, "agents").result())
"""


@pytest.fixture
def foreign(tmp_path):
    """A folder with somebody else's package `agents`."""
    folder = tmp_path / "foreign"
    (folder / "agents").mkdir(parents=True)
    (folder / "agents" / "__init__.py").write_text('"""Somebody else\'s agents."""\n')
    return folder


def run(code, *path, python=sys.executable, cwd):
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, path))}
    return subprocess.run(
        [python, "-c", code], cwd=cwd, env=environment, capture_output=True, text=True, timeout=120, check=False
    )


def test_ours_come_first_although_a_foreign_package_would(foreign, tmp_path):
    done = run("import poldermodel, agents.columns; print(agents.__file__)", foreign, ROOT, cwd=tmp_path)
    assert done.stdout.strip() == str(ROOT / "agents" / "__init__.py"), done.stderr


def test_a_foreign_package_already_imported_is_named(foreign, tmp_path):
    done = run("import agents, poldermodel", foreign, ROOT, cwd=tmp_path)
    assert done.returncode == 1
    message = done.stderr.strip().splitlines()[-1]
    assert message.startswith("ImportError: Poldermodel needs its own package 'agents', but another one (")
    assert str(foreign) in message and "is already imported" in message and "environment of its own" in message


def test_a_folder_that_happens_to_have_the_name_does_no_harm(tmp_path):
    (tmp_path / "agents").mkdir()
    done = run("import poldermodel, agents.columns", tmp_path, ROOT, cwd=tmp_path)
    assert done.returncode == 0, done.stderr


def test_a_spawned_worker_gets_ours_too(foreign, tmp_path):
    script = tmp_path / "pool.py"
    script.write_text(POOL)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (foreign, ROOT)))}
    done = subprocess.run(
        [sys.executable, script], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120, check=True
    )
    assert done.stdout.strip() == str(ROOT / "agents" / "__init__.py"), done.stderr


def test_importing_the_front_door_is_quick_and_light():
    code = "import sys, poldermodel; print(sorted({'numpy', 'numba', 'mesa', 'pandas'} & set(sys.modules)))"
    assert run(code, ROOT, cwd=ROOT).stdout.strip() == "[]"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """The wheel in an environment of its own that borrows only the dependencies of this one."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python"
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-index", "--no-deps", wheel], check=True
    )
    site = next((folder / "lib").glob("python*/site-packages"))
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return python, site


@pytest.mark.slow
def test_the_wheel_has_every_file_of_every_package(wheel):
    there = set(zipfile.ZipFile(wheel).namelist())
    files = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert files - there == set()
    assert {name.split("/")[0] for name in there} <= {*PACKAGES, wheel.stem.rsplit("-", 3)[0] + ".dist-info"}


@pytest.mark.slow
def test_an_installed_wheel_answers(installed, tmp_path):
    python, site = installed
    done = run("import poldermodel, simulation.model; print(simulation.__file__)", python=python, cwd=tmp_path)
    assert done.stdout.strip() == str(site / "simulation" / "__init__.py"), done.stderr
    helped = subprocess.run(
        [python.parent / "polder", "--help"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert "compare" in helped.stdout


@pytest.mark.slow
def test_an_overwritten_package_is_named(installed, tmp_path):
    python, site = installed
    ours = site / "agents" / "__init__.py"
    text = ours.read_text()
    ours.write_text('"""Somebody else\'s agents."""\n')
    try:
        done = run("import poldermodel", python=python, cwd=tmp_path)
    finally:
        ours.write_text(text)
    assert "needs its own package 'agents'" in done.stderr and "takes the place of ours" in done.stderr
