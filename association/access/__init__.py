"""Who reaches which rows: reach (values) and fence (the guard on every session)."""

from association.access import turns as turns  # every transaction begins by taking one
