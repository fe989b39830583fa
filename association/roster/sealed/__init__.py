"""Dated, sealed stall rosters on paper, and the public page that tells whether a copy is
unchanged."""
