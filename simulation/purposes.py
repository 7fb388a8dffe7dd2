"""What a random draw is for; the numbers are part of every result and never change."""

from enum import IntEnum


class Purpose(IntEnum):
    """Registry of draw purposes."""

    EXIT = 1
    FIRM_SIZE = 2
    FIRM_DEATH = 4
    SEPARATION = 5
    VACANCY_OCCUPATION = 7
    VACANCY_SKILLS = 8
    SEARCH = 9
    SAMPLE = 10
    MATCH_NOISE = 11
    VACANCY_STALE = 12
    LOCATION = 14
    FIRM_BIRTH = 15
    MIGRATION = 16
    MIGRANT_TRAITS = 17
    ENTRANT_TRAITS = 18
    TRAINING_ENROLMENT = 19
    TRAINING_DROPOUT = 20
    ACTIVATION = 21
    SKILLS_ADOPTION = 22
    FIRM_ELECTRIFICATION = 23
    REQUEST_SIZE = 24
    GHOST_REQUEST = 25
    RENEGING = 26
    PERMIT = 27
    DATA_CENTRE = 28
    LEARNING = 35
    VANS = 36
    INIT_CELLS = 40
    INIT_TRAITS = 41
    INIT_SKILLS = 42
    INIT_FIRMS = 43
    INIT_JOBS = 44
    INIT_WAGES = 45
    INIT_GRID = 46
