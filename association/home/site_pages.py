"""What browsers, phones and robots ask of every site, without a page of ours naming it."""

from datetime import timedelta
from typing import Any

from flask import Response, abort, current_app, jsonify

from association.rules.house.permissions import May
from association.web.assets import STATIC
from association.web.gate import Pages, settings
from association.web.page import Answer

pages = Pages("site")
# Links with codes are spread in public groups: robots have to read them to see their "noindex".
ROBOTS = "User-agent: *\nDisallow:\n"
LASTS = timedelta(days=180)  # a security.txt names its end, within a year (RFC 9116, 2.5.5)


@pages.get("/robots.txt", may=May.SEE_PUBLIC, whoever=True)
def robots() -> Answer:
    """Let robots read what is public; pages that are not for everybody's eyes say so themselves."""
    return Response(ROBOTS, content_type="text/plain")


@pages.get("/manifest.webmanifest", may=May.SEE_PUBLIC, whoever=True)
def manifest() -> Answer:
    """Describe the icon on a phone's home screen, and how it opens."""
    asset: Any = current_app.jinja_env.globals["asset"]
    icons = [
        {
            "src": asset(f"icon-{size}.png"),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": "any maskable",
        }
        for size in (192, 512)
    ]
    told = jsonify(
        name="Guyub",
        short_name="Guyub",
        lang="id",
        id="/",
        start_url="/",
        scope="/",
        display="standalone",
        background_color="#f7f4ee",
        theme_color="#0b5d4b",
        icons=icons,
    )
    told.content_type = "application/manifest+json"
    return _lasting(told)


@pages.get("/favicon.ico", may=May.SEE_PUBLIC, whoever=True)
def favicon() -> Answer:
    """Give the icon to browsers that read no SVG."""
    return _icon("favicon.ico", "image/x-icon")


@pages.get("/apple-touch-icon.png", may=May.SEE_PUBLIC, whoever=True)
def touch_icon() -> Answer:
    """Give the icon of an iPhone's home screen."""
    return _icon("icon-192.png", "image/png")


@pages.get("/.well-known/security.txt", may=May.SEE_PUBLIC, whoever=True)
def security() -> Answer:
    """Say whom to tell of a hole (RFC 9116), where GUYUB_SECURITY_CONTACT names somebody."""
    contact = settings().security_contact
    if not contact:
        abort(404)
    ends = (settings().now() + LASTS).strftime("%Y-%m-%dT00:00:00Z")
    lines = (f"Contact: {contact}", f"Expires: {ends}", "Preferred-Languages: id, en")
    return Response("\n".join((*lines, "")), content_type="text/plain; charset=utf-8")


def _icon(name: str, kind: str) -> Response:
    return _lasting(Response((STATIC / name).read_bytes(), content_type=kind))


def _lasting(answer: Response) -> Response:
    answer.headers["Cache-Control"] = "public, max-age=604800"
    return answer
