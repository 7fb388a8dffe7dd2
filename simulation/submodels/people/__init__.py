"""People: they grow older, enter and leave the labour force, and move."""
