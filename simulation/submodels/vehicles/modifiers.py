"""What initiatives may change in the renewal of vans."""

from simulation.declare.modifiers import Modifier

MODIFIERS: tuple[Modifier, ...] = (
    Modifier(
        name="van_hazard",
        nl="Overstap naar elektrische bestelauto's",
        en="Change to zero-emission vans",
        unit="factor",
        form="multiply",
        low=0.0,
        high=5.0,
        source="assumption: a green deal on logistics adds 30 %",
        acts_on="chance that a van is replaced by an electric one, by the firm's zone",
    ),
)
