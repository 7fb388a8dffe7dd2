"""The command: instant help, plain messages, and an exit code that says how it ended."""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from experiments.folder import FolderConflict
from poldermodel import commands
from poldermodel.cli import main
from poldermodel.exits import DONE, FAILED, INTERRUPTED, MISTAKE, PARTLY
from simulation.runs.pool import Outcome

POLDER = [sys.executable, "-m", "poldermodel"]
ROOT = Path(__file__).parents[2]


def polder(*arguments: str, **options) -> subprocess.CompletedProcess:
    return subprocess.run([*POLDER, *arguments], capture_output=True, text=True, cwd=ROOT, timeout=500, **options)


def test_help_is_instant():
    polder("--help")  # compile to bytecode
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    found = [polder("--help") for _ in range(3)]
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) / 3
    assert found[0].returncode == DONE and "compare" in found[0].stdout
    assert used < 0.2


def test_help_imports_nothing_heavy():
    heavy = ("numpy", "pandas", "numba", "mesa", "rich", "scipy")
    code = f"import sys, poldermodel.cli; print([n for n in {heavy} if n in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT).stdout.strip() == "[]"


@pytest.mark.parametrize("command", ["scenarios", "levers", "indicators", "parameters"])
def test_lists_are_tables_or_json(command):
    runner = CliRunner()
    table, document = runner.invoke(main, [command]), runner.invoke(main, [command, "--json"])
    assert table.exit_code == document.exit_code == DONE
    names = [row["name"] for row in json.loads(document.output)]
    assert len(names) > 5 and names[0] in table.output


def test_lists_speak_both_languages():
    runner = CliRunner()
    assert "Werkloosheid" in runner.invoke(main, ["indicators"]).output
    assert "Unemployment rate" in runner.invoke(main, ["indicators", "--lang", "en"]).output


def test_a_good_scenario_is_fine():
    found = polder("check", "skills_first", "grid_first+recession")
    assert found.returncode == DONE and "skills_first" in found.stdout and found.stderr == ""


def test_all_mistakes_are_told_at_once(tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text(
        'format = 1\nextends = "current_policy"\n[levers.grid_invets]\nvalue = 2\n[parameters]\nnone_such = 1\n'
    )
    found = polder("check", str(file))
    assert found.returncode == MISTAKE and found.stdout == ""
    assert "grid_invest" in found.stderr and "none_such" in found.stderr and "Traceback" not in found.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["run", "no_such_scenario"], "no_such_scenario"),
        (["run", "current_policy", "--until", "2022-13"], "2022-13"),
        (["run", "current_policy", "--until", "2055-01"], "2040-12"),
        (["compare", "current_policy", "current_policy"], "more than once"),
        (["run", "current_policy", "--region", "nowhere"], "nowhere"),
    ],
)
def test_a_mistake_is_one_message_and_makes_nothing(arguments, said, tmp_path):
    found = polder(*arguments, "--out", str(tmp_path / "out"))
    assert found.returncode == MISTAKE and said in found.stderr
    assert "Traceback" not in found.stderr and found.stdout == "" and not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "code"), [(["compare", "current_policy"], 2), (["run", "a", "--scale", "0"], 2), (["nonsense"], 2)]
)
def test_wrong_usage_is_two(arguments, code):
    assert CliRunner().invoke(main, arguments).exit_code == code


def ended(outcome: Outcome, finished: int, complete: bool, tmp_path: Path):
    """A comparison that ended as told."""
    results = SimpleNamespace(manifest={"runs": [{}] * finished, "failed": []})
    report = tmp_path / "report.html" if finished else None
    return SimpleNamespace(outcome=outcome, folder=tmp_path, results=results, complete=complete, total=2, report=report)


@pytest.mark.parametrize(
    ("outcome", "finished", "complete", "code"),
    [
        (Outcome({"a": 1.0}), 1, True, DONE),
        (Outcome({}, {"a": "x"}), 0, False, FAILED),
        (Outcome({"a": 1.0}, {"b": "x"}), 1, False, PARTLY),
        (Outcome({"a": 1.0}, interrupted=True), 1, False, INTERRUPTED),
    ],
)
def test_exit_codes(outcome, finished, complete, code, tmp_path, monkeypatch):
    plan = SimpleNamespace(tasks=[], folder_name="x")
    monkeypatch.setattr(commands, "plan_comparison", lambda *a, **k: plan)
    monkeypatch.setattr(commands, "compare", lambda *a, **k: ended(outcome, finished, complete, tmp_path))
    found = CliRunner().invoke(main, ["run", "current_policy", "--json"])
    assert found.exit_code == code and json.loads(found.stdout)["exit_code"] == code
    found = CliRunner().invoke(main, ["run", "current_policy"])
    assert found.exit_code == code and found.stdout.strip().splitlines()[-1].startswith(str(tmp_path))


