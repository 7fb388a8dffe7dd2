"""Parameters of training and activation."""

from dataclasses import dataclass

from simulation.declare.parameters import Parameters, parameter

LOCK_IN = "assumption; months without work first, gain after 2-3 years as in Card, Kluve & Weber (2018)"


@dataclass(frozen=True, kw_only=True)
class TrainingParameters(Parameters):
    """Programmes and the activation of hidden talent."""

    dur_reskill: int = parameter(
        9, nl="Duur van omscholing", en="Length of reskilling", unit="months", low=4, high=14, source=LOCK_IN
    )
    dur_tech: int = parameter(
        6, nl="Duur van TechConnect", en="Length of tech activation", unit="months", low=3, high=9, source=LOCK_IN
    )
    dur_technician: int = parameter(
        12,
        nl="Duur van de opleiding tot technicus",
        en="Length of the technician track",
        unit="months",
        low=6,
        high=24,
        source=LOCK_IN,
    )
    drop_reskill: float = parameter(
        0.20,
        nl="Uitval uit omscholing",
        en="Drop-out from reskilling",
        unit="share",
        low=0.1,
        high=0.4,
        source="assumption",
    )
    drop_tech: float = parameter(
        0.25,
        nl="Uitval uit TechConnect",
        en="Drop-out from tech activation",
        unit="share",
        low=0.1,
        high=0.4,
        source="assumption",
    )
    drop_technician: float = parameter(
        0.20,
        nl="Uitval uit de opleiding tot technicus",
        en="Drop-out from the technician track",
        unit="share",
        low=0.1,
        high=0.4,
        source="assumption",
    )
    gain_reskill: float = parameter(
        0.95,
        nl="Vaardigheid na omscholing",
        en="Skill reached by reskilling",
        unit="share of required skill",
        low=0.8,
        high=1.0,
        source="assumption",
    )
    gain_tech: float = parameter(
        0.90,
        nl="Vaardigheid na TechConnect",
        en="Skill reached by tech activation",
        unit="share of required skill",
        low=0.8,
        high=1.0,
        source="assumption",
    )
    gain_technician: float = parameter(
        0.95,
        nl="Vaardigheid na de opleiding tot technicus",
        en="Skill reached by the technician track",
        unit="share of required skill",
        low=0.8,
        high=1.0,
        source="assumption",
    )
    tech_age: int = parameter(
        45,
        nl="Leeftijd met vrije toegang tot TechConnect",
        en="Age of open access to tech activation",
        unit="years",
        low=40,
        high=55,
        source="International Advisory Board: activation also aims at the middle-aged",
    )
    training_age_top: int = parameter(
        62,
        nl="Hoogste leeftijd bij de start van scholing",
        en="Highest age at the start of training",
        unit="years",
        low=50,
        high=67,
        source="assumption: oldest age at which a programme is started",
    )
    technician_skill_t: float = parameter(
        0.3,
        nl="Vereiste technische vaardigheid, opleiding tot technicus",
        en="Technical skill required for the technician track",
        unit="1",
        low=0.0,
        high=0.8,
        source="assumption: technical skill that admits to the technician track",
    )
    technician_skill_p: float = parameter(
        0.4,
        nl="Vereiste fysieke vaardigheid, opleiding tot technicus",
        en="Physical skill required for the technician track",
        unit="1",
        low=0.0,
        high=0.8,
        source="assumption: physical skill that admits to the technician track",
    )
    reach_detached: float = parameter(
        0.5,
        nl="Slagingskans van activering, buiten de arbeidsmarkt",
        en="Chance that activation succeeds, outside the labour market",
        unit="probability",
        low=0.1,
        high=0.9,
        source="assumption: a reached detached person becomes attached",
    )
    reach_attached: float = parameter(
        0.4,
        nl="Slagingskans van activering, verborgen talent",
        en="Chance that activation succeeds, hidden talent",
        unit="probability",
        low=0.1,
        high=0.9,
        source="assumption: a reached attached person starts to seek work",
    )
    priority_weight: float = parameter(
        2.0,
        nl="Voorrang bij activering waar veel verborgen talent is",
        en="Activation priority of zones with most hidden talent",
        unit="1",
        low=1.0,
        high=5.0,
        source="assumption: activation looks first in zones with most hidden talent",
    )
