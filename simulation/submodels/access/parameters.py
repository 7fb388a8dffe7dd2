"""Parameters of getting to work."""

from dataclasses import dataclass
from typing import ClassVar

from simulation.declare.parameters import Parameters, parameter


@dataclass(frozen=True, kw_only=True)
class AccessParameters(Parameters):
    """Time and money that a trip to work costs."""

    theme: ClassVar[str] = "search"

    value_of_time: float = parameter(
        11.0,
        nl="Waardering van reistijd",
        en="Value of travel time",
        unit="EUR/h",
        low=9.0,
        high=14.0,
        source="KiM: commuting 9.25-10.2 in prices of 2010",
    )
    mode_logsum: float = parameter(
        1.2,
        nl="Schaal van de vervoerwijzekeuze",
        en="Scale of the choice of mode",
        unit="EUR",
        low=0.3,
        high=3.0,
        source="assumption: scale of the choice of mode",
    )
    car_cost: float = parameter(
        0.20,
        nl="Variabele kosten van een auto",
        en="Variable cost of a car",
        unit="EUR/km",
        low=0.12,
        high=0.30,
        source="assumption: variable cost of a car",
    )
    pt_fare: float = parameter(
        0.16,
        nl="Afstandstarief van het openbaar vervoer",
        en="Distance fare of public transport",
        unit="EUR/km",
        low=0.10,
        high=0.25,
        source="assumption",
    )
    pt_boarding: float = parameter(
        1.0,
        nl="Opstaptarief van het openbaar vervoer",
        en="Boarding fare of public transport",
        unit="EUR",
        low=0.5,
        high=1.5,
        source="assumption",
    )
    pt_extra_poor: float = parameter(
        10.0,
        nl="Extra reistijd bij vervoersarmoede",
        en="Extra travel time for the transport-poor",
        unit="minute",
        low=0.0,
        high=30.0,
        source="assumption: extra for the transport-poor",
    )
    bike_effort: float = parameter(
        1.25,
        nl="Gewicht van reistijd op de fiets",
        en="Weight of travel time by bicycle",
        unit="1",
        low=1.0,
        high=2.0,
        source="assumption: time on a bicycle weighs more",
    )
