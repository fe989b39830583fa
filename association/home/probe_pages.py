"""Whether the site is alive, for those who watch over it."""

from flask import Response

from association import schema
from association.database import db
from association.rules.house.permissions import May
from association.web.gate import Pages
from association.web.page import Answer

pages = Pages("probes")


@pages.get("/healthz", may=May.SEE_PUBLIC)
def healthz() -> Answer:
    """Say that the process answers."""
    return Response("ok\n", content_type="text/plain")


@pages.get("/readyz", may=May.SEE_PUBLIC)
def readyz() -> Answer:
    """Say whether people can be served: the database answers and its migrations are current."""
    ready = schema.is_current(db.engine)
    return Response(
        "ready\n" if ready else "not ready\n", 200 if ready else 503, content_type="text/plain"
    )
