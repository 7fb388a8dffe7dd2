"""Heat: what dwellings are heated with."""
