"""What a run reports: declared once with unit and meaning, counted once a month."""

from simulation.indicators.catalogue import BY_NAME, GROUP, RATIOS, REGIONAL, STATION, ZONAL
from simulation.indicators.declare import Indicator, Ratio, aggregate

__all__ = ["BY_NAME", "GROUP", "RATIOS", "REGIONAL", "STATION", "ZONAL", "Indicator", "Ratio", "aggregate"]
