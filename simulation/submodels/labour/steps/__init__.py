"""Steps of the labour market, in the order of the month."""

from simulation.submodels.labour.steps.matching import match_workers
from simulation.submodels.labour.steps.references import keep_references
from simulation.submodels.labour.steps.separations import separate_workers
from simulation.submodels.labour.steps.skills_hiring import adopt_skills_hiring
from simulation.submodels.labour.steps.vacancies import post_vacancies
from simulation.submodels.labour.steps.wages import adjust_wages

__all__ = [
    "adjust_wages",
    "adopt_skills_hiring",
    "keep_references",
    "match_workers",
    "post_vacancies",
    "separate_workers",
]
