"""Nothing of a test reaches the user's own cache, and only tests of pages wait for pictures to be written."""

import pytest

from tests.experiments.studies.shortcuts import wait_for_no_disk, write_no_pictures


@pytest.fixture(autouse=True)
def own_cache(tmp_path, monkeypatch):
    """Speeds that are measured stay within the test."""
    monkeypatch.setenv("POLDERMODEL_CACHE", str(tmp_path / "cache"))
    wait_for_no_disk(monkeypatch)


@pytest.fixture
def no_pictures(monkeypatch):
    """Pictures are drawn but not written."""
    write_no_pictures(monkeypatch)
