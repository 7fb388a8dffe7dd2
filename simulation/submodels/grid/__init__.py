"""Grid: loads and flows, the queue for connections, and the works that make room."""
