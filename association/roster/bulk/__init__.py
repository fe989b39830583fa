"""Choosing many members, and what is done to all of them; taking one off the roster and putting
them back."""
