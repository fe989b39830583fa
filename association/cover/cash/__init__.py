"""The treasurer's round from stall to stall, and the custody of the cash until BPJS Ketenagakerjaan
has it."""
