"""Errors in words: what happened, that nothing was lost, what to do. A page, or one sentence for
htmx."""

from collections.abc import Callable
from typing import cast

import structlog
from flask import Flask, Response, current_app, g, make_response, render_template, request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError, InterfaceError, NoResultFound, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from association.access.reach import Visitor
from association.database import db
from association.ledger.throttle.actions import TooManyTries
from association.once import KeyReused
from association.people.accounts.reads import ketua_names
from association.rules.house.permissions import Right, Role
from association.rules.house.said import OutOfDate, write
from association.web.csrf import FromElsewhere
from association.web.gate import (
    LacksRight,
    OtherAccount,
    OtherPaguyuban,
    actor,
    actor_place,
    is_public,
    settings,
)
from association.web.kept import sent
from association.web.page import Answer, facts, wants_facts
from association.web.words import in_words

log = structlog.get_logger()


def sentences() -> dict[int, tuple[str, str]]:
    """Give title and explanation for each status we answer with."""
    return {
        400: (
            _("Permintaan tidak lengkap"),
            _("Muat ulang halaman ini, lalu coba lagi. Tidak ada data yang berubah."),
        ),
        403: (
            _("Bukan untuk akun Anda"),
            _("Halaman ini bukan untuk akun Anda. Kembali ke halaman awal."),
        ),
        404: (
            _("Halaman tidak ditemukan"),
            _("Alamatnya salah, bukan milik paguyuban Anda, atau sudah lewat waktunya."),
        ),
        405: (
            _("Halaman tidak ditemukan"),
            _("Alamat ini tidak bisa dibuka langsung. Mulai dari Beranda."),
        ),
        409: (
            _("Sudah diubah orang lain"),
            _("Perubahan Anda BELUM tersimpan. Buka lagi halamannya, lalu ulangi."),
        ),
        413: (_("Berkas terlalu besar"), _("Paling besar 5 MB. Tidak ada data yang berubah.")),
        422: (
            _("Isian ini sudah pernah dikirim"),
            _("Isinya berbeda dari kiriman pertama. Muat ulang halaman ini, lalu isi lagi."),
        ),
        429: (_("Terlalu banyak percobaan"), _("Tunggu sebentar, lalu coba lagi.")),
        500: (
            _("Ada yang rusak di pihak kami"),
            _("Perubahan terakhir mungkin belum tersimpan. Muat ulang, periksa, lalu ulangi."),
        ),
        503: (
            _("Data BELUM tersimpan"),
            _("Penyimpanan sedang sibuk. Isian Anda masih ada di sini: coba lagi sebentar lagi."),
        ),
    }


def answer(
    status: int,
    text: str | None = None,
    headers: dict[str, str] | None = None,
    *,
    title: str = "",
    again: bool = False,
    said: str | None = None,
) -> Response:
    """Make the answer for a status: one sentence of plain text for htmx, a page for the rest.

    `again` lets what was typed be sent once more from the page; never passwords or tokens. Then
    `said` stands for what the form carried of its page.
    """
    usual, explanation = sentences().get(status, sentences()[500])
    title, explanation, other = title or usual, text or explanation, bool(title)
    if wants_facts():
        response = facts(status, why=f"{title}. {explanation}")
    elif request.headers.get("HX-Request"):
        response = make_response(
            f"{title}. {explanation}", status, {"Content-Type": "text/plain; charset=utf-8"}
        )
    else:
        response = make_response(
            render_template(
                "errors/error.html",
                title=title,
                explanation=explanation,
                status=status,
                kept=sent(said) if again or (status in (409, 503) and not other) else None,
            ),
            status,
        )
    response.headers.update(headers or {})
    return response


def set_up(app: Flask) -> None:
    """Register the handlers; everything we do not name becomes a logged 500."""

    @app.errorhandler(HTTPException)
    def http_error(error: HTTPException) -> Response:
        return answer(error.code or 500)

    app.register_error_handler(CSRFError, lambda _error: _left_open())
    app.register_error_handler(FromElsewhere, lambda _error: answer(400, _elsewhere_text()))
    app.register_error_handler(OtherAccount, lambda _error: _of_another(409))
    app.register_error_handler(NoResultFound, lambda _error: answer(404))
    app.register_error_handler(OutOfDate, _out_of_date)
    app.register_error_handler(KeyReused, lambda _error: answer(422))
    app.register_error_handler(LacksRight, lambda error: answer(403, _lacking_text(error.right)))
    app.register_error_handler(OtherPaguyuban, lambda _error: _of_another_place())
    # an address that is not UTF-8
    app.register_error_handler(UnicodeDecodeError, lambda _error: answer(400))

    @app.errorhandler(TooManyTries)
    def too_many(error: TooManyTries) -> Response:
        return answer(429, too_many_text(error.seconds), {"Retry-After": str(error.seconds)})

    _set_up_broken(app)


