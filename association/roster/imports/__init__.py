"""Brings a paguyuban's own spreadsheet into the roster."""
