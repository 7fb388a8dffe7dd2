"""The region as arrays: everything a run needs to know about places, loaded once and read only."""

from dataclasses import dataclass

import numpy as np

AGE_CLASSES = ("15-17", "18-24", "25-34", "35-44", "45-54", "55-59", "60-66", "67-74")
AGE_BOUNDS = (15, 18, 25, 35, 45, 55, 60, 67, 75)  # years; class k is [bound k, bound k+1)
STATES = ("employed", "unemployed", "attached", "detached")
MODES = ("car", "pt", "bike")
TENURES = ("owner", "corporation", "private_rent")
DWELLING_CLASSES = ("apartment_old", "row_old", "detached_old", "new")
HEAT_TECHS = ("gas", "hybrid", "all_electric", "district_heat", "green_gas")
SKILLS = ("technical", "digital", "care", "analytical", "communication", "physical")
# Energy classes: what loads the grid. Each has a shape in `profiles` and an area class in `station_share`.
LOAD_CLASSES = (
    "household_base",
    "heat_pump_air",
    "heat_pump_hybrid",
    "ev_regular",
    "ev_smart",
    "services",
    "services_heat",
    "services_cooling",
    "industry",
    "data_centre",
    "agriculture",
    "rail",
    "electric_vans",
    "electric_trucks",
    "electric_buses",
    "pv_roof",
    "pv_field",
    "wind",
)
GENERATION_CLASSES = ("pv_roof", "pv_field", "wind")


@dataclass(frozen=True, kw_only=True, eq=False)
class Grid:
    """Network, stations and load shapes (`s` stations, `b` buses, `l` branches, `h` = 672 hours).

    A branch is a corridor of `circuits` equal circuits; reactance and rating are per circuit.
    """

    station_id: tuple[str, ...]  # MV stations that exist or may be commissioned, s of them
    station_name: tuple[str, ...]
    station_zone: np.ndarray  # int16[s] zone of the station
    station_bus: np.ndarray  # int16[s] 150 kV bus it hangs under
    station_mva: np.ndarray  # float64[s] firm (N-1) capacity at base year [MVA]; 0 if not yet there
    station_install_mva: np.ndarray  # float64[s] all transformers together [MVA]: feed-in limit
    station_planned_mva: np.ndarray  # float64[s] firm capacity when commissioned [MVA]; 0 if existing
    station_planned_year: np.ndarray  # float64[s] announced year of commissioning; nan if existing
    station_lat: np.ndarray  # float64[s]
    station_lon: np.ndarray  # float64[s]
    station_large: np.ndarray  # bool[s] large customers on an own 150 kV bay (no MV transformer)
    bus_id: tuple[str, ...]
    bus_share: np.ndarray  # float64[b] share of the balancing import, sums to 1 over boundary buses
    branch_id: tuple[str, ...]
    branch_from: np.ndarray  # int16[l] bus
    branch_to: np.ndarray  # int16[l] bus
    branch_circuits: np.ndarray  # int16[l]
    branch_x_ohm: np.ndarray  # float64[l] per circuit, referred to 150 or 380 kV as in `branch_kv`
    branch_kv: np.ndarray  # float64[l]
    branch_rating_mva: np.ndarray  # float64[l] per circuit
    branch_year: np.ndarray  # float64[l] year in service; nan if existing
    external_load_mw: np.ndarray  # float64[b] peak load outside the region behind boundary or outside buses
    station_share: np.ndarray  # float64[n_mra, n_load_classes, s] rows sum to 1 over s
    hours: np.ndarray  # float64[h] hours a year each column stands for; 0 for design days
    hour_label: tuple[str, ...]  # block of each column, e.g. "m01_weekday"
    hour_of_day: np.ndarray  # int8[h]
    temperature_c: np.ndarray  # float64[h]
    profiles: np.ndarray  # float64[n_load_classes, h] share of a year's energy in one hour; hours @ row = 1


