"""How far practices have spread."""

from simulation.declare.arrays import Floats


class Practices(dict[str, Floats]):
    """Share of adopters by practice, each [z] over the zones inside the region."""
