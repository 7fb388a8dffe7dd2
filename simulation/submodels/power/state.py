"""What is remembered of electricity use."""

from dataclasses import dataclass

from simulation.declare.arrays import Floats


@dataclass(kw_only=True)
class ElectricityState:
    """Electricity use now; never sampled, so always at true size.

    Axes: z zone inside the region, l load class, s station.
    """

    energy_mwh: Floats  # [z, l] electricity a year now, not counting `station_mwh` [MWh]
    station_mwh: Floats  # [s, l] of large new connections, known by station [MWh]
    small_mwh: Floats  # [z, l] of firms that left fossil energy on the connection they had; in `energy_mwh`
    kw_job: Floats  # [sector] contracted power per job [kW]
    activity: Floats  # [z, l] power of all jobs at the start [kW], by load class of the sector
