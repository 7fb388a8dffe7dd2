"""The command that sweeps, with real runs, real processes and real signals: whatever stops it, nothing is lost."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from experiments.sweeps.design import read_design
from poldermodel.cli import DONE, FAILED, INTERRUPTED, MISTAKE, PARTLY, main
from simulation.runs import cache, task
from simulation.runs.store import RunStore
from tests.sweep_designs import POLDER, group_of, polder, start_polder, wait_until
from tests.sweep_doubles import payload

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc, sends signals")
LONG = "2023-12"  # long enough to be caught in the middle


class Place:
    """A design file, a folder and a store."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.out, self.store = folder, folder / "out", RunStore(folder / "store")

    def design(self, points: int, until: str = "2022-03", seeds: int = 1, name: str = "design") -> Path:
        """Write a design of one lever; points of a grid, so that larger ones hold smaller ones."""
        values = ", ".join(f"{1 + k / 64}" for k in range(points))
        path = self.folder / f"{name}.toml"
        path.write_text(
            f'format = 1\nid = "{name}"\ntitle = "Small"\n[design]\nmethod = "factorial"\n'
            f'[run]\nscale = 100\nseeds = {seeds}\nuntil = "{until}"\n[levers.grid_invest]\nvalues = [{values}]\n'
        )
        return path

    def arguments(self, design: Path, *more: object, out: str = "out") -> tuple[object, ...]:
        places = ("--out", self.folder / out, "--store", self.store.folder, "--lang", "en", "--threads", 2)
        return ("sweep", design, *places, *more)

    def finished(self) -> dict[str, int]:
        """When every kept run was written."""
        return {key: self.store.path(key).stat().st_mtime_ns for key in self.store.keys()}


@pytest.fixture
def place(tmp_path) -> Place:
    return Place(tmp_path)


@pytest.fixture(scope="session")
def warm_start(session_cache, tmp_path_factory) -> None:
    """Make the start of seed 1 once, which all these runs share."""
    place = Place(tmp_path_factory.mktemp("warm"))
    found = polder(*place.arguments(place.design(1), "--quiet"))
    assert found.returncode == DONE, found.stderr


def counts(found) -> dict:
    """Numbers of runs in the document of the command."""
    assert found.returncode == DONE, found.stderr
    return json.loads(found.stdout)


def resumes(place: Place, design: Path, total: int) -> dict[str, int]:
    """Give the command again: it finishes, and touches no run that was finished; returns those."""
    before = {key: when for key, when in place.finished().items() if place.store.has(key)}
    said = counts(polder(*place.arguments(design, "--json")))
    after = place.finished()
    assert {key: after[key] for key in before} == before
    assert (said["finished"], said["run_now"]) == (total, total - len(before)) and len(after) == total
    assert (pd.read_parquet(place.out / "index.parquet")["status"] == "done").all()
    return before


def test_a_parent_killed_in_the_middle_leaves_no_process_and_loses_nothing(place, warm_start, monkeypatch):
    design, scratch = place.design(16, LONG), place.folder / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    process = start_polder(*place.arguments(design))
    wait_until(lambda: len(place.finished()) >= 2, "two runs are finished")
    workers = [pid for pid, parent in group_of(process.pid).items() if parent == process.pid]
    assert len(workers) >= 2
    process.kill()
    process.communicate()
    wait_until(lambda: not group_of(process.pid), "its workers have ended too")
    assert 2 <= len(place.finished()) < 16 and not list(scratch.glob("poldermodel-*"))
    assert len(resumes(place, design, 16)) >= 2


@pytest.mark.slow
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("to_all", [False, True], ids=["parent", "group"])
def test_a_request_to_end_is_obeyed_and_resumed(place, warm_start, sent, to_all):
    """A terminal sends Ctrl-C to all processes; a scheduler of jobs may send its request to one or all."""
    design = place.design(40, LONG)
    process = start_polder(*place.arguments(design, "--json"))
    wait_until(lambda: len(place.finished()) >= 2, "two runs are finished")
    (os.killpg if to_all else os.kill)(process.pid, sent)
    out, said = process.communicate(timeout=120)
    assert process.returncode == INTERRUPTED, said
    assert "Interrupted" in said and "the same command goes on" in said and "Traceback" not in said
    assert json.loads(out)["exit_code"] == INTERRUPTED
    wait_until(lambda: not group_of(process.pid), "its workers have ended too")
    index = pd.read_parquet(place.out / "index.parquet")
    assert Counter(index["status"])["done"] == len(place.finished()) < 40
    resumes(place, design, 40)


