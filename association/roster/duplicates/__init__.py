"""Rows of one roster that may be the same person: side by side, merged field by field, or told
apart for good."""
