"""The forms in which a submodel declares what it has."""