@pytest.mark.slow
@pytest.mark.parametrize("delay", [0.0, 0.3, 0.8])
def test_ctrl_c_while_workers_start_is_one_message(place, delay):
    """Workers that import are interrupted with the rest of their group; the pause decides how far they are."""
    process = start_polder(*place.arguments(place.design(6, LONG), "--quiet"))
    wait_until(lambda: any(map(is_worker, group_of(process.pid))), "a worker starts")
    time.sleep(delay)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=120)
    assert process.returncode == INTERRUPTED and said.count("\n") == 1, said


@pytest.mark.slow
def test_a_killed_worker_is_replaced(place, warm_start):
    design = place.design(16, LONG)
    process = start_polder(*place.arguments(design, "--json"))
    wait_until(lambda: len(place.finished()) >= 2, "two runs are finished")
    before = place.finished()
    worker = next(pid for pid, parent in group_of(process.pid).items() if parent == process.pid and is_worker(pid))
    os.kill(worker, signal.SIGKILL)
    out, said = process.communicate(timeout=300)
    assert process.returncode == DONE, said
    assert "Traceback" not in said and json.loads(out)["run_now"] == 16
    wait_until(lambda: not group_of(process.pid), "all workers have ended")
    after = place.finished()
    assert {key: after[key] for key in before} == before and len(after) == 16


def is_worker(pid: int) -> bool:
    try:
        return b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


