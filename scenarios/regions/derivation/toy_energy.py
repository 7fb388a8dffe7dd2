"""The toy's homes, vehicles and electricity, what comes from outside, and the one figure it is compared with."""

from collections.abc import Sequence

import numpy as np

from scenarios.regions.derivation import series
from scenarios.regions.derivation.facts import Array, round_to
from scenarios.regions.derivation.homes import GAS_M3
from scenarios.regions.derivation.toy_people import INSIDE, MADE_UP, VANS, made_up
from scenarios.regions.derivation.writing import Made
from simulation.axes import DWELLING_CLASSES, HEAT_TECHS, LOAD_CLASSES, TENURES

BEV_SHARE = 0.035
HOMES = np.array([1550, 620, 430])
TENURE = np.array([[0.42, 0.38, 0.20], [0.50, 0.36, 0.14], [0.64, 0.26, 0.10]])
CLASS = np.array([[0.45, 0.25, 0.08, 0.22], [0.25, 0.42, 0.15, 0.18], [0.10, 0.38, 0.34, 0.18]])
TECH = np.array([[0.83, 0.012, 0.028, 0.128, 0.002], [0.955, 0.012, 0.028, 0.0, 0.005],
                 [0.945, 0.020, 0.035, 0.0, 0.0]])  # district heat in the town only
SUITABLE = (0.35, 0.35, 0.30, 0.90)
PLANS_HEAT, SOURCE_MW = (1, 0, 0), (3.0, 0.0, 0.0)
CARS, ZE_ZONE_START = (1400, 720, 560), (2025.0, np.nan, np.nan)
NEW_DWELLINGS = 30.0  # a year

# MWh a year: by home, and what firms, trains, sun and wind add.
BY_HOME = {"household_base": 2.9, "heat_pump_air": 0.07, "heat_pump_hybrid": 0.01, "ev_regular": 0.06}
USE = {"services": (5600, 1300, 500), "services_heat": (90, 30, 10), "services_cooling": (130, 40, 15),
       "industry": (1200, 3600, 250), "data_centre": (1800, 450, 0), "agriculture": (20, 60, 1300), "rail": (200, 0, 0),
       "electric_vans": (6, 4, 2), "electric_trucks": (2, 6, 1), "electric_buses": (20, 8, 4),
       "pv_roof": (700, 300, 320), "pv_field": (0, 150, 500), "wind": (0, 1200, 0)}
PEAK_MW = 4.0  # in 2023
# Current policy, of a size that suits the place: the defaults are those of the Metropolitan Region Amsterdam.
LEVERS = {"reskill_places": (10, "persons/year"), "tech_activation_places": (5, "persons/year"),
          "technician_places": (2, "persons/year"), "activation_effort": (7, "persons/year"),
          "dc_cap": (1, "MVA/year"), "heat_network_rollout": (16, "homes/year"), "retrofit": (12, "homes/year")}


def tables() -> dict[str, Made]:
    """Make the tables of homes, vehicles, energy and outside series."""
    outside = series.exogenous()
    return {
        "dwellings": made_up(("zone", "tenure", "class", *HEAT_TECHS),
                           [(z, t, c, *row) for z, homes in zip(INSIDE, dwellings(), strict=True)
                            for (t, c), row in zip(((t, c) for t in TENURES for c in DWELLING_CLASSES), homes,
                                                   strict=True)]),
        "heat": made_up(("zone", *DWELLING_CLASSES, "plan", "source_mw"),
                      [(z, *SUITABLE, PLANS_HEAT[i], SOURCE_MW[i]) for i, z in enumerate(INSIDE)]),
        "dwelling_classes": made_up(("class", "gas_m3"), list(zip(DWELLING_CLASSES, GAS_M3, strict=True))),
        "vehicles": made_up(("zone", "cars", "vans", "ze_zone_start"),
                          list(zip(INSIDE, CARS, VANS, ZE_ZONE_START, strict=True))),
        "energy": made_up(("zone", *LOAD_CLASSES), list(zip(INSIDE, *energy().T, strict=True))),
        "data_centres": made_up(("site", "zone", "station", "mva", "core"),
                              [("molenstad", "TOY1", "molenstad", 0.4, 1), ("havendam", "TOY2", "havendam", 0.1, 0),
                               ("polderdorp", "TOY3", "havendam", 0, 0)]),
        "exogenous": made_up(outside.header, [_month(outside.header, row) for row in outside.rows]),
        "facts": made_up(("name", "value", "low", "high", "unit", "year", "source", "confidence", "meaning"),
                       [("grid_peak_2023_mw", PEAK_MW, 0.8 * PEAK_MW, 1.2 * PEAK_MW, "MW", "2023", MADE_UP.source,
                         MADE_UP.confidence, "highest load of all stations together"),
                        *((f"levers.{name}", value, value, value, unit, "2022", MADE_UP.source, MADE_UP.confidence,
                           "current policy") for name, (value, unit) in LEVERS.items())]),
    }


def dwellings() -> Array:
    """Homes by zone, tenure and class together, and heat technology: float64[3, 12, 5]."""
    parts = TENURE[:, :, None, None] * CLASS[:, None, :, None] * TECH[:, None, None, :]
    return np.array([round_to(int(n), part) for n, part in zip(HOMES, parts, strict=True)]).reshape(3, -1, 5)


def energy() -> Array:
    """Electricity a year, float64[3, L] [MWh]."""
    use = {name: np.array(mwh, float) for name, mwh in USE.items()}
    use |= {name: np.round(HOMES * mwh, 1) for name, mwh in BY_HOME.items()}
    return np.array([use.get(name, np.zeros(len(HOMES))) for name in LOAD_CLASSES]).T


def _month(header: Sequence[str], row: Sequence[object]) -> tuple[object, ...]:
    """A month of the shared price paths, with the few homes that are built here."""
    return tuple(NEW_DWELLINGS if name == "new_dwellings_year" else cell
                 for name, cell in zip(header, row, strict=True))
