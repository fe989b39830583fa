"""What the messages say: polite, one fact, one thing to do; never a NIK, never "terlindungi" for an unpaid month.

What a neighbour carries tells no more than needed: no amount, since it shows the income, and no arrears (decision 0014).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from association.reminders.kinds import Cause
from association.rules.coverage import Coverage, Status
from association.rules.dates import format_date, format_month
from association.rules.groups import Group
from association.rules.money import rupiah
from association.rules.months import add_months, last_day, month_of, months_between
from association.rules.price import price
from association.rules.tariff import MINIMUM, Programme, amounts
from association.rules.workdays import due_date

TITLED = re.compile(r"(?:bapak|pak|bpk|ibu|bu)\b\.?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Whom:
    """Whom a message is about: name, sex (L, P or unknown), stall, cover, monthly income in whole rupiah."""

    name: str
    cover: Coverage
    sex: str = ""
    stall: str = ""
    income: int = 0
    programmes: frozenset[Programme] = MINIMUM


def honorific(sex: str) -> str:
    """Say Bapak or Ibu; both when the sex is unknown."""
    return str({"L": _("Bapak"), "P": _("Ibu")}.get(sex, _("Bapak/Ibu")))


def addressed(name: str, sex: str) -> str:
    """Say Bapak or Ibu with the name; a title that stands in the name already is not said twice."""
    bare = TITLED.sub("", " ".join(name.split()), count=1) if TITLED.match(name.strip()) else " ".join(name.split())
    return f"{honorific(sex)} {bare}".strip()


def message(whom: Whom, *, sender: str, place: str, today: date) -> str:
    """Write the message to the member themselves; ValueError when there is nothing to remind of."""
    return _letter(addressed(whom.name, whom.sex), _said(whom, today), sender, place)


def carried(whom: Whom, *, carrier: str, carrier_sex: str, sender: str, place: str) -> str:
    """Write the message to the neighbour who tells the member; ValueError when there is nothing to remind of."""
    member = addressed(whom.name, whom.sex) + (f" ({whom.stall})" if whom.stall else "")
    return _letter(addressed(carrier, carrier_sex), _errand(whom, member), sender, place)


def _letter(greeting: str, said: str, sender: str, place: str) -> str:
    who = ", ".join(part for part in (sender, place) if part)
    return f"{greeting},\n\n{said}\n\n{_('Terima kasih.')}\n{who}".strip()


def _said(whom: Whom, today: date) -> str:
    cover, you = whom.cover, honorific(whom.sex)
    match cover.status:
        case Status.ACTIVE if cover.lapsing and cover.protected_until:
            fact = _(
                "Iuran BPJS Ketenagakerjaan %(you)s sudah dibayar sampai %(day)s.",
                you=you,
                day=format_date(cover.protected_until),
            )
            ask = _("Mohon bayar iuran %(month)s sebelum tanggal itu.", month=format_month(cover.next_month))
            return f"{fact} {ask} {_estimate(whom, cover.next_month, 1)}"
        case Status.DUE if cover.ended_protection:
            fact = _(
                "Iuran BPJS Ketenagakerjaan %(you)s baru dibayar sampai %(day)s.",
                you=you,
                day=format_date(cover.ended_protection),
            )
            ask = _(
                "Mohon bayar iuran %(month)s paling lambat %(day)s.",
                month=format_month(cover.next_month),
                day=format_date(cover.next_due),
            )
            return f"{fact} {ask} {_estimate(whom, cover.next_month, 1)}"
        case Status.ARREARS if cover.ended_protection:
            fact = _(
                "Iuran BPJS Ketenagakerjaan %(you)s menunggak %(n)s bulan: terakhir dibayar sampai %(day)s.",
                you=you,
                n=cover.arrears,
                day=format_date(cover.ended_protection),
            )
            months = months_between(cover.next_month, month_of(today)) + 1
            ask = _("Mohon bayar iuran %(months)s agar aktif lagi.", months=_stretch(cover.next_month, months))
            return f"{fact} {ask} {_estimate(whom, cover.next_month, months)}"
        case Status.INACTIVE if cover.ended_protection:
            fact = _(
                "Kepesertaan BPJS Ketenagakerjaan %(you)s nonaktif: terakhir dibayar sampai %(day)s.",
                you=you,
                day=format_date(cover.ended_protection),
            )
            ask = _(
                "Mohon bayar iuran %(month)s agar aktif lagi; tunggakan lama tidak dihitung.",
                month=format_month(cover.next_month),
            )
            return f"{fact} {ask} {_estimate(whom, cover.next_month, 1)}"
        case Status.READY:
            fact = _("Data %(you)s sudah lengkap, tetapi belum terdaftar di BPJS Ketenagakerjaan.", you=you)
            return f"{fact} {_('Mohon balas YA bila boleh kami daftarkan.')} {_joining(whom, today)}"
    raise ValueError(f"nothing to remind of: {cover.status}")


def _stretch(first: date, months: int) -> str:
    if months == 1:
        return format_month(first)
    return str(
        _("%(first)s sampai %(last)s", first=format_month(first), last=format_month(add_months(first, months - 1)))
    )


def _estimate(whom: Whom, first: date, months: int) -> str:
    """Estimate what these months cost, each by its own tariff."""
    each = amounts(first, months, income=whom.income, programmes=whom.programmes)
    return str(_("Perkiraan %(amount)s.", amount=rupiah(sum(month.total for month in each))))


def _joining(whom: Whom, today: date) -> str:
    """Estimate the monthly amount, and say when it changes: who joins should not be surprised."""
    now = price(income=whom.income, programmes=whom.programmes, today=today)
    if now.then is None or now.changes is None:
        return str(_("Perkiraan iuran %(amount)s sebulan.", amount=rupiah(now.now)))
    return str(
        _(
            "Perkiraan iuran %(amount)s sebulan, mulai %(month)s %(then)s.",
            amount=rupiah(now.now),
            month=format_month(now.changes),
            then=rupiah(now.then),
        )
    )


def _errand(whom: Whom, member: str) -> str:
    cover = whom.cover
    match cover.status:
        case Status.ACTIVE if cover.lapsing and cover.protected_until:
            day = cover.protected_until
        case Status.DUE:
            day = cover.next_due
        case Status.ARREARS | Status.INACTIVE:
            return str(
                _(
                    "Mohon sampaikan kepada %(member)s untuk menemui kami tentang iuran BPJS Ketenagakerjaan.",
                    member=member,
                )
            )
        case Status.READY:
            return str(
                _(
                    "Mohon sampaikan kepada %(member)s untuk menemui kami tentang pendaftaran BPJS Ketenagakerjaan.",
                    member=member,
                )
            )
        case _:
            raise ValueError(f"nothing to remind of: {cover.status}")
    return str(
        _(
            "Mohon sampaikan kepada %(member)s untuk membayar iuran BPJS Ketenagakerjaan %(month)s paling lambat %(day)s.",
            member=member,
            month=format_month(cover.next_month),
            day=format_date(day),
        )
    )


def causes() -> dict[Cause, str]:
    """Name each cause."""
    return {
        Cause.LAPSING: _("Habis bulan ini"),
        Cause.ARREARS: _("Menunggak"),
        Cause.READY: _("Siap didaftarkan"),
        Cause.INACTIVE: _("Nonaktif"),
    }


def recap(people: Mapping[Group, int], *, ready: int, place: str, today: date) -> str:
    """Write what a group may read: numbers without names; empty when there is nothing to say."""
    month = month_of(today)
    lines = (
        (
            people[Group.LAPSING],
            _(
                "pedagang sudah bayar sampai %(day)s dan perlu membayar iuran %(month)s",
                day=format_date(last_day(month)),
                month=format_month(add_months(month, 1)),
            ),
        ),
        (
            people[Group.DUE],
            _(
                "pedagang belum bayar iuran %(month)s, paling lambat %(day)s",
                month=format_month(month),
                day=format_date(due_date(month)),
            ),
        ),
        (people[Group.ARREARS], _("pedagang menunggak 1 sampai 3 bulan")),
        (people[Group.INACTIVE], _("pedagang nonaktif atau sudah berhenti")),
        (ready, _("pedagang siap didaftarkan")),
    )
    said = [f"- {n} {what}" for n, what in lines if n]
    if not said:
        return ""
    head = _("Iuran BPJS Ketenagakerjaan %(place)s per %(day)s:", place=place, day=format_date(today))
    return "\n".join([str(head), *said, str(_("Mohon temui pengurus untuk membayar atau mendaftar."))])
