"""A form that could not be taken, kept to be sent on: all its fields, the pressed button's too."""

from dataclasses import dataclass, replace

from flask import g, request
from werkzeug.exceptions import HTTPException

TOKEN, PASSWORD = "csrf_token", "password"
NOT_KEPT = {TOKEN, PASSWORD}
FIELD, FILE, WHOSE, PLACE = "kept:", "kept-file", "kept-for", "kept-place"


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
    def hidden(self) -> list[tuple[str, str]]:
        """Give the hidden fields by which it waits behind the sign-in page."""
        return [
            *((FIELD + name, value) for name, value in self.fields),
            *((FILE, name) for name in self.files),
            (WHOSE, self.account),
            (PLACE, self.place),
        ]


def sent() -> Kept:
    """Give what this request sends; never a password."""
    return Kept(
        [(name, value) for name, value in _pairs() if name not in NOT_KEPT],
        [name for name, file in request.files.items(multi=True) if file.filename],
        g.get("made_by") or "",
        g.get("made_for", ""),
        PASSWORD in request.form,
    )


def sent_safely(*, as_it_came: bool) -> Kept | None:
    """Give what this request sends, where it is a form of ours that can be read.

    `as_it_came`: with its own token, which will say the same of it when the database is back: a
    form of another page gets none of ours.
    """
    try:
        if request.method != "POST" or g.get("made_by") is None:
            return None
        kept = sent()
        return replace(kept, token=request.form.get(TOKEN, "")) if as_it_came else kept
    except (HTTPException, OSError):  # the body broke off, or found no room
        return None


def waiting() -> Kept | None:
    """Give the form that waits behind the sign-in page that was sent; None where none does."""
    if WHOSE not in request.form:
        return None
    return Kept(
        [(name[len(FIELD) :], value) for name, value in _pairs() if name.startswith(FIELD)],
        request.form.getlist(FILE),
        request.form[WHOSE],
        request.form.get(PLACE, ""),
    )


def _pairs() -> list[tuple[str, str]]:
    return [(name, value) for name, values in request.form.lists() for value in values]
