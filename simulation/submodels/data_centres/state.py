"""What is remembered of data centres."""

from dataclasses import dataclass

from simulation.declare.arrays import Floats


@dataclass(kw_only=True)
class DataCentreState:
    """Data centres, always at true size (`z` zones inside the region)."""

    new_mva: Floats  # [z] connected since the start
