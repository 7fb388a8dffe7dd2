"""How the tables of the Metropolitan Region Amsterdam follow from the fact files."""
