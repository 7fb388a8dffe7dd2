"""People: who lives in the region, is born, moves and ages."""
