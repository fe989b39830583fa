"""Screens of putting an older version of a member back."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from association.database import db
from association.roster.bulk import sentences, version_forms, versions
from association.roster.bulk import story as told_of
from association.roster.members import reads as members
from association.roster.members.actions import ChangedMeanwhile
from association.roster.members.models import Member
from association.roster.members.state import AlreadyOnRoster, difference, state_of
from association.roster.members.values import FIELDS
from association.roster.members.wording import Names
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.web.gate import Pages, by
from association.web.page import Answer, moved, page, refused
from association.web.words import in_words

pages = Pages("versions")
RESTORE = "roster/bulk/restore.html"
FIRST = {"change_id": told_of.BEGINNING}


@pages.get(
    "/anggota/<id:member_id>/riwayat/awal",
    may=May.EDIT_ROSTER,
    defaults=FIRST,
    endpoint="ask_first",
)
@pages.get("/anggota/<id:member_id>/riwayat/<id:change_id>", may=May.EDIT_ROSTER)
def ask(member_id: int, change_id: int) -> Answer:
    """Show what putting an older version back would change."""
    member = members.one(db.session(), member_id)
    return page(
        RESTORE,
        **_asking(member, change_id, version_forms.RestoreForm(version=str(member.version))),
    )


@pages.post(
    "/anggota/<id:member_id>/riwayat/awal",
    may=May.EDIT_ROSTER,
    defaults=FIRST,
    endpoint="restore_first",
)
@pages.post("/anggota/<id:member_id>/riwayat/<id:change_id>", may=May.EDIT_ROSTER)
def restore(member_id: int, change_id: int) -> Answer:
    """Put the ticked fields of an older version back."""
    members.one(db.session(), member_id)
    form = version_forms.RestoreForm.received()
    try:
        versions.restore(
            member_id, change_id, by(), fields=form.chosen, version=form.opened_at, once=form.once()
        )
    except ChangedMeanwhile:
        member = members.one(db.session(), member_id)
        form = version_forms.RestoreForm(version=str(member.version))
        problem = _(
            "Data ini baru saja diubah orang lain. Belum ada yang dikembalikan. Lihat lagi "
            "perbedaannya."
        )
        return refused(RESTORE, status=409, **_asking(member, change_id, form, problem))
    except RuleError as error:
        member = members.one(db.session(), member_id)
        twin = error.member_id if isinstance(error, AlreadyOnRoster) else None
        again = version_forms.RestoreForm(version=str(member.version))
        return refused(
            RESTORE,
            **_asking(member, change_id, again, in_words(error), ticked=form.chosen, twin=twin),
        )
    return moved(
        url_for("members.detail", member_id=member_id), _("Isian lama sudah dikembalikan.")
    )


def _asking(
    member: Member,
    change_id: int,
    form: version_forms.RestoreForm,
    problem: str = "",
    *,
    ticked: set[str] | None = None,
    twin: int | None = None,
) -> dict[str, Any]:
    now, then = state_of(member), told_of.earlier(db.session(), member, change_id)
    names = Names(*told_of.names(db.session(), (now, then)))
    differs = {name: pair for name, pair in difference(now, then).items() if name in FIELDS}
    told = {name: sentences.differences({name: pair}, names)[0] for name, pair in differs.items()}
    return {
        "member": member,
        "change_id": change_id,
        "form": form,
        "problem": problem,
        "told": told,
        "ticked": set(told) if ticked is None else ticked,
        "twin": twin,
    }
