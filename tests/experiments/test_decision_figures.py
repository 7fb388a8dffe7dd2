"""Pictures of boxes, regret, met targets and the front: texts in both languages, numbers as computed, no overlap."""

import re
import xml.etree.ElementTree as ElementTree
from functools import cache

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

from experiments.figures.boxes import draw_box, draw_scores, draw_tradeoff
from experiments.figures.front import draw_front, draw_mixes, draw_progress
from experiments.figures.robust import draw_regret, draw_satisficing
from experiments.methods.box_checks import HeldOut, Stability
from experiments.methods.boxes import Box, Limit
from experiments.methods.factor_scores import Scores
from experiments.methods.front import Front, LeverRange, make_front
from experiments.methods.robustness import regret_table
from experiments.methods.satisficing import satisficing_table
from experiments.words import Words

POLICIES = {
    "now": "Huidig beleid",
    "grid": "Het elektriciteitsnet eerst",
    "all": "Alles tegelijk: net, vakmensen en warmtepompen samen",
}
TARGETS = {"co2": "Klimaatneutraal: uitstoot hoogstens 10 % van 2022", "wait": "Wachttijd hoogstens 12 maanden in 2035"}
LABELS = {
    "rate": "Reële rente voor netbeheerders en ontwikkelaars",
    "delay": "Vertraging in vergunningen voor stations van TenneT en Liander",
    "growth": "Economische groei",
}
UNITS = {"rate": "%", "delay": "month", "growth": ""}
BOX = Box(
    limits=(
        Limit(factor="delay", low=20, high=23, lowest=0, highest=48, p_low=1e-9, p_high=0.01),
        Limit(factor="rate", high=-0.4567, lowest=-1.0, highest=6.0, p_high=1e-4),
        Limit(factor="growth", kept=("laag", "hoog tot zeer hoog"), p_low=0.001,
              categories=("laag", "licht", "midden", "hoog tot zeer hoog")),
    ),
    coverage=0.66, density=0.79, mass=0.2, n_cases=97, n_missed=77,
    trajectory=pd.DataFrame({
        "coverage": [1, 0.9, 0.85, 0.66, 0.3], "density": [0.23, 0.25, 0.26, 0.78, 0.95],
        "mass": [1, 0.9, 0.8, 0.2, 0.1], "n_limits": [0, 1, 2, 4, 5],
    }),
    chosen=3,
)  # fmt: skip
LEVERS = (LeverRange("grid", 1, 2.5), LeverRange("places", 0, 6000, "whole"), LeverRange("permit", 0, 1, "switch"))
MIX_LABELS = {"grid": "Investeringstempo van netbeheerders", "places": "Omscholingsplaatsen voor technici per jaar",
              "permit": "Versnelde vergunningverlening voor stations"}  # fmt: skip


@cache
def made_up_front() -> Front:
    rng = np.random.default_rng(1)
    batch = rng.random((60, 3)) * [1.5, 6000, 1] + [1, 0, 0]
    batch[:, 1:] = batch[:, 1:].round()
    batch[:3] = [[1, 0, 0], [2.5, 0, 1], [2.5, 6000, 1]]
    cost = 100 * (batch[:, 0] - 1) + batch[:, 1] / 50
    met = (rng.random((60, 40, 5)) < (cost / 300)[:, None, None] ** 0.5).astype(float)
    return make_front(LEVERS, batch, [*POLICIES, *[""] * 57], met, cost, budget=200, population=20)


