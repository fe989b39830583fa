"""What happened, and how often somebody tried: throttle and the chained log."""
