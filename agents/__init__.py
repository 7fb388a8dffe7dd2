"""Who exists and which columns they hold (Poldermodel)."""
