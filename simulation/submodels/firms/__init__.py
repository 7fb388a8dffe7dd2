"""Firms: jobs and establishments by sector."""
