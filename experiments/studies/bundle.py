"""What each part of a bundle of policies does alone, within the bundle, and together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from experiments.figures.parts import draw_parts, say_parts
from experiments.headline import HEADLINE
from experiments.methods.bundles import MOST_EXACT, Coalition, coalitions_needed, split_bundle
from experiments.page import Section, write_page
from experiments.studies.study import Study, certainty_section, keep_table, lead_lines, missing_notes
from experiments.sweeps.dataset import gather
from experiments.sweeps.design import Design, Point
from experiments.sweeps.schema import DesignForm
from experiments.words import Words
from scenarios.load import resolve
from simulation.declare.arrays import Floats
from simulation.indicators import BY_NAME
from simulation.levers import LEVERS
from simulation.months import month_text
from simulation.parameters import ParameterSet
from simulation.runs.cache import key_of
from simulation.runs.store import RunStore
from simulation.runs.task import region_of
from simulation.scenario import ResolvedScenario

MOST_MEMBERS = 20
LONGEST_ID = 40


@dataclass(frozen=True)
class Member:
    """One part of a bundle: what it changes in the reference.

    Attributes
    ----------
    name
        Of the lever, shock, parameter or scenario.
    title
        By language.
    levers, shocks, parameters
        What it sets, by name.
    """

    name: str
    title: dict[str, str]
    levers: dict[str, Floats]
    shocks: dict[str, Floats]
    parameters: dict[str, float]


@dataclass(frozen=True)
class Bundle(Design):
    """A design whose points are the coalitions of members.

    Attributes
    ----------
    members
        Parts of the bundle.
    coalitions
        Sets of members that are run.
    """

    members: tuple[Member, ...] = ()
    coalitions: tuple[Coalition, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Members, each 0 or 1."""
        return tuple(member.name for member in self.members)

    @property
    def n_points(self) -> int:
        """Coalitions in all."""
        return len(self.coalitions)

    @property
    def digest(self) -> str:
        """Hash of what is run."""
        keys = [key_of(digest=point.scenario.digest, **point.values) for point in self.points()]
        return key_of(design=super().digest, points=keys)

    def points(self) -> Iterator[Point]:
        """Every coalition laid over the reference."""
        reference = self.scenarios[0]
        for number, coalition in enumerate(self.coalitions):
            values = {member.name: float(k in coalition) for k, member in enumerate(self.members)}
            laid = _lay(reference, [self.members[k] for k in sorted(coalition)])
            yield Point(number, laid, "+".join(n for n, v in values.items() if v) or reference.id, 0, values)


def plan_bundle(
    reference: str,
    scenarios: Sequence[str],
    *,
    seeds: int = 8,
    scale: int = 20,
    until: int | None = None,
    region: str = "mra",
    indicators: Sequence[str] = HEADLINE,
    orders: int = 32,
) -> Study:
    """Choose what to run to split a bundle into its parts.

    Parameters
    ----------
    reference
        Scenario without the bundle.
    scenarios
        One scenario: its parts are the levers, shocks and parameters in which it differs from the reference. More: each
        is a part.
    seeds, scale, until, region
        As for a comparison; `until` is the number of the last month.
    indicators
        Outcomes.
    orders
        Orders of joining to sample if there are more than six parts; even, eight or more.

    Raises
    ------
    ScenarioError
        With every problem in the files.
    ValueError
        If there is nothing to split, parts contradict each other, or an indicator is unknown.
    """
    place = region_of(region)
    base, others = resolve(reference, place), [resolve(name, place) for name in scenarios]
    members = _parts_of(base, others[0]) if len(others) == 1 else [_whole(base, other) for other in others]
    _check(base, members, indicators)
    coalitions = coalitions_needed(len(members), orders if len(members) > MOST_EXACT else 0)
    titles = {lang: " + ".join(other.title[lang] for other in others) for lang in ("nl", "en")}
    form = DesignForm.model_validate(
        {
            "format": 1,
            "id": "_".join(["bundle", *(other.id.replace("+", "_") for other in others)])[:LONGEST_ID],
            "title": {lang: title[:200] for lang, title in titles.items()},
            "scenarios": [reference],
            "run": {"seeds": seeds, "scale": scale, "region": region}
            | ({} if until is None else {"until": month_text(until)}),
        }
    )
    empty = np.empty((1, 0))
    bundle = Bundle(form, (base,), (), empty, empty, True, "", tuple(members), tuple(coalitions))
    names = list(indicators)
    return Study(bundle, lambda store, folder, words: _write(bundle, names, orders, store, folder, words))


