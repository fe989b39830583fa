"""Whether the site is alive, for those who watch over it."""

from flask import Response

from association import schema
from association.database import db
from association.rules.house.permissions import May
from association.web.gate import Pages
from association.web.page import Answer

pages = Pages("probes")


@pages.get("/healthz", may=May.SEE_PUBLIC, whoever=True)
def healthz() -> Answer:
    """Say that the process answers."""
    return Response("ok\n", content_type="text/plain")


@pages.get("/readyz", may=May.SEE_PUBLIC, whoever=True)
def readyz() -> Answer:
    """Say whether people can be served: the database answers and its migrations are current; if
    not, what is wrong in a word."""
    wrong = schema.wrong_with(db.engine)
    return Response(
        f"not ready: {wrong}\n" if wrong else "ready\n",
        503 if wrong else 200,
        content_type="text/plain",
    )
