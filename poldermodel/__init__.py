"""The front door: the `polder` command and the Python face (Poldermodel)."""

from importlib import import_module
from typing import Any

from poldermodel.guard import secure_packages

secure_packages()
import_module("simulation.environment")  # before anything imports numpy or numba

__all__ = ["compare", "load_results", "open_model", "run", "sweep"]


def __getattr__(name: str) -> Any:
    """Import the Python face when it is first asked for."""
    if name in __all__:
        return getattr(import_module("poldermodel.api"), name)
    raise AttributeError(f"module 'poldermodel' has no attribute {name!r}")
