"""What a form says of an event."""

from dataclasses import asdict, dataclass
from datetime import datetime

from association.meetings.events.models import Host, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class EventValues:
    """What an event's form says, parsed; `starts_at` is a moment with its time zone, `capacity`
    None for no limit."""

    title: str
    kind: Kind
    starts_at: datetime
    place: str
    note: str = ""
    speaker: str = ""
    host: Host = Host.ASSOCIATION
    capacity: int | None = None
    market_ids: tuple[int, ...] = ()

    @property
    def columns(self) -> dict[str, object]:
        """Give what stands in the event's own row."""
        return {name: value for name, value in asdict(self).items() if name != "market_ids"}
