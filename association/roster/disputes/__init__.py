"""A NIK that two rosters have with other data: an officer decides, without seeing a roster."""
