"""Settings for all tests; starts of runs are kept for one test session, not in the user's cache."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from simulation.runs import cache

settings.register_profile("poldermodel", deadline=None)  # a first call may compile a kernel
settings.load_profile("poldermodel")


@pytest.fixture(scope="session", autouse=True)
def session_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """All processes of a test session share their starts."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(cache.ENVIRONMENT, str(shared / "starts"))
        yield
