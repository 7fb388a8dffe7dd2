"""Steps of electricity use, in the order of the month."""

from simulation.submodels.power.steps.demand import update_power_demand
from simulation.submodels.power.steps.electrification import electrify_firms

__all__ = ["electrify_firms", "update_power_demand"]
