"""Where a room above puts something on the page that a scanned card opens."""

from collections.abc import Callable

from association.rules.house.slots import Slot
from association.web.sections import PagePart

SCANNED: Slot[Callable[[str], PagePart | None]] = Slot(
    "what does a leader see first who scans the card with this code?"
)
