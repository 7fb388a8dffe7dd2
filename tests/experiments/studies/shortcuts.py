"""What has tests of its own and would only take time here."""

import os
from functools import partial

import pytest

from experiments.figures.style import Picture
from experiments.studies import discovery


def write_no_pictures(patch: pytest.MonkeyPatch) -> None:
    """Pictures are drawn but not written."""
    patch.setattr(Picture, "save", lambda self, folder: None)
    patch.setattr(Picture, "svg", lambda self: "<svg></svg>")


def repeat_little(patch: pytest.MonkeyPatch) -> None:
    """Boxes and scores of a discovery are tried again a few times only."""
    for name, less in {
        "resample_limits": {"n_resamples": 2},
        "hold_out": {"n_folds": 2},
        "score_factors": {"n_states": 2, "trees": 20},
    }.items():
        patch.setattr(discovery, name, partial(getattr(discovery, name), **less))


def wait_for_no_disk(patch: pytest.MonkeyPatch) -> None:
    """Thousands of made-up runs need not be safe from power cuts."""
    patch.setattr(os, "fsync", lambda file: None)
