"""A form that could not be taken, kept to be sent on: all its fields, the pressed button's too."""

from dataclasses import dataclass

from flask import g, request

NOT_KEPT = {"csrf_token", "password"}
FIELD, FILE, WHOSE, PLACE = "kept:", "kept-file", "kept-for", "kept-place"


@dataclass(frozen=True, slots=True)
class Kept:
    """What was sent, whose page it was sent from ("" for a visitor's), and for which paguyuban that
    was made. Of a file only its field is known: it has to be chosen again."""

    fields: list[tuple[str, str]]
    files: list[str]
    account: str = ""
    place: str = ""

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """Give the hidden fields by which it waits behind the sign-in page."""
        return [
            *((FIELD + name, value) for name, value in self.fields),
            *((FILE, name) for name in self.files),
            (WHOSE, self.account),
            (PLACE, self.place),
        ]


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
    )


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
