"""Access to work: what commuting costs this quarter."""

from typing import TYPE_CHECKING

from simulation.travel_cost import generalised_cost, mode_shares

if TYPE_CHECKING:
    from simulation.model import RegionModel

__all__ = ["generalised_cost", "mode_shares", "update_access"]

EVERY = 3  # months


def update_access(model: "RegionModel") -> None:
    """Recompute the cost of commuting at the start of each quarter; writes `state.gc`."""
    if model.month % EVERY == 0:
        model.state.gc = generalised_cost(model.region, model.par, model.lever_zones("pt_upgrade"))
