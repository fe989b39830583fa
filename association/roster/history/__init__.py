"""What was changed, by whom, from what to what: the history of each member, and batches that can be
undone."""
