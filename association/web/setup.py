"""Wires the HTTP kit into an app: limits, sessions, CSRF, languages, templates."""

from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from htmx_flask import Htmx
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter

from association.config import Settings
from association.people.accounts.reads import OWN_PHONE
from association.web import (
    addresses,
    assets,
    beginning,
    blanks,
    errors,
    formats,
    headers,
    language,
    logs,
    versions,
)
from association.web.codings import CompressAll
from association.web.csrf import MaskedCSRF
from association.web.gate import actor, let_in, login_manager, may
from association.web.page import LARGEST_ID, from_beginning, from_where

MOST_BYTES = 5 * 1024 * 1024


class IdConverter(IntegerConverter):
    """A row id in a URL: larger numbers are no page, instead of an overflow in the driver."""

    def __init__(self, map: Any) -> None:
        super().__init__(map, min=1, max=LARGEST_ID)


def set_up(app: Flask, settings: Settings) -> None:
    """Configure the app from the settings."""
    app.extensions["guyub"] = settings
    _configure(app, settings)
    app.url_map.converters["id"] = IdConverter
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.add_extension(blanks.Blanks)
    logs.set_up(app)
    headers.set_up(app, https=settings.https)
    errors.set_up(app)
    formats.set_up(app)
    language.set_up(app)
    Htmx(app)
    CompressAll(app)
    # a tagged PDF says of every word what it is: a third of its bytes is enough
    app.config["COMPRESS_MIMETYPES"] = [*app.config["COMPRESS_MIMETYPES"], "application/pdf"]
    addresses.set_up(app)
    app.url_value_preprocessor(let_in)
    login_manager.init_app(app)
    beginning.set_up(app)
    MaskedCSRF(app)
    versions.set_up(app)
    assets.set_up(app)
    if settings.proxies:
        hops = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, hops, hops)  # type: ignore[method-assign]
    app.jinja_env.globals.update(actor=actor, may=may, settings=lambda: app.extensions["guyub"])
    app.jinja_env.globals.update(from_where=from_where, from_beginning=from_beginning)
    app.jinja_env.globals["ui"] = app.jinja_env.get_template("ui.html").module


def _configure(app: Flask, settings: Settings) -> None:
    app.secret_key = settings.secret_key
    app.config.update(
        MAX_CONTENT_LENGTH=MOST_BYTES + 64 * 1024,  # the largest upload and its form around it
        MAX_FORM_MEMORY_SIZE=1024 * 1024,
        # holds the CSRF secret and messages; who is signed in is in the database
        SESSION_COOKIE_NAME="guyub_form",
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SECURE=settings.https,
        PERMANENT_SESSION_LIFETIME=OWN_PHONE.whole,  # as long as anybody may stay signed in
        SESSION_REFRESH_EACH_REQUEST=False,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,  # not every browser sends a Referer; csrf.py looks at Origin
        BABEL_DEFAULT_LOCALE="id",
        BABEL_DEFAULT_TIMEZONE="Asia/Jakarta",
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_MIN_SIZE=300,
        COMPRESS_BR_LEVEL=5,
    )
    if settings.https:
        app.config["TRUSTED_HOSTS"] = [
            urlsplit(settings.base_url).hostname,
            "127.0.0.1",
            "localhost",
        ]
