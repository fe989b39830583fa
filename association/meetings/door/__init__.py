"""A code at the door of an event: members note themselves as having come, with the code of their
card."""
