"""The toy's grid: a ring of four buses, two stations of which one is nearly full, and smooth load shapes."""

import numpy as np

from scenarios.regions.derivation.facts import Array
from scenarios.regions.derivation.toy_people import made_up
from scenarios.regions.derivation.writing import Made
from simulation.axes import LOAD_CLASSES

# Import over two buses; any one circuit may fail and the rest of the ring takes over, until load has grown.
BUSES = (("WEST", "West (import)", 50, "boundary", 52.49, 4.90, 0.6, 0),
         ("OOST", "Oost (import)", 50, "boundary", 52.52, 5.20, 0.4, 1),
         ("MOL", "Molenstad 50", 50, "substation", 52.50, 5.00, 0, 0),
         ("HAV", "Havendam 50", 50, "substation", 52.55, 5.10, 0, 0))
BRANCHES = (("WEST-MOL", "WEST", "MOL", 2, 7.5, 1.2, 6), ("MOL-HAV", "MOL", "HAV", 1, 9.5, 1.5, 5),
            ("HAV-OOST", "HAV", "OOST", 1, 8.5, 1.4, 6), ("OOST-WEST", "OOST", "WEST", 1, 22.0, 3.5, 6))
# Molenstad is nearly full; its transformers are those of a time before heat pumps.
STATIONS = (("molenstad", "Molenstad", "TOY1", "MOL", 2, 3.0, 3.0, np.nan, 52.50, 5.00, 0),
            ("havendam", "Havendam", "TOY2", "HAV", 2, 4.0, 4.0, np.nan, 52.55, 5.10, 0))
SERVED = {"TOY1": (1.0, 0.0), "TOY2": (0.0, 1.0), "TOY3": (0.3, 0.7)}
DAYS = ((22, 9), (20, 8), (23, 8), (22, 8), (22, 9), (22, 8), (22, 9), (23, 8), (22, 8), (22, 9), (22, 8), (22, 9))
DESIGN_DAYS = (("design_winter", 0, -5.0), ("design_cold", 0, -10.0), ("design_spring_sunday", 4, 3.0),
               ("design_hot", 6, 7.0))  # month and degrees above its mean


def tables() -> dict[str, Made]:
    """Make the tables of the network and the load shapes."""
    shares = [(zone, load, station[0], share) for zone, parts in SERVED.items() for load in LOAD_CLASSES
              for station, share in zip(STATIONS, parts, strict=True) if share > 0]
    return {
        "buses": made_up(("bus", "name", "kv", "kind", "lat", "lon", "import_share", "external_load_mw"), BUSES),
        "branches": made_up(("branch", "from", "to", "kv", "element", "circuits", "km", "x_ohm", "rating_mva", "year"),
                            [(*b[:3], 50, "cable", *b[3:], np.nan) for b in BRANCHES]),
        "stations": made_up(("station", "name", "zone", "bus", "n_transformers", "transformer_mva", "firm_mva", "year",
                             "lat", "lon", "large"), STATIONS),
        "station_share": made_up(("zone", "load_class", "station", "share"), shares),
        "profiles": made_up(("column", "block", "hour", "hours", "temperature_c", *LOAD_CLASSES), _profile_rows()),
    }


def _profile_rows() -> list[tuple[object, ...]]:
    """One row an hour: average weekday and weekend of each month, then the design days."""
    days = [(f"m{m + 1:02d}_{kind}", n, m, 0.0) for m, pair in enumerate(DAYS)
            for kind, n in zip(("weekday", "weekend"), pair, strict=True)]
    days += [(name, 0, month, warmer) for name, month, warmer in DESIGN_DAYS]
    hour = np.tile(np.arange(24.0), len(days))
    hours, month, warmer = (np.repeat([day[k] for day in days], 24).astype(float) for k in (1, 2, 3))
    degrees = 10.5 - 7.5 * np.cos(2 * np.pi * (month - 0.5) / 12) + 2.5 * np.sin(2 * np.pi * (hour - 9) / 24) + warmer
    shapes = np.array([_shapes(hour, month, degrees, hours == 0)[name] for name in LOAD_CLASSES])
    shapes /= (shapes @ hours)[:, None]
    labels = [day[0] for day in days for _ in range(24)]
    return [(str(i), labels[i], hour[i], hours[i], round(float(degrees[i]), 2), *np.round(shapes[:, i], 11))
            for i in range(len(hour))]


def _shapes(hour: Array, month: Array, degrees: Array, extreme: Array) -> dict[str, Array]:
    """Load of every class relative to its mean, float64[672] each."""
    cold, warm = np.maximum(0.0, 15 - degrees), np.maximum(0.0, degrees - 16)
    evening, day, night = _bump(hour, 19, 3), _bump(hour, 12.5, 4.5), _bump(hour, 3, 3)
    sun = np.maximum(0.0, np.sin(np.pi * (hour - 6) / 13)) * (0.35 + 0.65 * np.sin(np.pi * (month + 0.5) / 12))
    more = np.where(extreme, 1.15, 1.0)
    moving = 0.3 + evening
    return {
        "household_base": (0.6 + evening) * more, "heat_pump_air": cold + 0.2,
        "heat_pump_hybrid": np.where(degrees >= 4, cold + 0.2, 0.0), "ev_regular": 0.2 + evening,
        "ev_smart": 0.4 + night, "services": (0.5 + day) * more, "services_heat": cold + 0.1,
        "services_cooling": (warm + 3.0) * (0.3 + day), "industry": (0.8 + 0.4 * day) * more,
        "data_centre": np.ones(hour.size), "agriculture": 0.7 + 0.3 * day, "rail": 0.3 + day,
        "electric_vans": moving, "electric_trucks": moving,
        "electric_buses": moving, "pv_roof": sun, "pv_field": sun, "wind": 1.2 + 0.4 * np.cos(2 * np.pi * month / 12),
    }


def _bump(hour: Array, middle: float, width: float) -> Array:
    return np.asarray(np.exp(-(((hour - middle) / width) ** 2)))
