"""What holds for cars and vans."""

from simulation.checks import require_finite, require_rows, require_shares
from simulation.world import World


def check_state(world: World) -> None:
    """Shares are shares, and charging is finite."""
    vehicles, vans = world.vehicles, world.firms.van_ze
    for name in ("bev_share", "van_ze", "ze_trips"):
        require_shares(getattr(vehicles, name), world, name)
    require_rows(~((vans >= 0) & (vans <= 1)), world.firms.zone, world, "van_ze of firms is between 0 and 1", "firms")
    require_finite(vehicles.ev_mwh, world, "ev_mwh")
