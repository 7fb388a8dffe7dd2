"""Parameters of the grid."""

from dataclasses import dataclass

from simulation.declare.parameters import Parameters, parameter

PROGRAMME = "Het Parool 2022-04: Amsterdam programme of 29 new and 12 extended stations to 2035, 1.4 billion EUR"


@dataclass(frozen=True, kw_only=True)
class GridParameters(Parameters):
    """Load, queue and reinforcement."""

    power_factor: float = parameter(0.95, unit="MW/MVA", low=0.8, high=1.0, source="assumption; common planning value")
    grid_loss_factor: float = parameter(
        1.03, unit="1", low=1.0, high=1.08, source="assumption; losses of 2 to 4 % on top of demand"
    )
    hv_limit: float = parameter(
        1.0, unit="share of rating", low=0.8, high=1.3, source="N-1 security: 100 % after an outage"
    )
    hv_participation: float = parameter(
        0.10, unit="MW/MW", low=0.0, high=0.5, source="assumption; a corridor matters if 10 % of a request flows there"
    )
    overload_tolerance: float = parameter(
        1.0, unit="share of firm capacity", low=1.0, high=1.2, source="assumption; short overload of transformers"
    )

    admission_limit: float = parameter(
        0.95,
        unit="share of firm capacity",
        low=0.7,
        high=1.1,
        source="assumption; the rest is kept for growth of small users",
    )
    planning_coincidence: float = parameter(
        0.1,
        unit="1",
        low=0.0,
        high=1.0,
        source="policy choice: 0 counts the expected use of a contract, 1 the whole contract",
    )
    contract_use: float = parameter(
        0.6,
        unit="share of contract",
        low=0.3,
        high=1.0,
        source="assumption; Flevoland-Gelderland 2022: 5,600 MW contracted against 3,350 MW available",
    )
    use_societal: float = parameter(0.7, unit="share of contract", low=0.1, high=1.0, source="assumption")
    use_softener: float = parameter(
        0.1, unit="share of contract", low=0.0, high=1.0, source="assumption; it relieves the station when busy"
    )
    use_business: float = parameter(0.7, unit="share of contract", low=0.1, high=1.0, source="assumption")
    use_data_centre: float = parameter(0.65, unit="share of contract", low=0.1, high=1.0, source="assumption")
    use_charging: float = parameter(0.5, unit="share of contract", low=0.1, high=1.0, source="assumption")
    use_heat: float = parameter(0.8, unit="share of contract", low=0.1, high=1.0, source="assumption")
    lead_months: int = parameter(6, unit="month", low=0, high=36, source="assumption; from admission to connection")
    renege_rate: float = parameter(
        0.004, unit="1/month", low=0.0, high=0.05, source="assumption; applicants who leave the queue"
    )
    ghost_share: float = parameter(
        0.25,
        unit="share of business requests",
        low=0.0,
        high=0.6,
        source="assumption; existence of duplicate requests: NH Nieuws 2024-02",
    )
    timed_share: float = parameter(
        0.3,
        unit="share of requests",
        low=0.0,
        high=1.0,
        source="assumption; applicants who can do with a time-based right",
    )
    timed_hours: float = parameter(
        0.85, unit="share of the year", low=0.5, high=1.0, source="TenneT, time-based right 2024: 85 % of the hours"
    )

    flex_cap: float = parameter(0.30, unit="share of peak", low=0.0, high=0.6, source="assumption; most that can move")
    flex_start: float = parameter(
        0.9, unit="share of firm capacity", low=0.5, high=1.2, source="assumption; load moves when the station is busy"
    )
    flex_shift_hours: int = parameter(4, unit="hour", low=0, high=12, source="assumption; buffers and thermal mass")

    planning_trigger: float = parameter(
        0.90, unit="share of firm capacity", low=0.5, high=1.2, source="assumption; divided by lever grid_invest"
    )
    planning_queue: float = parameter(
        0.7, unit="MW/MW", low=0.0, high=1.0, source="assumption; queue that the operator builds for"
    )
    planning_months: int = parameter(36, unit="month", low=0, high=120, source="assumption; extrapolation of the peak")
    corridor_trigger: float = parameter(
        0.9, unit="share of rating", low=0.5, high=1.2, source="assumption; N-1 loading that starts a new circuit"
    )
    pending_cap_mva: float = parameter(
        240.0, unit="MVA per station", low=40.0, high=800.0, source="assumption; times lever grid_invest"
    )
    station_project_mva: float = parameter(
        80.0, unit="MVA", low=20.0, high=320.0, source="standard transformer of 80 MVA (IJburg 2022, Solar Magazine)"
    )
    extension_mva: float = parameter(
        40.0, unit="MVA", low=10.0, high=160.0, source="Liander: Karperweg from 40 to 80 MVA (2019-2022)"
    )
    extension_share: float = parameter(
        0.4, unit="share of projects", low=0.0, high=1.0, source="assumption; the Amsterdam programme has 12 of 41"
    )
    permit_station_months: float = parameter(
        48.0,
        unit="month",
        low=12.0,
        high=144.0,
        source="Liander via Het Parool 2021-09: 4 to 6 years with the building",
    )
    permit_extension_months: float = parameter(
        24.0, unit="month", low=6.0, high=72.0, source="assumption; medium-voltage station 2 years"
    )
    permit_corridor_months: float = parameter(
        60.0, unit="month", low=12.0, high=144.0, source="assumption; between cable (1 year) and station (6 years)"
    )
    permit_spread: float = parameter(
        0.25, unit="log month", low=0.0, high=1.0, source="assumption; lognormal around the median"
    )
    labour_per_mva: float = parameter(
        45.0,
        unit="FTE-month/MVA",
        low=10.0,
        high=120.0,
        source="derived: " + PROGRAMME + " = 5,200 FTE-years on 2,800 MVA at 0.267 M EUR/FTE-year gives 22.5; "
        "medium-voltage cables behind it (ETM 690 EUR/kW on 70 % of capacity) give as much again",
    )
    labour_per_corridor_mva: float = parameter(
        1.5,
        unit="FTE-month/MVA",
        low=0.0,
        high=30.0,
        source="derived: 10 km of 150 kV cable at 2.5 M EUR/km for 250 MVA at 0.267 M EUR/FTE-year gives 4.5, of which "
        "a third by people of the region (assumption)",
    )
    capex_per_fte_year: float = parameter(
        0.267,
        unit="M EUR/FTE-year",
        low=0.05,
        high=1.0,
        source="derived: 8 billion EUR a year of investment over 30,000 people (cabinet; Netbeheer Nederland 2025)",
    )
    crew_months: float = parameter(
        12.0, unit="month", low=1.0, high=60.0, source="assumption; shortest building time of a project"
    )

    programme_new: int = parameter(29, unit="project", low=0, high=100, source=PROGRAMME)
    programme_extended: int = parameter(12, unit="project", low=0, high=100, source=PROGRAMME)
    programme_end_year: int = parameter(2035, unit="year", low=2025, high=2050, source=PROGRAMME)
    initial_queue_mw: float = parameter(
        150.0,
        unit="MW",
        low=0.0,
        high=1000.0,
        source="estimate: 266 requests in Amsterdam (Jan 2023), 210 in the Flevopolder (Oct 2023), less growth",
    )
    initial_request_mw: float = parameter(
        0.544, unit="MW", low=0.05, high=5.0, source="Netbeheer Nederland 2024: 5,116 MW in 9,396 requests"
    )
    initial_wait_months: int = parameter(
        18, unit="month", low=1, high=60, source="assumption; oldest request at the start"
    )

    lv_spare: float = parameter(
        0.25, unit="share of capacity", low=0.0, high=0.6, source="Energy Transition Model: default spare capacity"
    )
    lv_start: float = parameter(
        0.8, unit="share of capacity", low=0.3, high=1.2, source="assumption; load from which small users wait longer"
    )
    lv_range: float = parameter(
        0.4, unit="share of capacity", low=0.05, high=1.0, source="assumption; from the first delay to saturation"
    )
    lv_growth: float = parameter(
        0.35, unit="MVA/MVA", low=0.0, high=1.0, source="assumption; low-voltage capacity built with a station's"
    )