@dataclass(frozen=True, kw_only=True, eq=False)  # equal if the same object, so that tables made of it can be kept
class Region:
    """All tables of a region folder as arrays.

    Axes: z zone (first `n_mra` inside the region, then external), s sector, o occupation,
    e education (0 low, 1 middle, 2 high), g mobility group, a age class, m mode, t tenure, c dwelling
    class, k heat technology, y year of `years`, i data-centre site.
    """

    name: str
    digest: str  # sha256 of all files of the folder
    base_month: str  # "2022-01"
    zone_id: tuple[str, ...]  # e.g. "GM0363", external "EXT-N"
    zone_name: tuple[str, ...]
    n_mra: int
    subregion_name: tuple[str, ...]
    zone_subregion: np.ndarray  # int8[z], -1 outside
    zone_lat: np.ndarray  # float64[z] main centre
    zone_lon: np.ndarray
    zone_land_km2: np.ndarray
    population: np.ndarray  # float64[z] inhabitants of all ages, at base
    priority_zone: np.ndarray  # bool[z] top quartile of hidden talent per inhabitant
    persons_age: np.ndarray  # float64[z, 8] residents 15-74
    persons_edu: np.ndarray  # float64[z, 3] same total
    persons_state: np.ndarray  # float64[z, 4] same total
    persons_seed: np.ndarray  # float64[8, 3, 4] joint pattern (age, education, state) for the IPF
    cohort15: np.ndarray  # float64[z] persons turning 15 a year
    migration: np.ndarray  # float64[z, 8] net domestic migration [persons/year]
    jobs: np.ndarray  # float64[z, s] jobs at base
    firms: np.ndarray  # float64[z, s] firms at base
    sector_id: tuple[str, ...]
    sector_name_nl: tuple[str, ...]
    sector_name_en: tuple[str, ...]
    sector_cyclicality: np.ndarray  # float64[s] beta
    sector_growth: np.ndarray  # float64[s] trend of demand [1/year]
    sector_kw_job: np.ndarray  # float64[s] contracted power per job [kW]
    sector_fossil: np.ndarray  # float64[s] share of fossil energy that electrification would replace
    sector_co2_job: np.ndarray  # float64[s] [tCO2/year]
    sector_vans_job: np.ndarray  # float64[s] vans per job
    sector_turnover: np.ndarray  # float64[s] multiplier on the separation hazard
    sector_load: np.ndarray  # int8[s] index into LOAD_CLASSES that the firm's electricity belongs to
    occupation_id: tuple[str, ...]
    occupation_name_nl: tuple[str, ...]
    occupation_name_en: tuple[str, ...]
    occupation_level: np.ndarray  # int8[o] 1, 2, 3
    occupation_field: np.ndarray  # int8[o] 0 none, 1 technical, 2 digital, 3 care-education, 4 business
    occupation_wage: np.ndarray  # float64[o] base wage [EUR/h, 2022]
    occupation_skills: np.ndarray  # float64[o, 6] required, 0 to 1
    occupation_trend: np.ndarray  # float64[o] drift of the target mix tau [1/year]
    mix: np.ndarray  # float64[s, o] occupation shares, rows sum to 1
    minutes: np.ndarray  # float64[m, z, z] door to door, one way
    km: np.ndarray  # float64[m, z, z]
    parking_eur: np.ndarray  # float64[z] cost of parking a day at work, half of it per one-way trip
    mode_constant_eur: np.ndarray  # float64[m, z] added to the cost of a one-way trip, by zone of residence
    mobility_group: np.ndarray  # float64[z, e, 3] shares, sum to 1
    commuters: np.ndarray  # float64[z, z] commuters at base (estimate), a check, not an input to copy
    dwellings: np.ndarray  # float64[n_mra, t, c, k] dwellings at base
    heat_suitability: np.ndarray  # float64[n_mra, c] share of dwellings fit for low-temperature heat
    gas_m3: np.ndarray  # float64[c] use of a gas-heated dwelling [m3/year]
    heat_plan: np.ndarray  # bool[n_mra] zone has a district-heat plan
    heat_source_mw: np.ndarray  # float64[n_mra] thermal capacity available to district heat
    cars: np.ndarray  # float64[n_mra]
    vans: np.ndarray  # float64[n_mra]
    bev_share: float  # share of battery cars in the fleet at base
    ze_zone_start: np.ndarray  # float64[n_mra] year the zero-emission zone starts; nan if none
    energy_mwh: np.ndarray  # float64[n_mra, n_load_classes] electricity a year at base (generation positive)
    dc_id: tuple[str, ...]  # data-centre sites
    dc_zone: np.ndarray  # int16[i]
    dc_station: np.ndarray  # int16[i] row in grid.station_id
    dc_mva: np.ndarray  # float64[i] contracted at base
    dc_core: np.ndarray  # bool[i] site in one of the two core clusters
    grid: Grid
    exogenous: dict[str, np.ndarray]  # monthly series over 2022-01..2040-12, see exogenous.csv: gas_eur_m3,
    # elec_eur_kwh, co2_elec_kg_kwh, bev_sales_share, new_dwellings_year, green_gas_share, aow_age_months, cycle
    facts: dict[str, float]  # named observations used by checks and validation, see facts.csv

    @property
    def n_zones(self) -> int:
        """Number of zones, external ones included."""
        return len(self.zone_id)
