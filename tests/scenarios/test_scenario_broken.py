"""Whatever stands in a scenario file, the answer is a scenario or a list of problems; never another exception."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.files import shipped_files
from scenarios.load import resolve
from scenarios.positions import index_lines, line_of
from scenarios.problems import ScenarioError
from scenarios.schema import Entry, Overlay
from simulation.levers import LEVERS
from simulation.months import MONTHS
from simulation.scenario import SHOCKS
from tests.small_region import small_region

REGION = small_region(1_000, 100)
SHIPPED = [path.read_text(encoding="utf-8") for path in shipped_files().values()]
NASTY = (
    "nan",
    "-inf",
    "true",
    "''",
    '"0363"',
    "[]",
    "{}",
    "[1, [2]]",
    "2030-13-01",
    "2030-01-01",
    "12:30:00",
    "0x" + "f" * 5000,
    "9" * 4000,
    "-1e308",
    "1e-400",
    "0363",
    '"""',
    "'''",
    "[[",
    "]]",
    "=",
    "\x00",
    "\ufeff",
    "# ",
    ".",
    '"2031-02"',
    "{value = 1, profile = 'path'}",
    "a.b.c = 1",
    "[levers]",
    "[levers.dc_cap]",
    "extends = 'current_policy'\n",
)
HEAD = 'format = 1\nid = "mine"\ntitle = {nl = "a", en = "b"}\n'


def answer(raw: bytes) -> bool:
    """Resolve a file with these bytes; True if it is valid, and all problems are well formed if not."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mine.toml"
        path.write_bytes(raw)
        try:
            scenario = resolve(path, REGION)
        except ScenarioError as error:
            assert error.problems
            for problem in error.problems:
                assert problem.file and problem.found and problem.allowed
                assert problem.line is None or 1 <= problem.line <= raw.count(b"\n") + 1
                assert len(str(problem)) < 4000
            return False
    assert all(path.shape == (MONTHS,) for path in scenario.levers.regional.values())
    return True


@st.composite
def mutated_files(draw):
    """A shipped file with pieces dropped, doubled, swapped or replaced by something nasty."""
    text = draw(st.sampled_from(SHIPPED))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 40)))
        piece = draw(st.sampled_from(["", text[start:end] * 2, text[start:end][::-1], *NASTY]) | st.text(max_size=6))
        text = text[:start] + piece + text[end:]
    return text.encode("utf-8", "surrogatepass")


@settings(max_examples=400)
@given(mutated_files())
def test_mutated_files(raw):
    """Damage anywhere in a real file."""
    answer(raw)


@settings(max_examples=100)
@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes(raw):
    """Files that are no scenario at all."""
    answer(raw)


def toml_value(value: object) -> str:
    """Write a value as TOML."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "{" + ", ".join(f"{toml_value(str(key))} = {toml_value(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(toml_value(inner) for inner in value) + "]"
    if isinstance(value, str):
        return '"' + "".join(c if 32 <= ord(c) < 127 and c not in '"\\' else f"\\U{ord(c):08x}" for c in value) + '"'
    return repr(value)


WORDS = st.sampled_from(
    [
        *LEVERS,
        *SHOCKS,
        *Overlay.model_fields,
        "from",
        "to",
        *Entry.model_fields,
        "nl",
        "k0_contacts",
        "Kernstad",
        "all",
        "industry",
        "2024-01",
        "2030-12",
        "2041-01",
        "ramp",
        "window",
        "path",
        "step",
    ]
)
PLAIN = (
    st.booleans()
    | st.integers()
    | st.floats()
    | WORDS
    | st.sampled_from([0, 1, 0.5, 100, 10**30])
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
)
ANYTHING = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=4), max_leaves=12
)


@settings(max_examples=300)
@given(st.dictionaries(WORDS, ANYTHING, max_size=5))
def test_random_structures_of_known_words(data):
    """Right words in wrong places."""
    answer(
        (
            HEAD
            + "\n".join(
                f"{key} = {toml_value(value)}" for key, value in data.items() if key not in ("format", "id", "title")
            )
        ).encode()
    )


ENTRY = st.fixed_dictionaries(
    {},
    optional={
        "profile": st.sampled_from(["constant", "ramp", "step", "window", "path"]),
        "value": PLAIN,
        "start_value": PLAIN,
        "from": WORDS,
        "to": WORDS,
        "points": st.dictionaries(WORDS, PLAIN, max_size=3),
        "zones": st.lists(WORDS, max_size=3),
        "sectors": st.lists(WORDS, max_size=2),
    },
)


@settings(max_examples=300)
@given(
    st.sampled_from(["levers", "shocks"]),
    st.dictionaries(WORDS, ENTRY | st.lists(ENTRY, max_size=3) | PLAIN, max_size=3),
)
def test_entries_with_any_content(table, entries):
    """Entries of the right form with any value in any key."""
    answer(f"{HEAD}{table} = {toml_value(entries)}\n".encode())


@pytest.mark.parametrize(
    "raw",
    [
        ("a." * 3_000 + "b = 1\n").encode(),
        b"a = " + b"[" * 50_000,
        b"a = " + b"{a=" * 50_000,
        b"a = '''" + b"\n" * 3_000 + b"'''\n",
        b"[" + b"a." * 3_000 + b"b]\n",
        b"#" * 1_100_000,
        (HEAD + "levers = {dc_cap = " + "[" * 60 + "]" * 60 + "}").encode(),
        (HEAD + "[levers." + "a." * 3_000 + "b]\nx = 1\n").encode(),
        (HEAD + "parameters = {" + ", ".join(f"p{row} = {row}" for row in range(300)) + "}").encode(),
    ],
)
def test_hostile_files(raw):
    """Depth and size do not break the reader."""
    assert not answer(raw)


def test_positions_name_the_line_of_every_entry():
    """Headers, dotted keys, arrays of tables, inline tables and long values."""
    text = (
        'a = 1\n# note\n[t."x y"]\nb.c = [\n  1,\n  2,\n]\nd = """\n[no]\ne = 2\n"""\n\n[[u]]\nv = 1\n[[u]]\nv = 2\n'
        "[w]\ni = {j = 1, k = [{l = 2}]}\n"
    )
    lines = index_lines(text)
    places = {
        ("a",): 1,
        ("t", "x y"): 3,
        ("t", "x y", "b", "c"): 4,
        ("t", "x y", "d"): 8,
        ("u", 0): 13,
        ("u", 0, "v"): 14,
        ("u", 1, "v"): 16,
        ("w", "i", "j"): 18,
        ("w", "i", "k", 0, "l"): 18,
    }
    assert {path: lines.get(path) for path in places} == places
    assert line_of(lines, ("t", "x y", "b", "zz")) == 4
    assert line_of(lines, ("w", 0, "i")) == 18
    assert line_of(lines, ("nowhere",)) is None
    assert ("no",) not in lines
