"""What all studies share: a design that is run, and a page written of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.folder import package_versions
from experiments.numbers import format_number
from experiments.page import Section
from experiments.sweeps.design import Design
from experiments.words import Words
from simulation.indicators import BY_NAME
from simulation.levers import LEVERS
from simulation.months import month_text
from simulation.runs.results import write_atomically
from simulation.runs.store import RunStore

Floats: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True)
class Study:
    """A question put to the model.

    Attributes
    ----------
    design
        What is run.
    write
        Makes tables, pictures and page from the runs in a store, in a folder and a language; returns the page.
        Raises ValueError if too few runs are finished.
    """

    design: Design
    write: Callable[[RunStore, Path, Words], Path]


def keep_table(table: pd.DataFrame, path: Path, index: bool = False) -> None:
    """Write a table as Parquet, whole or not."""
    write_atomically(path, lambda p: table.to_parquet(p, index=index))


def picture_name(*parts: str) -> str:
    """Name of a picture and its files, whatever policies are called."""
    return "_".join(parts).replace("/", "_").replace("+", "_")


def target_lines(design: Design, words: Words) -> dict[str, str]:
    """What every target asks, in one line, by its id."""
    return {t.id: t.describe(t.title[words.lang], BY_NAME[t.indicator].unit, words) for t in design.targets}


def outcome_label(name: str, words: Words) -> str:
    """Name of an indicator with its unit."""
    indicator = BY_NAME[name]
    return f"{indicator.label(words.lang)} ({words.unit(indicator.unit)})"


def factor_labels(design: Design, words: Words) -> dict[str, str]:
    """Label by factor: levers have one, parameters and shocks are called by their name."""
    return {
        f.name: (LEVERS[f.name].labels[words.lang] if f.is_lever else f.name.replace("_", " ")) for f in design.factors
    }


def factor_units(design: Design) -> dict[str, str]:
    """Unit by factor, empty for a switch."""
    return {f.name: "" if f.declared.switch else f.declared.unit for f in design.factors}


def policies_of(design: Design) -> list[str]:
    """Name of the policy of every point: where levers vary together with the uncertainties it is the scenario.

    Notes
    -----
    Points of a joint design differ in levers and in futures at once, so no two of one scenario can be compared.
    """
    return [point.policy if design.crossed else point.scenario.id for point in design.points()]


def policy_titles(design: Design, words: Words) -> dict[str, str]:
    """Title by policy, in the order of the design."""
    titles = {s.id: s.title[words.lang] for s in design.scenarios}
    found: dict[str, str] = {}
    for policy in dict.fromkeys(policies_of(design)):
        base, _, number = policy.partition("/")
        found[policy] = f"{titles[base]} {int(number) + 1}" if number else titles[base]
    return found


def policy_tables(design: Design, words: Words) -> list[tuple[str, pd.DataFrame]]:
    """What numbered policies set their levers to, as a table with its caption; nothing where policies are scenarios."""
    if not (design.crossed and design.levers):
        return []
    labels, titles = factor_labels(design, words), policy_titles(design, words)
    settings = {point.policy: [point.values[f.name] for f in design.levers] for point in design.points()}
    columns = [labels[f.name] for f in design.levers]
    table = pd.DataFrame(list(settings.values()), columns=columns)
    table.insert(0, words("robust.policy"), [titles[policy] for policy in settings])
    return [(words("study.settings"), table)]


def range_tables(design: Design, words: Words) -> list[tuple[str, pd.DataFrame]]:
    """What was varied, and between which values, as a table with its caption; nothing where nothing varied."""
    labels, units = factor_labels(design, words), factor_units(design)
    rows = [(f"{labels[f.name]} ({f.name})", f.low, f.high, words.unit(units[f.name])) for f in design.factors]
    columns = [words(f"list.{name}") for name in ("name", "lowest", "highest", "unit")]
    return [(words("study.ranges"), pd.DataFrame(rows, columns=columns))] if rows else []


def lead_lines(design: Design, words: Words) -> list[str]:
    """Head of a page: what was run."""
    run = design.form.run
    lines = [design.form.description.model_dump()[words.lang]] if design.form.description else []
    lines.append(
        words.count(
            "study.run",
            len(design.seeds),
            points=format_number(design.n_points, 0, words.lang),
            until=month_text(design.months - 1),
            scale=run.scale,
            region=run.region,
        )
    )
    return lines


def missing_notes(values: Floats, words: Words) -> list[str]:
    """Warning about runs that are missing, of float64[n_points, n_seeds, ...] with nan where they are."""
    lost = int(np.isnan(values).reshape(*values.shape[:2], -1).any(axis=2).sum())
    total = values.shape[0] * values.shape[1]
    return [words("study.missing", n=lost, total=total)] if lost else []


def certainty_section(design: Design, words: Words, lines: Sequence[str] = ()) -> Section:
    """Last part of a page: what the figures do not say, the limits of the model, and how to repeat this."""
    limits = [words(f"limit.{key}") for key in ("forecast", "calibration", "skills", "people", "grid", "money")]
    versions = ", ".join(f"{name} {version}" for name, version in package_versions().items())
    return Section(
        words("part.certainty"),
        lines=[*lines, words("study.repeat", versions=versions, seeds=", ".join(map(str, design.seeds[:20])))],
        points=limits,
    )
