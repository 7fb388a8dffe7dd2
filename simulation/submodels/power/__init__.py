"""Power: electricity used by households and firms."""
