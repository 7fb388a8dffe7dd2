"""Heat maps: every text readable, in its place and inside the picture."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex, to_rgb

from experiments.figures.matrix import draw_matrix
from experiments.figures.style import contrast
from tests.picture_checks import assert_readable

LABELS = (
    "Aandeel monteurs dat uit andere sectoren instroomt na omscholing, per jaar",
    "Kans dat een baan eindigt",
    "Elektriciteitsbehoefte van een warmtepomp op een koude dag",
    "labour_market.separation_rate",
)
OUTCOMES = (
    "Werkloosheidspercentage",
    "Nettoarbeidsparticipatie",
    "Wachtrij voor een aansluiting op het elektriciteitsnet",
    "CO2",
    "Bedrijven die geëlektrificeerd zijn",
)


def draw(n_rows, n_columns, centre=None, **places):
    values = pd.DataFrame(
        np.random.default_rng(3).uniform(-1, 1, (n_rows, n_columns)),
        index=[f"{LABELS[k % 4]} {k}" for k in range(n_rows)],
        columns=[f"{OUTCOMES[k % 5]} {k}" for k in range(n_columns)],
    )
    values.iloc[0, 0] = np.nan
    texts = values.map(lambda x: "" if np.isnan(x) else f"{x:+.2f}")
    arguments = {"name": "matrix", "title": "t", "caption": "c", "scale_label": "deel van het grootste effect"}
    return values, draw_matrix(values, texts, low=-1.0, high=1.0, centre=centre, **(arguments | places))


@pytest.mark.parametrize(
    ("n_rows", "n_columns"), [(1, 1), (12, 3), (6, 12), pytest.param(40, 12, marks=pytest.mark.slow)]
)
def test_no_text_is_clipped_or_touches_another(n_rows, n_columns):
    _, picture = draw(n_rows, n_columns, centre=0.0)
    assert_readable(picture.figure)


def test_slanted_labels_keep_their_distance():
    _, picture = draw(6, 12)
    picture.figure.canvas.draw()
    axes = picture.figure.axes[0]
    angle = np.radians(axes.get_xticklabels()[0].get_rotation())
    assert angle > 0
    step = np.diff([axes.transData.transform((x, 0))[0] for x in axes.get_xticks()]).min()
    for label in axes.get_xticklabels():
        lines = label.get_text().count("\n") + 1
        assert lines * label.get_fontsize() * 1.2 * picture.figure.dpi / 72 < step * np.sin(angle)


def test_cells_fit_their_texts_and_can_be_read():
    values, picture = draw(6, 12, centre=0.0)
    picture.figure.canvas.draw()
    axes = picture.figure.axes[0]
    width = np.diff(axes.transData.transform([(0, 0), (1, 0)])[:, 0])[0]
    assert len(axes.texts) == values.notna().to_numpy().sum()
    faces = {(p.get_x(), p.get_y()): to_hex(p.get_facecolor()) for p in axes.patches}
    for text in axes.texts:
        assert text.get_window_extent().width < width
        x, y = text.get_position()
        assert contrast(text.get_color(), faces[x - 0.5, y - 0.5]) >= 4.5


def test_unknown_cells_are_hatched_and_numbers_are_kept():
    values, picture = draw(5, 3)
    hatched = [p for p in picture.figure.axes[0].patches if p.get_hatch()]
    assert [(p.get_x(), p.get_y()) for p in hatched] == [(0, 0)]
    np.testing.assert_array_equal(picture.table.iloc[:, 1:].to_numpy(), values.to_numpy())
    assert list(picture.table.iloc[:, 0]) == list(values.index)


def test_equal_distances_from_the_centre_are_equally_strong():
    values = pd.DataFrame([[-1.0, 1.0, 0.0]], index=["a"], columns=list("xyz"))
    picture = draw_matrix(
        values, values.map(str), name="m", title="t", caption="c", scale_label="s", low=-1.0, high=4.0, centre=0.0
    )
    left, right, middle = (p.get_facecolor() for p in picture.figure.axes[0].patches)
    assert middle[:3] == pytest.approx(to_rgb("#f7f7f7"), abs=0.01)
    assert picture.figure.axes[1].get_xlim() == (-4.0, 4.0)
    assert left[2] > left[0] and right[0] > right[2]  # blue below, orange above


def test_a_text_for_every_cell():
    values = pd.DataFrame(np.zeros((2, 2)))
    with pytest.raises(ValueError, match="every cell"):
        draw_matrix(values, values.iloc[:1], name="m", title="t", caption="c", scale_label="s", low=0, high=1)


def test_the_picture_is_the_same_every_time():
    assert draw(4, 3)[1].svg() == draw(4, 3)[1].svg()
