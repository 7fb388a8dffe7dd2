"""What a run reports: declared once with unit and meaning, counted once a month."""

from simulation.declare.indicators import Indicator, Ratio, aggregate
from simulation.indicators.catalogue import BY_NAME, GROUP, RATIOS, REGIONAL, STATION, ZONAL

__all__ = ["BY_NAME", "GROUP", "RATIOS", "REGIONAL", "STATION", "ZONAL", "Indicator", "Ratio", "aggregate"]
