"""Regions: folders of tables, their checks, and loading them as arrays."""
