"""A forgotten password: the link that sets a new one, and who may make it."""
