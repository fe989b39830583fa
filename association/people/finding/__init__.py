"""What somebody searches a list for: letters stand in its address, numbers stay on the server."""
