"""The page that shows a reset link once: its QR, its message for WhatsApp, its address."""

from flask_babel import gettext as _

from association.database import db
from association.people.accounts.models import Account
from association.people.accounts.reads import phone_of
from association.rules.people.recipients import beside_roster
from association.web import qr
from association.web.gate import settings
from association.web.language import in_indonesian
from association.web.page import Answer, moved, page


def link_shown(account_id: int, token: str, *, back: str) -> Answer:
    """Show the link that was just made; without a token (the form came twice) say that it is gone.
    `back` is the page that its button stands on."""
    if not token:
        said = _("Tautan itu sudah dibuat dan hanya tampil sekali. Buat yang baru bila perlu.")
        return moved(back, said)
    account = db.session().get_one(Account, account_id)
    address = f"{settings().base_url}/atur-ulang/{token}"
    with in_indonesian():
        text = _(
            "Halo %(name)s, ini tautan untuk membuat kata sandi Guyub yang baru. Berlaku sekali, "
            "selama 4 jam. Jangan diteruskan: %(address)s",
            name=account.name,
            address=address,
        )
    return page(
        "people/resets/link.html",
        name=account.name,
        address=address,
        text=text,
        to=beside_roster(phone_of(account)),
        qr=qr.svg(address, error=qr.ON_SCREEN, scale=5),  # fits 360 px
        back=back,
    )
