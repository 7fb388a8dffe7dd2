"""Months of a run: 0 is 2022-01, the last is 2040-12."""

import re

FIRST_YEAR = 2022
MONTHS = 228  # 2022-01 to 2040-12
_FORM = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")


def month_index(text: str) -> int:
    """Return the month number of `text`, such as "2024-01".

    Raises
    ------
    ValueError
        If `text` is no month of the run.
    """
    form = _FORM.fullmatch(text)
    if form is None:
        raise ValueError(f"{text!r} is not a month such as 2024-01")
    month = (int(form[1]) - FIRST_YEAR) * 12 + int(form[2]) - 1
    if not 0 <= month < MONTHS:
        raise ValueError(f"{text} lies outside {month_text(0)} to {month_text(MONTHS - 1)}")
    return month


def year_of(month: int) -> int:
    """Return the year of a month number: 0 gives 2022."""
    return FIRST_YEAR + month // 12


def month_text(month: int) -> str:
    """Return the month number as text: 0 gives "2022-01"."""
    year, rest = divmod(month, 12)
    return f"{FIRST_YEAR + year}-{rest + 1:02d}"
