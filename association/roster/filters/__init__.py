"""Asking for a part of the roster, and keeping what was asked under a name."""
