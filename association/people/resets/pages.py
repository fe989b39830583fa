"""The page behind a reset link (/atur-ulang/<token>)."""

from typing import Any

from flask_babel import gettext as _

from association.access.fence import set_reach
from association.access.reach import Visitor
from association.database import db
from association.people.accounts import passwords
from association.people.accounts.reads import phone_of
from association.people.resets import actions, reads
from association.people.signin.actions import SpentLink
from association.people.signin.forms import AcceptForm
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.web.gate import Pages, settings
from association.web.page import Answer, moved, page
from association.web.words import in_words

pages = Pages("resets")
RESET = "people/resets/reset.html"


@pages.get("/atur-ulang/<token>", may=May.SEE_PUBLIC)
def reset(token: str) -> Answer:
    """Ask for a new password; opening it, as a link preview does, spends nothing."""
    return page(RESET, **_shown(token, AcceptForm()))


def _shown(token: str, form: AcceptForm, problem: str = "") -> dict[str, Any]:
    set_reach(db.session(), Visitor())  # everybody sees the same, whoever is signed in
    found = reads.reset_link(db.session(), token, now=settings().now(), today=settings().today())
    if found is None:
        problem = _(
            "Tautan ini sudah dipakai atau kedaluwarsa. Minta tautan baru kepada ketua paguyuban "
            "atau petugas Dinas Perdagangan."
        )
    end = phone_of(found.account)[-3:] if found else ""
    factor = bool(found and found.account.totp_sealed)
    return {
        "form": form,
        "problem": problem,
        "token": token,
        "phone_end": end,
        "factor": factor,
    } | {"ready": passwords.offer()}


@pages.post("/atur-ulang/<token>", may=May.SEE_PUBLIC)
def set_password(token: str) -> Answer:
    """Set the new password, and sign the account out everywhere."""
    form = AcceptForm.received()
    set_reach(db.session(), Visitor())
    try:
        actions.use(token, form.password.data or "", clock=settings().now, today=settings().today())
    except SpentLink:
        return page(RESET, status=422, **_shown(token, form))
    except RuleError as error:
        return page(RESET, status=422, **_shown(token, form, in_words(error)))
    return moved(
        "/masuk",
        _("Kata sandi baru tersimpan. Masuk dengan nomor HP dan kata sandi itu."),
    )