def raising(error: BaseException):
    """A function that takes anything and raises."""

    def fail(*arguments, **options):
        raise error

    return fail


def test_a_taken_folder_is_a_mistake(monkeypatch):
    monkeypatch.setattr(commands, "plan_comparison", lambda *a, **k: SimpleNamespace(tasks=[], folder_name="x"))
    monkeypatch.setattr(commands, "compare", raising(FolderConflict("out holds other results")))
    found = CliRunner().invoke(main, ["run", "current_policy"])
    assert found.exit_code == MISTAKE and "holds other results" in found.stderr


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_ctrl_c_outside_the_runs_is_one_message(lang, monkeypatch):
    monkeypatch.setattr(commands, "plan_comparison", raising(KeyboardInterrupt()))
    found = CliRunner().invoke(main, ["run", "current_policy", "--lang", lang])
    assert found.exit_code == INTERRUPTED and found.stderr.strip() == commands.Words(lang)("command.stopped")


def test_what_the_user_cannot_mend_is_no_mistake(monkeypatch):
    """A fault of the program keeps its traceback."""
    monkeypatch.setattr(commands, "plan_comparison", raising(IndexError("out of bounds")))
    assert isinstance(CliRunner().invoke(main, ["run", "current_policy"]).exception, IndexError)


def test_the_cache_can_be_shown_and_cleared(tmp_path, monkeypatch):
    monkeypatch.setenv("POLDERMODEL_CACHE", str(tmp_path))
    (tmp_path / "initial").mkdir()
    (tmp_path / "initial" / "x.npy").write_bytes(b"0" * 2_000_000)
    runner = CliRunner()
    assert runner.invoke(main, ["cache", "path"]).output.strip() == str(tmp_path)
    assert runner.invoke(main, ["cache", "size"]).output.strip() == "2.0"
    assert runner.invoke(main, ["cache", "clear"]).exit_code == DONE and not list(tmp_path.iterdir())


@pytest.mark.slow
def test_a_comparison_from_start_to_report(tmp_path):
    """Two scenarios, two seeds, four months: finished, resumed without a run, and reported in the other language."""
    arguments = ["--scale", "100", "--seeds", "2", "--until", "2022-04", "--out", str(tmp_path / "out"), "--csv"]
    first = polder("compare", "current_policy", "grid_first", *arguments)
    assert first.returncode == DONE, first.stderr
    assert first.stdout.strip() == str(tmp_path / "out" / "report.html")
    runs = {file: file.stat().st_mtime_ns for file in (tmp_path / "out" / "runs").iterdir()}
    assert len(runs) == 4 and (tmp_path / "out" / "results.csv").exists() and not (tmp_path / "out" / "parts").exists()
    again = polder("compare", "current_policy", "grid_first", *arguments)
    assert again.returncode == DONE and {file: file.stat().st_mtime_ns for file in runs} == runs
    english = polder("report", str(tmp_path / "out"), "--lang", "en")
    assert english.returncode == DONE and 'lang="en"' in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    other = polder("run", "current_policy", *arguments)
    assert other.returncode == MISTAKE and "other results" in other.stderr


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals differ")
def test_ctrl_c_keeps_finished_runs(tmp_path):
    arguments = ["run", "current_policy", "--scale", "100", "--seeds", "40", "--until", "2023-12", "--threads", "2"]
    process = subprocess.Popen([*POLDER, *arguments, "--out", str(tmp_path / "out")], cwd=ROOT, text=True,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # fmt: skip
    deadline = time.monotonic() + 300
    while not list((tmp_path / "out" / "runs").glob("[!.]*.parquet")) and time.monotonic() < deadline:
        time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=120)
    assert process.returncode == INTERRUPTED, said
    finished = list((tmp_path / "out" / "runs").glob("*.parquet"))
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert 0 < len(manifest["runs"]) == len(finished) < 40
    assert "Traceback" not in said
