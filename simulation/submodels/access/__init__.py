"""Access: what it takes to reach work."""
