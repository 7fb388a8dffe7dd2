"""What is asked becomes what is funded."""

import numpy as np

from simulation.declare.arrays import Floats


def fund(asked: float | Floats, default: float, share: Floats) -> Floats:
    """Value of a lever of which a share of what is asked beyond the default is paid.

    Parameters
    ----------
    asked
        Value that policy asks: one, or [z].
    default
        Value under current policy.
    share
        float64[1] or float64[z], 0 to 1.

    Returns
    -------
    float64
        [1] or [z]: exactly the default where the share is 0, exactly what is asked where it is 1.
    """
    return np.where(share < 1, default + share * (asked - default), asked)
