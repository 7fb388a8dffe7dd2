"""The rooms of the model: one folder a submodel, with all that belongs to it.

What a room declares is found by the name of its file: `parameters` and `inputs` are named in `simulation.parameters`
and `simulation.region`, which give them their types; `levers`, `modifiers`, `practices`, `indicators`, `checks` and
`opening` are gathered here.
"""

import pkgutil
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

# Order of levers in lists; a room that is not named comes last.
ORDER = ("labour", "training", "people", "access", "firms", "power", "vehicles", "grid", "technicians", "data_centres")


def rooms() -> list[str]:
    """Names of all submodels, in the order of lists."""
    found = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return sorted(found, key=lambda name: ORDER.index(name) if name in ORDER else len(ORDER))


@cache
def gather(part: str) -> dict[str, ModuleType]:
    """The module `part` of every submodel that has one, by submodel."""
    paths = {room: f"{__name__}.{room}.{part}" for room in rooms()}
    return {room: import_module(path) for room, path in paths.items() if find_spec(path)}
