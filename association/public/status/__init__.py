"""Members look up their own status, without an account."""
