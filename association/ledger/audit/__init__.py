"""The log of changes that cannot be altered unnoticed."""
