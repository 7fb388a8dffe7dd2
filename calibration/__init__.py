"""Targets, simulated moments and validation (Poldermodel)."""
