"""The report: one file, no network, both languages, no claim from one seed."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from experiments.headline import clear_effects, headline_rows
from experiments.report import render_report, write_report
from experiments.words import Words
from simulation.runs.results import Results

VOID = {"meta", "br", "hr", "img", "input", "link", "use", "path", "image"}


class Balanced(HTMLParser):
    """Checks that every element that opens closes, and collects addresses."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.addresses: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href", "xlink:href", "action")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href", "xlink:href")]

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open.pop() == tag


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_report_needs_no_network(results, lang):
    text = render_report(results, [], Words(lang))
    page = Balanced()
    page.feed(text)
    assert page.open == [] and f'<html lang="{lang}">' in text
    assert page.addresses and all(address.startswith("#") for address in page.addresses)
    assert "<script" not in text and "@import" not in text and not re.search(r"url\(\s*['\"]?http", text)


@pytest.mark.slow
def test_a_whole_report_holds_its_pictures(results):
    path = write_report(results, "nl")
    text = path.read_text(encoding="utf-8")
    page = Balanced()
    page.feed(text)
    assert all(address.startswith("#") for address in page.addresses)
    assert text.count("<svg") >= 14
    assert len(list((results.folder / "figures").glob("*.png"))) == text.count("<svg")


def test_texts_of_users_cannot_break_the_page(results):
    manifest = {**results.manifest, "scenarios": [dict(s) for s in results.manifest["scenarios"]]}
    manifest["scenarios"][1]["title"] = {"nl": "<b>& Co", "en": "<b>& Co"}
    page = render_report(replace(results, manifest=manifest), [], Words("nl"))
    assert "<b>" not in page and "&lt;b&gt;&amp; Co" in page


def test_one_seed_claims_nothing(one_run):
    text = render_report(one_run, [], Words("nl"))
    assert Words("nl")("caution.one_seed")[:30] in text and "…" not in re.sub(
        r"<style.*?</style>", "", text, flags=re.S
    )


def test_headlines_tell_clear_from_unclear(results):
    words = Words("en")
    rows = headline_rows(results, 2040, words)
    by_name = {row.indicator.name: row for row in rows}
    assert by_name["unemployment_rate"].differences["skills_first"].verdict == "better"
    assert by_name["queue_mw"].differences["grid_first"].verdict == "better"
    assert by_name["queue_mw"].differences["skills_first"].verdict in ("unclear", "worse", "better")
    clear, unclear = clear_effects(rows, "grid_first", words)
    assert any(line.startswith("Queue: −") and "MW" in line for line in clear)
    assert len(clear) + len(unclear) == len(rows)


def test_an_incomplete_comparison_pairs_what_it_can(results):
    manifest = {
        **results.manifest,
        "runs": [r for r in results.manifest["runs"] if (r["scenario"], r["seed"]) != ("grid_first", 2)],
    }
    partial = Results(results.folder, manifest)
    assert partial.seeds == [1, 3, 4]
    assert "1 toevalsreeksen zijn niet voor elk scenario klaar" in render_report(partial, [], Words("nl"))
