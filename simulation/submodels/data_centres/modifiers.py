"""What initiatives may change in data centres."""

from simulation.declare.modifiers import Modifier

MODIFIERS: tuple[Modifier, ...] = (
    Modifier(
        name="leap_p",
        nl="Extra invoering van zuinige servers (LEAP)",
        en="Extra uptake of leaner servers (LEAP)",
        unit="1/year",
        form="add",
        low=0.0,
        high=0.5,
        source="assumption: a national programme adds to it",
        acts_on="spread of power management over data centres by itself, by zone",
    ),
)
