"""Addresses as people type and paste them: a stroke at the end, the full stop of a sentence, a
capital that the keyboard made."""

from flask import Flask, redirect, request
from werkzeug.exceptions import NotFound

from association.web.page import Answer

# what stands behind an address in a sentence or a message, and in no address of ours
BEHIND = "/.,;:!?)]}>'\"»”’*~… \u00a0\u200b"
ENDS = tuple(BEHIND)


def meant(path: str) -> list[str]:
    """List what a path may stand for that leads nowhere or ends oddly, the likeliest first; none
    leaves this site."""
    bare = "/" + path.rstrip(BEHIND).lstrip("/\\")
    first, stroke, rest = bare[1:].partition("/")
    return [bare, f"/{first.lower()}{stroke}{rest}", bare.lower()]


def set_up(app: Flask) -> None:
    """Lead who typed an address to its page, before anything else is asked."""

    @app.before_request
    def lead_on() -> Answer | None:
        path = request.path
        is_lost = isinstance(request.routing_exception, NotFound)
        if request.method not in ("GET", "HEAD") or not (is_lost or path[1:].endswith(ENDS)):
            return None
        ways = app.url_map.bind("")
        for way in meant(path):
            if way != path and ways.test(way, "GET"):
                asked = request.query_string.decode(errors="replace")
                return redirect(f"{way}?{asked}" if asked else way)
        return None
