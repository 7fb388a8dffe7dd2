"""Access: what it costs to get to work."""
