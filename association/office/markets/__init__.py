"""Markets as the office runs them: made, renamed, closed, opened again."""
