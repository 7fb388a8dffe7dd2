"""Cars and vans, and what draws them to the plug."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from simulation.axes import INSIDE
from simulation.declare.inputs import Inputs, number, setting
from simulation.declare.tables import Key, Table


@dataclass(frozen=True, kw_only=True, eq=False)
class VehiclesInputs(Inputs):
    """The fleet at base and the zones it may no longer enter."""

    tables: ClassVar[tuple[Table, ...]] = (
        Table("vehicles", "Vehicles and zero-emission zones", (Key("zone", INSIDE),)),
    )
    cars: np.ndarray = number("vehicles.cars", "cars", "cars in use", 0, 1e6)
    vans: np.ndarray = number("vehicles.vans", "vans", "vans in use", 0, 1e6)
    ze_zone_start: np.ndarray = number(
        "vehicles.ze_zone_start", "year", "start of the zero-emission zone, empty if none", 2020, 2060, empty=True
    )  # nan if none
    bev_share: float = setting("bev_share", "share", "share of battery cars in the fleet at base", 0, 1)
    sector_vans_job: np.ndarray = number("sectors.vans_job", "vans/job", "vans per job", 0, 5)
    bev_sales_share: np.ndarray = number("exogenous.bev_sales_share", "share", "share of battery cars in sales", 0, 1)
