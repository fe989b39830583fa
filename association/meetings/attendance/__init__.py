"""Who came: marks by tap, number and card, walk-ins, headcounts."""
