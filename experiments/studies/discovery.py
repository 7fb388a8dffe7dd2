"""Under which conditions a policy misses its targets, and which policy does well in most futures."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from experiments.figures.boxes import draw_box, draw_scores, draw_tradeoff
from experiments.figures.robust import draw_regret, draw_satisficing
from experiments.figures.style import Picture
from experiments.methods.box_checks import hold_out, resample_limits
from experiments.methods.boxes import Discovery
from experiments.methods.discovery import find_boxes
from experiments.methods.factor_scores import score_factors
from experiments.methods.robustness import regret_table
from experiments.methods.satisficing import ALL, satisficing_table
from experiments.page import Section, write_page
from experiments.studies.cases import Cases, n_cases, wanted_of
from experiments.studies.study import (
    Study,
    certainty_section,
    factor_labels,
    factor_units,
    keep_table,
    lead_lines,
    missing_notes,
    outcome_label,
    picture_name,
    policy_tables,
    policy_titles,
    range_tables,
    target_lines,
)
from experiments.sweeps.design import Design
from experiments.sweeps.schema import DiscoveryForm
from experiments.words import Words
from scenarios.problems import Problem, ScenarioError
from simulation.indicators import BY_NAME

MOST_POLICIES = 6  # for which boxes are sought; tables hold all
FEWEST_FUTURES = 20


def plan_discovery(design: Design) -> Study:
    """Run a design and hold every policy against its targets.

    Raises
    ------
    ScenarioError
        If it has no targets or too few futures.
    """
    problems = []
    if not design.targets:
        problems.append(Problem(design.id, "targets", "nothing", "one or more [[targets]] to be met or missed"))
    if design.form.design is None:
        problems.append(Problem(design.id, "design", "nothing", "a table [design] with a method"))
    elif n_cases(design) < FEWEST_FUTURES:
        found = f"{n_cases(design)} futures"
        problems.append(Problem(design.id, "design", found, f"{FEWEST_FUTURES} or more to find conditions in"))
    ids = [target.id for target in design.targets]
    problems += [
        Problem(design.id, "targets", f"{name} as the id of a target", f"an id of its own, other than {ALL}")
        for name in dict.fromkeys(ids)
        if name == ALL or ids.count(name) > 1
    ]
    if problems:
        raise ScenarioError(problems)
    return Study(design, lambda store, folder, words: _write(Cases.of(design, store, words), folder, words))


def _write(cases: Cases, folder: Path, words: Words) -> Path:
    design = cases.design
    titles = policy_titles(design, words)
    targets = target_lines(design, words)
    found = list(_find_all(cases))
    sections = [
        Section(words("study.targets"), points=list(targets.values())),
        Section(words("study.varied"), tables=[*range_tables(design, words), *policy_tables(design, words)]),
        Section(
            words("study.robust"),
            lines=[words("study.robust_how")],
            pictures=_robust(cases, titles, targets, folder, words),
        ),
        _conditions(cases, found, titles, targets, words),
        Section(
            words("study.scores"),
            lines=[words("study.scores_how")],
            pictures=_scores(cases, titles, folder, words),
        ),
        certainty_section(design, words, [words("study.boxes_are_of_these")]),
    ]
    keep_table(_box_table(found), folder / "boxes.parquet", index=True)
    lead = [words("study.discovery"), *lead_lines(design, words)]
    notes = missing_notes(cases.all_values, words)
    if len(cases.policies) > MOST_POLICIES:
        notes.append(words("study.most_policies", n=MOST_POLICIES, total=len(cases.policies)))
    return write_page(folder, design.title[words.lang], lead, notes, sections, words)


@dataclass(frozen=True)
class _Found:
    """Boxes of one policy and one target."""

    policy: str
    target: str
    missed: np.ndarray
    boxes: Discovery


def _find_all(cases: Cases) -> Iterator[_Found]:
    form = cases.design.form.discovery or DiscoveryForm()
    for p, policy in enumerate(cases.policies[:MOST_POLICIES]):
        for t, target in enumerate(cases.design.targets):
            missed = cases.missed(p, t)
            boxes = find_boxes(
                cases.factors,
                missed,
                least_mass=form.least_mass,
                least_density=form.least_density,
                most_boxes=form.most_boxes,
            )
            yield _Found(policy, target.id, missed, boxes)


def _conditions(
    cases: Cases, found: list[_Found], titles: dict[str, str], targets: dict[str, str], words: Words
) -> Section:
    """The boxes in words and pictures."""
    labels, units = factor_labels(cases.design, words), factor_units(cases.design)
    form = cases.design.form.discovery or DiscoveryForm()
    said: list[str] = []
    pictures: list[Picture] = []
    for one in found:
        about = f"{titles[one.policy]}: {targets[one.target]}"
        limits = [
            "; ".join(limit.describe(labels[limit.factor], units[limit.factor], words) for limit in box.limits)
            for box in one.boxes.boxes
        ]
        said.append(" ".join([f"{about}. {one.boxes.describe(words)}", *(f"{text}." for text in limits)]))
        if not one.boxes.boxes:
            continue
        stability = resample_limits(
            cases.factors, one.missed, least_mass=form.least_mass, least_density=form.least_density
        )
        held_out = hold_out(
            cases.factors,
            one.missed,
            least_mass=form.least_mass,
            least_density=form.least_density,
            most_boxes=len(one.boxes.boxes),
        )
        name = picture_name(one.policy, one.target)
        for k, box in enumerate(one.boxes.boxes, 1):
            pictures.append(
                draw_box(
                    box, labels, units, words, name=f"box_{name}_{k}", title=words("study.missed", about=about, k=k),
                    stability=stability if k == 1 else None, held_out=held_out if k == 1 else None,
                )
            )  # fmt: skip
        pictures.append(draw_tradeoff(one.boxes.boxes[0], words, name=f"tradeoff_{name}", title=about))
    return Section(words("study.conditions"), lines=[words("study.conditions_how")], points=said, pictures=pictures)


def _robust(cases: Cases, titles: dict[str, str], targets: dict[str, str], folder: Path, words: Words) -> list[Picture]:
    """Satisficing, and regret for every outcome that has a better side; their tables beside the page."""
    ids = [target.id for target in cases.design.targets]
    met = satisficing_table(cases.met, cases.policies, ids)
    shares = met.share.join(met.low, rsuffix="_low").join(met.high, rsuffix="_high")
    keep_table(shares, folder / "satisficing.parquet", index=True)
    names = {policy: titles[policy] for policy in cases.policies}
    pictures = [draw_satisficing(met, names, targets, words)]
    if len(cases.policies) < 2:
        return pictures
    tables = []
    for name, year in dict.fromkeys((t.indicator, t.year) for t in cases.design.targets):
        indicator, place = BY_NAME[name], wanted_of(cases.design.targets).index((name, year))
        if indicator.better == "neutral":
            continue
        regret = regret_table(cases.values[..., place], cases.policies, indicator.better)
        tables.append(regret.table.assign(indicator=name, year=year))
        label = f"{indicator.label(words.lang)}, {year}"
        picture = draw_regret(regret, names, label, indicator.unit, words)
        pictures.append(_renamed(picture, f"regret_{name}_{year}"))
    if tables:
        keep_table(pd.concat(tables), folder / "regret.parquet", index=True)
    return pictures


def _scores(cases: Cases, titles: dict[str, str], folder: Path, words: Words) -> list[Picture]:
    """What matters for the outcomes of each policy."""
    labels = factor_labels(cases.design, words)
    shown = {name: labels[name] for name in map(str, cases.factors)}
    wanted = wanted_of(cases.design.targets)
    pictures, tables = [], []
    outcomes = {f"{name}, {year}": f"{outcome_label(name, words)}, {year}" for name, year in wanted}
    for p, policy in enumerate(cases.policies[:MOST_POLICIES]):
        frame = pd.DataFrame(cases.values[p].mean(axis=1), columns=list(outcomes))
        scores = score_factors(cases.factors, frame)
        tables.append(scores.mean.assign(policy=policy))
        picture = draw_scores(scores, shown, outcomes, words)
        pictures.append(_renamed(picture, picture_name("scores", policy), f"{picture.title}: {titles[policy]}"))
    keep_table(pd.concat(tables), folder / "scores.parquet", index=True)
    return pictures


def _box_table(found: list[_Found]) -> pd.DataFrame:
    """One row a limit; a policy and target without a box has one row with its verdict."""
    rows: list[dict[str, object]] = []
    for one in found:
        head: dict[str, object] = {"policy": one.policy, "target": one.target, "verdict": one.boxes.verdict}
        head |= {"n_cases": one.boxes.n_cases, "n_missed": one.boxes.n_missed}
        for k, box in enumerate(one.boxes.boxes):
            about = head | {"box": k, "coverage": box.coverage, "density": box.density, "mass": box.mass}
            rows += [
                about | {name: getattr(limit, name) for name in ("factor", "low", "high", "p_low", "p_high")}
                for limit in box.limits
            ]
        if not one.boxes.boxes:
            rows.append(head)
    return pd.DataFrame(rows)


def _renamed(picture: Picture, name: str, title: str | None = None) -> Picture:
    return Picture(name, title or picture.title, picture.caption, picture.figure, picture.table)
