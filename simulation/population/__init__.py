"""The population at the start of a run: who lives, works and hires where."""
