"""With some dozens of cases a clear pattern is still found: peeling does not stop where two or three cases look odd."""

import numpy as np
import pandas as pd

from experiments.methods.discovery import find_boxes

N = 120


def test_a_clear_pattern_in_few_cases_is_found():
    """Seed 2 of a smooth boundary, where peels of a twentieth stopped halfway without a box."""
    rng = np.random.default_rng(2)
    factors = pd.DataFrame({name: (rng.permutation(N) + 0.5) / N for name in ("cycle", "contacts")})
    score = factors["cycle"] + 0.35 * np.maximum(0, factors["contacts"] - 0.2) + 0.08 * rng.standard_normal(N)
    found = find_boxes(factors, (score < 0.45).to_numpy(), least_mass=0.05, least_density=0.7, most_boxes=1)
    assert found.verdict == "found"
    assert "cycle" in {limit.factor for limit in found.boxes[0].limits}
    assert found.boxes[0].coverage > 0.7
