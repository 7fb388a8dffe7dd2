"""Lists of scenarios, levers, indicators and parameters, as tables or JSON."""

import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from experiments.numbers import format_number, significant_decimals
from experiments.words import Words

if TYPE_CHECKING:
    from calibration.validate import Finding

WIDE = 150  # characters of a table when stdout is not a terminal


def show_scenarios(as_json: bool, lang: str) -> None:
    """Shipped scenarios and shocks."""
    from scenarios.catalogue import list_scenarios

    rows = list_scenarios()
    if as_json:
        return _print_json(rows)
    words = Words(lang)
    print_table(
        words,
        ("name", "kind", "title", "description"),
        [(r["name"], r["kind"], r["title"][lang], r["description"][lang]) for r in rows],
    )


def show_levers(as_json: bool, lang: str) -> None:
    """Policy levers."""
    from scenarios.catalogue import list_levers
    from simulation.levers import LEVERS

    if as_json:
        return _print_json(list_levers())
    rows = [
        (
            lever.name,
            lever.nl if lang == "nl" else lever.en,
            lever.unit,
            f"{lever.low:g} - {lever.high:g}",
            _default(lever.default),
            lever.source,
        )
        for lever in LEVERS.values()
    ]
    print_table(Words(lang), ("name", "meaning", "unit", "range", "default", "source"), rows)


def show_indicators(as_json: bool, lang: str) -> None:
    """What is measured."""
    from scenarios.catalogue import list_indicators
    from simulation.indicators import BY_NAME

    if as_json:
        return _print_json(list_indicators())
    words = Words(lang)
    rows = [(i.name, i.label(lang), words.unit(i.unit), i.meaning, i.note(lang)) for i in BY_NAME.values()]
    print_table(words, ("name", "label", "unit", "meaning", "uncertain"), rows)


def show_parameters(as_json: bool, lang: str) -> None:
    """Parameters of the model; what they rest on is said in English."""
    from scenarios.catalogue import list_parameters

    rows = list_parameters()
    if as_json:
        return _print_json(rows)
    print_table(
        words := Words(lang),
        ("name", "label", "theme", "default", "unit", "range", "source"),
        [
            (
                r["name"],
                r[lang],
                r["theme"],
                f"{r['default']:g}",
                words.unit(r["unit"]),
                f"{r['low']:g} - {r['high']:g}",
                r["source"],
            )
            for r in rows
        ],
    )


def show_findings(findings: Sequence["Finding"], words: Words) -> None:
    """Known figures beside what the model gives."""
    rows = []
    for f in findings:
        verdict = words("command.inside" if f.inside else "command.outside")
        low, high = (_plain(v, words.lang) for v in (f.target.low, f.target.high))
        mean = format_number(f.mean, max(0, significant_decimals(f.target.high - f.target.low)), words.lang)
        label, unit = f.target.label[words.lang], f.target.unit[words.lang]
        rows.append((label, unit, f"{low} … {high}", mean, verdict, words(f"confidence.{f.target.confidence}")))
    print_table(words, ("label", "unit", "band", "model", "verdict", "confidence"), rows)
    click.echo(words("command.validate", n=sum(f.inside for f in findings), total=len(findings)))


def _plain(value: float, lang: str) -> str:
    """A figure from a file with the digits it has there."""
    text = f"{value:g}"
    return format_number(value, len(text.partition(".")[2]), lang)


def _default(default: float | tuple[tuple[str, float], ...]) -> str:
    if isinstance(default, tuple):
        return ", ".join(f"{value:g} ({month})" for month, value in default)
    return f"{default:g}"


def _print_json(document: Any) -> None:
    click.echo(json.dumps(document, indent=1, ensure_ascii=False))


def print_table(words: Words, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows under column names of the word list."""
    from rich.console import Console
    from rich.table import Table

    table = Table(*(words(f"list.{name}") for name in columns), box=None, header_style="bold", pad_edge=False)
    for row in rows:
        table.add_row(*map(str, row))
    Console(width=None if sys.stdout.isatty() else WIDE, highlight=False).print(table)
