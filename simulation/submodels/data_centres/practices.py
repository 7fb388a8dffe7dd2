"""Practices of data centres."""

from simulation.declare.practices import Practice

PRACTICES: tuple[Practice, ...] = (
    Practice(
        name="leap",
        nl="Zuinige servers (LEAP)",
        en="Leaner servers (LEAP)",
        start="x_leap_x0",
        unit="share of the load",
        source="assumption; share of the load of data centres under power management",
    ),
)
