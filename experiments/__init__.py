"""Comparisons of runs, their figures and reports (Poldermodel)."""
