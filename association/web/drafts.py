"""The draft of the form on a page: found for the page's own address, and taken into the form where
one asks for it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

import wtforms
from flask import request
from werkzeug.datastructures import MultiDict

from association import drafts
from association.database import db
from association.web.gate import actor, settings

TAKE = "isian"  # in the address: with the draft in the form
F = TypeVar("F", bound=wtforms.Form)


@dataclass(frozen=True, slots=True)
class OfPage:
    """A draft, whether it is `taken` into the form, and whether somebody saved what the form is
    about since it was begun."""

    at: datetime
    fields: MultiDict[str, str]
    taken: bool
    is_behind: bool = False

    def into(self, form: type[F]) -> F | None:
        """Make the form with what was typed; None where it is only offered."""
        return form(self.fields) if self.taken else None

    def text(self, name: str) -> str:
        """Give what was typed into one field, where it is taken."""
        return self.fields.get(name, "") if self.taken else ""


def index_here(address: str) -> bytes:
    """Make the index of who acts, where they work now, and the address of a form."""
    who = actor()
    return drafts.index_of(who.account_id, repr(who.reach), address)


def of_page(version: int | None = None) -> OfPage | None:
    """Find the draft of the form that is sent to the address of this page; `version` is of the row
    that it changes."""
    found = drafts.find(db.session(), index_here(request.path), now=settings().now())
    if found is None:
        return None
    fields: Any = MultiDict(found.fields)
    is_behind = version is not None and fields.get("version") != str(version)
    return OfPage(found.at, fields, TAKE in request.args, is_behind)