@cache
def all_pictures(lang: str) -> dict:
    words, rng = Words(lang), np.random.default_rng(2)
    outcomes = rng.normal(900, 40, (3, 40, 4))
    met = rng.random((3, 40, 4, 2)) < 0.6
    frame = pd.DataFrame(rng.dirichlet(np.ones(3), 2).T, index=list(LABELS), columns=list(TARGETS))
    scores = Scores(frame, frame * 0.9, frame * 1.1, frame * 0 + 0.3, 10, 500)
    stability = Stability(pd.Series({"rate": 0.5, "delay": 1.0, "growth": 0.9}), 1.0, 50)
    pictures = [
        draw_regret(regret_table(outcomes, list(POLICIES), "down", n_samples=20), POLICIES, "Wachtrij", "MW", words),
        draw_satisficing(satisficing_table(met, list(POLICIES), list(TARGETS)), POLICIES, TARGETS, words),
        draw_box(BOX, LABELS, UNITS, words, name="box", title="t", stability=stability,
                 held_out=HeldOut(0.66, 0.79, 0.6, 0.7, 5)),
        draw_box(BOX, LABELS, UNITS, words, name="box_alone", title="t"),
        draw_tradeoff(BOX, words, name="tradeoff", title="t"),
        draw_scores(scores, LABELS, TARGETS, words),
        draw_front(made_up_front(), POLICIES, "million", words),
        draw_mixes(made_up_front(), MIX_LABELS, {"grid": "factor", "places": "person"}, "million", words),
        draw_progress(made_up_front(), words),
    ]  # fmt: skip
    return {picture.name: picture for picture in pictures}


NAMES = ("regret", "satisficing", "box", "box_alone", "tradeoff", "factor_scores", "front", "mixes", "search_progress")


def overlaps(figure: Figure) -> list[tuple[str, str]]:
    """Pairs of texts of one panel whose boxes overlap by more than a pixel."""
    figure.canvas.draw()
    found = []
    for axes in figure.axes:
        texts = [t for t in [*axes.texts, *axes.get_xticklabels(), *axes.get_yticklabels()] if t.get_text().strip()]
        boxes = [(t.get_text(), t.get_window_extent().padded(-1)) for t in texts if t.get_visible()]
        found += [(a, b) for k, (a, one) in enumerate(boxes) for b, other in boxes[:k] if one.overlaps(other)]
    return found


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_no_text_covers_another_and_no_place_is_left_open(name, lang):
    picture = all_pictures(lang)[name]
    assert overlaps(picture.figure) == []
    assert not re.search(r"[{}]", picture.title + picture.caption) and not picture.table.empty


@pytest.mark.parametrize("name", NAMES)
def test_pictures_can_be_read_by_a_screen_reader(name):
    svg = all_pictures("nl")[name].svg()
    ElementTree.fromstring(svg)
    assert 'role="img"' in svg and f'<title id="{name}-title">' in svg


def test_the_box_says_its_limits_and_what_it_catches():
    picture = all_pictures("nl")["box"]
    shown = " ".join(text.get_text() for text in picture.figure.axes[0].texts)
    assert all(text in shown for text in ("20", "23", "−0,5", "48", "hoog"))
    title = picture.figure.axes[0].get_title(loc="left")
    assert "79 % van de 97" in title and "66 %" in title
    assert "60 % en 70 %" in picture.caption and "50 herhalingen" in picture.caption
    assert picture.table.iloc[0, 0].endswith("20 tot en met 23 maanden")


def test_regret_is_ordered_and_the_table_has_intervals():
    table = all_pictures("nl")["regret"].table
    assert table["grootste spijt"].is_monotonic_increasing and table["beleid"].iloc[0] in POLICIES.values()
    assert {"gemiddelde spijt: ondergrens 90 %", "gemiddelde spijt: zonder toeval"} <= set(table.columns)


def test_scores_that_chance_gives_are_in_brackets():
    picture = all_pictures("en")["factor_scores"]
    shown = [text.get_text() for text in picture.figure.axes[0].texts]
    values = picture.table[list(TARGETS.values())].to_numpy().ravel()
    assert shown == [f"{v:.0f}" if v > 30 else f"({v:.0f})" for v in values]


def test_the_front_names_its_scenarios_and_the_mixes_use_their_own_units():
    pictures = all_pictures("nl")
    assert set(POLICIES.values()) <= set(pictures["front"].table["scenario"])
    shown = {text.get_text() for text in pictures["mixes"].figure.axes[0].texts}
    assert shown & {"aan", "uit"} and any("." in text for text in shown)


def test_one_seed_says_so():
    words = Words("en")
    regret = regret_table(np.random.default_rng(1).normal(size=(3, 30, 1)), list(POLICIES), "up", n_samples=5)
    assert "one seed" in draw_regret(regret, POLICIES, "Jobs", "job", words).caption
    met = satisficing_table(np.ones((3, 30, 1, 2), bool), list(POLICIES), list(TARGETS))
    assert "one seed" in draw_satisficing(met, POLICIES, TARGETS, words).caption
