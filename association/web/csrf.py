"""CSRF by Flask-WTF, with the token masked anew in every response so that compression cannot leak it (BREACH).

The token also says for which paguyuban its page was made, so that the gate can tell a form of another one."""

import base64
import binascii
import os

from flask import Flask, g, request
from flask_wtf.csrf import CSRFProtect, generate_csrf

from association.web.gate import actor_place


class MaskedCSRF(CSRFProtect):  # type: ignore[misc]
    """Gives templates the masked token, and takes it from the form or the X-CSRFToken header."""

    def init_app(self, app: Flask) -> None:
        """Register like Flask-WTF, with `csrf_token` in templates and macros giving the masked token."""
        super().init_app(app)
        app.jinja_env.globals["csrf_token"] = masked_token
        app.context_processor(lambda: {"csrf_token": masked_token})

    def _get_csrf_token(self) -> str | None:
        if None in request.form:  # a part without a name, which no browser sends: refused, as nobody reads it right
            return None
        token, _bar, g.made_for = (unmask(super()._get_csrf_token() or "") or "").rpartition("|")
        return token or None


def masked_token() -> str:
    """Give this session's token under a fresh random mask."""
    token = f"{generate_csrf()}|{actor_place()}".encode()
    pad = os.urandom(len(token))
    return base64.urlsafe_b64encode(pad + bytes(a ^ b for a, b in zip(pad, token, strict=True))).decode()


def unmask(masked: str) -> str | None:
    """Undo masked_token; None for anything it did not make."""
    try:
        both = base64.urlsafe_b64decode(masked)
        half = len(both) // 2
        return bytes(a ^ b for a, b in zip(both[:half], both[half:], strict=True)).decode() or None
    except (binascii.Error, ValueError):
        return None
