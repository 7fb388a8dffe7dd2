"""Heat: dwellings and how they are heated."""
