"""What is remembered of heat in dwellings."""

from dataclasses import dataclass

from simulation.declare.arrays import Floats


@dataclass(kw_only=True)
class HeatState:
    """Dwellings and what heats them, always at true size.

    Axes: z zone inside the region, t tenure, c dwelling class, k heat technology.
    """

    dwellings: Floats  # [z, t, c, k]
    suitability: Floats  # [z, c] share of dwellings fit for low-temperature heat
    wish: Floats  # [z, t, c, k] gas-heated dwellings that want technology k this month
    new_homes: Floats  # [z] dwellings built this month
    gas_price: float  # as households remember it [EUR/m3]
    elec_price: float  # as households remember it [EUR/kWh]
    served: float = 1.0  # share of the wanted installation hours worked last month
