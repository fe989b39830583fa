"""Tells who signs in that their password was reset lately."""

from flask import flash
from flask_babel import gettext as _

from association.database import db
from association.people.signin.reads import reset_told
from association.rules.people.dates import format_date
from association.web.formats import clock, wib_date
from association.web.gate import actor, settings


def tell_of_reset() -> None:
    """Tell who has just signed in that their password was reset lately, and by whose link."""
    told = reset_told(db.session(), actor().account_id or 0, now=settings().now())
    if told is not None:
        text = _(
            "Kata sandi akun ini diatur ulang %(day)s pukul %(time)s, lewat tautan dari %(maker)s. "
            "Bukan Anda yang memintanya? Beri tahu Dinas Perdagangan sekarang.",
            day=format_date(wib_date(told.at)),
            time=clock(told.at),
            maker=told.maker or _("pengelola server"),
        )
        flash(text, "warn")
