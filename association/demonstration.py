"""Whether the demonstration may be served, and how a database is emptied of it."""

from association.config import Settings
from association.embedded import Unusable

REFUSED = (
    "This is the demonstration, whose passwords everybody knows: it is served at http:// to this "
    "machine only. script/server --new starts a real Guyub; GUYUB_SHOW_DEMO=yes shows this one to "
    "others."
)


def allow(settings: Settings, *, local: bool) -> None:
    """Raise Unusable where others would take the demonstration for a real Guyub, unless the
    operator says so."""
    if not (settings.show_demo or (local and not settings.https)):
        raise Unusable(REFUSED)
