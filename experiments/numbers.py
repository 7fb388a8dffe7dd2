"""Numbers as people write them, with no more digits than the interval supports."""

import math

from experiments.statistics import Interval

MINUS = "\N{MINUS SIGN}"
SEPARATORS = {"nl": (".", ","), "en": (",", ".")}  # thousands, decimals


def format_number(value: float, decimals: int, lang: str, signed: bool = False) -> str:
    """Write a number in the language; negative `decimals` round to tens, hundreds, ...

    Parameters
    ----------
    value
        nan is written as a dash.
    decimals
        Digits behind the decimal sign.
    lang
        ``"nl"`` (1.234,5) or ``"en"`` (1,234.5).
    signed
        Write a plus before a positive number.
    """
    if not math.isfinite(value):
        return "\N{EN DASH}"
    rounded = round(value, decimals)
    text = f"{abs(rounded):,.{max(decimals, 0)}f}"
    thousands, decimal = SEPARATORS[lang]
    text = text.translate({ord(","): thousands, ord("."): decimal})
    if rounded == 0:
        return text
    return (MINUS if rounded < 0 else "+" if signed else "") + text


def decimals_for(half_width: float) -> int:
    """Decimals that leave one significant digit of the half-width (two if it starts with 1)."""
    exponent = math.floor(math.log10(half_width))
    leading = half_width / 10.0**exponent
    return -exponent + (1 if leading < 1.95 else 0)


def significant_decimals(value: float, digits: int = 2) -> int:
    """Decimals that leave `digits` significant digits of the value."""
    if value == 0 or not math.isfinite(value):
        return 0
    return digits - 1 - math.floor(math.log10(abs(value)))


def format_estimate(interval: Interval, lang: str, signed: bool = False) -> tuple[str, str]:
    """Mean and interval as text, rounded together.

    Returns
    -------
    mean : str
        To the decimal the interval supports; two significant digits without interval.
    span : str
        ``"low … high"``, or ``""`` if one seed allows no claim or every seed gives the same.
    """
    mean, low, high = float(interval.mean), float(interval.low), float(interval.high)
    half = (high - low) / 2
    if not math.isfinite(half):
        return format_number(mean, min(significant_decimals(mean), 3), lang, signed), ""
    if half <= 1e-9 * abs(mean):  # every seed gives the same
        return format_number(mean, min(significant_decimals(mean, 3), 3), lang, signed), ""
    places = min(decimals_for(half), 4)
    span = " … ".join(format_number(x, places, lang, signed) for x in (low, high))
    return format_number(mean, places, lang, signed), span
