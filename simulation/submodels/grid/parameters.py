"""Parameters of the grid."""

from dataclasses import dataclass

from simulation.declare.parameters import Parameters, parameter

PROGRAMME = "Het Parool 2022-04: Amsterdam programme of 29 new and 12 extended stations to 2035, 1.4 billion EUR"


@dataclass(frozen=True, kw_only=True)
class GridParameters(Parameters):
    """Load, queue and reinforcement."""

    power_factor: float = parameter(
        0.95,
        nl="Arbeidsfactor van het net",
        en="Power factor of the grid",
        unit="MW/MVA",
        low=0.8,
        high=1.0,
        source="assumption; common planning value",
    )
    grid_loss_factor: float = parameter(
        1.03,
        nl="Opslag voor netverliezen",
        en="Allowance for grid losses",
        unit="1",
        low=1.0,
        high=1.08,
        source="assumption; losses of 2 to 4 % on top of demand",
    )
    hv_limit: float = parameter(
        1.0,
        nl="Hoogste belasting van hoogspanning na uitval",
        en="Highest high-voltage loading after an outage",
        unit="share of rating",
        low=0.8,
        high=1.3,
        source="N-1 security: 100 % after an outage",
    )
    hv_participation: float = parameter(
        0.10,
        nl="Stroomaandeel waarbij een verbinding meetelt",
        en="Flow share from which a corridor counts",
        unit="MW/MW",
        low=0.0,
        high=0.5,
        source="assumption; a corridor matters if 10 % of a request flows there",
    )
    overload_tolerance: float = parameter(
        1.0,
        nl="Toegestane overbelasting van stations",
        en="Overload tolerated at stations",
        unit="share of firm capacity",
        low=1.0,
        high=1.2,
        source="assumption; short overload of transformers",
    )

    admission_limit: float = parameter(
        0.95,
        nl="Hoogste stationsbelasting bij toelating uit de wachtrij",
        en="Highest station loading for admission from the queue",
        unit="share of firm capacity",
        low=0.7,
        high=1.1,
        source="assumption; the rest is kept for growth of small users",
    )
    planning_coincidence: float = parameter(
        0.1,
        nl="Gelijktijdigheid van contracten in de planning",
        en="Coincidence of contracts in planning",
        unit="1",
        low=0.0,
        high=1.0,
        source="policy choice: 0 counts the expected use of a contract, 1 the whole contract",
    )
    contract_use: float = parameter(
        0.6,
        nl="Benutting van bestaande contracten",
        en="Use of existing contracts",
        unit="share of contract",
        low=0.3,
        high=1.0,
        source="assumption; Flevoland-Gelderland 2022: 5,600 MW contracted against 3,350 MW available",
    )
    use_societal: float = parameter(
        0.7,
        nl="Verwachte contractbenutting, maatschappelijk",
        en="Expected contract use, societal",
        unit="share of contract",
        low=0.1,
        high=1.0,
        source="assumption",
    )
    use_softener: float = parameter(
        0.1,
        nl="Verwachte contractbenutting, congestieverzachters",
        en="Expected contract use, congestion softeners",
        unit="share of contract",
        low=0.0,
        high=1.0,
        source="assumption; it relieves the station when busy",
    )
    use_business: float = parameter(
        0.7,
        nl="Verwachte contractbenutting, bedrijven",
        en="Expected contract use, firms",
        unit="share of contract",
        low=0.1,
        high=1.0,
        source="assumption",
    )
    use_data_centre: float = parameter(
        0.65,
        nl="Verwachte contractbenutting, datacenters",
        en="Expected contract use, data centres",
        unit="share of contract",
        low=0.1,
        high=1.0,
        source="assumption",
    )
    use_charging: float = parameter(
        0.5,
        nl="Verwachte contractbenutting, laden",
        en="Expected contract use, charging",
        unit="share of contract",
        low=0.1,
        high=1.0,
        source="assumption",
    )
    use_heat: float = parameter(
        0.8,
        nl="Verwachte contractbenutting, collectieve warmte",
        en="Expected contract use, collective heat",
        unit="share of contract",
        low=0.1,
        high=1.0,
        source="assumption",
    )
    lead_months: int = parameter(
        6,
        nl="Tijd van toelating tot aansluiting",
        en="Time from admission to connection",
        unit="month",
        low=0,
        high=36,
        source="assumption; from admission to connection",
    )
    renege_rate: float = parameter(
        0.004,
        nl="Kans dat een aanvrager de wachtrij verlaat",
        en="Chance that an applicant leaves the queue",
        unit="1/month",
        low=0.0,
        high=0.05,
        source="assumption; applicants who leave the queue",
    )
    ghost_share: float = parameter(
        0.25,
        nl="Aandeel spookaanvragen van bedrijven",
        en="Share of ghost requests by firms",
        unit="share of business requests",
        low=0.0,
        high=0.6,
        source="assumption; existence of duplicate requests: NH Nieuws 2024-02",
    )
    timed_share: float = parameter(
        0.3,
        nl="Aanvragers voor wie een tijdsgebonden recht volstaat",
        en="Applicants content with a time-based right",
        unit="share of requests",
        low=0.0,
        high=1.0,
        source="assumption; applicants who can do with a time-based right",
    )
    timed_hours: float = parameter(
        0.85,
        nl="Deel van het jaar met tijdsgebonden recht",
        en="Part of the year with a time-based right",
        unit="share of the year",
        low=0.5,
        high=1.0,
        source="TenneT, time-based right 2024: 85 % of the hours",
    )

    flex_cap: float = parameter(
        0.30,
        nl="Grootste verschuifbare deel van de piek",
        en="Largest part of the peak that can move",
        unit="share of peak",
        low=0.0,
        high=0.6,
        source="assumption; most that can move",
    )
    flex_start: float = parameter(
        0.9,
        nl="Stationsbelasting waarbij flexibel gebruik begint",
        en="Station loading at which flexible use starts",
        unit="share of firm capacity",
        low=0.5,
        high=1.2,
        source="assumption; load moves when the station is busy",
    )
    flex_shift_hours: int = parameter(
        4,
        nl="Langste verschuiving van flexibel gebruik",
        en="Longest shift of flexible use",
        unit="hour",
        low=0,
        high=12,
        source="assumption; buffers and thermal mass",
    )

    planning_trigger: float = parameter(
        0.90,
        nl="Stationsbelasting die een uitbreiding start",
        en="Station loading that starts a reinforcement",
        unit="share of firm capacity",
        low=0.5,
        high=1.2,
        source="assumption; divided by lever grid_invest",
    )
    planning_queue: float = parameter(
        0.7,
        nl="Deel van de wachtrij waarvoor wordt gebouwd",
        en="Part of the queue that is built for",
        unit="MW/MW",
        low=0.0,
        high=1.0,
        source="assumption; queue that the operator builds for",
    )
    planning_months: int = parameter(
        36,
        nl="Planningshorizon van de netbeheerder",
        en="Planning horizon of the grid operator",
        unit="month",
        low=0,
        high=120,
        source="assumption; extrapolation of the peak",
    )
    corridor_trigger: float = parameter(
        0.9,
        nl="N-1-belasting die een nieuw circuit start",
        en="N-1 loading that starts a new circuit",
        unit="share of rating",
        low=0.5,
        high=1.2,
        source="assumption; N-1 loading that starts a new circuit",
    )
    pending_cap_mva: float = parameter(
        240.0,
        nl="Grootste lopende uitbreiding van een station",
        en="Largest pending reinforcement of a station",
        unit="MVA per station",
        low=40.0,
        high=800.0,
        source="assumption; times lever grid_invest",
    )
    station_project_mva: float = parameter(
        80.0,
        nl="Omvang van een nieuw station",
        en="Size of a new station",
        unit="MVA",
        low=20.0,
        high=320.0,
        source="standard transformer of 80 MVA (IJburg 2022, Solar Magazine)",
    )
    extension_mva: float = parameter(
        40.0,
        nl="Omvang van een uitbreiding op een bestaand station",
        en="Size of a station extension",
        unit="MVA",
        low=10.0,
        high=160.0,
        source="Liander: Karperweg from 40 to 80 MVA (2019-2022)",
    )
    extension_share: float = parameter(
        0.4,
        nl="Aandeel projecten op een bestaand station",
        en="Share of extensions among projects",
        unit="share of projects",
        low=0.0,
        high=1.0,
        source="assumption; the Amsterdam programme has 12 of 41",
    )
    permit_station_months: float = parameter(
        48.0,
        nl="Vergunningsduur van een nieuw station",
        en="Permit time of a new station",
        unit="month",
        low=12.0,
        high=144.0,
        source="Liander via Het Parool 2021-09: 4 to 6 years with the building",
    )
    permit_extension_months: float = parameter(
        24.0,
        nl="Vergunningsduur op een bestaand station",
        en="Permit time of a station extension",
        unit="month",
        low=6.0,
        high=72.0,
        source="assumption; medium-voltage station 2 years",
    )
    permit_corridor_months: float = parameter(
        60.0,
        nl="Vergunningsduur van een hoogspanningscircuit",
        en="Permit time of a high-voltage circuit",
        unit="month",
        low=12.0,
        high=144.0,
        source="assumption; between cable (1 year) and station (6 years)",
    )
    permit_spread: float = parameter(
        0.25,
        nl="Spreiding van de vergunningsduur",
        en="Spread of permit times",
        unit="log month",
        low=0.0,
        high=1.0,
        source="assumption; lognormal around the median",
    )
    labour_per_mva: float = parameter(
        45.0,
        nl="Arbeid voor stations met achterliggende kabels",
        en="Labour for stations and the cables behind",
        unit="FTE-month/MVA",
        low=10.0,
        high=120.0,
        source="derived: " + PROGRAMME + " = 5,200 FTE-years on 2,800 MVA at 0.267 M EUR/FTE-year gives 22.5; "
        "medium-voltage cables behind it (ETM 690 EUR/kW on 70 % of capacity) give as much again",
    )
    labour_per_corridor_mva: float = parameter(
        1.5,
        nl="Arbeid voor hoogspanningscircuits",
        en="Labour for high-voltage circuits",
        unit="FTE-month/MVA",
        low=0.0,
        high=30.0,
        source="derived: 10 km of 150 kV cable at 2.5 M EUR/km for 250 MVA at 0.267 M EUR/FTE-year gives 4.5, of which "
        "a third by people of the region (assumption)",
    )
    capex_per_fte_year: float = parameter(
        0.267,
        nl="Netinvestering per arbeidsjaar",
        en="Grid investment per year of labour",
        unit="M EUR/FTE-year",
        low=0.05,
        high=1.0,
        source="derived: 8 billion EUR a year of investment over 30,000 people (cabinet; Netbeheer Nederland 2025)",
    )
    crew_months: float = parameter(
        12.0,
        nl="Kortste bouwtijd van een project",
        en="Shortest building time of a project",
        unit="month",
        low=1.0,
        high=60.0,
        source="assumption; shortest building time of a project",
    )

    programme_new: int = parameter(
        29,
        nl="Nieuwe stations in het Amsterdamse programma",
        en="New stations in the Amsterdam programme",
        unit="project",
        low=0,
        high=100,
        source=PROGRAMME,
    )
    programme_extended: int = parameter(
        12,
        nl="Uitgebreide stations in het Amsterdamse programma",
        en="Extended stations in the Amsterdam programme",
        unit="project",
        low=0,
        high=100,
        source=PROGRAMME,
    )
    programme_end_year: int = parameter(
        2035,
        nl="Laatste jaar van het Amsterdamse programma",
        en="Last year of the Amsterdam programme",
        unit="year",
        low=2025,
        high=2050,
        source=PROGRAMME,
    )
    initial_queue_mw: float = parameter(
        150.0,
        nl="Omvang van de wachtrij bij de start",
        en="Size of the queue at the start",
        unit="MW",
        low=0.0,
        high=1000.0,
        source="estimate: 266 requests in Amsterdam (Jan 2023), 210 in the Flevopolder (Oct 2023), less growth",
    )
    initial_request_mw: float = parameter(
        0.544,
        nl="Gemiddelde aanvraag in de wachtrij bij de start",
        en="Mean request in the queue at the start",
        unit="MW",
        low=0.05,
        high=5.0,
        source="Netbeheer Nederland 2024: 5,116 MW in 9,396 requests",
    )
    initial_wait_months: int = parameter(
        18,
        nl="Langste wachttijd bij de start",
        en="Longest waiting time at the start",
        unit="month",
        low=1,
        high=60,
        source="assumption; oldest request at the start",
    )

    lv_spare: float = parameter(
        0.25,
        nl="Vrije laagspanningscapaciteit bij de start",
        en="Spare low-voltage capacity at the start",
        unit="share of capacity",
        low=0.0,
        high=0.6,
        source="Energy Transition Model: default spare capacity",
    )
    lv_start: float = parameter(
        0.8,
        nl="Laagspanningsbelasting waarbij wachttijd oploopt",
        en="Low-voltage loading at which waiting grows",
        unit="share of capacity",
        low=0.3,
        high=1.2,
        source="assumption; load from which small users wait longer",
    )
    lv_range: float = parameter(
        0.4,
        nl="Traject van vertraging tot verzadiging, laagspanning",
        en="Range from delay to saturation, low voltage",
        unit="share of capacity",
        low=0.05,
        high=1.0,
        source="assumption; from the first delay to saturation",
    )
    lv_growth: float = parameter(
        0.35,
        nl="Laagspanningscapaciteit die met een station meegroeit",
        en="Low-voltage capacity built along with a station",
        unit="MVA/MVA",
        low=0.0,
        high=1.0,
        source="assumption; low-voltage capacity built with a station's",
    )
