"""Parameters of wages, and of what work does to skills and to the mix of occupations."""

from dataclasses import dataclass

from simulation.declare.parameters import Parameters, parameter


@dataclass(frozen=True, kw_only=True)
class WageParameters(Parameters):
    """Wage index, reservation wages, learning by doing and the target mix."""

    psi_wage: float = parameter(
        0.02,
        nl="Reactie van lonen op spanning",
        en="Response of wages to tightness",
        unit="1/year",
        low=0.0,
        high=0.06,
        source="assumption: wage index against log tightness of the occupation",
    )
    index_bound: float = parameter(
        0.35,
        nl="Grootste uitslag van de loonindex",
        en="Largest deviation of the wage index",
        unit="log EUR/h",
        low=0.1,
        high=0.6,
        source="assumption: largest wage index",
    )
    min_wage: float = parameter(
        10.8,
        nl="Wettelijk minimumloon",
        en="Statutory minimum wage",
        unit="EUR/h",
        low=9.0,
        high=15.0,
        source="assumption: order of the 2022 minimum wage",
    )
    rslope: float = parameter(
        0.022,
        nl="Daling van het reserveringsloon met werkloosheidsduur",
        en="Fall of the reservation wage with unemployment duration",
        unit="1/month",
        low=0.008,
        high=0.04,
        source="free parameter: reservation wage against duration; calibrated",
    )
    rho_min: float = parameter(
        0.62,
        nl="Laagste reserveringsloon van werklozen",
        en="Lowest reservation wage of the unemployed",
        unit="1",
        low=0.5,
        high=0.8,
        source="assumption: lowest reservation wage ratio",
    )
    rho_attached: float = parameter(
        0.92,
        nl="Reserveringsloon van verborgen talent",
        en="Reservation wage of hidden talent",
        unit="1",
        low=0.6,
        high=1.0,
        source="assumption: the ratio of hidden talent",
    )
    reserve_discount: float = parameter(
        0.08,
        nl="Korting op het laatste loon zonder baan",
        en="Discount on the last wage without a job",
        unit="log EUR/h",
        low=0.0,
        high=0.2,
        source="assumption: those without a job ask less than they earned",
    )
    quit_premium: float = parameter(
        0.03,
        nl="Loonwinst waarvoor werkenden overstappen",
        en="Wage gain for which the employed move",
        unit="log EUR/h",
        low=0.0,
        high=0.15,
        source="assumption: the employed move for more than this",
    )
    learn_rate: float = parameter(
        0.03,
        nl="Leersnelheid op het werk",
        en="Speed of learning at work",
        unit="1/month",
        low=0.01,
        high=0.06,
        source="assumption, numerical try-outs",
    )
    skill_decay: float = parameter(
        0.002,
        nl="Verlies van ongebruikte vaardigheden",
        en="Loss of unused skills",
        unit="1/month",
        low=0.0,
        high=0.006,
        source="assumption",
    )
    mix_wage_elast: float = parameter(
        0.4,
        nl="Verschuiving van banen naar goedkopere beroepen",
        en="Shift of jobs to cheaper occupations",
        unit="1",
        low=0.0,
        high=1.0,
        source="assumption: jobs shift to cheaper occupations",
    )
    automation: float = parameter(
        1.0,
        nl="Tempo van de verschuiving tussen beroepen",
        en="Pace of the shift between occupations",
        unit="1",
        low=0.0,
        high=3.0,
        source="assumption: pace of the shift between occupations, 1 is as in 1999-2012 (CPB)",
    )
