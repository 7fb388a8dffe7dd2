"""Parameters of cars and vans."""

from dataclasses import dataclass
from typing import ClassVar

from simulation.declare.parameters import Parameters, parameter


@dataclass(frozen=True, kw_only=True)
class VehicleParameters(Parameters):
    """Battery cars, their charging and zero-emission vans."""

    theme: ClassVar[str] = "mobility"

    car_life: float = parameter(15.0, unit="year", low=8.0, high=22.0, source="assumption: fleet turnover 1/15 a year")
    car_mwh: float = parameter(
        2.47,
        unit="MWh/year",
        low=1.5,
        high=4.0,
        source="Energy Transition Model, municipal data 2023",
    )
    smart_start: float = parameter(
        0.10,
        unit="share of new cars",
        low=0.0,
        high=1.0,
        source="assumption: new cars that charge outside the peak",
    )
    smart_growth: float = parameter(
        0.03,
        unit="1/year",
        low=0.0,
        high=0.1,
        source="assumption: growth of that share of new cars",
    )
    charger_share: float = parameter(
        0.35,
        unit="charger/car",
        low=0.1,
        high=1.0,
        source="assumption: chargers that installers place per new car",
    )
    charger_hours: float = parameter(10.0, unit="hour/charger", low=4.0, high=24.0, source="assumption")
    charger_brake: float = parameter(
        0.5,
        unit="share of sales",
        low=0.0,
        high=1.0,
        source="assumption: sales lost where no charger can be placed at all",
    )
    van_hazard: float = parameter(
        0.003,
        unit="1/month",
        low=0.0005,
        high=0.02,
        source="assumption: replacement of a van by an electric one",
    )
    van_zone_effect: float = parameter(
        2.5,
        unit="1",
        low=0.0,
        high=10.0,
        source="assumption: raise of that hazard if all trips go to zones",
    )
    rule_friction: float = parameter(
        0.5,
        unit="1",
        low=0.0,
        high=2.0,
        source="assumption: brake of each further local rule",
    )
    trip_decay: float = parameter(25.0, unit="km", low=10.0, high=60.0, source="assumption: decay of van trips")
    rule_share: float = parameter(
        0.02,
        unit="share of trips",
        low=0.0,
        high=0.2,
        source="assumption: a zone's rule counts from this share",
    )
    van_mwh: float = parameter(
        5.0,
        unit="MWh/year",
        low=2.0,
        high=10.0,
        source="assumption: 20,000 km a year at 0.25 kWh",
    )
    depot_vans: float = parameter(
        10.0,
        unit="vans",
        low=5.0,
        high=50.0,
        source="assumption: firms with more vans charge at a depot",
    )
    depot_share: float = parameter(
        0.2,
        unit="share of vans",
        low=0.05,
        high=0.9,
        source="assumption: electric share at which the depot is asked for",
    )
    depot_kw: float = parameter(
        5.5,
        unit="kW/van",
        low=2.0,
        high=22.0,
        source="assumption: 11 kW points, half of them at once",
    )
    zone_scope_year: float = parameter(
        2026.0,
        unit="year",
        low=2022.0,
        high=2040.0,
        source="assumption: earliest start of zones beyond those announced",
    )
