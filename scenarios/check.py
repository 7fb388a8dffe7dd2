"""Check one scenario file: every problem at once, each with its line."""

from collections.abc import Hashable, Iterator, Mapping, Sequence, Set
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from scenarios.files import SourceFile
from scenarios.places import Places
from scenarios.problems import Problem, ScenarioError, known_names, shown
from scenarios.profiles import active_months, shock_cells
from scenarios.schema import Entry, Overlay, form_of
from simulation.levers import LEVERS
from simulation.months import month_text
from simulation.parameters import Declaration, ParameterSet
from simulation.scenario import SHOCKS

_NEEDS = {
    "constant": {"value"},
    "ramp": {"value", "from", "to"},
    "step": {"value", "from"},
    "window": {"value", "from", "to"},
    "path": {"points"},
}
BY_ZONE = f"levers by zone and {', '.join(name for name in SHOCKS if SHOCKS[name].by_zone)}"
_MAY = {"profile", "zones", "sectors"}
_Key = tuple[str | int, ...]
Form = TypeVar("Form", bound=BaseModel)
_ALLOWED = {
    "missing": "required",
    "string_type": "text in quotes",
    "string_too_short": "text that is not empty",
    "list_type": "a list",
    "dict_type": "a table",
    "model_type": "a table",
    "int_type": "a whole number",
    "bool_type": "true or false",
}


def check_file(source: SourceFile, places: Places) -> Overlay:
    """Validate one file by itself.

    Raises
    ------
    ScenarioError
        With every problem of the file.
    """
    problems: list[Problem] = []
    form: Overlay | None
    kind = form_of(source.data)
    try:
        form = kind.model_validate(source.data)
    except ValidationError as error:
        problems = form_problems(source, error, kind)
        form = rest_of(source, error, Overlay)
    if form is not None:
        problems += [
            *_parameter_problems(source, form),
            *_lever_problems(source, form, places),
            *_shock_problems(source, form, places),
        ]
    if problems or form is None:
        raise ScenarioError(sorted(dict.fromkeys(problems), key=lambda problem: problem.line or 0))
    return form


def rest_of(
    source: SourceFile, error: ValidationError, form: type[Form], needed: Mapping[str, Any] | None = None
) -> Form | None:
    """The file without the entries of wrong form, so that the others can be checked too; None if too little is left.

    Parameters
    ----------
    source
        The file.
    error
        What is wrong with its form.
    form
        What it should be.
    needed
        Stand-ins for entries that must be there.
    """
    data: dict[str, Any] = {k: dict(part) if isinstance(part, dict) else part for k, part in source.data.items()}
    for detail in error.errors(include_url=False):
        name, *rest = map(str, detail["loc"])
        if rest and isinstance(data.get(name), dict):
            data[name].pop(rest[0], None)
        else:
            data.pop(name, None)
    try:
        return form.model_validate({**(needed or {}), **data})
    except ValidationError:
        return None


def form_problems(source: SourceFile, error: ValidationError, form: type[BaseModel]) -> list[Problem]:
    """Say in our words what pydantic found wrong with a file of some form."""
    return [_form_problem(source, detail, form) for detail in error.errors(include_url=False, include_context=True)]


def _form_problem(source: SourceFile, detail: ErrorDetails, form: type[BaseModel]) -> Problem:
    path = tuple(part for part in detail["loc"] if part != "[key]")
    kind = detail["type"]
    found = "nothing" if kind == "missing" else shown(detail["input"])
    allowed = _ALLOWED.get(kind, detail["msg"].removeprefix("Input should be "))
    if kind == "extra_forbidden":
        found = "an unknown entry"
        allowed = known_names(str(path[-1]), _fields_beside(form, path))
    return source.problem(path, found, allowed)


