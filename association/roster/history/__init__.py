"""A member's history in words, and older versions put back."""
