"""Many members changed at once: chosen, changed in chunks, told in each one's history, put back."""
