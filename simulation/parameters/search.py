"""Parameters of search and matching."""

from dataclasses import dataclass

from simulation.parameters.declare import Parameters


@dataclass(frozen=True, kw_only=True)
class SearchParameters(Parameters):
    """Contacts, distance and admission."""
