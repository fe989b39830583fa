"""Security headers on every answer."""

from contextlib import suppress

from flask import Flask, Response, current_app, g, request
from werkzeug.exceptions import HTTPException

from association.web.gate import is_public

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'{style}; img-src 'self' data:; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
FRAGMENT_POLICY = "default-src 'none'; frame-ancestors 'none'"
KEY, LONGEST_KEY = "Guyub-Key", 64
LASTING = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}


def _repeat_key(response: Response) -> None:
    """Repeat the key of the form that was read, to a script that asks for it: nobody between the
    phone and us knows it."""
    asked = request.headers.get(KEY, "")
    if not 0 < len(asked) <= LONGEST_KEY:
        return
    with suppress(HTTPException, OSError):  # the form broke off, or is too large
        if request.form.get("key") == asked:
            response.headers[KEY] = asked


def set_up(app: Flask, *, https: bool) -> None:
    """Add the headers after every request; a part for htmx carries the short policy only."""

    @app.after_request
    def secure(response: Response) -> Response:
        view = current_app.view_functions.get(request.endpoint or "")
        if not getattr(view, "whoever", False):  # else the page may say how long it is kept
            response.headers.pop("Cache-Control", None)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers["X-Content-Type-Options"] = "nosniff"
        _repeat_key(response)
        if request.headers.get("HX-Target") and response.mimetype == "text/html":
            response.headers["Content-Security-Policy"] = FRAGMENT_POLICY
            return response
        if is_public() and not getattr(view, "listed", False):  # a card, an invitation, a link
            response.headers["X-Robots-Tag"] = "noindex"
        style = f" '{g.style_hash}'" if "style_hash" in g else ""
        response.headers["Content-Security-Policy"] = POLICY.format(style=style)
        response.headers.update(LASTING)
        if https:
            response.headers["Strict-Transport-Security"] = "max-age=63072000"
        return response
