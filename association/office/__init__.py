"""The trade office's screens: numbers, never people."""
