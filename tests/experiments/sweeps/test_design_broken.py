"""Whatever stands in a design file, the answer is a design or a list of problems; never another exception."""

import copy
import tempfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from experiments.sweeps.check import MOST_RUNS
from experiments.sweeps.design import Design, read_design
from poldermodel.cli import main
from poldermodel.exits import MISTAKE
from scenarios.problems import ScenarioError
from tests.sweep_designs import polder, tables

TEXT = """format = 1
id = "good"
title = {nl = "Goed", en = "Good"}
scenarios = ["current_policy", "grid_first+recession"]

[design]
method = "latin_hypercube"
points = 4
sample_seed = 3

[run]
seeds = 2
scale = 100
until = "2022-06"
region = "mra"

[levers.grid_invest]
low = 1.0
high = 1.8
from = "2022-02"

[levers.ze_harmonised]

[parameters."s_*"]
[parameters.k0_contacts]
values = [2, 3]

[shocks.gas_factor]
low = 0.8
high = 2.0
from = "2022-03"
to = "2022-05"

[outcomes]
indicators = ["unemployment_rate", "queue_mw"]
areas = ["region", "zone"]

[[targets]]
indicator = "queue_mw"
year = 2022
at_most = 100.0

[sensitivity]
method = "morris"
trajectories = 4

[discovery]
least_density = 0.8

[search]
budget = 100.0

[cluster]
address = "tcp://10.0.0.5:8786"
"""
NASTY = (
    *("nan", "-inf", "true", "''", '"x"', "[]", "{}", "[1, [2]]", "2030-01-01", "12:30:00", "0x" + "f" * 5000),
    *("9" * 400, "-1e308", "1e-400", "-1", "0", "10000000", '"""', "'''", "[[", "]]", "=", "\x00", "\ufeff", "# ", "."),
    *('"2031-02"', "[design]", "[run]", "[levers.dc_cap]", '[parameters."*"]', "a.b.c = 1\n", "seeds = [1, 1]\n"),
    *(f'method = "{name}"\n' for name in ("list", "factorial", "sobol", "policies_by_futures")),
    *("policies = 2\n", "futures = 2\n", "[[points]]\n", '"good.toml"', '"nowhere.toml"', '"+"', '"a+"'),
    *('"\\u0000"', '"/"', '"mra/../mra"'),
)


def answer(design: Path | dict) -> Design | None:
    """Read a design; None if it is refused, with every problem well formed."""
    try:
        found = read_design(design)
    except ScenarioError as error:
        assert error.problems
        for problem in error.problems:
            assert problem.file and problem.found and problem.allowed
            assert len(str(problem)) < 5000 and "\n" not in str(problem)
        return None
    assert found.digest and found.n_runs <= MOST_RUNS
    next(found.tasks())
    return found


def answer_bytes(raw: bytes) -> Design | None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "good.toml"
        path.write_bytes(raw)
        return answer(path)


def test_the_good_file_is_good():
    found = answer_bytes(TEXT.encode())
    assert found is not None and found.n_runs == 2 * 4 * 2 and len(found.factors) > 5


@st.composite
def mutated_files(draw):
    """The good file with pieces dropped, doubled, swapped or replaced by something nasty."""
    text = TEXT
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 40)))
        piece = draw(st.sampled_from(["", text[start:end] * 2, text[start:end][::-1], *NASTY]) | st.text(max_size=6))
        text = text[:start] + piece + text[end:]
    return text.encode("utf-8", "surrogatepass")


