"""Scenario files, shocks and region tables, with their checks (Poldermodel)."""
