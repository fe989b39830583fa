"""Who reaches which rows: reach (values), fence (the session guard), territory (City, Market,
Association)."""