def _set_up_broken(app: Flask) -> None:
    """Register the handlers after which nothing of the transaction may stay."""

    @app.errorhandler(StaleDataError)
    # two people saved what only one may have, such as one new NIK, at one moment
    @app.errorhandler(IntegrityError)
    def stale(_error: StaleDataError | IntegrityError) -> Response:
        _drop_transaction()
        return answer(409)

    @app.errorhandler(OperationalError)
    @app.errorhandler(InterfaceError)
    def unavailable(error: OperationalError) -> Response:
        log.error("database unavailable", kind=type(error.orig).__name__)
        _drop_transaction()
        return answer(503, headers={"Retry-After": "5"})

    @app.errorhandler(Exception)
    def unforeseen(error: Exception) -> Response:
        log.exception("unforeseen error", kind=type(error).__name__)
        _drop_transaction()
        return answer(500)


def _out_of_date(error: OutOfDate) -> Response:
    """Answer a button that would do other than its page said: it can be sent on as it is now, on
    this page; what htmx sent, the script sends plainly to come to it."""
    told, said, title = in_words(error), write(error.facts), _("Sudah berubah")
    return answer(409, told, {"X-Plainly": "1"}, title=title, again=True, said=said)


def _left_open() -> Answer:
    """Answer a form whose token is of another session: it can be sent on by the account that opened
    it, which the token says under our signature."""
    made_by, me = g.get("made_by"), str(actor().account_id or "")
    if wants_facts():  # a script fetches a new token
        return answer(400, _left_open_text())
    waits = made_by and actor().role is Role.VISITOR and not is_public()
    if waits or request.endpoint == "signin.enter":
        return cast(Callable[[], Answer], current_app.extensions["guyub_sign_in"])()
    if made_by is None or (made_by == "" and not is_public()):
        return answer(400, _left_open_text())
    if made_by not in ("", me):
        return _of_another(400)
    if g.made_for and g.made_for != actor_place():
        return _of_another_place()
    # htmx: the script sends it plainly, and comes to the page that lets it be sent on
    text = _("Halaman ini dibuka sebelum Anda masuk lagi. Isian Anda masih ada. BELUM tersimpan.")
    return answer(401 if request.headers.get("HX-Request") else 400, text, again=True)


def _of_another(status: int) -> Response:
    """Answer a form that another account opened on this phone; a mark keeps waiting for it."""
    text = _(
        "Isian ini dibuka dengan akun lain di HP ini. TIDAK tersimpan. Yang membukanya harus masuk "
        "lagi, lalu mengisi lagi."
    )
    return answer(401 if wants_facts() else status, text, title=_("Akun lain"))


def _of_another_place() -> Response:
    return answer(409, _other_text(), title=_("Paguyuban lain"))


def _elsewhere_text() -> str:
    return str(_("Kiriman ini tidak datang dari halaman Guyub. Tidak ada data yang berubah."))


def _left_open_text() -> str:
    return str(
        _(
            "Halaman ini dibuka sebelum Anda masuk lagi. BELUM tersimpan. Catat isian Anda, muat "
            "ulang, lalu simpan."
        )
    )


def _other_text() -> str:
    return str(
        _(
            "Isian ini dibuka untuk paguyuban lain, sedangkan sekarang Anda bekerja untuk "
            "%(place)s. BELUM tersimpan di mana pun. Ganti paguyuban di Lainnya, lalu kembali ke "
            "isian itu dan simpan.",
            place=actor().place,
        )
    )


def _lacking_text(right: Right) -> str:
    """Say which right is missing, and whom to ask for it."""
    names = ", ".join(ketua_names(db.session(), actor().association_id, today=settings().today()))
    whom = (
        _("Minta kepada ketua: %(names)s.", names=names)
        if names
        else _("Minta kepada ketua paguyuban.")
    )
    return f"{_without()[right]} {whom} {_('Tidak ada data yang berubah.')}"


def _without() -> dict[Right, str]:
    return {
        Right.EDIT: _("Anda belum diberi hak mengubah daftar anggota."),
        Right.MONEY: _("Anda belum diberi hak mencatat iuran."),
        Right.NIK: _("Anda belum diberi hak melihat NIK lengkap."),
        Right.LEAD: _("Halaman ini untuk ketua: pengurus dan haknya diatur oleh ketua."),
    }


def too_many_text(seconds: int) -> str:
    """Say how long to wait."""
    if seconds > 90:
        return str(_("Tunggu %(n)s menit, lalu coba lagi.", n=-(-seconds // 60)))
    return str(_("Tunggu %(n)s detik, lalu coba lagi.", n=seconds))


def _drop_transaction() -> None:
    db.session.remove()
    db.session.info["reach"] = Visitor()
