"""Sealed rosters (/anggota/lembar-kios): making one, and taking it again."""

import hashlib
from typing import Any

from flask import Response, url_for
from flask_babel import gettext as _

from association.database import db
from association.roster.sealed import actions, paper, reads
from association.roster.sealed.forms import SealForm
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.rules.people.cards import display_card_code
from association.rules.people.rolls import canonical
from association.web.formats import wib_date
from association.web.gate import Pages, actor, by, settings
from association.web.page import Answer, asked_id, moved, page, refused
from association.web.words import in_words

pages = Pages("sealed")


@pages.get("/anggota/lembar-kios", may=May.SEE_WHOLE)
def rosters() -> Answer:
    """Offer to seal the stalls of a market, and list what was sealed before."""
    return page("roster/sealed/rosters.html", parts=("sealed_rows",), **_shown(SealForm()))


def _shown(form: SealForm) -> dict[str, Any]:
    session, own, today = db.session(), actor().association_id, settings().today()
    choices = reads.choices(session, association_id=own, today=today)
    found = reads.listed(session, association_id=own, after=asked_id("after"))
    return {
        "form": form.offer(choices),
        "stalls": sum(one.stalls for one in choices),
        "unplaced": reads.unplaced(session, association_id=own, today=today),
        "found": found.rows,
        "after": found.after,
        "shown_code": display_card_code,
        "says": {"hari": today} | {f"pasar{one.market.id}": one.stalls for one in choices},
    }


@pages.post("/anggota/lembar-kios", may=May.EDIT_ROSTER)
def seal() -> Answer:
    """Seal the stalls of a market as they stand now."""
    form = SealForm.received()
    shown = _shown(form)
    if not form.validate():
        return refused("roster/sealed/rosters.html", **shown)
    roll = reads.roll(
        db.session(),
        association_id=actor().association_id,
        market_id=form.market.data,
        now=settings().now(),
        today=settings().today(),
    )
    if not roll.rows:
        form.refuse(
            "market", _("Belum ada tempat usaha di pasar ini. Isi dulu di halaman anggota.")
        )
        return refused("roster/sealed/rosters.html", **shown)
    code = actions.new_code()
    pdf = paper.draw(roll, code=code, address=_address(code), seal=_hex(canonical(roll).encode()))
    try:
        actions.seal(roll, pdf, by(), code=code, market_id=form.market.data, once=form.once())
    except RuleError as error:
        form.refuse("market", in_words(error))
        return refused("roster/sealed/rosters.html", **shown)
    said = _(
        "Daftar %(market)s disegel: %(n)s tempat usaha. Unduh PDF-nya, lalu cetak.",
        market=roll.market,
        n=len(roll.rows),
    )
    return moved(url_for("sealed.rosters"), f"{said} {paper.lost_of(roll)}".rstrip())


def _address(code: str) -> str:
    return f"{settings().base_url}/lembar/{code}"


def _hex(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pages.get("/anggota/lembar-kios/<id:roster_id>.pdf", may=May.SEE_WHOLE)
def download(roster_id: int) -> Answer:
    """Give the file again, byte for byte."""
    kept, pdf = reads.pdf(db.session(), roster_id)
    name = f"tempat-usaha-{wib_date(kept.made_at).isoformat()}-{kept.id}.pdf"
    headers = {"Content-Disposition": f"attachment; filename={name}"}
    return Response(pdf, content_type="application/pdf", headers=headers)
