"""The front door: the `polder` command and the Python face (Poldermodel)."""

from importlib import import_module

from poldermodel.guard import secure_packages

secure_packages()
import_module("simulation.environment")  # before anything imports numpy or numba
