"""Errors in words: what happened, that nothing was lost, what to do. A page, or one sentence for
htmx."""

from collections.abc import Callable
from contextlib import suppress
from typing import cast

import structlog
from flask import (
    Flask,
    Response,
    current_app,
    g,
    make_response,
    render_template,
    request,
)
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError, NoResultFound, SQLAlchemyError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, InternalServerError, MethodNotAllowed

from association.access.reach import Visitor
from association.database import SAVED, db
from association.ledger.throttle.actions import TooManyTries
from association.once import KeyReused
from association.people.accounts.reads import ketua_names
from association.rules.house.errors import Busy, OutOfDate
from association.rules.house.permissions import Right, Role
from association.rules.house.said import write
from association.trouble import CommitLost, Trouble, trouble_of
from association.web import unavailable, versions
from association.web.csrf import FromElsewhere, came_from_here, unknown_text, why_refused
from association.web.forbidden import forbidden_text, without
from association.web.gate import (
    LacksRight,
    OtherAccount,
    OtherPaguyuban,
    actor,
    actor_place,
    ask_no_more,
    is_public,
    settings,
)
from association.web.kept import sent_safely
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
        403: (_("Bukan untuk akun Anda"), forbidden_text(actor().role)),
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
        413: (
            _("Berkas terlalu besar"),
            _("Paling besar %(n)s MB. Tidak ada data yang berubah.", n=_most_megabytes()),
        ),
        422: (
            _("Isian ini sudah pernah dikirim"),
            _("Isinya berbeda dari kiriman pertama. Muat ulang halaman ini, lalu isi lagi."),
        ),
        429: (_("Terlalu banyak percobaan"), _("Tunggu sebentar, lalu coba lagi.")),
        500: (
            _("Ada yang rusak di pihak kami"),
            _("Perubahan terakhir mungkin belum tersimpan. Muat ulang, periksa, lalu ulangi."),
        ),
        503: unavailable.told(Trouble.BUSY, maybe_saved=False),
    }


