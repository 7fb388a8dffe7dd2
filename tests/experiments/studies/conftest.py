"""Nothing of a test reaches the user's own cache, and only tests of pages wait for pictures to be written."""

import os

import pytest

from experiments.figures.style import Picture


@pytest.fixture(autouse=True)
def own_cache(tmp_path, monkeypatch):
    """Speeds that are measured stay within the test, and thousands of made-up runs need not be safe from power cuts."""
    monkeypatch.setenv("POLDERMODEL_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(os, "fsync", lambda file: None)


@pytest.fixture
def no_pictures(monkeypatch):
    """Pictures are drawn but not written."""
    monkeypatch.setattr(Picture, "save", lambda self, folder: None)
    monkeypatch.setattr(Picture, "svg", lambda self: "<svg></svg>")
