"""Codes of an authenticator app (TOTP, RFC 6238: SHA-1, six digits, 30 seconds) and codes on paper,
as values."""

import base64
import secrets
from datetime import datetime

from cryptography.hazmat.primitives.constant_time import bytes_eq
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from association.rules.house.errors import RuleError
from association.rules.people.cards import ALPHABET, normalise_card_code

STEP_SECONDS, DIGITS, SECRET_BYTES = 30, 6, 20
PAPER_SYMBOLS = 16  # 80 bits


def new_secret() -> str:
    """Make the secret of an app: 32 symbols of base32."""
    return base64.b32encode(secrets.token_bytes(SECRET_BYTES)).decode()


def new_paper_code() -> str:
    """Make a code for paper: 16 symbols."""
    return "".join(secrets.choice(ALPHABET) for _ in range(PAPER_SYMBOLS))


def in_fours(text: str, between: str = " ") -> str:
    """Write a secret or a code in groups of four."""
    return between.join(text[i : i + 4] for i in range(0, len(text), 4))


def tidy(typed: str) -> str:
    """Give a typed code without spaces and dashes, in capitals; empty for what cannot be one."""
    try:
        return normalise_card_code(typed)
    except RuleError:
        return ""


def step_of(secret: str, code: str, *, at: datetime) -> int | None:
    """Tell of which step of 30 seconds a tidy code is: this one, the one before, or the one behind;
    None for any other. Each is compared, however many fit."""
    app, now = _app(secret), int(at.timestamp()) // STEP_SECONDS
    fits = {
        step: bytes_eq(app.generate(step * STEP_SECONDS), code.encode())
        for step in (now - 1, now, now + 1)
    }
    return max((step for step, fit in fits.items() if fit), default=None)


def code_of(secret: str, *, at: datetime) -> str:
    """Give the code that an app shows at a moment."""
    return _app(secret).generate(at.timestamp()).decode()


def address(secret: str, *, name: str) -> str:
    """Give what the QR holds and an app opens: the secret, under the name that the app shows."""
    return _app(secret).get_provisioning_uri(name, "Guyub")


def _app(secret: str) -> TOTP:
    return TOTP(base64.b32decode(secret), DIGITS, SHA1(), STEP_SECONDS)  # noqa: S303 - RFC 6238
