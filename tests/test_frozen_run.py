"""Results do not move unless somebody says so."""

import pytest

from tests.frozen_run import RUNS, live_through, moved, sums


@pytest.mark.parametrize("name", RUNS)
def test_results_are_those_kept(name: str) -> None:
    lines = moved(name, sums(live_through(name)))
    assert not lines, "\n".join(
        [
            f"{len(lines)} indicators moved; if that is meant, `python -m tests.frozen_run --renew`,",
            "and say why in CHANGELOG.md:",
            *lines,
        ]
    )


def test_a_move_is_told_with_its_size() -> None:
    kept = sums(live_through("toy"))
    other = kept | {"zones.jobs": [1.01 * kept["zones.jobs"][0], 0.0], "zones.persons": [kept["zones.persons"][0], 0.0]}
    lines = moved("toy", other)
    assert len(lines) == 2 and "zones.jobs" in lines[0] and "(+1 %)" in lines[0]
    assert "zones.persons" in lines[1] and "other places" in lines[1]
