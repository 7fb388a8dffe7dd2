"""What initiatives may change in the heating of homes."""

from simulation.declare.modifiers import Modifier

MODIFIERS: tuple[Modifier, ...] = (
    Modifier(
        name="corporation_plans",
        nl="Warmteplannen van corporaties",
        en="Heat plans of housing corporations",
        unit="factor",
        form="multiply",
        low=0.0,
        high=5.0,
        source="assumption: a regional heat programme raises it",
        acts_on="corporation homes that leave gas by plan, by zone",
    ),
    Modifier(
        name="heat_consent",
        nl="Instemming met warmtenet",
        en="Consent to district heat",
        unit="share",
        form="add",
        low=-0.5,
        high=0.5,
        source="assumption: a regional heat programme adds 5 points",
        acts_on="share of owners who agree to district heat, added, by zone; it stays between 0 and 1",
    ),
)
