"""The trade office sees participation as numbers."""
