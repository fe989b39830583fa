"""Counts failed tries and says how long to wait."""
