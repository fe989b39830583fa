"""The public calculator: what a contribution costs, and what the family gets."""
