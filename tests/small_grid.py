"""The grid of the small region: 5 buses in a ring with a spur, 4 stations, 672 load columns."""

import numpy as np

from simulation.axes import LOAD_CLASSES
from simulation.submodels.grid.inputs import Grid

DAYS = ((22, 9), (20, 8), (23, 8), (22, 8), (22, 9), (22, 8), (22, 9), (23, 8), (22, 8), (22, 9), (22, 8), (22, 9))


def small_grid(n_classes: int) -> Grid:
    """Make the grid; loads of the small region fill its stations for about three quarters."""
    hours, labels, hour, month = _calendar()
    return Grid(
        station_id=("A", "B", "C", "D"), station_name=("Kern", "Haven", "Polder", "Nieuw"),
        station_zone=np.array([0, 1, 2, 0], np.int16), station_bus=np.array([1, 2, 3, 1], np.int16),
        station_mva=np.array([6.0, 3.0, 4.0, 0.0]), station_install_mva=np.array([12.0, 6.0, 8.0, 0.0]),
        station_planned_mva=np.array([0.0, 0.0, 0.0, 5.0]),
        station_planned_year=np.array([np.nan, np.nan, np.nan, 2027.0]),
        station_large=np.zeros(4, bool), bus_id=("N0", "N1", "N2", "N3", "N4"),
        bus_share=np.array([0.7, 0.0, 0.0, 0.0, 0.3]), branch_id=("N0-N1", "N1-N2", "N2-N4", "N4-N3", "N3-N0"),
        branch_from=np.array([0, 1, 2, 4, 3], np.int16), branch_to=np.array([1, 2, 4, 3, 0], np.int16),
        branch_circuits=np.array([2, 2, 1, 2, 2], np.int16), branch_x_ohm=np.array([1.8, 2.4, 3.0, 4.0, 2.0]),
        branch_kv=np.full(5, 150.0), branch_rating_mva=np.full(5, 8.0), branch_year=np.full(5, np.nan),
        external_load_mw=np.array([0.0, 0.0, 0.0, 0.0, 1.0]),
        station_share=_shares(n_classes), hours=hours, hour_label=labels,
        profiles=_profiles(hours, hour, month),
    )


def _shares(n_classes: int) -> np.ndarray:
    by_zone = np.array([[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0.3, 0.7, 0, 0], [0, 0, 1, 0]], float)
    return np.repeat(by_zone[:, None, :], n_classes, axis=1)


def _calendar() -> tuple[np.ndarray, tuple[str, ...], np.ndarray, np.ndarray]:
    """Blocks of 24 hours: weekday and weekend of each month, then 4 design days without weight."""
    blocks = [(f"m{m + 1:02d}_{kind}", days, m) for m, pair in enumerate(DAYS)
              for kind, days in zip(("weekday", "weekend"), pair, strict=True)]
    blocks += [("d1_winter_p95", 0, 0), ("d2_cold_spell", 0, 0), ("d3_spring_sunday", 0, 4), ("d4_hot_day", 0, 6)]
    hours = np.repeat([float(days) for _, days, _ in blocks], 24)
    hours *= 8760 / hours.sum()
    labels = tuple(name for name, _, _ in blocks for _ in range(24))
    return hours, labels, np.tile(np.arange(24, dtype=np.int8), len(blocks)), np.repeat([m for _, _, m in blocks], 24)


def _temperature(hours: np.ndarray, hour: np.ndarray, month: np.ndarray) -> np.ndarray:
    mean = 10.5 - 7.5 * np.cos(2 * np.pi * (month - 0.5) / 12) + 2.5 * np.sin(2 * np.pi * (hour - 9) / 24)
    return np.where(hours == 0, mean + np.where(month == 0, -8.0, np.where(month == 6, 10.0, 3.0)), mean)


def _profiles(hours: np.ndarray, hour: np.ndarray, month: np.ndarray) -> np.ndarray:
    cold = np.maximum(0.0, 15 - _temperature(hours, hour, month))
    evening, day = np.exp(-(((hour - 19) / 3.0) ** 2)), np.exp(-(((hour - 12.5) / 4.5) ** 2))
    sun = np.maximum(0.0, np.sin(np.pi * (hour - 6) / 13)) * (0.35 + 0.65 * np.sin(np.pi * (month + 0.5) / 12))
    wind, peak = 1.2 + 0.4 * np.cos(2 * np.pi * month / 12), np.where(hours == 0, 1.2, 1.0)
    shape = {
        "household_base": (0.6 + evening) * peak, "heat_pump_air": cold + 0.2,
        "heat_pump_hybrid": np.minimum(cold, 9) + 0.1, "ev_regular": 0.2 + evening,
        "ev_smart": 0.6 + np.exp(-(((hour - 3) / 3.0) ** 2)), "services": (0.5 + day) * peak,
        "services_heat": cold + 0.1,
        "services_cooling": np.maximum(0.05, _temperature(hours, hour, month) - 16) * (0.3 + day),
        "industry": (0.8 + 0.4 * day) * peak, "pv_roof": sun, "pv_field": sun, "wind": wind, "rail": 0.3 + day,
        "electric_vans": 0.3 + evening, "electric_trucks": 0.5 + evening, "electric_buses": 0.5 + evening,
        "agriculture": 0.7 + 0.3 * day,
    }
    rows = np.stack([shape.get(name, np.ones(hours.size)) + np.zeros(hours.size) for name in LOAD_CLASSES])
    return rows / (rows @ hours)[:, None]
