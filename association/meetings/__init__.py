"""Awareness events: who says they come, who came, and what it achieved."""
