"""CSRF by Flask-WTF, with the token masked anew in every response so that compression cannot leak
it (BREACH).

The token also says for which paguyuban its page was made, so that the gate can tell a form of
another one.
"""

import base64
import binascii
import hashlib
import os

from flask import Flask, g, request
from flask_wtf.csrf import CSRFProtect, generate_csrf

from association.web.gate import actor_place

SALT = 8  # bytes; the mask is stretched from it, as the token stands in every form on a slow line


class MaskedCSRF(CSRFProtect):  # type: ignore[misc]
    """Gives templates the masked token, and takes it from the form or the X-CSRFToken header."""

    def init_app(self, app: Flask) -> None:
        """Register like Flask-WTF, with `csrf_token` in templates and macros giving the masked
        token."""
        super().init_app(app)
        app.jinja_env.globals["csrf_token"] = masked_token
        app.context_processor(lambda: {"csrf_token": masked_token})

    def _get_csrf_token(self) -> str | None:
        if (
            None in request.form
        ):  # a part without a name, which no browser sends: refused, as nobody reads it right
            return None
        token, _bar, g.made_for = (unmask(super()._get_csrf_token() or "") or "").rpartition("|")
        return token or None


def masked_token() -> str:
    """Give this session's token under a fresh random mask."""
    token = f"{generate_csrf()}|{actor_place()}".encode()
    salt = os.urandom(SALT)
    return base64.urlsafe_b64encode(salt + _masked(token, salt)).decode()


def unmask(masked: str) -> str | None:
    """Undo masked_token; None for anything it did not make."""
    try:
        both = base64.urlsafe_b64decode(masked)
        return _masked(both[SALT:], both[:SALT]).decode() or None
    except (binascii.Error, ValueError):
        return None


def _masked(token: bytes, salt: bytes) -> bytes:
    """Mask or unmask: all that matters is that no two responses hold the same bytes, so a short
    salt is stretched."""
    pad = hashlib.shake_128(salt).digest(len(token))
    return bytes(a ^ b for a, b in zip(pad, token, strict=True))