@pytest.mark.slow
def test_damaged_files_are_run_again_and_an_overlapping_design_reuses_runs(place, warm_start):
    first, more = place.design(3), place.design(5, name="more")
    assert counts(polder(*place.arguments(first, "--json")))["run_now"] == 3
    tables = {name: (place.out / name).read_bytes() for name in ("data.parquet", "index.parquet")}
    paths = [place.store.path(key) for key in sorted(place.store.keys())]
    kept = [path.read_bytes() for path in paths]
    paths[0].write_bytes(kept[0][: len(kept[0]) // 2])
    paths[1].write_bytes(kept[1][:500] + bytes([kept[1][500] ^ 4]) + kept[1][501:])
    assert counts(polder(*place.arguments(first, "--json")))["run_now"] == 2
    assert [path.read_bytes() for path in paths] == kept
    assert tables == {name: (place.out / name).read_bytes() for name in tables}
    assert counts(polder(*place.arguments(more, "--json", out="more")))["run_now"] == 2


@pytest.mark.slow
def test_two_sweeps_share_a_store_at_the_same_time(place, warm_start):
    one, other = place.design(8, name="one"), place.design(8, name="other")
    both = [start_polder(*place.arguments(design, "--json", out=design.stem)) for design in (one, other)]
    for process in both:
        _, said = process.communicate(timeout=300)
        assert process.returncode == DONE, said
    assert len(place.finished()) == 8 and all(place.store.has(key) for key in place.store.keys())
    assert not [path for path in place.store.folder.rglob("*") if path.name.endswith(".tmp")]
    data = [(place.folder / name / "data.parquet").read_bytes() for name in ("one", "other")]
    assert data[0] == data[1]


@pytest.mark.slow
def test_processes_and_threads_give_the_same_bits(place, warm_start, tmp_path):
    design = place.design(2, seeds=2)
    counts(polder(*place.arguments(design, "--json")))
    alone = ("sweep", design, "--out", tmp_path / "alone", "--store", tmp_path / "alone_store", "--threads", 1)
    counts(polder(*alone, "--json"))
    for key in place.store.keys():
        assert place.store.path(key).read_bytes() == RunStore(tmp_path / "alone_store").path(key).read_bytes()
    assert (tmp_path / "alone" / "data.parquet").read_bytes() == (place.out / "data.parquet").read_bytes()


@pytest.mark.slow
def test_a_full_disk_ends_the_command_with_what_is_finished(place, warm_start):
    """A limit on the size of files stands for the disk: the table of a run does not fit."""
    limited = ["bash", "-c", 'trap "" XFSZ; ulimit -f 12; exec "$@"', "bash"]
    command = [*limited, *POLDER, *map(str, place.arguments(place.design(3), "--json"))]
    found = subprocess.run(command, capture_output=True, text=True, timeout=300, cwd=Path(__file__).parents[2])
    assert found.returncode == FAILED and "Traceback" not in found.stderr
    assert "File too large" in found.stderr and place.finished() == {}
    assert not [path for path in place.folder.rglob("*.tmp")]


def invoke(place: Place, design: Path, *more: str):
    arguments = [str(a) for a in place.arguments(design, *more)]
    arguments[arguments.index("--threads") + 1] = "1"
    return CliRunner().invoke(main, arguments)


@pytest.fixture
def made_up(monkeypatch, tmp_path):
    """Runs of this process are made up; the key in the file `bad` fails."""
    monkeypatch.setenv(cache.ENVIRONMENT, str(tmp_path / "cache"))

    def summarise(task, threads, listen):
        bad = tmp_path / "bad"
        if bad.exists() and bad.read_text() in (task.key, "all"):
            raise ValueError("these parameters do not go together")
        return payload(task)

    monkeypatch.setattr(task, "summarise", summarise)
    return tmp_path / "bad"


def test_a_dry_run_says_numbers_and_writes_nothing(place):
    design = place.design(4, seeds=2)
    before = sorted(place.folder.rglob("*"))
    found = invoke(place, design, "--dry-run")
    assert found.exit_code == DONE and found.stderr == ""
    assert "4 points with 2 seeds each: 8 runs, of which 0 are there and 8" in found.stdout
    assert "Expected time" in found.stdout and "MB needed" in found.stdout
    document = json.loads(invoke(place, design, "--dry-run", "--json").stdout)
    assert (document["points"], document["runs"], document["missing"], document["fits"]) == (4, 8, 8, True)
    assert sorted(place.folder.rglob("*")) == before


def test_the_document_is_one_and_progress_is_elsewhere(place, made_up):
    design = place.design(3)
    found = invoke(place, design)
    assert found.exit_code == DONE and "3 of 3 runs" in found.stderr
    assert found.stdout.count("\n") == 1 and found.stdout.startswith(str(place.out))
    document = json.loads(invoke(place, design, "--json").stdout)
    expected = {"runs": 3, "finished": 3, "run_now": 0, "failed": 0}
    ending = {"folder": str(place.out), "stopped": "", "reason": "", "exit_code": DONE}
    assert expected.items() | ending.items() <= document.items()
    assert invoke(place, design, "--quiet").stderr == ""


def test_a_failing_run_makes_it_partly_and_is_tried_again(place, made_up):
    design = place.design(3)
    bad = [task.key for _, task in read_design(design).tasks()][1]
    made_up.write_text(bad)
    found = invoke(place, design)
    assert found.exit_code == PARTLY and "1 of 3 runs failed" in found.stderr and "do not go together" in found.stderr
    index = pd.read_parquet(place.out / "index.parquet").set_index("key")
    assert index.loc[bad, "status"] == "failed" and "do not go together" in index.loc[bad, "message"]
    made_up.unlink()
    assert json.loads(invoke(place, design, "--json").stdout)["run_now"] == 1


def test_nothing_finished_is_a_failure(place, made_up):
    made_up.write_text("all")
    found = invoke(place, place.design(2))
    assert found.exit_code == FAILED and "2 of 2 runs failed" in found.stderr and "Traceback" not in found.output


def test_a_taken_folder_is_a_mistake(place, made_up):
    place.out.mkdir()
    (place.out / "letter.txt").write_text("dear")
    found = invoke(place, place.design(2))
    assert found.exit_code == MISTAKE and "holds something else" in found.stderr and place.finished() == {}
