"""What initiatives may change in the building of the grid."""

from simulation.declare.modifiers import Modifier

MODIFIERS: tuple[Modifier, ...] = (
    Modifier(
        name="permit_time",
        nl="Duur van vergunningen voor stations",
        en="Length of permit procedures of stations",
        unit="factor",
        form="multiply",
        low=0.2,
        high=3.0,
        source="assumption: a table that coordinates works takes off 8 %",
        acts_on="months until a station may be built or extended, by its zone; corridors keep the region's length",
    ),
)
