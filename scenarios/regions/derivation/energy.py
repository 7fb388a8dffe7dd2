"""Electricity a year by zone and load class, load shapes, and data-centre sites."""

import numpy as np

from scenarios.regions.derivation.facts import Array, Facts, round_to
from scenarios.regions.derivation.homes import GAS_M3
from scenarios.regions.derivation.writing import ETM, OWN, Made, Origin
from simulation.axes import LOAD_CLASSES

BEV_SHARE = 0.033  # of cars, September 2022
EV_KWH, VAN_MWH, ZE_VANS, TRUCK_MWH, ZE_TRUCKS = 2470.0, 5.0, 0.012, 80.0, 0.003
HEAT_KWH_PER_M3, SEASONAL_COP = 9.77 * 0.9, 3.4
SERVICES_HEAT, SERVICES_COOLING = 0.02, 0.03  # share of the services' electricity, estimates
CONTRACTED_MVA = 620.0
ROOF_MWH_PER_HOME = 3.4  # more solar power "of services" than this per dwelling (3.8 kWp) stands in fields
CANDIDATES = {"Lelystad": "lelystad", "Zaanstad": "zaandam_west", "Velsen": "velsen", "Beverwijk": "beverwijk",
              "Amstelveen": "amstelveen", "Diemen": "venserweg", "Purmerend": "purmerend_kwadijk"}
# Area class of grid_station_areas.csv that a load class follows (agriculture with industry fits best).
AREA = {"household_base": "hh", "heat_pump_air": "hh", "heat_pump_hybrid": "hh", "ev_regular": "hh", "ev_smart": "hh",
        "services": "services", "services_heat": "services", "services_cooling": "services", "industry": "industry",
        "data_centre": "ict", "agriculture": "industry", "rail": "services", "electric_vans": "services",
        "electric_trucks": "industry", "electric_buses": "services", "pv_roof": "hh", "pv_field": "industry",
        "wind": "industry"}


def areas(facts: Facts) -> dict[tuple[str, str], dict[str, float]]:
    """Station weights by (municipality of 2021, area class); Weesp is its own station, Beemster as Purmerend."""
    found: dict[tuple[str, str], dict[str, float]] = {}
    for row in facts.read("grid_station_areas"):
        found.setdefault((row["gm_code"], row["load_class"]), {})[row["station_id"]] = float(row["weight"])
    for area in ("hh", "services", "industry", "ict"):
        city = found["GM0363", area]
        rest = {s: w for s, w in city.items() if s != "weesp"}
        found["GM0363", area] = {s: w / sum(rest.values()) for s, w in rest.items()}
        found["GM0457", area] = {"weesp": 1.0}
        found["GM0370", area] = found["GM0439", area]
    return found


def energy(facts: Facts, homes: Array, cars: Array, vans: Array) -> Array:
    """Electricity a year at base [MWh], float64[32, L]: 2023, but cars and heat pumps as at the start of 2022."""
    e = {name: np.zeros(facts.inside) for name in LOAD_CLASSES}
    rows = {r["gm"]: r for r in facts.read("grid_municipal_energy")}

    def gwh(column: str, load: str) -> Array:
        values = np.array([float(rows[c][column]) for c in facts.text("border_2022_parent")])
        return values * _territory(facts, AREA[load]) * 1000

    def tj(column: str, load: str) -> Array:
        return np.nan_to_num(facts.own(column)[facts.parent]) * _territory(facts, AREA[load]) / 3.6 * 1000

    e["heat_pump_air"] = (homes[..., 2].sum(axis=1) @ np.array(GAS_M3, float)) * HEAT_KWH_PER_M3 / SEASONAL_COP / 1000
    e["household_base"] = gwh("households_gwh", "household_base") - e["heat_pump_air"]
    e["ev_regular"] = cars * BEV_SHARE * EV_KWH / 1000
    service = gwh("services_gwh", "services")
    e["services_heat"], e["services_cooling"] = SERVICES_HEAT * service, SERVICES_COOLING * service
    e["services"] = service - e["services_heat"] - e["services_cooling"]
    e["industry"] = gwh("industry_gwh", "industry")
    e["data_centre"] = gwh("ict_datacentre_gwh", "data_centre")
    e["agriculture"] = gwh("agriculture_gwh", "agriculture")
    e["rail"] = tj("rail_electricity_tj_2023", "rail")
    e["electric_vans"] = vans * ZE_VANS * VAN_MWH
    e["electric_trucks"] = facts.split("trucks_2022") * ZE_TRUCKS * TRUCK_MWH
    road = tj("road_electricity_tj_2023", "electric_buses") - gwh("ev_cars_gwh", "electric_buses")
    e["electric_buses"] = np.maximum(road - e["electric_vans"] - e["electric_trucks"], 0)
    e["pv_roof"] = tj("pv_households_tj_2023", "pv_roof") + tj("pv_services_tj_2023", "pv_roof")
    in_fields = np.maximum(e["pv_roof"] - ROOF_MWH_PER_HOME * homes.sum(axis=(1, 2, 3)), 0)
    e["pv_roof"] -= in_fields
    e["pv_field"], e["wind"] = tj("pv_fields_tj_2023", "pv_field") + in_fields, tj("wind_tj_2023", "wind")
    return np.round(np.array([e[name] for name in LOAD_CLASSES]).T, 1)


