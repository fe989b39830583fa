"""Awareness events and who came."""
