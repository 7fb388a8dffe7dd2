"""Every text exists in both languages, with the same places to fill, and every text that is used exists."""

import re
from pathlib import Path
from string import Formatter

import pytest

from experiments.words import Words, entries
from simulation.indicators import BY_NAME
from simulation.indicators.bottlenecks import BOTTLENECKS, NONE

ROOT = Path(__file__).parents[2]
KEYS = dict(entries())


@pytest.mark.parametrize("key", KEYS)
def test_both_languages_say_the_same_thing(key):
    texts = KEYS[key]
    assert set(texts) == {"nl", "en"} and all(texts.values())
    places = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in texts.values()]
    assert places[0] == places[1]


def test_every_text_that_is_used_exists():
    used = set()
    for folder in ("experiments", "poldermodel"):
        for file in [*(ROOT / folder).rglob("*.py"), *(ROOT / folder).rglob("*.j2")]:
            text = file.read_text(encoding="utf-8")
            used |= set(re.findall(r"\b(?:words|t|self)(?:\.count)?\(\s*\"([a-z_]+\.[a-z_.]+)\"", text))
    assert used and not used - set(KEYS)


def test_a_plural_has_its_singular():
    plural = [key for key in KEYS if f"{key}_one" in KEYS]
    for key in plural:
        for lang in ("nl", "en"):
            places = {name for _, name, _, _ in Formatter().parse(KEYS[key][lang]) if name} - {"n"}
            Words(lang).count(key, 1, **dict.fromkeys(places, "x"))


def test_letters_of_bottlenecks_differ():
    for lang in ("nl", "en"):
        letters = [Words(lang)(f"bottleneck.{b}.letter") for b in (*BOTTLENECKS, NONE)]
        assert len(set(letters)) == len(letters)


def test_units_of_percentages_differ_by_points():
    assert Words("nl").difference("%") == "procentpunt" and Words("en").difference("MW") == "MW"


def test_every_unit_of_an_indicator_is_a_word_or_a_symbol():
    for indicator in BY_NAME.values():
        assert Words("nl").unit(indicator.unit) != indicator.unit or indicator.unit in ("MW", "MVA", "FTE", "km", "%")


def test_unknown_languages_are_refused():
    with pytest.raises(ValueError, match="known are nl and en"):
        Words("de")
