"""What all studies share: a design that is run, and a page written of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from experiments.folder import package_versions
from experiments.numbers import format_number
from experiments.page import Section
from experiments.sweeps.design import Design
from experiments.words import Words
from simulation.indicators import BY_NAME
from simulation.levers import LEVERS
from simulation.months import FIRST_YEAR, month_text
from simulation.store import RunStore

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


def last_year(design: Design) -> int:
    """Last year of the runs."""
    return FIRST_YEAR + (design.months - 1) // 12


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


def policy_titles(design: Design, words: Words) -> dict[str, str]:
    """Title by policy, in the order of the design."""
    titles = {s.id: s.title[words.lang] for s in design.scenarios}
    found: dict[str, str] = {}
    for point in design.points():
        base, _, number = point.policy.partition("/")
        found.setdefault(point.policy, f"{titles[base]} {int(number) + 1}" if number else titles[base])
    return found


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
