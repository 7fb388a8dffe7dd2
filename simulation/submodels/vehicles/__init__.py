"""Vehicles: battery cars and zero-emission vans."""
