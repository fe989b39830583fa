"""What may happen around a running Guyub, played in full: each module is one storm with a `run`.

`run()` prints what it measured, line by line, and returns what did not hold: sentences, none when
all did. Storms are too long for the suite; each has a small brother there.
"""
