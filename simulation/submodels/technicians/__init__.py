"""Technicians: who is there to build the grid and to install."""
