"""What is remembered of technicians."""

from dataclasses import dataclass

from simulation.declare.arrays import Floats


@dataclass(kw_only=True)
class TechnicianState:
    """Technicians at true scale, in FTE-months of this month unless said otherwise."""

    install_share: float  # share of construction technicians that installs
    demand_log: Floats  # [sector] demand called up by shortage
    grid_fte: float = 0.0  # available to expand the grid
    install_fte: float = 0.0  # available to install in homes
    grid_need: float = 0.0  # wanted by projects that may be built
    install_hours: float = 0.0  # wanted by homes and chargers [hour]
    install_need: float = 0.0  # the same
    install_used: float = 0.0
