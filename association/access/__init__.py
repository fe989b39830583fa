"""Who reaches which rows: reach (values) and fence (the guard on every session)."""
