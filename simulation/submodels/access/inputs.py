"""Time, distance and cost of getting to work."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from simulation.axes import MODES, ZONES
from simulation.declare.inputs import Inputs, block, number
from simulation.declare.tables import Column, Key, Table

JOURNEY = (Key("from", ZONES, "zone of residence"), Key("to", ZONES, "zone of work"))


@dataclass(frozen=True, kw_only=True, eq=False)
class AccessInputs(Inputs):
    """Journeys between zones, and the commuters of today, which the model is compared with and never copies."""

    tables: ClassVar[tuple[Table, ...]] = (
        Table("travel", "Door-to-door travel, one way, without congestion", JOURNEY),
        Table(
            "commuting",
            "Commuters between zones",
            JOURNEY,
            (
                Column("jobs_2014", "employee jobs", "employee jobs, December 2014", 0, 1e6, whole=True),
                Column(
                    "estimate_2021",
                    "employee jobs",
                    "2014 raised by the growth at the destination",
                    0,
                    1e6,
                    whole=True,
                ),
            ),
            complete=False,
        ),
    )
    minutes: np.ndarray = block("travel", MODES, "minute", "time, @_min", 0, 1000, column="@_min", first=True)
    km: np.ndarray = block("travel", MODES, "km", "distance, @_km", 0, 500, column="@_km", first=True)
    commuters: np.ndarray = number(
        "commuting.commuters",
        "persons",
        "commuters at base, adding up to employed residents and to jobs",
        0,
        1e6,
    )
    parking_eur: np.ndarray = number("zones.parking_eur", "EUR/day", "cost of parking a day at work", 0, 60)
    mode_constant_eur: np.ndarray = block(
        "zones",
        MODES,
        "EUR",
        "added to the cost of a one-way trip by @, by home",
        -20,
        20,
        column="@_constant_eur",
        first=True,
    )
