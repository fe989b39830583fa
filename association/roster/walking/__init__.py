"""The order in which one walks past the stalls."""
