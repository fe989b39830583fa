"""What members paid: recorded in months, declared void, never deleted."""
