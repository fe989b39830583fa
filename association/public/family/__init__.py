"""The page of a family: where their case stands, without signing in."""
