"""Two rows that may be one person, side by side, and their merging."""

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _
from wtforms import HiddenField

from association.database import db
from association.roster.duplicates import actions, pairs
from association.roster.duplicates.choices import Take, questions, settled
from association.roster.members import wording
from association.roster.members.state import state_of
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.web.forms import Form
from association.web.gate import Pages, by, settings
from association.web.page import Answer, moved, page, refused, whole_number
from association.web.words import in_words

pages = Pages("pairs")
PAIR = "roster/duplicates/pair.html"


class PairForm(Form):
    """The versions of the two rows as the page showed them; the choices are radio buttons of the
    template."""

    kept_version = HiddenField()
    other_version = HiddenField()

    def versions(self) -> tuple[int, int]:
        """Give both versions; zeros, which never are right, for anything that is no number."""
        return whole_number(self.kept_version.data) or 0, whole_number(self.other_version.data) or 0


@pages.get("/anggota/kembar/<id:first_id>/<id:second_id>", may=May.EDIT_ROSTER)
def pair(first_id: int, second_id: int) -> Answer:
    """Show two rows side by side, with what must be chosen."""
    return page(PAIR, **_context(first_id, second_id, PairForm()))


@pages.post("/anggota/kembar/<id:first_id>/<id:second_id>", may=May.EDIT_ROSTER)
def merge(first_id: int, second_id: int) -> Answer:
    """Merge the two as chosen."""
    form = PairForm.received()
    chosen = {name: Take(value) for name, value in request.form.items() if value in set(Take)}
    try:
        kept = actions.merge(
            first_id, second_id, chosen, by(), versions=form.versions(), once=form.once()
        )
    except actions.ChangedMeanwhile:
        said = _(
            "Salah satu diubah orang lain sesudah Anda membukanya. BELUM digabung. Periksa lagi "
            "di bawah."
        )
        return refused(
            PAIR,
            status=409,
            **_context(first_id, second_id, PairForm(), problem=said, chosen=chosen),
        )
    except RuleError as error:
        return refused(
            PAIR,
            **_context(first_id, second_id, PairForm(), problem=in_words(error), chosen=chosen),
        )
    return moved(
        url_for("members.detail", member_id=kept),
        _("Sudah digabung. Bisa dibatalkan selama 30 hari."),
    )


def _context(
    first_id: int,
    second_id: int,
    form: PairForm,
    *,
    problem: str = "",
    chosen: dict[str, Take] | None = None,
) -> dict[str, Any]:
    found = pairs.pair(db.session(), first_id, second_id, today=settings().today())
    kept, other = state_of(found.kept), state_of(found.other)
    asked, names = questions(kept, other), wording.field_names()
    gained = settled(kept, other, {one.name: Take.KEPT for one in asked})
    form.kept_version.data, form.other_version.data = (
        str(found.kept.version),
        str(found.other.version),
    )
    return {
        "pair": found,
        "questions": asked,
        "gained": [names[name] for name in gained],
        "said": wording.shown,
        "behind": wording.Names(),
        "form": form,
        "apart_form": Form(),
        "problem": problem,
        "chosen": chosen or {},
        "names": names,
        "action": url_for("pairs.merge", first_id=first_id, second_id=second_id),
        "apart": url_for("duplicates.tell_apart", first_id=first_id, second_id=second_id),
    }
