"""A member goes from one roster to another, or comes back to it."""
