"""A form that could not be taken, kept to be sent on: all its fields, the pressed button's too."""

import base64
import json
import zlib
from dataclasses import astuple, dataclass, replace

from flask import g, request
from werkzeug.exceptions import HTTPException

from association.vault import BrokenSeal, vault

TOKEN, PASSWORD = "csrf_token", "password"
PASSWORDS = {PASSWORD, "new_password", "new_again"}  # in no page, digest or waiting form
NOT_KEPT = {TOKEN, *PASSWORDS}
PLAIN = "plain"  # the hidden field of ui.form for whose answer is a file
FIELD = SEALED_FOR = "kept"


@dataclass(frozen=True, slots=True)
class Kept:
    """What was sent, whose page it was sent from ("" for a visitor's), and for which paguyuban that
    was made. A file has to be chosen again, a password to be typed again.

    `token` is the one it came with, where it is to be sent on as it came; else a new one is made.
    """

    fields: list[tuple[str, str]]
    files: list[str]
    account: str = ""
    place: str = ""
    passwords: bool = False
    token: str = ""

    @property
    def plain(self) -> str:
        """Say why the browser itself sends it, of ui.form: its answer is no page."""
        return dict(self.fields).get(PLAIN, "")

    @property
    def sealed(self) -> str:
        """Give it as a hidden field in which nobody reads, on a page that another may look at."""
        packed = base64.b64encode(zlib.compress(json.dumps(astuple(self)).encode())).decode()
        return base64.urlsafe_b64encode(vault.seal(packed, SEALED_FOR)).decode()


def sent(said: str | None = None) -> Kept:
    """Give what this request sends; never a password. `said` stands for what it carried of its
    page."""
    pairs = [(name, value) for name, value in _pairs() if name not in NOT_KEPT]
    if said is not None:
        pairs = [*((name, value) for name, value in pairs if name != "said"), ("said", said)]
    return Kept(
        pairs,
        [name for name, file in request.files.items(multi=True) if file.filename],
        g.get("made_by") or "",
        g.get("made_for", ""),
        PASSWORD in request.form,
    )


def sent_safely(*, as_it_came: bool, said: str | None = None) -> Kept | None:
    """Give what this request sends, where it is a form that can be read.

    `as_it_came`: with its own token, which will say the same of it when the database is back: a
    form of another page gets none of ours.
    """
    try:
        if request.method != "POST" or (as_it_came and g.get("made_by") is None):
            return None
        kept = sent(said)
        return replace(kept, token=request.form.get(TOKEN, "")) if as_it_came else kept
    except (HTTPException, OSError):  # the body broke off, or found no room
        return None


def waiting() -> Kept | None:
    """Give the form that waits behind the sign-in page that was sent; None where none does."""
    try:
        packed = vault.open(base64.urlsafe_b64decode(request.form[FIELD]), SEALED_FOR)
    except (KeyError, ValueError, BrokenSeal):
        return None
    fields, *others = json.loads(zlib.decompress(base64.b64decode(packed)))
    return Kept([(name, value) for name, value in fields], *others)


def _pairs() -> list[tuple[str, str]]:
    return [(name, value) for name, values in request.form.lists() for value in values]
