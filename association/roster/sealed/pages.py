"""Screens of sealed rosters: making one, taking it again, and the public page that checks a
copy."""

import hashlib
from typing import Any

from flask import Response, request, url_for
from flask_babel import gettext as _

from association.access.fence import set_reach
from association.access.reach import Visitor
from association.database import db
from association.ledger.throttle.actions import TooManyTries
from association.roster.sealed import actions, paper, reads
from association.roster.sealed.forms import RowForm, SealForm
from association.roster.sealed.reads import Paper
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.rules.people.cards import display_card_code
from association.rules.people.rolls import canonical
from association.web.formats import wib_date
from association.web.gate import Pages, actor, by, settings
from association.web.page import Answer, asked_id, moved, page, refused
from association.web.refusals import wait_first
from association.web.words import in_words

pages = Pages("sealed")


@pages.get("/anggota/lembar-kios", may=May.SEE_ROSTER)
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
    actions.seal(roll, pdf, by(), code=code, market_id=form.market.data, once=form.once())
    said = _(
        "Daftar %(market)s disegel: %(n)s tempat usaha. Unduh PDF-nya, lalu cetak.",
        market=roll.market,
        n=len(roll.rows),
    )
    return moved(url_for("sealed.rosters"), said)


def _address(code: str) -> str:
    return f"{settings().base_url}/lembar/{code}"


def _hex(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pages.get("/anggota/lembar-kios/<id:roster_id>.pdf", may=May.SEE_ROSTER)
def download(roster_id: int) -> Answer:
    """Give the file again, byte for byte."""
    kept, pdf = reads.pdf(db.session(), roster_id)
    name = f"tempat-usaha-{wib_date(kept.made_at).isoformat()}-{kept.id}.pdf"
    headers = {"Content-Disposition": f"attachment; filename={name}"}
    return Response(pdf, content_type="application/pdf", headers=headers)


@pages.get("/lembar/<code>", may=May.SEE_PUBLIC)
def public(code: str) -> Answer:
    """Say what a sealed roster is: whose, of when, how many rows, and its hashes."""
    return page("roster/sealed/check.html", **_checking(_found(code)))


def _found(code: str) -> Paper:
    """Find what the code on a paper stands for; everybody sees the same, whoever asks."""
    set_reach(db.session(), Visitor())
    return reads.by_code(db.session(), code)


def _checking(kept: Paper) -> dict[str, Any]:
    return {
        "kept": kept,
        "code": display_card_code(kept.code),
        "form": RowForm(),
        "row": None,
        "same": None,
        "copy": "",
        "problem": "",
        "file_problem": "",
    }


@pages.post("/lembar/<code>", may=May.SEE_PUBLIC)
def compare(code: str) -> Answer:
    """Tell whether a copy is the file that was sealed. It is hashed while it is read, and not
    kept."""
    kept = _found(code)
    file = request.files.get("file")
    if file is None or not file.filename:
        problem = _("Belum ada berkas. Pilih berkas PDF-nya dulu.")
        return refused("roster/sealed/check.html", **(_checking(kept) | {"file_problem": problem}))
    copy = hashlib.file_digest(file.stream, "sha256").digest()  # type: ignore[arg-type]
    return page(
        "roster/sealed/check.html",
        **(_checking(kept) | {"same": copy == kept.pdf_hash, "copy": copy.hex()}),
    )


@pages.post("/lembar/<code>/baris", may=May.SEE_PUBLIC)
def one_row(code: str) -> Answer:
    """Show one row as it is printed, to hold a paper copy against."""
    form, shown = RowForm.received(), _checking(_found(code))
    if not form.validate():
        return refused("roster/sealed/check.html", **(shown | {"form": form}))
    try:
        row = actions.printed_row(
            code, form.number.value, network=request.remote_addr or "", now=settings().now()
        )
    except RuleError as error:
        form.refuse("number", in_words(error))
        return refused("roster/sealed/check.html", **(_checking(_found(code)) | {"form": form}))
    except TooManyTries as error:
        why, context = _("Sudah banyak baris diperiksa hari ini."), _checking(_found(code))
        return wait_first(error, "roster/sealed/check.html", why=why, **context | {"form": form})
    return page(
        "roster/sealed/check.html", **(_checking(_found(code)) | {"form": form, "row": row})
    )
