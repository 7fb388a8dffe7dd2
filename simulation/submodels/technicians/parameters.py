"""Parameters of technicians."""

from dataclasses import dataclass

from simulation.declare.parameters import Parameters, parameter


@dataclass(frozen=True, kw_only=True)
class TechnicianParameters(Parameters):
    """Labour for grid and installation."""

    fte_te2: float = parameter(
        0.9,
        nl="Arbeidsinzet van middelbaar opgeleide technici",
        en="Labour input of middle-level technicians",
        unit="FTE/person",
        low=0.7,
        high=1.0,
        source="assumption: middle-level technicians",
    )
    fte_te3: float = parameter(
        0.3,
        nl="Arbeidsinzet van ingenieurs aan projecten",
        en="Labour input of engineers on projects",
        unit="FTE/person",
        low=0.0,
        high=0.6,
        source="assumption: engineers, the part that works on projects",
    )
    grid_build_share: float = parameter(
        0.53,
        nl="Aandeel energietechnici dat aan het net werkt",
        en="Share of energy technicians on the grid",
        unit="share",
        low=0.3,
        high=0.8,
        source="assumption: energy-sector technicians that work on the grid",
    )
    grid_expand_share: float = parameter(
        0.45,
        nl="Aandeel netmonteurs dat aan uitbreiding werkt",
        en="Share of grid technicians on reinforcement",
        unit="share",
        low=0.2,
        high=0.8,
        source="assumption: of these, expansion beside maintenance",
    )
    productivity_growth: float = parameter(
        0.01,
        nl="Productiviteitsgroei van netmonteurs",
        en="Productivity growth of grid technicians",
        unit="1/year",
        low=0.0,
        high=0.03,
        source="assumption",
    )
    install_share: float = parameter(
        0.025,
        nl="Aandeel installateurs onder bouwtechnici bij de start",
        en="Starting share of installers among construction technicians",
        unit="share",
        low=0.01,
        high=0.10,
        source="assumption: construction technicians that install heat pumps, heat networks and chargers at the start",
    )
    install_share_top: float = parameter(
        0.10,
        nl="Hoogste aandeel installateurs onder bouwtechnici",
        en="Largest share of installers among construction technicians",
        unit="share",
        low=0.03,
        high=0.3,
        source="assumption",
    )
    install_shift: float = parameter(
        0.02,
        nl="Snelste verandering van het aandeel installateurs",
        en="Fastest change of the share of installers",
        unit="1/month",
        low=0.0,
        high=0.1,
        source="assumption: fastest relative change of that share",
    )
    hours_fte_month: float = parameter(
        160.0,
        nl="Werktijd van een voltijdbaan",
        en="Working time of a full-time job",
        unit="hour",
        low=120.0,
        high=170.0,
        source="assumption",
    )
    demand_response: float = parameter(
        0.05,
        nl="Reactie van de vraag naar technici op tekort",
        en="Response of demand for technicians to shortage",
        unit="1/year",
        low=0.0,
        high=0.2,
        source="assumption: growth of wanted technicians per unit of shortage, at most twice this",
    )
    operator_apprentices: float = parameter(
        0.5,
        nl="Aandeel leerling-technici bij netbeheerders",
        en="Share of apprentice technicians at grid operators",
        unit="share",
        low=0.0,
        high=1.0,
        source="assumption: part of the technician track that learns at a grid operator and stays there",
    )
    hiring_ahead: float = parameter(
        0.055,
        nl="Ruimte om technici vooruit te werven",
        en="Room to hire technicians ahead",
        unit="share of jobs",
        low=0.03,
        high=0.2,
        source="grid operators 2018: 55 vacancies per 1,000 jobs; assumption: crews train no more newcomers at once",
    )
