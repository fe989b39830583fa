"""Lists of members, files and pasted text, read into tables: no tables of ours, no requests."""
