"""Pages: one HTML file each with everything in it, no network needed."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import jinja2
import numpy as np
import pandas as pd
from markupsafe import Markup

from experiments.figures.style import Picture
from experiments.numbers import format_number, significant_decimals
from experiments.words import Words
from simulation.runs.results import write_atomically

MOST_TABLE_ROWS = 400
REPORT = "report.html"


@dataclass(frozen=True)
class Section:
    """One part of a page, its parts in this order.

    Attributes
    ----------
    title
        Heading.
    lines
        Paragraphs.
    points
        A list.
    tables
        With a caption each; numbers are written with three significant digits.
    pictures
        Also saved apart.
    """

    title: str
    lines: Sequence[str] = ()
    points: Sequence[str] = ()
    tables: Sequence[tuple[str, pd.DataFrame]] = ()
    pictures: Sequence[Picture] = ()


def write_page(
    folder: Path, title: str, lead: Sequence[str], notes: Sequence[str], sections: Sequence[Section], words: Words
) -> Path:
    """Save all pictures into ``figures/`` and write ``report.html``.

    Parameters
    ----------
    folder
        Where.
    title, lead
        Head of the page.
    notes
        Warnings, before everything else.
    sections
        Parts; those without anything are left out.
    words
        Language.
    """
    for section in sections:
        for picture in section.pictures:
            picture.save(folder / "figures")
    filled = [s for s in sections if s.lines or s.points or s.tables or s.pictures]
    text = template("study.html.j2").render(
        t=words,
        lang=words.lang,
        title=title,
        lead=lead,
        notes=notes,
        sections=[_rendered(section, words) for section in filled],
    )
    path = folder / REPORT
    write_atomically(path, lambda p: p.write_text(text, encoding="utf-8"))
    return path


@cache
def template(name: str) -> jinja2.Template:
    """Return a template of this folder; a place that is not filled is an error."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("experiments", "."),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    return environment.get_template(name)


def html_table(table: pd.DataFrame, words: Words, most: int = MOST_TABLE_ROWS) -> Markup:
    """Write a table with three significant digits; one that is too long is in the CSV only."""
    if len(table) > most:
        return Markup("")

    def text(value: object) -> str:
        if isinstance(value, (float, np.floating)):
            return format_number(float(value), max(0, min(significant_decimals(float(value), 3), 3)), words.lang)
        return str(value)

    return Markup(table.map(text).to_html(index=False, border=0, classes="numbers"))


def _rendered(section: Section, words: Words) -> dict[str, object]:
    return {
        "title": section.title,
        "lines": section.lines,
        "points": section.points,
        "tables": [(caption, html_table(table, words)) for caption, table in section.tables],
        "pictures": [(p, Markup(p.svg()), html_table(p.table, words)) for p in section.pictures],
    }
