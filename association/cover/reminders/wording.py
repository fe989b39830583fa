"""What the messages say: polite, one fact, one thing to do; never a NIK, never "terlindungi" for an
unpaid month.

What a neighbour carries tells no more than needed: no amount, since it shows the income, and no
arrears (decision 0014).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from association.cover.reminders.kinds import Cause, cause_of
from association.people.participants.wording import states
from association.rules.house.money import rupiah
from association.rules.house.months import add_months, last_day, month_of, months_between
from association.rules.law.coverage import Coverage, Status
from association.rules.law.groups import Group
from association.rules.law.price import Terms, price
from association.rules.law.workdays import due_date
from association.rules.people.dates import format_date, format_month
from association.web.language import in_indonesian

TITLED = re.compile(r"^(?:bapak|pak|bpk|ibu|bu)\b\.?\s*", re.IGNORECASE)
LONG_NUMBER = re.compile(r"\d(?:[ ._/-]?\d){12,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Whom:
    """Whom a message is about: name, sex (L, P or unknown), stall, cover, and of what their
    contribution is reckoned."""

    name: str
    cover: Coverage
    terms: Terms
    sex: str = ""
    stall: str = ""


def honorific(sex: str) -> str:
    """Say Bapak or Ibu; both when the sex is unknown."""
    return str({"L": _("Bapak"), "P": _("Ibu")}.get(sex, _("Bapak/Ibu")))


def addressed(name: str, sex: str) -> str:
    """Say Bapak or Ibu with the name; a title that stands in the name already is not said twice."""
    bare = TITLED.sub("", _shown(name), count=1)
    return f"{honorific(sex)} {bare}".strip()


@in_indonesian()
def message(whom: Whom, *, sender: str, place: str, today: date) -> str:
    """Write the message to the member themselves; ValueError when there is nothing to remind of."""
    return letter(addressed(whom.name, whom.sex), stand(whom, today), sender, place)


@in_indonesian()
def carried(whom: Whom, *, carrier: str, carrier_sex: str, sender: str, place: str) -> str:
    """Write the message to the neighbour who tells the member; ValueError when there is nothing to
    remind of."""
    if cause_of(whom.cover) is None:
        raise ValueError(f"nothing to remind of: {whom.cover.status}")
    return letter(addressed(carrier, carrier_sex), errand(whom), sender, place)


def letter(greeting: str, said: str, sender: str, place: str) -> str:
    """Write a message around what is said: greeting, how to stop them, and who sends it."""
    stop = _("Balas STOP bila tidak ingin diingatkan.")
    return f"{greeting},\n\n{said}\n\n{stop}\n\n{signature(sender, place)}".strip()


def signature(sender: str, place: str) -> str:
    """Thank, and say who writes."""
    who = ", ".join(part for part in (_shown(sender), _shown(place)) if part)
    return f"{_('Terima kasih.')}\n{who}".strip()


def _shown(text: str) -> str:
    """Tidy the spaces and leave out what could be a NIK: somebody may have typed it into a name."""
    return LONG_NUMBER.sub("…", " ".join(text.split()))


def stand(whom: Whom, today: date) -> str:
    """Say where a member with a cause stands and what to do; ValueError without one."""
    match whom.cover.status:
        case Status.READY:
            return _ready(whom, today)
        case Status.ARREARS:
            return _arrears(whom, today)
        case Status.DUE:
            return _due(whom)
        case Status.ACTIVE if whom.cover.lapsing:
            return _lapsing(whom)
    raise ValueError(f"nothing to remind of: {whom.cover.status}")


def _lapsing(whom: Whom) -> str:
    fact = _(
        "Iuran BPJS Ketenagakerjaan %(you)s sudah dibayar sampai %(day)s.",
        you=_you(whom),
        day=paid_until(whom),
    )
    ask = _(
        "Mohon bayar iuran %(month)s sebelum tanggal itu.",
        month=format_month(whom.cover.next_month),
    )
    return f"{fact} {ask} {_estimate(whom, 1)}"


def _due(whom: Whom) -> str:
    fact = _(
        "Iuran BPJS Ketenagakerjaan %(you)s baru dibayar sampai %(day)s.",
        you=_you(whom),
        day=paid_until(whom),
    )
    month, day = format_month(whom.cover.next_month), format_date(whom.cover.next_due)
    ask = _("Mohon bayar iuran %(month)s paling lambat %(day)s.", month=month, day=day)
    return f"{fact} {ask} {_estimate(whom, 1)}"


def _arrears(whom: Whom, today: date) -> str:
    fact = _(
        (
            "Iuran BPJS Ketenagakerjaan %(you)s menunggak %(n)s bulan: terakhir dibayar sampai "
            "%(day)s."
        ),
        you=_you(whom),
        n=whom.cover.arrears,
        day=paid_until(whom),
    )
    months = months_between(whom.cover.next_month, month_of(today)) + 1
    ask = _(
        "Mohon bayar iuran %(months)s agar aktif lagi.",
        months=_stretch(whom.cover.next_month, months),
    )
    return f"{fact} {ask} {_estimate(whom, months)}"


def _ready(whom: Whom, today: date) -> str:
    fact = _(
        "Data %(you)s sudah bisa dikirim, tetapi belum terdaftar di BPJS Ketenagakerjaan.",
        you=_you(whom),
    )
    return f"{fact} {_('Mohon balas YA bila boleh kami daftarkan.')} {joining(whom, today)}"


def _you(whom: Whom) -> str:
    return honorific(whom.sex)


def paid_until(whom: Whom) -> str:
    """Give the day up to which contributions are paid, "" when none is."""
    day = whom.cover.protected_until or whom.cover.ended_protection
    return format_date(day) if day else ""


def _stretch(first: date, months: int) -> str:
    if months == 1:
        return format_month(first)
    return str(
        _(
            "%(first)s sampai %(last)s",
            first=format_month(first),
            last=format_month(add_months(first, months - 1)),
        )
    )


def _estimate(whom: Whom, months: int) -> str:
    """Estimate what the next months to pay cost, each by its own tariff."""
    first = whom.cover.next_month
    amount = rupiah(whom.terms.total(first, months))
    return f"{_('Perkiraan %(amount)s.', amount=amount)}{_unsettled(whom.terms, first, months)}"


def _unsettled(terms: Terms, first: date, months: int) -> str:
    """Say, of who employs people, that no text settles the discount; with a blank before it."""
    if not terms.is_open(first, months):
        return ""
    return f" {_('Aturan potongan tidak menyebut pedagang yang mempekerjakan orang.')}"


def joining(whom: Whom, today: date) -> str:
    """Estimate the monthly amount, and say when it changes: who joins should not be surprised."""
    now = price(whom.terms, today=today)
    unsettled = _unsettled(whom.terms, month_of(today), 1)
    if now.then is None or now.changes is None:
        said = _("Perkiraan iuran %(amount)s sebulan.", amount=rupiah(now.now))
    else:
        said = _(
            "Perkiraan iuran %(amount)s sebulan, mulai %(month)s %(then)s.",
            amount=rupiah(now.now),
            month=format_month(now.changes),
            then=rupiah(now.then),
        )
    return f"{said}{unsettled}"


def errand(whom: Whom) -> str:
    """Say what a neighbour tells the member: what to do, no amount and no arrears."""
    cover = whom.cover
    member = addressed(whom.name, whom.sex) + (f" ({_shown(whom.stall)})" if whom.stall else "")
    match cover.status:
        case Status.READY:
            what = _("menemui kami tentang pendaftaran BPJS Ketenagakerjaan")
        case Status.DUE:
            what = _paying(cover.next_month, cover.next_due)
        case Status.ACTIVE if cover.lapsing and cover.protected_until:
            what = _paying(cover.next_month, cover.protected_until)
        case Status.ARREARS:
            what = _("menemui kami tentang iuran BPJS Ketenagakerjaan")
        case _:
            what = _("menemui kami")
    return str(_("Mohon sampaikan kepada %(member)s untuk %(what)s.", member=member, what=what))


def _paying(month: date, day: date) -> str:
    return str(
        _(
            "membayar iuran BPJS Ketenagakerjaan %(month)s paling lambat %(day)s",
            month=format_month(month),
            day=format_date(day),
        )
    )


def causes() -> dict[Cause, str]:
    """Name each cause."""
    return {
        Cause.LAPSING: _("Habis bulan ini"),
        Cause.ARREARS: states()[Status.ARREARS],
        Cause.READY: states()[Status.READY],
    }


@in_indonesian()
def recap(people: Mapping[Group, int], *, ready: int, place: str, today: date) -> str:
    """Write what a group may read: numbers without names; empty when there is nothing to say."""
    month, after = month_of(today), format_month(add_months(month_of(today), 1))
    paid, due = format_date(last_day(month)), format_date(due_date(month))
    lines = (
        (
            people[Group.LAPSING],
            _(
                "pedagang sudah bayar sampai %(day)s dan perlu membayar iuran %(month)s",
                day=paid,
                month=after,
            ),
        ),
        (
            people[Group.DUE],
            _(
                "pedagang belum bayar iuran %(month)s, paling lambat %(day)s",
                month=format_month(month),
                day=due,
            ),
        ),
        (people[Group.ARREARS], _("pedagang menunggak 1 sampai 3 bulan")),
        (ready, _("pedagang bisa dikirim pendaftarannya")),
    )
    said = [f"- {n} {what}" for n, what in lines if n]
    if not said:
        return ""
    head = _(
        "Iuran BPJS Ketenagakerjaan %(place)s per %(day)s:",
        place=_shown(place),
        day=format_date(today),
    )
    return "\n".join(
        [str(head), *said, str(_("Mohon temui pengurus untuk membayar atau mendaftar."))]
    )
