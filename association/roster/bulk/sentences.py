"""A member's history in sentences."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _

from association.people.participants.models import Contribution
from association.roster.bulk.story import BEGINNING, Story, Told
from association.roster.history.changes import Changed
from association.roster.history.kinds import MOVED, BatchKind, ChangeKind
from association.roster.members.fields import FieldKind
from association.roster.members.values import FIELDS
from association.roster.members.wording import Names, field_names, reasons, shown
from association.rules.house.money import rupiah
from association.rules.law.payments import SEEN
from association.rules.people.dates import short_month

# That they changed is told, their values are not: sealed ones that are not numbers shown in part.
HIDDEN = {
    name
    for name, field in FIELDS.items()
    if field.sealed and field.kind not in (FieldKind.NIK, FieldKind.PHONE)
}
STANDING = {"left_on", "left_reason"}


@dataclass(frozen=True, slots=True)
class Line:
    """One entry: when, who did what, field by field; `change_id` when the state after it is one to
    go back to."""

    at: datetime
    what: str
    fields: list[str]
    through: str
    change_id: int | None
    is_now: bool = False


def lines(story: Story, *, created_at: datetime, is_first: bool) -> list[Line]:
    """Put a page of a history into sentences; at its end stands how it all began, unless an
    enrolment says it."""
    names = Names(story.markets, story.members)
    found = [_line(one, story, names) for one in story.rows]
    enrolled = any(one.change and one.change.kind is ChangeKind.ENROL for one in story.rows)
    if story.after is None and not enrolled:
        found.append(Line(created_at, _("Keadaan sebelum ada riwayat"), [], "", BEGINNING))
    now = (
        next((n for n, line in enumerate(found) if line.change_id is not None), None)
        if is_first
        else None
    )
    return [replace(line, is_now=n == now) for n, line in enumerate(found)]


def _line(one: Told, story: Story, names: Names) -> Line:
    who = one.who or _("Sistem")
    if one.contribution is not None:
        return Line(one.at, _contribution(who, one.contribution), [], "", None)
    assert one.change is not None
    change = one.change
    told = (
        []
        if change.kind in (ChangeKind.ENROL, *MOVED)
        else differences(change.values, names, skip=_skipped(change))
    )
    kept = change.kind is ChangeKind.ENROL or bool(change.values.keys() & set(FIELDS))
    return Line(
        one.at, _what(who, change), told, _through(change, story), change.id if kept else None
    )


def differences(
    values: Mapping[str, tuple[Any, Any]], names: Names, *, skip: set[str] | None = None
) -> list[str]:
    """Say of each field what it was and what it became."""
    return [
        _difference(name, pair, names)
        for name, pair in values.items()
        if name not in (skip or set())
    ]


def _difference(name: str, pair: tuple[Any, Any], names: Names) -> str:
    label = field_names().get(name, name)
    if name in HIDDEN:
        return str(_("%(field)s diubah", field=label))
    before, after = (shown(name, value, names) for value in pair)
    if not before:
        return str(_("%(field)s diisi: %(after)s", field=label, after=after))
    if not after:
        return str(_("%(field)s dihapus (semula %(before)s)", field=label, before=before))
    return str(
        _("%(field)s dari %(before)s menjadi %(after)s", field=label, before=before, after=after)
    )


def _skipped(change: Changed) -> set[str]:
    return STANDING if change.kind in (ChangeKind.LEAVE, ChangeKind.RETURN) else set()


def _what(who: str, change: Changed) -> str:
    if change.kind == ChangeKind.LEAVE:
        reason = reasons().get(change.values.get("left_reason", ("", ""))[1], "")
        if reason:
            return str(_("%(who)s mengeluarkan dari daftar (%(reason)s)", who=who, reason=reason))
    if change.kind in MOVED:
        return _moved(who, change)
    words = {
        ChangeKind.ENROL: _("%(who)s menambahkan ke daftar", who=who),
        ChangeKind.LEAVE: _("%(who)s mengeluarkan dari daftar", who=who),
        ChangeKind.RETURN: _("%(who)s mengembalikan ke daftar", who=who),
        ChangeKind.MERGE: _("%(who)s menggabungkan dua data", who=who),
        ChangeKind.RESTORE: _("%(who)s mengembalikan isian lama", who=who),
        ChangeKind.UNDO: _("%(who)s membatalkan perubahan", who=who),
        ChangeKind.SENT: _("%(who)s menandai terkirim untuk didaftarkan", who=who),
        ChangeKind.REJECTED: _("%(who)s mencatat bahwa pendaftaran ditolak", who=who),
        ChangeKind.ENROLMENT: _("%(who)s mencatat kepesertaan", who=who),
        ChangeKind.SEE_NIK: _("%(who)s melihat NIK lengkap", who=who),
        ChangeKind.NIK_LINKED: _("%(who)s memutuskan: NIK ini milik anggota ini", who=who),
        ChangeKind.NIK_TAKEN: _("%(who)s memutuskan: NIK ini bukan milik anggota ini", who=who),
        ChangeKind.NO_REMINDERS: _("%(who)s mencatat: minta berhenti diingatkan", who=who),
        ChangeKind.REMINDERS: _("%(who)s mencatat: boleh diingatkan lagi", who=who),
        ChangeKind.MONTHS: _("%(who)s mencocokkan bulan yang lunas", who=who),
    }
    return str(words.get(change.kind) or _("%(who)s mengubah", who=who))


def _moved(who: str, change: Changed) -> str:
    """Tell of a contribution that was another's: whose, and why it was moved."""
    told = change.values
    first, last = (date.fromisoformat(month) for month in told["months"])
    values = {
        "who": who,
        "months": _stretch(first, last),
        "amount": rupiah(told["amount"][1]),
        "name": told["member"][1],
        "reason": told["reason"][1],
    }
    if change.kind is ChangeKind.PAID_AWAY:
        return str(
            _("%(who)s memindahkan iuran %(months)s, %(amount)s ke %(name)s: %(reason)s", **values)
        )
    return str(
        _("%(who)s memindahkan iuran %(months)s, %(amount)s dari %(name)s: %(reason)s", **values)
    )