def _territory(facts: Facts, area: str) -> Array:
    """Share of the municipality of 2022 that a municipality of 2021 holds; Weesp as its station does."""
    share = facts.own("border_2022_share_est").copy()
    weights = {r["station_id"]: float(r["weight"]) for r in facts.read("grid_station_areas")
               if r["gm_code"] == "GM0363" and r["load_class"] == area}
    share[facts.code.index("GM0457")] = weights.get("weesp", 0.0)
    share[facts.code.index("GM0363")] = 1 - weights.get("weesp", 0.0)
    return share


def profiles(facts: Facts) -> tuple[list[dict[str, str]], Array, Array]:
    """Rows of the profile file, hours a year float64[672], and shapes float64[L, 672] with hours @ shape = 1."""
    rows = facts.read("grid_profiles")
    hours = np.array([float(r["hours_per_year"]) for r in rows])
    temperature = np.array([float(r["temperature_c"]) for r in rows])
    hour = np.array([int(r["hour"]) for r in rows])
    shape = {name: np.array([float(r[name]) for r in rows]) for name in LOAD_CLASSES if name in rows[0]}
    shape["heat_pump_hybrid"] = np.where(temperature >= 4.0, shape["heat_pump_air"], 0.0)
    shape["ev_smart"] = _smart(shape["ev_regular"].reshape(-1, 24)).ravel()
    shape["pv_roof"] = np.where((hour < 4) | (hour > 22), 0.0, shape["pv_roof"])
    table = np.array([shape[name] for name in LOAD_CLASSES])
    return rows, hours, table / (table @ hours)[:, None]


def _smart(day: Array) -> Array:
    """Move 70 % of the charging of 17 to 22 h to 0 to 6 h, day by day."""
    moved = 0.7 * day[:, 17:23].sum(axis=1)
    out = day.copy()
    out[:, 17:23] *= 0.3
    out[:, 0:7] += moved[:, None] / 7
    return out


def data_centres(facts: Facts, mwh: Array) -> list[tuple[object, ...]]:
    """Sites: the contracted 620 MVA by electricity above 10 GWh, and candidate sites without contract."""
    served, names = areas(facts), facts.text("name")
    use = mwh[:, LOAD_CLASSES.index("data_centre")]
    found = [(z, s, use[i] * w) for i, z in enumerate(facts.code) if use[i] > 10_000
             for s, w in served[z, "ict"].items() if w > 0]
    mva = round_to(int(CONTRACTED_MVA * 10), np.array([f[2] for f in found])) / 10
    core = [facts.code[names.index(n)] for n in ("Amsterdam", "Haarlemmermeer")]
    slug = {z: n.lower().replace(" ", "_") for z, n in zip(facts.code, names, strict=True)}
    rows: list[tuple[object, ...]] = [(f"{slug[z]}_{s}", z, s, m, int(z in core))
                                      for (z, s, _), m in zip(found, mva, strict=True)]
    taken = {row[2] for row in rows}
    return rows + [(f"{n.lower()}_{s}", facts.code[names.index(n)], s, 0.0, 0)
                   for n, s in CANDIDATES.items() if s not in taken]


def tables(facts: Facts, mwh: Array) -> dict[str, Made]:
    """Make the tables of energy, shapes and data centres."""
    etm = Origin("Energy Transition Model, municipal data 2023 (built on Klimaatmonitor, CBS)", "sourced", "2023")
    guess = {name: Origin("estimate of the authors, see docs/data.md", "estimate") for name in
             ("heat_pump_air", "ev_regular", "services_heat", "services_cooling", "electric_vans", "electric_trucks",
              "heat_pump_hybrid", "ev_smart")}
    guess["industry"] = Origin("ETM municipal data 2023, sub-sectors partly modelled", "secondary", "2023")
    derived = {name: Origin("ETM 2023 minus the estimated classes split off", "derived", "2023") for name in
               ("household_base", "services", "electric_buses", "pv_roof", "pv_field", "wind")}
    rows, hours, shapes = profiles(facts)
    shape = Origin("hourly curves of the Energy Transition Model, average hours and design days", "derived", "2015")
    return {
        "energy": Made(("zone", *LOAD_CLASSES), [(z, *r) for z, r in zip(facts.code, mwh, strict=True)], ETM, etm,
                       guess | derived),
        "profiles": Made(("column", "block", "hour", "hours", "temperature_c", *LOAD_CLASSES),
                         [(r["column"], r["block"], r["hour"], h, float(r["temperature_c"]), *s)
                          for r, h, s in zip(rows, hours, shapes.T, strict=True)], ETM, shape, {
                             "heat_pump_hybrid": Origin("air heat pump, off below 4 degrees", "assumption"),
                             "ev_smart": Origin("70 % of 17-22 h moved to 0-6 h", "assumption")}),
        "data_centres": Made(("site", "zone", "station", "mva", "core"), data_centres(facts, mwh), OWN,
                             Origin("620 MVA assumed, spread by electricity of SBI J 2023", "estimate")),
    }
