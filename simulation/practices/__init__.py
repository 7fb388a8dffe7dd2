"""Practices that spread by zone, under one rule; a submodel whose only memory is such shares needs no state.

A submodel declares them in its `practices`. They stand in `World.practices` by name, each float64[z] over the zones
inside the region, and its own steps write them. A step of another submodel that reads one declares it, such as
"practices.leap".
"""
