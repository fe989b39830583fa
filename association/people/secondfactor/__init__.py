"""One's own second factor: turned on, its codes for paper, turned off."""
