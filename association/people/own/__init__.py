"""One's own account: password, devices, another phone, another number."""
