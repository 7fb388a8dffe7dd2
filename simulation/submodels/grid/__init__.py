"""Grid: network, stations and the queue for a connection."""
