"""The audit log in words: who did what, and whose data an account saw."""
