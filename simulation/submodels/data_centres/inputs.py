"""Sites of data centres."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from simulation.axes import STATIONS, ZONES
from simulation.declare.inputs import Inputs, flag, number, position
from simulation.declare.tables import Column, Key, Table


@dataclass(frozen=True, kw_only=True, eq=False)
class DataCentresInputs(Inputs):
    """Sites and what they contracted at base."""

    tables: ClassVar[tuple[Table, ...]] = (
        Table(
            "data_centres",
            "Data-centre sites; 0 MVA marks a candidate site",
            (Key("site", meaning="identifier"),),
            (Column("station", "-", "station of stations.csv", among=STATIONS),),
        ),
    )
    dc_zone: np.ndarray = position("data_centres.zone", ZONES)
    dc_mva: np.ndarray = number("data_centres.mva", "MVA", "contracted", 0, 2000)
    dc_core: np.ndarray = flag("data_centres.core", "1 in one of the two core clusters")
