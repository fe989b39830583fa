"""/isian: what is typed into a long form, sent by the script now and then; and the end of it."""

import re

from flask import Response, abort, g, request
from flask_babel import gettext as _

from association.people.drafts import actions
from association.rules.house.permissions import May
from association.web.drafts import index_here
from association.web.gate import Pages, actor, actor_place, settings
from association.web.kept import NOT_KEPT
from association.web.page import CONTROL, Answer, moved, posted_text

pages = Pages("drafts")
OF_A_FORM = re.compile(r"(/[\w-]+)+", re.ASCII)
BESIDE = {"key", "said", "untuk", *NOT_KEPT}


@pages.post("/isian", may=May.OWN_ACCOUNT)
def keep() -> Answer:
    """Keep what stands in the form that is sent to `untuk`, and say nothing; with `buang`, drop it
    and go back to the form."""
    to, who = posted_text("untuk"), actor()
    if not OF_A_FORM.fullmatch(to):
        abort(404)
    if "buang" in request.form:
        actions.drop(index_here(to))
        return moved(to, _("Isian yang lama dibuang."))
    if g.get("made_for", "") == actor_place():  # else another tab works for another paguyuban now
        typed = [
            (name, CONTROL.sub("", value))
            for name, values in request.form.lists()
            for value in values
            if name not in BESIDE
        ]
        key = posted_text("key")
        actions.keep(who.account_id or 0, index_here(to), typed, key=key, now=settings().now())
    return Response(status=204)
