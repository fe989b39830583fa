"""What the page of an offer shows."""

from typing import Any

from flask_babel import gettext as _

from association.database import db
from association.roster.transfers import reads
from association.roster.transfers.models import OfferState, RowState
from association.web.gate import actor
from association.web.page import asked_id

PARTS = ("offer", "offer_rows")
TEMPLATE = "roster/transfers/offer.html"


def offer_shown(transfer_id: int, problem: str = "") -> dict[str, Any]:
    """Gather an offer as one of its two sides sees it."""
    offer = reads.one(db.session(), transfer_id)
    shown = reads.shown(db.session(), transfer_id, after=asked_id("after"))
    return {
        "offer": offer,
        "rows": shown.rows,
        "more": shown.after,
        "after": asked_id("after"),
        "received": offer.to_id == actor().association_id,
        "is_open": offer.state is OfferState.OPEN,
        "left": offer.count(RowState.ACCEPTED),
        "moved": offer.count(RowState.MOVED),
        "done": offer.count(RowState.MOVED, RowState.TWIN, RowState.GONE),
        "waiting": offer.count(RowState.OFFERED),
        "states": states(),
        "row_states": _row_states(),
        "problem": problem,
    }


def states() -> dict[str, str]:
    """Say what became of an offer."""
    return {
        OfferState.OPEN: _("Menunggu jawaban"),
        OfferState.WITHDRAWN: _("Ditarik"),
        OfferState.ANSWERED: _("Sudah dijawab"),
    }


def _row_states() -> dict[str, str]:
    return {
        RowState.OFFERED: _("Ditawarkan"),
        RowState.ACCEPTED: _("Diterima, belum dipindahkan"),
        RowState.MOVED: _("Sudah pindah"),
        RowState.DECLINED: _("Tidak ikut pindah"),
        RowState.TWIN: _("NIK-nya sudah ada di daftar tujuan, jadi tidak digandakan"),
        RowState.GONE: _("Sudah keluar dari daftar asal"),
    }
