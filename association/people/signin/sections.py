"""Where rooms put something on the first page of a leader, and of an office."""

from association.people.accounts.reads import Actor
from association.web.sections import Sections

# `asked`: on top, what waits for their answer; `first` and `then`: in the list of what needs doing;
# `later`: in the fold at its end.
LEADERS_PAGE: Sections[Actor] = Sections("asked", "first", "then", "later")

# `first`: above all else.
OFFICE_PAGE: Sections[Actor] = Sections("first")
