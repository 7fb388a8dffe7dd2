"""What is remembered of cars and vans."""

from dataclasses import dataclass

from simulation.declare.arrays import Bools, Floats


@dataclass(kw_only=True)
class VehicleState:
    """Cars and vans, always at true size (`z` zones inside the region)."""

    bev_share: Floats  # [z] battery share of the cars
    ev_mwh: Floats  # [z, 2] charging added since the start: regular, smart [MWh]
    van_ze: Floats  # [z] zero-emission share of the vans
    ze_active: Bools  # [z] zones with a zero-emission rule now
    ze_trips: Floats  # [all zones] share of van trips that end in such a zone
    ze_rules: Floats  # [all zones] number of different rules met, at least 1
    chargers: float = 0.0  # chargers wanted this month
