"""Dwellings, heat and vehicles."""

import numpy as np

from scenarios.regions.derivation.facts import Array, Facts, fit_margins, round_to
from scenarios.regions.derivation.writing import CBS, ETM, OWN, Made, Origin
from simulation.axes import DWELLING_CLASSES, HEAT_TECHS, TENURES

DISTRICT_HEAT, ALL_ELECTRIC, HYBRID = 205_000, 44_000, 10_000  # dwellings at base, estimates
GAS_M3 = (850, 1200, 2000, 750)  # apartment, row, detached before 1992; newer
TENURE_BY_CLASS = np.array([[0.6, 1.3, 2.2, 1.1], [1.4, 1.0, 0.15, 0.8], [1.7, 0.6, 0.4, 1.1]])
SUITABLE = np.array([0.30, 0.35, 0.30, 0.92])
# Thermal capacity for district heat [MW], estimates: waste power, power stations, biomass, steel and data centres.
SOURCES = {"Amsterdam": 520, "Almere": 190, "Purmerend": 100, "Lelystad": 40, "Diemen": 60, "Amstelveen": 20,
           "Zaanstad": 25, "Haarlemmermeer": 25, "Velsen": 60, "Ouder-Amstel": 6, "Haarlem": 8, "Beverwijk": 5}
ZE_ZONES = {"Amsterdam": 2025, "Haarlem": 2025, "Zaanstad": 2026}
LEASED = ("Almere", "Haarlemmermeer", "Diemen")  # lease companies register their fleets here


def dwellings(facts: Facts) -> Array:
    """Dwellings by municipality, tenure, class and heat technology at the start of 2022, float64[32, 3, 4, 5]."""
    first = facts.own("dwellings_2019")
    total = np.round(first + 0.75 * (facts.split("dwellings_2023_border2022") - first))
    count = np.array([fit_margins(TENURE_BY_CLASS + 1e-9, n * t, n * c, rounds=2000)
                      for n, t, c in zip(total, _tenure(facts), _classes(facts), strict=True)])
    count = np.array([round_to(int(n), cell) for n, cell in zip(total, count, strict=True)])
    return _technologies(facts, count)


def _tenure(facts: Facts) -> Array:
    columns = ("owner_occupied_pct", "social_rent_pct", "private_rent_pct_derived")
    share = np.array([facts.own(c) for c in columns]).T
    share /= share.sum(axis=1, keepdims=True)
    return share


def _classes(facts: Facts) -> Array:
    """Share of dwelling classes by municipality, from apartments, building before 1965 and address density."""
    old, flats = facts.rate("built_before_1965_2023_pct") / 100, facts.rate("apartments_2023_pct") / 100
    new = 0.55 - 0.55 * old
    detached = np.clip(1.0 - 0.11 * np.log(facts.own("urban_density_addr_km2")), 0.10, 0.50)
    houses = (1 - flats) * (1 - new)
    return np.array([flats * (1 - new), houses * (1 - detached), houses * detached, new]).T


def district_heat(facts: Facts, total: Array) -> Array:
    """Dwellings with district heat: published shares, elsewhere ETM heat at 6 MWh; Amsterdam makes up the total."""
    published = facts.own("district_heating_pct") / 100 * total
    energy = {r["gm"]: float(r["heatnet_households_gwh"]) for r in facts.read("grid_municipal_energy")}
    parent = np.array([energy[c] for c in facts.text("border_2022_parent")]) * facts.own("border_2022_share_est")
    rest = np.where(facts.parent == np.arange(facts.inside), parent * 1000 / 6, 0)
    heat = np.where(np.isnan(published), rest, published)
    city = facts.text("name").index("Amsterdam")
    heat[city] = DISTRICT_HEAT - np.delete(heat, city).sum()
    return np.rint(heat)


