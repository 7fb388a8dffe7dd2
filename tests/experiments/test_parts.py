"""Pictures of bundles: marks where the numbers are, and a sentence that says them."""

import numpy as np
import pytest

from experiments.figures.parts import draw_parts, say_parts
from experiments.methods.bundles import coalitions_needed, split_bundle
from experiments.words import LANGUAGES, Words
from tests.picture_checks import assert_readable

MEMBERS = [
    "omscholing naar techniek op basis van vaardigheden",
    "versneld vergunnen van netuitbreiding",
    "extra monteurs uit andere sectoren via een regionaal werkgeversfonds",
    *(f"onderdeel {k}" for k in range(5)),
]


def bundle(n, orders=0, n_seeds=8, together=6.0, noise=1.0):
    rng = np.random.default_rng(4)
    everybody = frozenset(range(n))
    f = {}
    for c in coalitions_needed(n, orders):
        worth = 10.0 * len(c) + (together if c == everybody else 0.0)
        f[c] = np.column_stack([np.zeros(n_seeds), worth + rng.normal(0, noise, n_seeds)])
    return split_bundle(f, n, orders)


def test_marks_and_bars_are_at_their_numbers():
    parts = bundle(3)
    picture = draw_parts(parts, 1, MEMBERS[:3], "Wachtrij", "MW", "parts", Words("nl"))
    upper, lower = picture.figure.axes
    marks = {line.get_marker(): line.get_xdata() for line in upper.lines if len(line.get_xdata()) == 3}
    for mark, expected in (("o", parts.alone), ("D", parts.within), ("s", parts.shapley)):
        np.testing.assert_allclose(marks[mark], expected.mean[:, 1])
    widths = [bar.get_width() for bar in lower.patches]
    assert widths == pytest.approx([parts.own_sum.mean[1], parts.total.mean[1], parts.interaction.mean[1]])
    assert set(picture.table["outcome"]) == {"Wachtrij"} and len(picture.table) == 15


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("n", "orders", "n_seeds"), [(2, 0, 1), (3, 0, 8), (8, 8, 8)])
def test_long_names_fit(lang, n, orders, n_seeds):
    picture = draw_parts(bundle(n, orders, n_seeds), 1, MEMBERS[:n], "Wachtrij", "MW", "parts", Words(lang))
    assert_readable(picture.figure)
    assert (Words(lang)("bundle.sampled", n=8) in picture.caption) == bool(orders)


def test_the_bundle_is_said_in_one_sentence():
    parts = bundle(2, noise=0.05)
    found = say_parts(parts, 1, ["omscholing", "netuitbreiding"], "MW", Words("nl"))
    assert found == (
        "Omscholing alleen +10,02 (+9,97 … +10,06), netuitbreiding alleen +9,98 (+9,94 … +10,03), "
        "samen +25,99 (+25,93 … +26,05) MW, waarvan samenspel +5,99 (+5,90 … +6,07)."
    )
    assert "together +25.99" in say_parts(parts, 1, ["training", "grid"], "MW", Words("en"))


def test_interplay_within_noise_is_called_so():
    found = say_parts(bundle(2, together=0.0, noise=4.0), 1, ["training", "grid"], "MW", Words("en"))
    assert found.endswith("not to be told from chance.")


def test_one_seed_says_no_more_than_it_knows():
    found = say_parts(bundle(2, n_seeds=1), 1, ["training", "grid"], "MW", Words("en"))
    assert "(" not in found and "chance" not in found
