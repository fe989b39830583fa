"""What the trade office sees of cases: numbers, days and amounts, nobody's name."""
