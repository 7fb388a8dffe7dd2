"""Check a design against what the model declares: every problem at once, each with its line."""

import fnmatch
import math
from collections.abc import Iterator

from experiments.sweeps.factors import Declared, Factor, Kind, declared
from experiments.sweeps.schema import DesignForm, FactorForm, MethodForm
from scenarios.files import SourceFile
from scenarios.problems import Problem, known_names, shown
from simulation.indicators.yearly import YEARLY_NAMES
from simulation.months import MONTHS, month_text, year_of

TABLES: dict[Kind, str] = {"lever": "levers", "parameter": "parameters", "shock": "shocks"}
MOST_RUNS = 10_000_000
MOST_VALUES = 100_000_000  # points times factors, which are in memory together: 0.8 GB
_Key = tuple[str | int, ...]


def find_factors(source: SourceFile, form: DesignForm) -> tuple[list[Factor], list[Problem]]:
    """Every factor the design varies, in the order of the file, patterns written out, and what is wrong with them."""
    factors: dict[str, Factor] = {}
    problems: list[Problem] = []
    known = declared()
    for kind, table in TABLES.items():
        given: dict[str, FactorForm] = getattr(form, table)
        for name, entry in given.items():
            path: _Key = (table, name)
            names = [name] if name in known[kind] else _matching(name, known[kind])
            if not names:
                problems.append(source.problem(path, f"an unknown {kind}", known_names(name, known[kind])))
            for single in names:
                if single != name and single in given:  # named itself, so the pattern has no say
                    continue
                if single in factors and factors[single].declared.kind != kind:
                    other = TABLES[factors[single].declared.kind]
                    problems.append(source.problem(path, f"a name that {other} has too", "each name once in a design"))
                wrong = list(_factor_problems(source, path, known[kind][single], entry))
                problems += wrong
                if not wrong:
                    factors[single] = _factor(known[kind][single], entry)
    return list(factors.values()), problems


def method_problems(source: SourceFile, form: DesignForm, factors: list[Factor]) -> Iterator[Problem]:
    """Whether the way points are chosen has what it needs."""
    design = form.design
    if design is None:
        return
    needs = {"latin_hypercube": ["points"], "sobol": ["points"], "policies_by_futures": _crossed(form, factors)}
    wanted = needs.get(design.method, [])
    for name in ("points", "policies", "futures"):
        count = getattr(design, name)
        if name in wanted and count is None:
            yield source.problem(("design",), f"no {name}", f"method {design.method} needs {', '.join(wanted)}")
        if name not in wanted and count is not None:
            yield source.problem(("design", name), name, f"not with method {design.method} and these factors")
        if count is not None and _is_sobol(design) and count & (count - 1):
            yield source.problem(("design", name), str(count), "a power of two, for a Sobol sequence")
    if design.method != "policies_by_futures" and not factors:
        yield source.problem(("design", "method"), "nothing to vary", "a factor in levers, parameters or shocks")
    if design.method == "list" and not form.points:
        yield source.problem(("design", "method"), "no points", "one or more [[points]], for a list")
    if design.method != "list" and form.points:
        yield source.problem(("points",), "points", 'only with method = "list"')


def size_problems(source: SourceFile, form: DesignForm, factors: list[Factor]) -> Iterator[Problem]:
    """Whether the design has no more runs than anybody can do; counted, so that no points are made in vain."""
    design = form.design
    each = len(form.scenarios) * len(form.run.seeds)
    if design is None:
        return
    counts = {
        "factorial": [len(factor.grid()) for factor in factors],
        "list": [len(form.points)],
        "policies_by_futures": [design.policies or 1, design.futures or 1],
    }
    runs = each * math.prod(counts.get(design.method, [design.points or 1]))
    if runs > MOST_RUNS:
        found = f"{float(runs):.3g} runs" if runs < 1e300 else "more runs than can be counted"
        yield source.problem(("design",), found, f"at most {MOST_RUNS:,} runs: points times scenarios times seeds")
    elif runs // each * len(factors) > MOST_VALUES:
        found = f"{runs // each:,} points of {len(factors)} factors"
        yield source.problem(("design",), found, f"at most {MOST_VALUES:,} values: points times factors")


def point_problems(source: SourceFile, form: DesignForm, factors: list[Factor]) -> Iterator[Problem]:
    """Whether every point of a list gives every factor a value it may have."""
    known = {factor.name: factor for factor in factors}
    for row, point in enumerate(form.points):
        for name, value in point.items():
            if name not in known:
                yield source.problem(("points", row, name), "no factor", known_names(name, known))
            elif not known[name].low <= value <= known[name].high or (
                (choices := known[name].choices()) is not None and float(value) not in choices
            ):
                yield source.problem(("points", row, name), shown(value), _allowed(known[name]))
        for name in (name for name in known if name not in point):
            yield source.problem(("points", row), f"no {name}", "a value for every factor of the list")


