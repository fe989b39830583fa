"""The law and the house rules as pure functions and dated rows: no Flask, no database, no clock, no
I/O."""
