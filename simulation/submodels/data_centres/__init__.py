"""Data centres: arrivals, sites, leaner servers, heat to spare."""
