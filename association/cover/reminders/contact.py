"""What the WhatsApp button on a member's page opens with: a greeting, where they stand, and what to
do; never a NIK, and nothing for who died or left.
"""

from collections.abc import Sequence
from datetime import date

from flask_babel import gettext as _

from association.cover.reminders.kinds import cause_of
from association.cover.reminders.wording import (
    Whom,
    addressed,
    errand,
    honorific,
    paid_until,
    signature,
    stand,
)
from association.roster.members.wording import gap_names
from association.rules.house.money import rupiah
from association.rules.house.months import month_of
from association.rules.law.coverage import Status
from association.rules.people.completeness import Gap
from association.rules.people.dates import format_month
from association.web.language import in_indonesian


@in_indonesian()
def opening(
    whom: Whom, gaps: Sequence[Gap], *, asked: bool, sender: str, place: str, today: date
) -> str:
    """Write what a message to the member begins with: no more than a greeting to who is not
    `asked`, as they pay nothing themselves or want no reminders; "" when their membership ended."""
    if whom.cover.status is Status.ENDED:
        return ""
    parts = [f"{addressed(whom.name, whom.sex)},", _said(whom, gaps, today) if asked else ""]
    return "\n\n".join([*filter(None, parts), signature(sender, place)])


@in_indonesian()
def through(
    whom: Whom, *, asked: bool, carrier: str, carrier_sex: str, sender: str, place: str
) -> str:
    """Write what a message to the neighbour who tells the member begins with: neither amount nor
    arrears, nor that data lack."""
    if whom.cover.status is Status.ENDED:
        return ""
    parts = [f"{addressed(carrier, carrier_sex)},", errand(whom) if asked else ""]
    return "\n\n".join([*filter(None, parts), signature(sender, place)])


def _said(whom: Whom, gaps: Sequence[Gap], today: date) -> str:
    you, cover = honorific(whom.sex), whom.cover
    if cover.in_hand:
        return _held(you)
    if cause_of(cover) is not None:
        return stand(whom, today)
    said = ""
    match cover.status:
        case Status.ACTIVE:
            said = _(
                "Iuran BPJS Ketenagakerjaan %(you)s sudah dibayar sampai %(day)s.",
                you=you,
                day=paid_until(whom),
            )
        case Status.REGISTERED:
            said = _first_payment(whom, today)
        case Status.SENT:
            said = _(
                "Pendaftaran BPJS Ketenagakerjaan %(you)s sudah kami kirim. Kami kabari bila sudah "
                "terdaftar.",
                you=you,
            )
        case Status.INACTIVE:
            said = _(
                "Kepesertaan BPJS Ketenagakerjaan %(you)s nonaktif sejak iuran tidak dibayar lebih "
                "dari 3 bulan. Tunggakan lama tidak dihitung. Mohon temui kami bila ingin aktif "
                "lagi.",
                you=you,
            )
        case Status.CANDIDATE:
            said = _gaps(you, gaps)
    return str(said)


def _held(you: str) -> str:
    said = _(
        "Titipan iuran BPJS Ketenagakerjaan %(you)s sudah kami terima dan akan kami setor.", you=you
    )
    return str(said)


def _first_payment(whom: Whom, today: date) -> str:
    month = max(whom.cover.next_month, month_of(today))
    said = _(
        "%(you)s sudah terdaftar di BPJS Ketenagakerjaan, tetapi iuran pertama belum dibayar. "
        "Mohon bayar iuran %(month)s. Perkiraan %(amount)s.",
        you=honorific(whom.sex),
        month=format_month(month),
        amount=rupiah(whom.terms.total(month, 1)),
    )
    return str(said)


def _gaps(you: str, gaps: Sequence[Gap]) -> str:
    names = gap_names()
    missing = ", ".join(names[gap] for gap in gaps if gap in names)
    if not missing:
        return ""
    said = _(
        "Agar %(you)s bisa didaftarkan ke BPJS Ketenagakerjaan, kami masih perlu: %(missing)s. "
        "Mohon temui kami dan bawa KTP; jangan kirim fotonya lewat WhatsApp.",
        you=you,
        missing=missing,
    )
    return str(said)
