"""What the labour market remembers from month to month."""

from dataclasses import dataclass

from simulation.declare.arrays import Floats, Ints


@dataclass(kw_only=True)
class LabourState:
    """State of the labour market (`o` occupations, `s` sectors, `z` zones).

    What ends in `_ref` is measured in the burn-in and fixed afterwards.
    """

    log_index: Floats  # [o] wage index of the occupation [log EUR/h]
    theta_occ: Floats  # [o] vacancies per unemployed, end of last month
    theta_zone: Floats  # [z] the same by zone
    theta: float  # the same for all zones together
    theta_ref: float
    vacancy_rate: float  # open vacancies per job, filled or open, inside the region
    vacancy_rate_ref: float
    phi: float  # mean reachable vacancies of those who look for work; 0 until first measured
    phi_ref: float
    mix: Floats  # [s, o] occupations firms want this month, rows sum to 1
    jobs: Ints  # [s, o] employed after this month's separations [agent]
    skb_share: Floats  # [s] share of the jobs at firms that adopted skills-based hiring
