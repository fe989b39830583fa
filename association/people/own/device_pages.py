"""Where one is signed in (/akun/hp), and throwing a lost phone out."""

from flask import request
from flask_babel import gettext as _

from association.database import db
from association.people.own import actions, reads
from association.rules.house.permissions import May
from association.web.gate import SESSION_COOKIE, Pages, actor, by_oneself, settings
from association.web.page import Answer, moved, page, posted_text

pages = Pages("own_devices")


@pages.get("/akun/hp", may=May.OWN_ACCOUNT)
def devices() -> Answer:
    """List the phones and computers on which one is signed in."""
    found = reads.devices(
        db.session(), actor(), request.cookies.get(SESSION_COOKIE, ""), now=settings().now()
    )
    return page("people/own/devices.html", up="/akun", devices=found)


@pages.post("/akun/hp/keluarkan", may=May.OWN_ACCOUNT)
def throw_out() -> Answer:
    """End one sign-in."""
    token, name = request.cookies.get(SESSION_COOKIE, ""), posted_text("device")
    if actions.throw_out(actor().account_id or 0, name, token, by_oneself()):
        return moved("/akun/hp", _("Sudah dikeluarkan. HP itu harus masuk lagi dengan kata sandi."))
    return moved("/akun/hp", _("HP itu sudah tidak masuk lagi."))


@pages.post("/akun/hp/keluarkan-lain", may=May.OWN_ACCOUNT)
def throw_out_others() -> Answer:
    """End every sign-in but this one."""
    token = request.cookies.get(SESSION_COOKIE, "")
    if actions.throw_out_others(actor().account_id or 0, token, by_oneself()):
        return moved("/akun/hp", _("Semua yang lain sudah dikeluarkan. Hanya HP ini yang masuk."))
    return moved("/akun/hp", _("Tidak ada HP lain yang masuk."))