@st.composite
def mutated_lines(draw):
    """The good file with the values of some entries replaced: TOML that can be read, mostly."""
    lines = TEXT.splitlines()
    for _ in range(draw(st.integers(1, 4))):
        row = draw(st.integers(0, len(lines) - 1))
        name = lines[row].split(" = ")[0]
        kind = draw(st.sampled_from(["value", "drop", "double", "rename"]))
        if kind == "value" and "=" in lines[row]:
            lines[row] = f"{name} = {draw(st.sampled_from(NASTY)).strip()}"
        elif kind == "drop":
            lines[row] = ""
        elif kind == "double":
            lines.insert(draw(st.integers(0, len(lines))), lines[row])
        else:
            lines[row] = lines[row].replace(name, name[:-1] + draw(st.sampled_from(["", "x", "]", "*"])))
    return "\n".join(lines).encode("utf-8", "surrogatepass")


@settings(max_examples=300)
@given(mutated_files() | mutated_lines())
def test_mutated_files(raw):
    """Damage anywhere in a good file."""
    answer_bytes(raw)


WORDS = st.sampled_from(
    "grid_invest dc_* * cycle k0_contacts search.* low high values from to levels method points list factorial sobol "
    "seeds region mra 2024-01 2041-01 zone nl en unemployment_rate indicator year at_least at_most id current_policy "
    "recession a.toml +".split()
)
PLAIN = (
    st.booleans()
    | st.integers(-5, 50)
    | st.floats()
    | WORDS
    | st.none()
    | st.sampled_from([10**30, 10**400, 2022, 2040, float("nan"), float("inf"), -1])
    | st.text(max_size=5)
)
ANYTHING = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=4), max_leaves=8
)
TABLES = (
    "design run levers parameters shocks outcomes targets sensitivity discovery search cluster scenarios points title "
    "id format description"
).split()


@settings(max_examples=300)
@given(st.data())
def test_tables_with_anything_in_them(data):
    """Right words in wrong places, and values of every kind, in a dictionary from Python."""
    changed = copy.deepcopy(tables(4, scenarios=["current_policy"], shocks={"cycle": {}}))
    for _ in range(data.draw(st.integers(1, 3))):
        name = data.draw(st.sampled_from(TABLES))
        inner = changed.get(name)
        if isinstance(inner, dict) and data.draw(st.booleans()):
            inner[data.draw(WORDS)] = data.draw(ANYTHING)
        else:
            changed[name] = data.draw(ANYTHING)
    answer(changed)


FACTORS = st.dictionaries(WORDS, st.dictionaries(WORDS, PLAIN | st.lists(PLAIN, max_size=3), max_size=3), max_size=3)


@settings(max_examples=300)
@given(
    st.sampled_from(["factorial", "latin_hypercube", "sobol", "list", "policies_by_futures"]),
    st.fixed_dictionaries({}, optional={"points": PLAIN, "policies": PLAIN, "futures": PLAIN, "sample_seed": PLAIN}),
    FACTORS,
    FACTORS,
    FACTORS,
    st.lists(st.dictionaries(WORDS, PLAIN, max_size=2), max_size=3),
)
def test_methods_and_factors_of_every_kind(method, options, levers, parameters, shocks, points):
    """Designs of the right form with any value in any key."""
    changes = {"levers": levers, "parameters": parameters, "shocks": shocks, "points": points}
    answer(tables(4, design={"method": method, **options}, **changes))


