"""Where rooms put something on the office's pages of paguyuban."""

from association.territory.models import Association
from association.web.sections import Sections

# `people`: who works for it; `ways`: at the end, what else can be done with it.
ASSOCIATION_PAGE: Sections[Association] = Sections("people", "ways")
# `ways`: beside the heading of the list, how paguyuban come into it; the city's id is given.
ASSOCIATIONS_PAGE: Sections[int] = Sections("ways")
