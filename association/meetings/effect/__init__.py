"""What events achieved: whom to follow up, who joined, and the report of an event."""
