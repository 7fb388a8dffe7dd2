"""All modifiers, gathered from the submodels whose quantities they change."""

import numpy as np

from simulation.declare.arrays import Floats
from simulation.declare.modifiers import Modifier
from simulation.submodels import gather

MODIFIERS: dict[str, Modifier] = {each.name: each for room in gather("modifiers").values() for each in room.MODIFIERS}


def apply(modifier: Modifier, value: float | Floats, written: Floats) -> Floats:
    """Change a quantity by what is written, row by row.

    Parameters
    ----------
    modifier
        Says in which form.
    value
        One number for all, or an array whose first axis is that of `written`.
    written
        float64[n].

    Returns
    -------
    float64
        [n], or the shape of `value`.
    """
    change = written.reshape(-1, *[1] * (np.ndim(value) - 1))
    return np.asarray(value + change if modifier.form == "add" else value * change)
