"""From a name or path to a scenario that can run."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scenarios.check import check_file
from scenarios.files import SourceFile, find_file, is_there, read_file
from scenarios.places import Places
from scenarios.problems import Problem, ScenarioError, known_names, shown
from scenarios.profiles import lever_path, shock_path
from scenarios.schema import Entry, Overlay
from simulation.levers import LEVERS
from simulation.months import month_text
from simulation.region import Region
from simulation.scenario import SHOCKS, ResolvedScenario, neutral_shocks


@dataclass
class Merged:
    """Files laid over each other, still as entries."""

    id: str = ""
    title: dict[str, str] = field(default_factory=dict)
    description: dict[str, str] = field(default_factory=lambda: {"nl": "", "en": ""})
    run: dict[str, int | str] = field(default_factory=dict)
    parameters: dict[str, float] = field(default_factory=dict)
    levers: dict[str, list[Entry]] = field(default_factory=dict)
    shocks: dict[str, list[Entry]] = field(default_factory=dict)


def resolve(scenario: str | Path, region: Region) -> ResolvedScenario:
    """Read, check and compile a scenario.

    Parameters
    ----------
    scenario
        A shipped name such as `skills_first`, a path, or either with shocks: `skills_first+recession`.
    region
        The region it will run in, for names of places and sectors.

    Raises
    ------
    ScenarioError
        With every problem found in all files together.
    """
    places = Places.of(region)
    name = str(scenario)
    parts = [name] if is_there(Path(name)) else name.split("+")
    merged = Merged()
    sources: dict[str, str] = {}
    problems: list[Problem] = []
    for part in parts:
        try:
            layer, files = _read_layer(part, places)
        except ScenarioError as error:
            problems += error.problems
            continue
        sources |= {file.name: file.text for file in files}
        problems += _clashes(merged, layer, files[-1])
        merged = _combine(merged, layer) if merged.id else layer
    if problems:
        raise ScenarioError(dict.fromkeys(problems))
    return _compile(merged, sources, places)


def _read_layer(name: str, places: Places) -> tuple[Merged, list[SourceFile]]:
    """Read one file and all it extends, the oldest first, and merge them."""
    chain, problems = _read_chain(name)
    merged = Merged()
    for source in reversed(chain):
        try:
            form = check_file(source, places)
        except ScenarioError as error:
            problems += error.problems
            continue
        problems += _merge(merged, form, source)
    if problems:
        raise ScenarioError(problems)
    return merged, chain[::-1]


def _read_chain(name: str) -> tuple[list[SourceFile], list[Problem]]:
    """Follow `extends` from a file to the one that stands on its own, or as far as it leads."""
    chain: list[SourceFile] = []
    label, path = find_file(name)
    while True:
        source = read_file(label, path)
        chain.append(source)
        parent = source.data.get("extends")
        if not isinstance(parent, str):
            return chain, []
        try:
            label, path = find_file(parent, source.path.parent)
        except ScenarioError as error:
            return chain, [source.problem(("extends",), shown(parent), error.problems[0].allowed)]
        if any(_same_file(path, earlier.path) for earlier in chain):
            circle = " -> ".join([earlier.name for earlier in chain] + [label])
            return chain, [source.problem(("extends",), f"a circle: {circle}", "a chain that ends")]


def _same_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False


def _merge(merged: Merged, form: Overlay, source: SourceFile) -> list[Problem]:
    """Lay one file over its parents: tables merge, all else replaces, and so does each lever, shock and parameter."""
    problems = [problem for name in form.unset for problem in _unset(merged, name, source)]
    merged.id = form.id or source.path.stem
    merged.title |= form.title.model_dump() if form.title else {}
    merged.description |= form.description.model_dump() if form.description else {}
    if form.run.until is not None:
        merged.run["until"] = month_text(form.run.until)
    merged.run |= form.run.model_dump(exclude={"until"}, exclude_none=True)
    merged.parameters |= {name: float(value) for name, value in form.parameters.items()}
    merged.levers |= form.levers
    merged.shocks |= form.shocks
    return problems


def _unset(merged: Merged, name: str, source: SourceFile) -> list[Problem]:
    """Drop one entry of the parents, such as `levers.dc_cap`."""
    tables: dict[str, dict[str, Any]] = {
        "parameters": merged.parameters,
        "levers": merged.levers,
        "shocks": merged.shocks,
        "run": merged.run,
    }
    table, _, key = name.partition(".")
    if key and key in tables.get(table, {}):
        del tables[table][key]
        return []
    known = [f"{table}.{key}" for table, entries in tables.items() for key in entries]
    return [source.problem(("unset",), shown(name), known_names(name, known))]


def _clashes(merged: Merged, layer: Merged, source: SourceFile) -> list[Problem]:
    """Two files combined with `+` may not set the same shock: neither should win."""
    return [
        source.problem(("shocks", name), f"a shock that {merged.id} sets too", "each shock once in a combination")
        for name in layer.shocks
        if name in merged.shocks
    ]


def _combine(merged: Merged, layer: Merged) -> Merged:
    """Lay a shock over a scenario; both keep their names."""
    return Merged(
        id=f"{merged.id}+{layer.id}",
        title={lang: f"{merged.title[lang]} + {layer.title[lang]}" for lang in ("nl", "en")},
        description={lang: f"{merged.description[lang]} {layer.description[lang]}".strip() for lang in ("nl", "en")},
        run=merged.run | layer.run,
        parameters=merged.parameters | layer.parameters,
        levers=merged.levers | layer.levers,
        shocks=merged.shocks | layer.shocks,
    )


def _compile(merged: Merged, sources: dict[str, str], places: Places) -> ResolvedScenario:
    levers = places.current_levers.with_paths(
        {name: lever_path(LEVERS[name], entries, places) for name, entries in merged.levers.items()}
    )
    shocks = neutral_shocks(len(places.sectors)) | {
        name: shock_path(SHOCKS[name], entries, places) for name, entries in merged.shocks.items()
    }
    return ResolvedScenario(
        id=merged.id,
        title=merged.title,
        description=merged.description,
        parameters=merged.parameters,
        levers=levers,
        shocks=shocks,
        sources=sources,
        run=merged.run,
    )
