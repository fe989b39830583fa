"""Where rooms put something on the page of one's own account."""

from association.people.accounts.reads import Actor
from association.web.sections import Sections

# `first`: on top, what waits for them; `rows`: lines of the list of what can be done there.
ACCOUNT_PAGE: Sections[Actor] = Sections("first", "rows")
