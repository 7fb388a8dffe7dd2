"""What initiatives may change in training and activation."""

from simulation.declare.modifiers import Modifier

MODIFIERS: tuple[Modifier, ...] = (
    Modifier(
        name="training_dropout",
        nl="Uitval uit scholing",
        en="Drop-out of training",
        unit="factor",
        form="multiply",
        low=0.0,
        high=2.0,
        source="assumption: a programme such as House of Skills takes off 15 %",
        acts_on="share that ends a training without completing it, by home",
    ),
    Modifier(
        name="activation_reach",
        nl="Bereik van activering",
        en="Reach of activation",
        unit="factor",
        form="multiply",
        low=0.0,
        high=2.0,
        source="assumption: talent scouts in neighbourhoods add 25 %",
        acts_on="share of the people approached who come one step nearer to work, by home",
    ),
)
