"""A region folder with anything wrong in it is refused, naming table and column, and never with a traceback."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.regions.check import check_folder, check_region
from scenarios.regions.load import SHIPPED, load_region
from scenarios.regions.problems import Problem, RegionError
from scenarios.regions.reading import read_files
from scenarios.regions.tables import TABLES

FILES = {p.name: p.read_bytes() for p in (SHIPPED / "mra").iterdir() if p.is_file()}
HEADER = {name: FILES[f"{name}.csv"].decode().split("\n", 1)[0].split(",") for name in TABLES}
N_ROWS = {name: FILES[f"{name}.csv"].count(b"\n") - 1 for name in TABLES}
FIELD = {
    (t, c): next((f for f in TABLES[t].fields if f.name == c), TABLES[t].wide_field) for t in TABLES for c in HEADER[t]
}
NUMBERS = [cell for cell, field in FIELD.items() if field.low is not None]
FILLED = [cell for cell, field in FIELD.items() if not field.empty]


def problems_of(files: dict[str, bytes]) -> list[Problem]:
    folder = read_files(files)
    check_folder(folder)
    return folder.problems


def rows_of(table: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(FILES[f"{table}.csv"].decode())))


def with_rows(table: str, rows: list[list[str]]) -> dict[str, bytes]:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return FILES | {f"{table}.csv": out.getvalue().encode()}


def with_cell(table: str, row: int, column: str, value: str) -> dict[str, bytes]:
    rows = rows_of(table)
    rows[row + 1][HEADER[table].index(column)] = value
    return with_rows(table, rows)


def row_of(table: str, key: str) -> int:
    return next(i for i, row in enumerate(rows_of(table)[1:]) if row[0] == key)


def assert_named(problems: list[Problem], table: str, column: str = "") -> None:
    named = [p for p in problems if p.file.split(".")[0] == table and column in p.column]
    assert named, f"nothing on {table} {column} in {[str(p) for p in problems[:5]]}"
    assert all("\n" not in str(p) and p.found and p.allowed for p in problems)


def test_the_shipped_region_has_no_problem():
    assert check_region(SHIPPED / "mra") == []


@settings(max_examples=40, deadline=None)
@given(
    cell=st.sampled_from(NUMBERS),
    row=st.integers(0, 10_000),
    value=st.sampled_from(["abc", "nan", "inf", "1_0", "1,5", "-1e15", "1e15", "--", "0x10", "1e400"]),
)
def test_a_bad_number_is_named(cell, row, value):
    table, column = cell
    assert_named(problems_of(with_cell(table, row % N_ROWS[table], column, value)), table, column)


@settings(max_examples=20, deadline=None)
@given(cell=st.sampled_from(FILLED), row=st.integers(0, 10_000), value=st.sampled_from(["", "  "]))
def test_an_empty_cell_is_named(cell, row, value):
    table, column = cell
    assert_named(problems_of(with_cell(table, row % N_ROWS[table], column, value)), table, column)


@settings(max_examples=15, deadline=None)
@given(cell=st.sampled_from([c for c, f in FIELD.items() if f.among]), row=st.integers(0, 10_000))
def test_an_unknown_name_is_named(cell, row):
    table, column = cell
    assert_named(problems_of(with_cell(table, row % N_ROWS[table], column, "GM9999")), table, column)


@settings(max_examples=15, deadline=None)
@given(cell=st.sampled_from(sorted(FIELD)), new=st.sampled_from([None, "renamed", "twice"]))
def test_a_lost_or_strange_column_is_named(cell, new):
    table, column = cell
    rows, at = rows_of(table), HEADER[table].index(column)
    if new == "twice":
        rows = [[*row, row[at]] for row in rows]
    else:
        rows = [
            row[:at] + ([new] if i == 0 else [row[at]]) + row[at + 1 :] if new else row[:at] + row[at + 1 :]
            for i, row in enumerate(rows)
        ]
    assert_named(problems_of(with_rows(table, rows)), table, column)


@settings(max_examples=12, deadline=None)
@given(table=st.sampled_from(sorted(TABLES)), row=st.integers(0, 10_000))
def test_a_repeated_row_is_named(table, row):
    rows = rows_of(table)
    rows.append(rows[1 + row % N_ROWS[table]])
    assert_named(problems_of(with_rows(table, rows)), table, TABLES[table].key[0])


@settings(max_examples=12, deadline=None)
@given(table=st.sampled_from(sorted(t for t in TABLES if TABLES[t].cover)), row=st.integers(0, 10_000))
def test_a_missing_row_is_named(table, row):
    rows = rows_of(table)
    del rows[1 + row % N_ROWS[table]]
    assert_named(problems_of(with_rows(table, rows)), table)


@settings(max_examples=25, deadline=None)
@given(
    name=st.sampled_from(sorted(FILES)),
    how=st.sampled_from(["gone", "empty", "latin", "quote", "nul", "cut", "noise"]),
    noise=st.binary(min_size=1, max_size=40),
)
def test_a_broken_file_never_gives_a_traceback(name, how, noise):
    text = FILES[name]
    broken = {
        "empty": b"",
        "latin": text[:200] + b"\xe9\xff" + text[200:],
        "quote": text + b'"',
        "nul": text[:50] + b"\0" + text[50:],
        "cut": text[: len(text) // 3],
        "noise": noise,
    }
    files = {k: v for k, v in FILES.items() if k != name} if how == "gone" else FILES | {name: broken[how]}
    assert_named(problems_of(files), name.split(".")[0])


@settings(max_examples=20, deadline=None)
@given(
    table=st.sampled_from(sorted(TABLES)),
    what=st.sampled_from(["unit", "confidence", "source", "licence", "column"]),
    pick=st.integers(0, 99),
)
def test_a_sidecar_that_does_not_say_where_a_column_comes_from_is_named(table, what, pick):
    text = FILES[f"{table}.toml"].decode()
    column = HEADER[table][pick % len(HEADER[table])]
    head, mark, tail = text.partition(f'[columns."{column}"]\n')
    if what == "licence":
        text, column = text.replace("licence = ", "license = ", 1), "licence"
    elif what == "column":
        text = head + tail.partition("\n\n")[2]
    else:
        value = next(line for line in tail.split("\n") if line.startswith(what))
        text = head + mark + tail.replace(value, f'{what} = "{"" if what == "source" else "GWh"}"', 1)
    assert_named(problems_of(FILES | {f"{table}.toml": text.encode()}), table, column)


CASES = {  # name: table, row key, column, value, table and column that must be named
    "islanded bus": ("branches", "HMM150-SAS150", "to", "VHZ150", "buses", "bus"),
    "branch to itself": ("branches", "HMM150-SAS150", "to", "HMM150", "branches", "to"),
    "line between voltages": ("branches", "T:BVW380-BVW150", "element", "cable", "branches", "element"),
    "line shorter than straight": ("branches", "DMN380-KIJ380", "km", "12", "branches", "km"),
    "half a circuit": ("branches", "HMM150-SAS150", "circuits", "1.5", "branches", "circuits"),
    "no reactance": ("branches", "HMM150-SAS150", "x_ohm", "0", "branches", "x_ohm"),
    "existing station on a future bus": ("stations", "lelystad", "bus", "A4Z150", "stations", "bus"),
    "not firm": ("stations", "lelystad", "firm_mva", "75", "stations", "firm_mva"),
    "one transformer is not firm": ("stations", "lelystad", "n_transformers", "1", "stations", "firm_mva"),
    "kVA for MVA": ("stations", "lelystad", "transformer_mva", "25000", "stations", "transformer_mva"),
    "station in the sea": ("stations", "lelystad", "lon", "3.2", "stations", "lon"),
    "before the start": ("stations", "a4_zone", "year", "2019", "stations", "year"),
    "station outside": ("stations", "lelystad", "zone", "EXT-F", "stations", "zone"),
    "import shares": ("buses", "ENS380", "import_share", "0.5", "buses", "import_share"),
    "shape not normalised": ("profiles", "100", "services", "0.0009", "profiles", "services"),
    "sun at night": ("profiles", "0", "pv_roof", "0.00001", "profiles", "pv_roof"),
    "hours of the year": ("profiles", "0", "hours", "21", "profiles", "hours"),
    "weight on a design day": ("profiles", "600", "hours", "1", "profiles", "hours"),
    "day not whole": ("profiles", "30", "hour", "7", "profiles", "hour"),
    "too hot": ("profiles", "30", "temperature_c", "46", "profiles", "temperature_c"),
    "kWh for MWh": ("energy", "GM0363", "household_base", "870000000", "energy", "household_base"),
    "GWh for MWh": ("energy", "GM0363", "household_base", "870", "energy", "household_base"),
    "margins of persons": ("persons_edu", "GM0363", "high", "1", "persons_edu", "all"),
    "employed and jobs": ("jobs", "GM0363", "industry", "30000", "persons_state", "employed"),
    "firms without jobs": ("firms", "GM0363", "agriculture", "5000", "firms", "agriculture"),
    "half a person": ("persons_age", "GM0363", "15-17", "1000.5", "persons_age", "15-17"),
    "mix": ("mix", "industry", "TE2", "0.9", "mix", "TE2"),
    "no sub-region": ("zones", "GM0363", "subregion", "", "zones", "subregion"),
    "faster than allowed": ("travel", "GM0363", "car_min", "0.1", "travel", "car_min"),
    "shorter than straight": ("travel", "GM0034", "car_km", "0.1", "travel", "car_km"),
    "commuters": ("commuting", "GM0363", "commuters", "1", "commuting", "commuters"),
    "dwellings": ("dwellings", "GM0034", "gas", "900000", "dwellings", "all"),
    "heat without a source": ("heat", "GM0363", "source_mw", "0", "heat", "source_mw"),
    "station shares": ("station_share", "GM0363", "share", "0.9", "station_share", "share"),
    "station still to come": ("station_share", "GM0363", "station", "a4_zone", "station_share", "station"),
    "contract below use": ("data_centres", "haarlem_waarderpolder", "mva", "1", "data_centres", "mva"),
    "firms that generate": ("sectors", "trade", "load_class", "wind", "sectors", "load_class"),
    "fact outside its band": ("facts", "unemployment_2022", "value", "9", "facts", "value"),
    "months out of order": ("exogenous", "2022-05", "month", "2041-01", "exogenous", "month"),
}


@pytest.mark.parametrize("case", CASES)
def test_what_does_not_hold_together_is_named(case):
    table, key, column, value, blamed, named = CASES[case]
    assert_named(problems_of(with_cell(table, row_of(table, key), column, value)), blamed, named)


def test_all_problems_come_at_once():
    files = with_cell("jobs", 0, "trade", "-5") | {"stations.toml": b"= 1", "extra.csv": b"a\n1\n"}
    del files["mix.csv"]
    found = {p.file for p in problems_of(files)}
    assert {"jobs.csv", "stations.toml", "extra.csv", "mix.csv"} <= found


def test_strange_text_stays_on_one_line():
    files = with_cell("zones", 0, "zone", 'two\nlines "quoted"') | {
        "region.toml": b'name = "' + b"x" * 9000 + b'"\nbox = ' + b"[" * 400 + b"]" * 400
    }
    found = problems_of(files)
    assert len(found) > 3 and all(str(p).isprintable() and len(str(p)) < 600 for p in found)


def test_a_missing_folder_and_a_name_that_is_not_shipped_are_refused(tmp_path: Path):
    for where in (tmp_path / "nowhere", tmp_path, "no_such_region", "a\0b"):
        with pytest.raises(RegionError) as error:
            load_region(where)
        assert error.value.problems and all(str(p) for p in error.value.problems)


def test_a_folder_on_disk_is_refused_with_one_line_a_problem(tmp_path: Path):
    for name, data in with_cell("jobs", 3, "trade", "many").items():
        (tmp_path / name).write_bytes(data)
    with pytest.raises(RegionError, match=r"jobs.csv: row 5, column trade: found many; allowed: a whole number"):
        load_region(tmp_path)
