"""A form that could not be taken, kept to be sent on: all its fields, the pressed button's too."""

import base64
import json
import zlib
from dataclasses import astuple, dataclass

from flask import g, request

from association.vault import BrokenSeal, vault

NOT_KEPT = {"csrf_token", "password"}
FIELD = SEALED_FOR = "kept"


@dataclass(frozen=True, slots=True)
class Kept:
    """What was sent, whose page it was sent from ("" for a visitor's), and for which paguyuban that
    was made. Of a file only its field is known: it has to be chosen again."""

    fields: list[tuple[str, str]]
    files: list[str]
    account: str = ""
    place: str = ""

    @property
    def sealed(self) -> str:
        """Give it as a hidden field in which nobody reads, on a page that another may look at."""
        packed = base64.b64encode(zlib.compress(json.dumps(astuple(self)).encode())).decode()
        return base64.urlsafe_b64encode(vault.seal(packed, SEALED_FOR)).decode()


def sent() -> Kept:
    """Give what this request sends; never a password."""
    return Kept(
        [(name, value) for name, value in _pairs() if name not in NOT_KEPT],
        [name for name, file in request.files.items(multi=True) if file.filename],
        g.get("made_by") or "",
        g.get("made_for", ""),
    )


def waiting() -> Kept | None:
    """Give the form that waits behind the sign-in page that was sent; None where none does."""
    try:
        packed = vault.open(base64.urlsafe_b64decode(request.form[FIELD]), SEALED_FOR)
    except (KeyError, ValueError, BrokenSeal):
        return None
    fields, files, account, place = json.loads(zlib.decompress(base64.b64decode(packed)))
    return Kept([(name, value) for name, value in fields], files, account, place)


def _pairs() -> list[tuple[str, str]]:
    return [(name, value) for name, values in request.form.lists() for value in values]
