"""What initiatives may change on the labour market."""

from simulation.declare.modifiers import Modifier

MODIFIERS: tuple[Modifier, ...] = (
    Modifier(
        name="skills_hiring_p",
        nl="Extra invoering van werven op vaardigheden",
        en="Extra uptake of skills-based hiring",
        unit="1/year",
        form="add",
        low=0.0,
        high=0.2,
        source="assumption: a programme such as House of Skills adds 0.02",
        acts_on="yearly chance that a firm starts hiring on skills, by the firm's zone",
    ),
)
