"""Make sure that `agents`, `simulation` and the others are ours: their names are general, and others use them too."""

import importlib
import importlib.util
import sys
from pathlib import Path

PACKAGES = ("agents", "calibration", "experiments", "scenarios", "simulation")
ROOT = Path(__file__).resolve().parent.parent
_MARK = b"(Poldermodel)"  # ends the first line of each package's __init__


def secure_packages(root: Path = ROOT) -> None:
    """Put `root` first on the module path if another package would be imported in place of ours.

    Raises
    ------
    ImportError
        If a foreign package of one of the names is already imported, or has overwritten ours.
    """
    for name in PACKAGES:
        loaded = sys.modules.get(name)
        if loaded is not None and not _is_ours(getattr(loaded, "__file__", None), root):
            raise ImportError(_message(name, getattr(loaded, "__file__", None), "is already imported"))
    if not all(_is_ours(_origin(name), root) for name in PACKAGES):
        sys.path.insert(0, str(root))
        importlib.invalidate_caches()
    for name in PACKAGES:
        if not _is_ours(_origin(name), root):
            raise ImportError(_message(name, _origin(name), "takes the place of ours"))


def _origin(name: str) -> str | None:
    spec = importlib.util.find_spec(name)
    return None if spec is None else spec.origin


def _is_ours(origin: str | None, root: Path) -> bool:
    if origin is None:
        return False
    path = Path(origin).resolve()
    return path.parent.parent == root and _MARK in path.read_bytes()[:200]


def _message(name: str, origin: str | None, what: str) -> str:
    return (
        f"Poldermodel needs its own package '{name}', but another one ({origin or 'a folder without __init__.py'}) "
        f"{what}. Install Poldermodel in an environment of its own ('make' does), or import poldermodel first."
    )
