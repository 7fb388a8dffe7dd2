"""What initiatives may change in how firms use energy."""

from simulation.declare.modifiers import Modifier

MODIFIERS: tuple[Modifier, ...] = (
    Modifier(
        name="electrify_hazard",
        nl="Elektrificatie van bedrijven",
        en="Electrification of firms",
        unit="factor",
        form="multiply",
        low=0.0,
        high=5.0,
        source="assumption: energy hubs on business parks raise it",
        acts_on="chance that a firm leaves fossil energy, by the firm's zone",
    ),
)
