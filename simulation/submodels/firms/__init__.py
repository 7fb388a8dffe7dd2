"""Firms: demand, growth, death and birth."""
