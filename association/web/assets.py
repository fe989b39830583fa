"""Static files: served by WhiteNoise under one digest of them all, so that browsers may keep them
for ever."""

import base64
import hashlib
from pathlib import Path
from typing import Any
from wsgiref.headers import Headers

from flask import Flask, g
from markupsafe import Markup

from association.config import ROOT
from association.web.codings import OneCoding, TaggedFiles

STATIC = ROOT / "static"
SHIPPED = (".css", ".js", ".svg", ".png", ".ico", ".webmanifest")


def digest(folder: Path = STATIC) -> str:
    """Give ten characters that change when any shipped file changes."""
    total = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        if path.suffix in SHIPPED:
            total.update(path.name.encode() + path.read_bytes())
    return total.hexdigest()[:10]


def _ours_only(headers: Headers, _path: str, url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
    if url.endswith("/sw.js"):  # it answers for every page, and may ask us alone
        headers["Service-Worker-Allowed"] = "/"
        headers["Content-Security-Policy"] = "default-src 'none'; connect-src 'self'"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"


def set_up(app: Flask) -> None:
    """Serve static/ below a versioned prefix and give templates `asset` and `inlined`."""
    version = digest()
    served = TaggedFiles(
        app.wsgi_app,
        max_age=365 * 86400,
        immutable_file_test=lambda _path, _url: True,
        add_headers_function=_ours_only,
        charset="utf-8",
    )
    served.add_files(str(STATIC), prefix=f"static/{version}/")
    app.wsgi_app = OneCoding(served)  # type: ignore[method-assign]
    sheets = {path.name: path.read_text() for path in STATIC.glob("*.css")}

    def asset(name: str) -> str:
        return f"/static/{version}/{name}"

    def inlined(name: str) -> Markup:
        """Put a stylesheet into the page and its hash into this response's policy (one request less
        on the sign-in page)."""
        g.style_hash = (
            "sha256-" + base64.b64encode(hashlib.sha256(sheets[name].encode()).digest()).decode()
        )
        return Markup("<style>{}</style>").format(Markup(sheets[name]))  # noqa: S704 - our own file

    names: dict[str, Any] = {"asset": asset, "inlined": inlined}
    app.jinja_env.globals.update(names)
