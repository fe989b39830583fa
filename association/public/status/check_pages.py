"""The answer of the self-check: whether and until when a member is protected."""

from datetime import timedelta

from flask import request
from flask_babel import gettext as _

from association.access.fence import set_reach
from association.access.reach import Visitor
from association.database import db
from association.ledger.throttle.actions import TooManyTries
from association.public.status import actions, reads
from association.public.status.forms import CheckForm
from association.public.status.remembering import remember, remembered
from association.public.status.shown import FORM, shown
from association.rules.house.permissions import May
from association.web.gate import Pages, settings
from association.web.page import Answer, page, refused
from association.web.refusals import wait_first

pages = Pages("check")
CARDS_COOKIE = "guyub_cards"


@pages.post("/cek", may=May.SEE_PUBLIC)
def check() -> Answer:
    """Tell a member whether and until when they are protected."""
    form = CheckForm.received()
    set_reach(db.session(), Visitor())
    if not form.validate():
        return refused(FORM, **shown(form))
    cookie = request.cookies.get(CARDS_COOKIE, "")
    device = remembered(cookie, form.code.value)
    try:
        reach = actions.identify(
            form.code.value,
            form.birth_date.value,
            network=request.remote_addr or "",
            device=device,
            clock=settings().now,
            today=settings().today(),
        )
    except actions.UnknownPair:
        problem = _(
            "Kode kartu dan tanggal lahir ini tidak cocok. Periksa lagi, atau hubungi paguyuban "
            "Anda di bawah."
        )
        return refused(FORM, **shown(form, problem))
    except (actions.HasDied, actions.NoLongerListed) as error:
        return refused(FORM, **shown(form, _gone(error)))
    except TooManyTries as error:
        return wait_first(error, FORM, **shown(form))
    answer = page(
        "public/status/result.html", own=reads.own(db.session(), reach, today=settings().today())
    )
    if not device:
        _set_cookie(answer, remember(cookie, form.code.value))
    return answer


def _gone(error: actions.HasDied | actions.NoLongerListed) -> str:
    """Say why a right pair shows no status."""
    if isinstance(error, actions.HasDied):
        said = _(
            "Menurut catatan paguyuban, pemilik kartu ini sudah meninggal. Keluarga bisa "
            "menghubungi paguyuban di bawah, atau BPJS Ketenagakerjaan di 175, untuk mengurus "
            "haknya."
        )
        return str(said)
    said = _(
        "Bapak/Ibu sudah tidak ada di daftar paguyuban yang membuat kartu ini, jadi statusnya "
        "tidak bisa ditampilkan. Kepesertaan BPJS Ketenagakerjaan tidak berubah karena itu. "
        "Hubungi paguyuban di bawah, atau BPJS Ketenagakerjaan di 175."
    )
    return str(said)


def _set_cookie(answer: Answer, cards: str) -> None:
    answer.set_cookie(
        CARDS_COOKIE,
        cards,
        max_age=timedelta(days=365),
        httponly=True,
        secure=settings().https,
        samesite="Lax",
        path="/cek",
    )