def _stretch(first: date, last: date) -> str:
    begin, end = short_month(first), short_month(last)
    return begin if begin == end else f"{begin} – {end}"


def _through(change: Changed, story: Story) -> str:
    if change.kind is ChangeKind.ENROL and story.came_to:
        return str(_("hadir di %(event)s", event=story.came_to))
    words = {
        BatchKind.IMPORT: _("lewat impor"),
        BatchKind.BULK: _("lewat perubahan massal"),
        BatchKind.MERGE: _("lewat penggabungan"),
        BatchKind.MOVE: _("lewat perpindahan paguyuban"),
        BatchKind.UNDO: _("lewat pembatalan"),
        BatchKind.KPJ: _("lewat daftar nomor KPJ"),
        BatchKind.DEATH: _("lewat kasus meninggal"),
        BatchKind.SENT_AWAY: _("lewat penggabungan atau pemecahan paguyuban"),
        BatchKind.TAKEN_IN: _("lewat penggabungan atau pemecahan paguyuban"),
        BatchKind.RECONCILE: _(
            "dari daftar BPJS Ketenagakerjaan %(file)s",
            file=story.sources.get(change.batch_id or 0, ""),
        ),
    }
    kind = story.batches.get(change.batch_id or 0, "")
    through = words[BatchKind(kind)] if kind in set(BatchKind) else ""
    return f"{through}, {_('sudah dibatalkan')}" if change.batch_id in story.undone else through


def _contribution(who: str, paid: Contribution) -> str:
    if paid.channel == SEEN:
        return str(
            _(
                "%(who)s mencatat iuran %(months)s dari daftar BPJS Ketenagakerjaan, perkiraan "
                "%(amount)s",
                who=who,
                months=_stretch(paid.first_month, paid.last_month),
                amount=rupiah(paid.amount),
            )
        )
    return str(
        _(
            "%(who)s mencatat iuran %(months)s, %(amount)s",
            who=who,
            months=_stretch(paid.first_month, paid.last_month),
            amount=rupiah(paid.amount),
        )
    )
