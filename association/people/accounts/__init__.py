"""Accounts, duties and sign-in."""
