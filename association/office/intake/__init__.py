"""A list of a city's paguyuban, made all at once: read, looked at, made, taken back."""
