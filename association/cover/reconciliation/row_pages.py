"""What is done with a row of a list, or with all that differ."""

from flask import request, url_for
from flask_babel import gettext as _

from association.cover.reconciliation import actions, reads
from association.cover.reconciliation.piles import PARTS, PILES, asked_pile, may_record, shown
from association.database import db
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.web.gate import Pages, actor, by, settings
from association.web.page import Answer, done, moved, refused, whole_number
from association.web.words import in_words

pages = Pages("official_rows")
CHUNKS_A_REQUEST = 4


@pages.post("/rekonsiliasi/<id:list_id>", may=May.EDIT_ROSTER)
def act(list_id: int) -> Answer:
    """Do the next thing with one row ("accept r12"), or take over all differences; the piles show
    what is left.
    """
    reads.opened(db.session(), list_id)
    what, key, member = (*request.form.get("do", "").split(" ", 2), "", "", "")[:3]
    if what == "send" and (member_id := whole_number(key[1:])):
        return moved(url_for("member_enrolment.member", member_id=member_id))
    try:
        said = _done(list_id, what, key, whole_number(member))
    except actions.NoSuchRow:
        said = _("Baris itu tidak ada di sana (lagi). Tidak ada yang diubah.")
    except RuleError as error:
        problem = _("%(why)s Belum ada yang diubah.", why=in_words(error))
        return refused(PILES, parts=PARTS, **(shown(list_id) | {"problem": problem}))
    to = url_for("reconciliation.piles", list_id=list_id, tumpukan=asked_pile())
    return done(
        PILES, parts=PARTS, to=to, **(shown(list_id) | {"said": said, "going": what == "all"})
    )


def _done(list_id: int, what: str, key: str, member_id: int | None) -> str:
    today = settings().today()
    match what:
        case "all":
            months, chunks = may_record(), CHUNKS_A_REQUEST
            actions.accept_all(list_id, by(), today=today, months=months, chunks=chunks)
        case "accept":
            actions.accept(
                list_id, key, by(), today=today, months=may_record(), member_id=member_id
            )
            return str(_("Sudah diambil dari daftar BPJS Ketenagakerjaan."))
        case "add":
            actions.add(list_id, key, by(), city_id=actor().leading.city_id, today=today)
            return str(_("Sudah ditambahkan sebagai anggota."))
        case "whole" | "part":
            actions.say_whole(list_id, what == "whole")
        case "aside":
            actions.set_aside(list_id, key, by=by(), today=today)
            return str(_("Ditunda. Barisnya ada di “Ditunda”."))
        case "back":
            actions.bring_back(list_id, key)
    return ""
