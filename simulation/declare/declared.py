"""What parameters, levers and indicators have in common."""

import math
from dataclasses import dataclass

LANGUAGES = ("nl", "en")


@dataclass(frozen=True, kw_only=True)
class Declared:
    """Something with a name, a label in two languages, a unit, a range and a source."""

    name: str
    nl: str
    en: str
    unit: str
    low: float = -math.inf
    high: float = math.inf
    source: str

    @property
    def labels(self) -> dict[str, str]:
        """Label by language."""
        return {"nl": self.nl, "en": self.en}

    def label(self, lang: str) -> str:
        """Label in the language, ``"nl"`` or ``"en"``."""
        return self.nl if lang == "nl" else self.en
