"""Data centres: sites and what they contract."""
