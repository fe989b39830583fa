"""CSRF by Flask-WTF, with the token masked anew in every response so that compression cannot leak
it (BREACH).

The token also says whose page it stands in and for which paguyuban that was made, so that a form
of another account or paguyuban can be told. The browser's word on where a form comes from is
compared where it gives one; one that sends neither Origin nor Referer may sign in and save.
"""

import base64
import binascii
import hashlib
import os
import secrets
from urllib.parse import urlsplit

from flask import Flask, current_app, g, request, session
from flask.sessions import SecureCookieSessionInterface
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError, CSRFProtect, generate_csrf
from itsdangerous import BadData, URLSafeTimedSerializer

from association.rules.house.permissions import Role
from association.web.gate import actor, actor_place, settings

SALT = 8  # bytes; the mask is stretched from it, as the token stands in every form on a slow line
RENEWED_AFTER = 86_400  # seconds
FIELD = "csrf_token"  # its name in the session: the account, a dash, a random text


class FromElsewhere(CSRFError):  # type: ignore[misc]
    """A form that the page of another site sent."""


class MaskedCSRF(CSRFProtect):  # type: ignore[misc]
    """Gives templates the masked token, and takes it from the form or the X-CSRFToken header."""

    def init_app(self, app: Flask) -> None:
        """Register like Flask-WTF, with `csrf_token` in templates and macros giving the masked
        token."""
        super().init_app(app)
        app.jinja_env.globals["csrf_token"] = masked_token
        app.context_processor(lambda: {"csrf_token": masked_token})

    def protect(self, apply_exemptions: bool = False) -> None:
        """Refuse a form of another site, then one without this session's token."""
        if request.method in current_app.config["WTF_CSRF_METHODS"] and _from_elsewhere():
            raise FromElsewhere
        super().protect(apply_exemptions)

    def _get_csrf_token(self) -> str | None:
        if (
            None in request.form
        ):  # a part without a name, which no browser sends: refused, as nobody reads it right
            return None
        token, _bar, g.made_for = (unmask(super()._get_csrf_token() or "") or "").rpartition("|")
        g.made_by = _account_of(token)
        return token or None


def masked_token() -> str:
    """Give this session's token under a fresh random mask."""
    _belong_to_account()
    _last_as_long()
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


def _belong_to_account() -> None:
    """Begin a new secret when another account has signed in: no page of the one before fits it."""
    account = str(actor().account_id or "")
    kept = session.get(FIELD, "").partition("-")
    if kept[1] and account in ("", kept[0]):
        return
    session[FIELD] = f"{account}-{secrets.token_hex(16)}"
    g.pop(FIELD, None)  # what Flask-WTF made of the secret before


def _last_as_long() -> None:
    """On one's own phone, let the form cookie live as long as the sign-in: for that long from now,
    once a day, also where the browser lost it meanwhile."""
    if not actor().own_phone:
        return
    kept = request.cookies.get(current_app.config["SESSION_COOKIE_NAME"], "")
    signing = SecureCookieSessionInterface().get_signing_serializer(current_app)
    try:
        fresh = signing is not None and signing.loads(kept, max_age=RENEWED_AFTER)
    except BadData:
        fresh = False
    if not (fresh and session.permanent):
        session.permanent = True


def _account_of(token: str) -> str | None:
    """Give the account in whose page a token stood, empty for a visitor's; None for what we did
    not sign."""
    try:
        secret = URLSafeTimedSerializer(current_app.secret_key or "", "wtf-csrf-token").loads(token)
    except BadData:
        return None
    account, dash, _random = str(secret).partition("-")
    return account if dash else ""


def came_from_here() -> bool:
    """Tell whether the browser says that a page of ours sent this; False where it says nothing."""
    said = request.headers.get("Origin") or request.headers.get("Referer")
    fetched = request.headers.get("Sec-Fetch-Site")
    return not _from_elsewhere() and (bool(said) or fetched == "same-origin")


def why_refused() -> str:
    """Say what became of the page's token: the browser sent no cookie, nothing was with the form,
    or somebody signed in (out) after it was opened."""
    if not session.get(FIELD):
        return str(
            _(
                "Browser ini tidak lagi menyimpan catatan (kuki) dari halaman itu: sudah lama "
                "terbuka, atau catatannya ditolak. Isian Anda masih ada. BELUM tersimpan."
            )
        )
    if g.get("made_by") is None:
        return str(
            _(
                "Tanda pengenal halaman itu tidak ikut terkirim, atau rusak. Isian Anda masih ada. "
                "BELUM tersimpan."
            )
        )
    if actor().role is Role.VISITOR:
        return str(
            _(
                "Halaman ini sudah lama terbuka: catatan browser (kuki) sudah berganti. Isian Anda "
                "masih ada. BELUM tersimpan."
            )
        )
    return str(
        _("Halaman ini dibuka sebelum Anda masuk lagi. Isian Anda masih ada. BELUM tersimpan.")
    )


def unknown_text() -> str:
    """Say that a form came without a token of ours, and what to do."""
    return str(
        _(
            "Kiriman ini tidak membawa tanda pengenal dari halaman Guyub. BELUM tersimpan. Tekan "
            "Kembali: isian Anda masih ada di sana. Catat, muat ulang, lalu simpan."
        )
    )


def _from_elsewhere() -> bool:
    """Tell whether the browser says that another site's page sent this. `null` is another, too."""
    said = request.headers.get("Origin") or request.headers.get("Referer")
    if not said:
        return False
    try:
        page = urlsplit(said)
    except ValueError:
        return True
    ours = {request.host, urlsplit(settings().base_url).netloc}
    return page.netloc not in ours or (request.is_secure and page.scheme != "https")


def _masked(token: bytes, salt: bytes) -> bytes:
    """Mask or unmask: all that matters is that no two responses hold the same bytes, so a short
    salt is stretched."""
    pad = hashlib.shake_128(salt).digest(len(token))
    return bytes(a ^ b for a, b in zip(pad, token, strict=True))
