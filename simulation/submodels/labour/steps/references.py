"""What the labour market of the burn-in leaves behind: the references of later months."""

from simulation.steps import step
from simulation.world import World


@step(own="labour")
def keep_references(world: World) -> None:
    """Let this month's tightness, vacancy rate and reach be those that later months are compared with."""
    labour = world.labour
    labour.theta_ref, labour.vacancy_rate_ref, labour.phi_ref = labour.theta, labour.vacancy_rate, labour.phi
