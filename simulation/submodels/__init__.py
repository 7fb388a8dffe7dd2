"""Submodels: one folder for each mechanism."""
