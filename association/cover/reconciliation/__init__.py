"""The list of BPJS Ketenagakerjaan held against the roster: five piles, each row with one next
action."""
