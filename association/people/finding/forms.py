"""The search above a list, as a request says it."""

import re
from dataclasses import dataclass, field
from urllib.parse import unquote

from flask import g, request

from association.database import db
from association.people.finding import actions, reads
from association.web.gate import SESSION_COOKIE, settings
from association.web.page import CONTROL, asked_text

HEADER = "X-Cari"  # what the page's script sends instead of `q` when there are digits in it
KEPT = "cari"
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for, and how an address says it: the text, or the id it is kept under."""

    text: str = ""
    address: dict[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.text)


def asked_query() -> Query:
    """Read what a list is searched for; what came beside the address is kept, and the address gets
    its id."""
    beside = CONTROL.sub("", unquote(request.headers.get(HEADER, "")))[:LONGEST].strip()
    if beside:
        return kept(beside) if _token() else Query(beside)  # a visitor has no session to keep it in
    code, text = asked_text(KEPT), asked_text("q")
    found = reads.query_of(db.session(), code, token=_token(), now=settings().now()) if code else ""
    if found:
        return Query(found, {KEPT: code})
    return Query(text, {"q": text} if text else {})


def kept(text: str) -> Query:
    """Make the query of a text: letters as they are, kept when there is a digit among them."""
    if not re.search(r"\d", text):
        return Query(text, {"q": text} if text else {})
    g.kept_query = actions.keep(text, token=_token(), now=settings().now())
    return Query(text, {KEPT: g.kept_query})


def _token() -> str:
    return request.cookies.get(SESSION_COOKIE, "")
