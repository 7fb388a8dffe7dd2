"""What every page of a study must hold to."""

import re
from html import unescape
from pathlib import Path

KINDS = ("svg", "png", "csv")


def visible_text(page: Path) -> str:
    """What a reader reads, pictures included."""
    html = page.read_text(encoding="utf-8")
    html = re.sub(r"<style.*?</style>|<path[^>]*>|<defs.*?</defs>", "", html, flags=re.S)
    return unescape(re.sub(r"<[^>]+>", "\n", html))


def assert_presentable(page: Path, lang: str) -> None:
    """One file without addresses elsewhere, every picture also apart, no part without content, no nan."""
    html, text = page.read_text(encoding="utf-8"), visible_text(page)
    assert f'<html lang="{lang}">' in html
    assert not re.search(r"(?:src|href|action)\s*=\s*[\"']\s*(?:https?:)?//", html) and "<script" not in html
    assert not re.search(r"\b(?:nan|NaN|None|inf|<NA>)\b", text), re.findall(r".*\b(?:nan|NaN|None|inf)\b.*", text)
    assert not re.search(r"[a-z]\{[a-z_]*\}|\{[a-z_]+\}", text)
    figures = page.parent / "figures"
    shown = set(re.findall(r'<svg[^>]*aria-labelledby="([a-z0-9_]+)-title', html))
    assert shown == {file.stem for file in figures.glob("*.svg")} if figures.exists() else not shown
    for name in shown:
        assert all((figures / f"{name}.{kind}").stat().st_size > 0 for kind in KINDS), name
    for part in re.findall(r"<section.*?</section>", html, flags=re.S):
        assert re.search(r"<(?:p|li|svg|table)\b", part), part[:200]
