"""Compiled functions on arrays and scalars."""