def _parts_of(base: ResolvedScenario, other: ResolvedScenario) -> list[Member]:
    """Every lever, shock and parameter in which a scenario differs from the reference."""
    whole = _whole(base, other)
    parts = [Member(n, LEVERS[n].labels, {n: path}, {}, {}) for n, path in whole.levers.items()]
    parts += [Member(n, {"nl": n, "en": n}, {}, {n: path}, {}) for n, path in whole.shocks.items()]
    parts += [Member(n, {"nl": n, "en": n}, {}, {}, {n: value}) for n, value in whole.parameters.items()]
    return parts


def _whole(base: ResolvedScenario, other: ResolvedScenario) -> Member:
    """All in which a scenario differs from the reference, as one part."""
    tables = ((base.levers.regional, other.levers.regional), (base.levers.zonal, other.levers.zonal))
    levers = {n: path for mine, theirs in tables for n, path in theirs.items() if not np.array_equal(path, mine[n])}
    shocks = {n: path for n, path in other.shocks.items() if not np.array_equal(path, base.shocks[n])}
    declared = {p.name: float(p.default) for p in ParameterSet.declarations()}  # what a scenario without it has
    names = dict.fromkeys((*base.parameters, *other.parameters))
    values = {n: (base.parameters.get(n, declared[n]), other.parameters.get(n, declared[n])) for n in names}
    parameters = {n: theirs for n, (mine, theirs) in values.items() if mine != theirs}
    return Member(other.id, dict(other.title), levers, shocks, parameters)


def _check(base: ResolvedScenario, members: list[Member], indicators: Sequence[str]) -> None:
    problems = [
        f"found {name!r}; allowed: an indicator, see polder indicators" for name in indicators if name not in BY_NAME
    ]
    if not 2 <= len(members) <= MOST_MEMBERS:
        problems.append(
            f"found a bundle of {len(members)} parts that differ from {base.id}; allowed: 2 to {MOST_MEMBERS}"
        )
    names = [member.name for member in members]
    problems += [
        f"found {name} twice; allowed: each scenario once" for name in sorted(set(names)) if names.count(name) > 1
    ]
    for k, one in enumerate(members):
        for two in members[k + 1 :]:
            clashes = [n for n in one.levers if n in two.levers and not np.array_equal(one.levers[n], two.levers[n])]
            clashes += [n for n in one.shocks if n in two.shocks and not np.array_equal(one.shocks[n], two.shocks[n])]
            clashes += [n for n in one.parameters if two.parameters.get(n, one.parameters[n]) != one.parameters[n]]
            if clashes:
                what = ", ".join(clashes)
                problems.append(f"found {what} set differently by {one.name} and {two.name}; allowed: parts that agree")
    if problems:
        raise ValueError("\n".join(problems))


def _lay(reference: ResolvedScenario, members: Sequence[Member]) -> ResolvedScenario:
    """Return the reference with some members laid over it."""
    levers: dict[str, Floats] = {}
    shocks, parameters = dict(reference.shocks), dict(reference.parameters)
    for member in members:
        levers |= member.levers
        shocks |= member.shocks
        parameters |= member.parameters
    return replace(reference, levers=reference.levers.with_paths(levers), shocks=shocks, parameters=parameters)


def _write(bundle: Bundle, names: list[str], orders: int, store: RunStore, folder: Path, words: Words) -> Path:
    """Split the bundle, and write table and page."""
    year, n = bundle.last_year, len(bundle.members)
    values = gather(bundle, store, [(name, year) for name in names])
    whole = ~np.isnan(values).any(axis=(0, 2))  # seeds that every coalition has, so that all differences are paired
    if whole.sum() < 2:
        raise ValueError(words("study.too_few_seeds", n=int(whole.sum())))
    by_coalition = {coalition: values[k][whole] for k, coalition in enumerate(bundle.coalitions)}
    parts = split_bundle(by_coalition, n, orders if n > MOST_EXACT else 0)
    titles = [member.title[words.lang] for member in bundle.members]
    table = parts.table(bundle.columns, names).assign(year=year)
    keep_table(table, folder / "parts.parquet")
    units = [words.difference(BY_NAME[name].unit) for name in names]
    said = [
        f"{BY_NAME[name].label(words.lang)}: {say_parts(parts, k, titles, units[k], words)}"
        for k, name in enumerate(names)
    ]
    pictures = [
        draw_parts(parts, k, titles, BY_NAME[name].label(words.lang), units[k], f"parts_{name}", words)
        for k, name in enumerate(names)
    ]
    sections = [
        Section(words("study.parts", year=year), points=said),
        Section(words("part.pictures"), pictures=pictures),
        certainty_section(bundle, words, [words("study.only_chance")]),
    ]
    lead = [
        words("study.bundle", reference=bundle.scenarios[0].title[words.lang], n=n, coalitions=len(bundle.coalitions)),
        *lead_lines(bundle, words),
    ]
    title = bundle.title[words.lang]
    return write_page(folder, title, lead, missing_notes(values, words), sections, words)