def test_all_problems_are_told_at_once():
    """Of form, of names, of scenarios and of the region's scenarios, in one go."""
    text = TEXT.replace("seeds = 2", "seeds = 0").replace("grid_invest", "grid_invets").replace("queue_mw", "queue_gw")
    text = text.replace("grid_first+", "grid_frist+").replace("least_density = 0.8", "least_density = 8")
    with tempfile.TemporaryDirectory() as folder, pytest.raises(ScenarioError) as caught:
        path = Path(folder) / "good.toml"
        path.write_text(text)
        read_design(path)
    said = str(caught.value)
    assert all(word in said for word in ("seeds", "grid_invest?", "queue_mw", "grid_first", "least_density"))
    assert all(problem.line for problem in caught.value.problems if problem.file.endswith("good.toml"))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"design": {"method": "factorial"}, "parameters": {"*": {}}}, "at most 10,000,000 runs"),
        ({"design": {"method": "factorial"}, "parameters": {"*": {"levels": 100}}}, "can be counted"),
        ({"design": {"method": "latin_hypercube", "points": 10_000_000}, "parameters": {"*": {}}}, "values"),
        ({"design": {"method": "latin_hypercube", "points": 20_000_000}}, "10000000"),
        ({"run": {"seeds": 10_000}, "design": {"method": "sobol", "points": 4096}}, "at most 10,000,000 runs"),
        ({"run": {"region": "nowhere"}, "levers": {"x": {}}}, "nowhere"),
        ({"targets": [{"indicator": "jobs", "year": 2022, "at_least": float("nan")}]}, "finite"),
        ({"design": {"method": "sobol", "points": 5}}, "a power of two"),
        ({"design": {"method": "sobol"}}, "no points"),
        ({"design": {"method": "list"}}, "no points"),
        ({"points": [{"grid_invest": 1}]}, 'only with method = "list"'),
        ({"levers": {}}, "nothing to vary"),
        ({"design": {"method": "list"}, "levers": {}, "points": [{}]}, "nothing to vary"),
        ({"levers": {"grid_invest": {"low": 9, "high": 1}}}, "more than low"),
        ({"parameters": {"k0_contacts": {"from": "2024-01"}}}, "a parameter holds in all months"),
        ({"shocks": {"cycle": {"from": "2024-01", "to": "2023-01"}}}, "not before 2024-01"),
        ({"scenarios": ["current_policy", "current_policy"]}, "each scenario once"),
        ({"scenarios": ["missing.toml"]}, "unreadable"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(changes, said):
    with pytest.raises(ScenarioError) as caught:
        read_design(tables(4, **changes))
    assert said in str(caught.value)


def test_scenarios_that_extend_each_other_are_refused(tmp_path):
    for one, other in (("a", "b"), ("b", "a")):
        (tmp_path / f"{one}.toml").write_text(f'format = 1\nid = "{one}"\nextends = "{other}.toml"\n')
    path = tmp_path / "good.toml"
    path.write_text(TEXT.replace('"current_policy", ', '"a.toml", '))
    assert answer(path) is None


BROKEN = {
    "empty": "",
    "no toml": "format = = 1",
    "nested": "a = " + "[" * 5000,
    "three mistakes": TEXT.replace("seeds = 2", "seeds = 0").replace("grid_invest", "grid_invets") + "[nonsense]\n",
    "too many": TEXT.replace('"latin_hypercube"\npoints = 4', '"factorial"').replace('"s_*"', '"*"'),
    "huge": TEXT.replace("sample_seed = 3", "sample_seed = 0x" + "f" * 5000),
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_command_says_one_line_a_problem_and_makes_nothing(name, tmp_path):
    path, out, store = tmp_path / "design.toml", tmp_path / "out", tmp_path / "store"
    path.write_text(BROKEN[name])
    found = CliRunner().invoke(main, ["sweep", str(path), "--out", str(out), "--store", str(store)])
    lines = found.stderr.splitlines()
    assert found.exit_code == MISTAKE and found.stdout == "" and lines
    assert all("found" in line and "allowed" in line and line.startswith(str(path)) for line in lines)
    assert len(lines) >= (3 if name == "three mistakes" else 1)
    assert not out.exists() and not store.exists()


def test_the_real_command_shows_no_traceback(tmp_path):
    path = tmp_path / "design.toml"
    path.write_text(BROKEN["three mistakes"])
    found = polder("sweep", path, "--out", tmp_path / "out")
    assert found.returncode == MISTAKE and "Traceback" not in found.stderr and not (tmp_path / "out").exists()
    missing = polder("sweep", tmp_path / "none.toml")
    assert missing.returncode == MISTAKE and "unreadable" in missing.stderr and missing.stderr.count("\n") == 1