def _fields_beside(form: type[BaseModel], path: _Key) -> list[str]:
    """Keys that a table allows, for the table around `path`."""
    table: type[BaseModel] = form
    for part in path[:-1]:
        if isinstance(part, str) and part in table.model_fields:
            table = _model_in(table.model_fields[part].annotation) or table
    return [entry.alias or name for name, entry in table.model_fields.items()]


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """Find the form inside an annotation such as ``dict[str, list[Entry]]``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((kind for part in get_args(annotation) if (kind := _model_in(part))), None)


def _parameter_problems(source: SourceFile, form: Overlay) -> Iterator[Problem]:
    declared: Mapping[str, Declaration] = {entry.name: entry for entry in ParameterSet.declarations()}
    for name, value in form.parameters.items():
        path: _Key = ("parameters", name)
        if name not in declared:
            yield source.problem(path, "an unknown parameter", known_names(name, declared))
            continue
        known = declared[name]
        whole = isinstance(known.default, int)
        if isinstance(value, bool) or not known.low <= value <= known.high or (whole and value != int(value)):
            yield source.problem(
                path, shown(value), f"{'a whole number, ' if whole else ''}{known.low:g} to {known.high:g} {known.unit}"
            )


def _lever_problems(source: SourceFile, form: Overlay, places: Places) -> Iterator[Problem]:
    for name, entries in form.levers.items():
        path: _Key = ("levers", name)
        if name not in LEVERS:
            yield source.problem(path, "an unknown lever", known_names(name, LEVERS))
            continue
        lever = LEVERS[name]
        for row, entry in enumerate(entries):
            yield from _entry_problems(
                source, (*path, row), entry, lever.low, lever.high, lever.unit, switch=lever.kind == "switch"
            )
            by_zone = places.zones if lever.zonal else None
            yield from _scope_problems(source, (*path, row, "zones"), entry.zones, by_zone, BY_ZONE)
            yield from _scope_problems(source, (*path, row, "sectors"), entry.sectors, None, "shocks by sector")
        yield from _overlaps(source, path, entries, [set(places.rows(entry.zones)) for entry in entries])


def _shock_problems(source: SourceFile, form: Overlay, places: Places) -> Iterator[Problem]:
    for name, entries in form.shocks.items():
        path: _Key = ("shocks", name)
        if name not in SHOCKS:
            yield source.problem(path, "an unknown shock", known_names(name, SHOCKS))
            continue
        shock = SHOCKS[name]
        by_sector = dict.fromkeys(places.sectors) if shock.by_sector else None
        for row, entry in enumerate(entries):
            yield from _entry_problems(source, (*path, row), entry, shock.low, shock.high, shock.unit)
            yield from _scope_problems(source, (*path, row, "sectors"), entry.sectors, by_sector, "shocks by sector")
            by_zone = places.zones if shock.by_zone else None
            yield from _scope_problems(source, (*path, row, "zones"), entry.zones, by_zone, BY_ZONE)
        yield from _overlaps(source, path, entries, [shock_cells(entry, places) for entry in entries])


def _entry_problems(
    source: SourceFile, path: _Key, entry: Entry, low: float, high: float, unit: str, *, switch: bool = False
) -> Iterator[Problem]:
    """Check one entry: keys that fit its profile, values in range, months in order."""
    given = {Entry.model_fields[name].alias or name for name in entry.model_fields_set}
    may = _NEEDS[entry.profile] | _MAY | ({"start_value"} if entry.profile == "ramp" else set())
    for key in sorted(_NEEDS[entry.profile] - given):
        needs = ", ".join(sorted(_NEEDS[entry.profile]))
        yield source.problem(path, f"no {key}", f"profile {entry.profile} needs {needs}")
    for key in sorted(given - may):
        yield source.problem((*path, key), key, f"with profile {entry.profile}: {', '.join(sorted(may))}")
    if switch and entry.profile in ("ramp", "path"):
        yield source.problem(path, f"profile {entry.profile}", "constant, step or window for a switch")
    values: list[tuple[_Key, float | bool | None]] = [
        ((*path, "value"), entry.value),
        ((*path, "start_value"), entry.start_value),
    ]
    values += [((*path, "points", month_text(month)), value) for month, value in (entry.points or {}).items()]
    for key_path, value in values:
        if value is None:
            continue
        wrong_kind = value not in (0, 1) if switch else isinstance(value, bool)
        if wrong_kind or not low <= value <= high:
            allowed = "0 or 1 (false or true)" if switch else f"a number, {low:g} to {high:g} {unit}"
            yield source.problem(key_path, shown(value), allowed)
    if entry.points is not None and len(entry.points) == 0:
        yield source.problem((*path, "points"), "no points", "at least one month with a value")
    if entry.start is not None and entry.end is not None:
        shortest = 1 if entry.profile == "ramp" else 0
        if entry.end - entry.start < shortest:
            allowed = f'{"later than" if shortest else "not before"} from = "{month_text(entry.start)}"'
            yield source.problem((*path, "to"), f'"{month_text(entry.end)}"', allowed)


def _scope_problems(
    source: SourceFile, path: _Key, names: list[str] | None, known: Mapping[str, Any] | None, only: str
) -> Iterator[Problem]:
    if names is None:
        return
    if known is None:
        yield source.problem(path, str(path[-1]), f"only for {only}")
        return
    if not names:
        yield source.problem(path, "an empty list", "at least one name, or leave it out for all")
    for name in names:
        if name not in known:
            yield source.problem(path, shown(name), known_names(name, known))


def _overlaps(
    source: SourceFile, path: _Key, entries: list[Entry], scopes: Sequence[Set[Hashable]]
) -> Iterator[Problem]:
    """Report every entry that acts where and when an earlier one of the same name does."""
    spans = [active_months(entry) for entry in entries]
    for later in range(1, len(entries)):
        for earlier in range(later):
            first = max(spans[later][0], spans[earlier][0])
            last = min(spans[later][1], spans[earlier][1])
            if first <= last and scopes[later] & scopes[earlier]:
                found = f"the same place as entry {earlier + 1} from {month_text(first)} to {month_text(last)}"
                yield source.problem((*path, later), found, "one entry at a time; end the first with a window")
                break
