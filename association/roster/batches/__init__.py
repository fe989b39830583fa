"""Batches of changes: carried out in chunks, listed, and undone for 30 days."""