def _technologies(facts: Facts, count: Array) -> Array:
    """Split by technology: district heat in flats and new homes, all-electric in new homes, hybrids with owners."""
    out = np.zeros((*count.shape, len(HEAT_TECHS)))
    heat = district_heat(facts, count.sum(axis=(1, 2)))
    weight = {3: np.array([1.0, 0.45, 0.05, 0.8]) * np.array([[0.7], [1.3], [1.0]]),
              2: np.array([0.02, 0.04, 0.15, 1.0]) * np.array([[1.3], [0.6], [1.0]]),
              1: np.array([0.05, 0.6, 1.0, 0.6]) * np.array([[1.6], [0.4], [0.2]])}
    place = facts.own("built_before_1965_2023_pct")
    place = 1.2 - np.where(np.isnan(place), place[facts.parent], place) / 100
    for tech, total in ((2, ALL_ELECTRIC), (1, HYBRID)):
        raw = (count - out[..., 1:].sum(axis=3)) * weight[tech] * place[:, None, None]
        out[..., tech] = round_to(total, raw)
    for z in range(facts.inside):
        out[z, ..., 3] = _capped(heat[z], count[z] - out[z, ..., 1:3].sum(axis=2), weight[3])
    out[..., 0] = count - out[..., 1:].sum(axis=3)
    return out


def _capped(total: float, room: Array, weight: Array) -> Array:
    """Share `total` dwellings over cells by weight and size, never more than 95 % of a cell."""
    share = np.zeros_like(room)
    for _ in range(60):
        share = np.minimum(share + (total - share.sum()) * weight * room / (weight * room).sum(), 0.95 * room)
    return np.minimum(round_to(round(float(share.sum())), share), room) if total > 0 else share


def vehicles(facts: Facts) -> tuple[Array, Array]:
    """Cars and vans in use; where lease fleets are registered, as many as dwellings and jobs suggest."""
    leased = np.isin(facts.text("name"), LEASED)
    cars, vans, homes = facts.split("cars_2022"), facts.split("vans_2022"), facts.split("dwellings_2023_border2022")
    jobs = facts.own("jobs_total_scaled_1500k_estimate")
    per_home = np.where(np.array(facts.text("name")) == "Diemen", 0.65, 1.05)
    cars = np.where(leased, np.minimum(cars, per_home * homes), cars)
    return np.rint(cars), np.rint(np.where(leased, np.minimum(vans, 0.09 * jobs), vans))


def tables(facts: Facts, homes: Array) -> dict[str, Made]:
    """Make the tables of dwellings, heat and vehicles."""
    old, names = facts.rate("built_before_1965_2023_pct") / 100, facts.text("name")
    fit = np.round(np.clip(SUITABLE - np.array([0.25, 0.25, 0.25, 0.0]) * (old[:, None] - 0.35), 0.05, 0.95), 3)
    plan = np.array([n in SOURCES for n in names])
    source = np.array([float(SOURCES.get(n, 0)) for n in names])
    source = np.maximum(source, np.ceil(homes[..., 3].sum(axis=(1, 2)) * 2.7e-3 * 1.1))
    cars, vans = vehicles(facts)
    zones = facts.code
    guess = Origin("estimate of the authors", "estimate")
    return {
        "dwellings": Made(("zone", "tenure", "class", *HEAT_TECHS),
                          [(z, t, c, *homes[i, j, k]) for i, z in enumerate(zones) for j, t in enumerate(TENURES)
                           for k, c in enumerate(DWELLING_CLASSES)], CBS + "; " + ETM,
                          Origin("dwellings, flats, building period (ETM 2019, 2023), tenure and district heat (CBS "
                                 "85039NED); classes, heat pumps and 205,000 on heat networks estimated", "estimate")),
        "heat": Made(("zone", *DWELLING_CLASSES, "plan", "source_mw"),
                     [(z, *fit[i], int(plan[i]), source[i]) for i, z in enumerate(zones)], OWN, guess),
        "dwelling_classes": Made(("class", "gas_m3"), list(zip(DWELLING_CLASSES, GAS_M3, strict=True)), OWN, guess),
        "vehicles": Made(("zone", "cars", "vans", "ze_zone_start"),
                         [(z, cars[i], vans[i], ZE_ZONES.get(names[i], np.nan)) for i, z in enumerate(zones)], ETM,
                         Origin("registrations 2022 (CBS via ETM); lease fleets of three municipalities "
                                "taken out", "estimate"),
                         {"ze_zone_start": Origin("municipal announcements; Haarlem assumed", "secondary", "2022")}),
    }