def name_problems(source: SourceFile, form: DesignForm) -> Iterator[Problem]:
    """Whether indicators exist and targets are clear and lie within the run."""
    places: list[tuple[_Key, str]] = [
        (("outcomes", "indicators", k), name) for k, name in enumerate(form.outcomes.indicators or [])
    ]
    if form.sensitivity is not None:
        places += [(("sensitivity", "indicators", k), n) for k, n in enumerate(form.sensitivity.indicators or [])]
    places += [(("targets", k, "indicator"), target.indicator) for k, target in enumerate(form.targets)]
    for path, name in places:
        if name not in YEARLY_NAMES:
            yield source.problem(path, shown(name), known_names(name, YEARLY_NAMES))
    last = year_of(MONTHS - 1 if form.run.until is None else form.run.until)
    years: list[tuple[_Key, int]] = [(("targets", k, "year"), target.year) for k, target in enumerate(form.targets)]
    if form.sensitivity is not None and form.sensitivity.year is not None:
        years.append((("sensitivity", "year"), form.sensitivity.year))
    for path, year in years:
        if year > last:
            yield source.problem(path, str(year), f"a year of the run, which ends in {last}")
    ids = [target.id for target in form.targets if target.id]
    for k, target in enumerate(form.targets):
        if (target.at_least is None) == (target.at_most is None):
            yield source.problem(("targets", k), "not one bound", "either at_least or at_most")
        if target.relative_to is not None and target.relative_to >= target.year:
            yield source.problem(("targets", k, "relative_to"), str(target.relative_to), f"before {target.year}")
        if target.id and ids.count(target.id) > 1:
            yield source.problem(("targets", k, "id"), shown(target.id), "each id once")


def _matching(pattern: str, known: dict[str, Declared]) -> list[str]:
    """Names that a pattern means, by itself or behind their theme; none if it holds no wildcard."""
    if not any(mark in pattern for mark in "*?["):
        return []
    return [
        name
        for name, entry in known.items()
        if fnmatch.fnmatchcase(name, pattern) or fnmatch.fnmatchcase(f"{entry.theme}.{name}", pattern)
    ]


def _factor_problems(source: SourceFile, path: _Key, known: Declared, entry: FactorForm) -> Iterator[Problem]:
    allowed = f"{known.low:g} to {known.high:g} {known.unit}"
    bounds = {"low": entry.low, "high": entry.high}
    for key, value in [*bounds.items(), *(("values", value) for value in entry.values or [])]:
        whole = known.switch or known.whole
        if value is not None and (not known.low <= value <= known.high or (whole and float(value) % 1)):
            yield source.problem((*path, key), shown(value), f"a whole number, {allowed}" if whole else allowed)
    if entry.values is not None:
        for key in ("low", "high", "levels"):
            if getattr(entry, key) is not None:
                yield source.problem((*path, key), key, "either values, or low, high and levels")
    low, high = (known.low if entry.low is None else entry.low), (known.high if entry.high is None else entry.high)
    if not low < high:
        yield source.problem((*path, "high"), shown(high), f"more than low = {low:g}")
    if known.kind == "parameter":
        for key, month in (("from", entry.start), ("to", entry.end)):
            if month is not None:
                yield source.problem((*path, key), key, "only for levers and shocks: a parameter holds in all months")
    if entry.end is not None and entry.end < (entry.start or 0):
        yield source.problem((*path, "to"), month_text(entry.end), f"not before {month_text(entry.start or 0)}")


def _factor(known: Declared, entry: FactorForm) -> Factor:
    values = tuple(dict.fromkeys(float(value) for value in entry.values or ()))
    low = min(values) if values else float(known.low if entry.low is None else entry.low)
    high = max(values) if values else float(known.high if entry.high is None else entry.high)
    return Factor(known, low, high, values, entry.levels, entry.start, entry.end)


def _crossed(form: DesignForm, factors: list[Factor]) -> list[str]:
    """Counts that policies by futures needs: of the side that has factors; a search chooses the policies itself."""
    sides = {
        "policies": form.search is None and any(f.is_lever for f in factors),
        "futures": any(not f.is_lever for f in factors),
    }
    return [name for name, varied in sides.items() if varied]


def _is_sobol(design: MethodForm) -> bool:
    return design.method == "sobol" or (design.method == "policies_by_futures" and design.spread == "sobol")


def _allowed(factor: Factor) -> str:
    choices = factor.choices()
    if choices is not None and len(choices) <= 12:
        return f"one of {', '.join(f'{value:g}' for value in choices)}"
    whole = "a whole number, " if choices is not None else ""
    return f"{whole}{factor.low:g} to {factor.high:g} {factor.declared.unit}"
