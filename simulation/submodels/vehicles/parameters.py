"""Parameters of cars and vans."""

from dataclasses import dataclass
from typing import ClassVar

from simulation.declare.parameters import Parameters, parameter


@dataclass(frozen=True, kw_only=True)
class VehicleParameters(Parameters):
    """Battery cars, their charging and zero-emission vans."""

    theme: ClassVar[str] = "mobility"

    car_life: float = parameter(
        15.0,
        nl="Levensduur van een auto",
        en="Life of a car",
        unit="year",
        low=8.0,
        high=22.0,
        source="assumption: fleet turnover 1/15 a year",
    )
    car_mwh: float = parameter(
        2.47,
        nl="Stroomgebruik van een elektrische auto",
        en="Electricity use of a battery car",
        unit="MWh/year",
        low=1.5,
        high=4.0,
        source="Energy Transition Model, municipal data 2023",
    )
    smart_start: float = parameter(
        0.10,
        nl="Aandeel slim ladende nieuwe auto's bij de start",
        en="Share of smart-charging new cars at the start",
        unit="share of new cars",
        low=0.0,
        high=1.0,
        source="assumption: new cars that charge outside the peak",
    )
    smart_growth: float = parameter(
        0.03,
        nl="Groei van slim laden",
        en="Growth of smart charging",
        unit="1/year",
        low=0.0,
        high=0.1,
        source="assumption: growth of that share of new cars",
    )
    charger_share: float = parameter(
        0.35,
        nl="Laadpunten per nieuwe elektrische auto",
        en="Chargers per new battery car",
        unit="charger/car",
        low=0.1,
        high=1.0,
        source="assumption: chargers that installers place per new car",
    )
    charger_hours: float = parameter(
        10.0,
        nl="Installatietijd van een laadpunt",
        en="Installation time of a charger",
        unit="hour/charger",
        low=4.0,
        high=24.0,
        source="assumption",
    )
    charger_brake: float = parameter(
        0.5,
        nl="Verkoopverlies zonder laadpunten",
        en="Sales lost without chargers",
        unit="share of sales",
        low=0.0,
        high=1.0,
        source="assumption: sales lost where no charger can be placed at all",
    )
    van_hazard: float = parameter(
        0.003,
        nl="Kans op vervanging door een elektrische bestelauto",
        en="Chance of replacement by an electric van",
        unit="1/month",
        low=0.0005,
        high=0.02,
        source="assumption: replacement of a van by an electric one",
    )
    van_zone_effect: float = parameter(
        2.5,
        nl="Effect van zero-emissiezones op elektrische bestelauto's",
        en="Effect of zero-emission zones on electric vans",
        unit="1",
        low=0.0,
        high=10.0,
        source="assumption: raise of that hazard if all trips go to zones",
    )
    rule_friction: float = parameter(
        0.5,
        nl="Rem van lokale regels op elektrische bestelauto's",
        en="Brake of local rules on electric vans",
        unit="1",
        low=0.0,
        high=2.0,
        source="assumption: brake of each further local rule",
    )
    trip_decay: float = parameter(
        25.0,
        nl="Afstandsverval van ritten met bestelauto's",
        en="Distance decay of van trips",
        unit="km",
        low=10.0,
        high=60.0,
        source="assumption: decay of van trips",
    )
    rule_share: float = parameter(
        0.02,
        nl="Ritaandeel waarbij de regel van een zone telt",
        en="Trip share from which a zone's rule counts",
        unit="share of trips",
        low=0.0,
        high=0.2,
        source="assumption: a zone's rule counts from this share",
    )
    van_mwh: float = parameter(
        5.0,
        nl="Stroomgebruik van een elektrische bestelauto",
        en="Electricity use of an electric van",
        unit="MWh/year",
        low=2.0,
        high=10.0,
        source="assumption: 20,000 km a year at 0.25 kWh",
    )
    depot_vans: float = parameter(
        10.0,
        nl="Wagenpark waarboven bestelauto's op een depot laden",
        en="Fleet size above which vans charge at depots",
        unit="vans",
        low=5.0,
        high=50.0,
        source="assumption: firms with more vans charge at a depot",
    )
    depot_share: float = parameter(
        0.2,
        nl="Elektrisch aandeel waarbij een depot vermogen vraagt",
        en="Electric share at which depots ask for power",
        unit="share of vans",
        low=0.05,
        high=0.9,
        source="assumption: electric share at which the depot is asked for",
    )
    depot_kw: float = parameter(
        5.5,
        nl="Laadvermogen op een depot",
        en="Charging power at a depot",
        unit="kW/van",
        low=2.0,
        high=22.0,
        source="assumption: 11 kW points, half of them at once",
    )
    zone_scope_year: float = parameter(
        2026.0,
        nl="Eerste jaar van niet-aangekondigde zero-emissiezones",
        en="First year of unannounced zero-emission zones",
        unit="year",
        low=2022.0,
        high=2040.0,
        source="assumption: earliest start of zones beyond those announced",
    )
