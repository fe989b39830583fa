"""Drafts of long forms, which the browser sends while somebody types."""
