"""CSRF by Flask-WTF, with the token masked anew in every response so that compression cannot leak it (BREACH)."""

import base64
import binascii
import os

from flask_wtf.csrf import CSRFProtect, generate_csrf


class MaskedCSRF(CSRFProtect):  # type: ignore[misc]
    """Takes the masked token from the form or the X-CSRFToken header."""

    def _get_csrf_token(self) -> str | None:
        return unmask(super()._get_csrf_token() or "")


def masked_token() -> str:
    """Give this session's token under a fresh random mask."""
    token = generate_csrf().encode()
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