def _most_megabytes() -> int:
    """Give how large a file the page that was asked takes."""
    return (request.max_content_length or 0) // (1024 * 1024)


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

    It needs no database: who sends the request is who is known by now. What was typed can be sent
    once more from the page after a conflict, an error of ours, and with `again`; then `said` stands
    for what the form carried of its page.
    """
    ask_no_more()
    usual, explanation = sentences().get(status, sentences()[500])
    keeps = again or status >= 500 or (status == 409 and not title)
    title, explanation = title or usual, text or explanation
    if wants_facts():
        response = facts(
            status, why=f"{title}. {explanation}", **({} if said is None else {"said": said})
        )
    elif request.headers.get("HX-Request"):
        response = make_response(
            f"{title}. {explanation}", status, {"Content-Type": "text/plain; charset=utf-8"}
        )
    else:
        page = render_template(
            "errors/error.html",
            title=title,
            explanation=explanation,
            status=status,
            kept=sent_safely(as_it_came=not again, said=said) if keeps else None,
        )
        response = make_response(page, status)
    response.headers.update(headers or {})
    return response


def set_up(app: Flask) -> None:
    """Register the handlers; everything we do not name becomes a logged 500."""

    @app.errorhandler(HTTPException)
    def http_error(error: HTTPException) -> Response:
        # an error while one was answered, or while the answer was finished
        cause = error.original_exception if isinstance(error, InternalServerError) else None
        if isinstance(cause, Exception):
            return _broken(cause)
        response = answer(error.code or 500)
        if isinstance(error, MethodNotAllowed):
            response.allow.update(error.valid_methods or ())
        return response

    app.register_error_handler(CSRFError, _left_open)
    app.register_error_handler(FromElsewhere, lambda _error: answer(400, _elsewhere_text()))
    app.register_error_handler(OtherAccount, lambda _error: _of_another(409))
    app.register_error_handler(NoResultFound, lambda _error: answer(404))
    app.register_error_handler(OutOfDate, _out_of_date)
    app.register_error_handler(KeyReused, lambda _error: answer(422))
    app.register_error_handler(LacksRight, lambda error: answer(403, _lacking_text(error.right)))
    app.register_error_handler(OtherPaguyuban, lambda _error: _of_another_place())
    app.register_error_handler(Busy, lambda _error: answer(503, _busy_text(), {"Retry-After": "5"}))
    # an address that is not UTF-8
    app.register_error_handler(UnicodeDecodeError, lambda _error: answer(400))

    @app.errorhandler(TooManyTries)
    def too_many(error: TooManyTries) -> Response:
        headers = {"Retry-After": str(error.seconds)}
        return answer(429, too_many_text(error.seconds), headers, again=True)

    # two people saved what only one may have, such as one new NIK, at one moment
    app.register_error_handler(IntegrityError, _conflict)
    app.register_error_handler(StaleDataError, _conflict)
    app.register_error_handler(Exception, _broken)


def _conflict(_error: Exception) -> Response:
    _drop_transaction()
    return answer(409)


def _broken(error: Exception) -> Response:
    """Answer what the page did not expect: 503 where the database cannot serve, else 500."""
    maybe_saved = isinstance(error, CommitLost) or SAVED in db.session().info
    _drop_transaction()
    trouble = trouble_of(error) or versions.trouble_behind(error)
    if trouble is None:
        log.exception("unforeseen error", kind=type(error).__name__, exc_info=error)
        return answer(500)
    cause = getattr(error, "orig", None) or error.__cause__ or error
    log.error("database unavailable", trouble=str(trouble), kind=type(cause).__name__)
    title, text = unavailable.told(trouble, maybe_saved=maybe_saved)
    return answer(503, text, {"Retry-After": "5"}, title=title)


def _out_of_date(error: OutOfDate) -> Response:
    """Answer a button that would do other than its page said: it can be sent on as it is now, on
    this page; what htmx sent, the script sends plainly to come to it."""
    told, said, title = in_words(error), write(error.facts), _("Sudah berubah")
    return answer(409, told, {"X-Plainly": "1"}, title=title, again=True, said=said)


def _busy_text() -> str:
    return str(
        _(
            "Beberapa daftar sedang dibaca saat ini. Isian Anda masih ada di sini: coba lagi "
            "sebentar lagi."
        )
    )


def _left_open(_error: CSRFError) -> Answer:
    """Answer a form whose token is of another session, where it can be known who sends it now."""
    try:
        return _sent_on()
    except SQLAlchemyError as error:
        return _broken(error)


def _sent_on() -> Answer:
    """Let a form with a token of another session, or none of ours, be sent on by the account that
    opened it, which the token says under our signature. A form without such a token is kept only
    where the browser says that a page of ours sent it."""
    made_by = g.get("made_by")
    if wants_facts():  # a script fetches a new token
        return answer(400, why_refused())
    if request.endpoint == "signin.enter":
        return _sign_in()
    known = made_by is not None and (made_by != "" or is_public())
    if not (known or came_from_here()):
        return answer(400, unknown_text())
    if actor().role is Role.VISITOR and not is_public():
        return _sign_in()
    if made_by not in ("", None, str(actor().account_id or "")):
        return _of_another(400)
    if g.get("made_for") and g.made_for != actor_place():
        return _of_another_place()
    # htmx: the script sends it plainly, and comes to the page that lets it be sent on
    status = 401 if request.headers.get("HX-Request") else 400
    return answer(status, why_refused(), again=True)


def _sign_in(why: str = "", status: int = 401) -> Answer:
    asking = cast(Callable[..., Answer], current_app.extensions["guyub_sign_in"])
    return asking(why, status)


def _of_another(status: int) -> Answer:
    """Answer a form that another account opened on this phone: it waits, sealed, until that one
    signs in; a mark keeps waiting on the phone."""
    text = _(
        "Isian ini dibuka dengan akun lain di HP ini. BELUM tersimpan. Yang membukanya bisa masuk "
        "di sini, lalu menyimpannya."
    )
    return _sign_in(text, 401 if wants_facts() else status)


def _of_another_place() -> Response:
    return answer(409, _other_text(), title=_("Paguyuban lain"))


def _elsewhere_text() -> str:
    return str(_("Kiriman ini tidak datang dari halaman Guyub. Tidak ada data yang berubah."))


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
    names = ""
    if actor().role is Role.OFFICER:
        whom = _("Minta kepada admin, atau kepada petugas kota yang mengelola akun.")
        return f"{without(right)} {whom} {_('Tidak ada data yang berubah.')}"
    with suppress(SQLAlchemyError):
        found = ketua_names(db.session(), actor().association_id, today=settings().today())
        names = ", ".join(found)
    whom = (
        _("Minta kepada ketua: %(names)s.", names=names)
        if names
        else _("Minta kepada ketua paguyuban.")
    )
    return f"{without(right)} {whom} {_('Tidak ada data yang berubah.')}"


def too_many_text(seconds: int) -> str:
    """Say how long to wait."""
    if seconds > 90:
        return str(_("Tunggu %(n)s menit, lalu coba lagi.", n=-(-seconds // 60)))
    return str(_("Tunggu %(n)s detik, lalu coba lagi.", n=seconds))


def _drop_transaction() -> None:
    db.session.remove()
    db.session.info["reach"] = Visitor()
