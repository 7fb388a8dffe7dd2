"""Vehicles: cars, vans and zero-emission zones."""
