"""Paguyuban as the office runs them: made, changed, closed, opened again."""
