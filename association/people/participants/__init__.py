"""Participants, contributions and what follows from them."""
