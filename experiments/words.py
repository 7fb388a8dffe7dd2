"""Every word a reader sees, in Dutch and English, from one table."""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from simulation.indicators import Indicator

LANGUAGES = ("nl", "en")
TABLE = Path(__file__).with_name("labels.toml")


class Words:
    """The texts in one language; ``words("tiles.level", n=8)`` fills the places named in braces.

    Parameters
    ----------
    lang
        ``"nl"`` or ``"en"``.
    """

    def __init__(self, lang: str) -> None:
        if lang not in LANGUAGES:
            raise ValueError(f"language {lang!r}; known are nl and en")
        self.lang = lang
        self._texts = {key: texts[lang] for key, texts in entries()}

    def __call__(self, key: str, **places: object) -> str:
        """Text of `key` with its places filled.

        Raises
        ------
        KeyError
            If there is no such text.
        """
        return self._texts[key].format(**places) if places else self._texts[key]

    def unit(self, unit: str) -> str:
        """Unit as a reader knows it, e.g. "% per maand"; units without a text stand for themselves."""
        return self._texts.get(f"unit.{unit}", unit)

    def difference(self, unit: str) -> str:
        """Unit of a difference: percentages differ by percentage points."""
        return self("unit.pp") if unit.startswith("%") else self.unit(unit)

    def count(self, key: str, n: int, **places: object) -> str:
        """Text in the singular (``key_one``) or the plural (`key`)."""
        return self(f"{key}_one" if n == 1 else key, n=n, **places)

    def caution(self, indicator: Indicator) -> str:
        """Say what makes the level of an indicator uncertain, as a sentence; empty if nothing in particular."""
        note = indicator.note(self.lang)
        return self("caption.estimate", note=note) if note else ""


@cache
def entries() -> tuple[tuple[str, dict[str, str]], ...]:
    """All texts: (dotted key, language -> text)."""
    with TABLE.open("rb") as file:
        return tuple(_flatten("", tomllib.load(file)))


def _flatten(prefix: str, table: dict[str, Any]) -> Iterator[tuple[str, dict[str, str]]]:
    for name, value in table.items():
        key = f"{prefix}{name}"
        if all(isinstance(v, str) for v in value.values()):
            yield key, value
        else:
            yield from _flatten(f"{key}.", value)
