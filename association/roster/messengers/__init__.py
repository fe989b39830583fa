"""Neighbours who carry messages to members without a phone."""
