"""Parameters under one flat name."""

from collections import Counter

import pytest

from simulation.declare.parameters import ParameterError
from simulation.parameters import ParameterSet

DECLARED = ParameterSet.declarations()


def test_names_are_unique_over_all_themes():
    """A scenario names a parameter without its theme."""
    assert [name for name, count in Counter(entry.name for entry in DECLARED).items() if count > 1] == []


@pytest.mark.parametrize("entry", DECLARED, ids=lambda entry: entry.name)
def test_a_default_moves_within_its_range(entry):
    """Each parameter is reached by its name; both ends of the range are allowed, beyond them not."""
    for value in (entry.low, entry.high, entry.default):
        allowed = int(value) if isinstance(entry.default, int) else value
        if entry.low <= allowed <= entry.high:
            changed = ParameterSet().with_values({entry.name: allowed})
            assert changed.flat() == {**ParameterSet().flat(), entry.name: allowed}
            assert type(changed.flat()[entry.name]) is type(entry.default)
    with pytest.raises(ParameterError, match=entry.name):
        ParameterSet().with_values({entry.name: entry.high + 1 + abs(entry.high)})


def test_unknown_names_and_bad_values_come_together():
    """All problems at once, the nearest known name with each unknown one."""
    known = DECLARED[0]
    with pytest.raises(ParameterError) as caught:
        ParameterSet().with_values({f"{known.name}x": 1.0, known.name: float("nan")})
    assert len(caught.value.problems) == 2
    assert f"did you mean {known.name}?" in str(caught.value)


def test_whole_numbers_stay_whole():
    """A count given as 3.0 is 3; 2.5 is refused."""
    counts = [entry for entry in DECLARED if isinstance(entry.default, int)]
    for entry in counts:
        assert type(ParameterSet().with_values({entry.name: float(entry.default)}).flat()[entry.name]) is int
        with pytest.raises(ParameterError, match="whole number"):
            ParameterSet().with_values({entry.name: entry.low + 0.5})
