"""Piles, reasons and what differs, in words."""

from collections.abc import Iterator

from flask_babel import gettext as _

from association.roster.members import wording
from association.rules.law.reconciling import Line, Pile, Standing, Why
from association.rules.people.dates import format_month
from association.rules.people.nik import mask_nik


def told(line: Line) -> list[str]:
    """Say in a few sentences what the list and the roster say of one row."""
    said = [_reasons()[line.why]] if line.why else []
    said += _differences(line)
    row = line.theirs
    if line.ours is None and row is not None and row.nik:
        said.append(_("NIK %(nik)s", nik=mask_nik(row.nik)))
    if line.pile is Pile.PAID:
        said.append(_("Bulan ini sudah dibayar menurut catatan kita."))
        if row is None:
            said.append(_("Tidak ada di daftar BPJS."))
    if row is not None and row.standing and (line.pile is not Pile.MATCH):
        said.append(_("Status di BPJS: %(status)s", status=_standings()[row.standing]))
    if row is not None and row.unread:
        said.append(_("NIK atau KPJ di berkas tidak terbaca."))
    return [str(one) for one in said]


def _differences(line: Line) -> Iterator[str]:
    """Say what differs, field by field, and in the months that were paid."""
    names = wording.Names()
    for name, (before, after) in line.fields.items() if line.ours is not None else ():
        was, new = (wording.shown(name, value, names) or _("kosong") for value in (before, after))
        yield _(
            "%(field)s: %(was)s → %(new)s",
            field=wording.field_names().get(name, name),
            was=was,
            new=new,
        )
    if line.months is not None:
        ours, theirs = line.months
        was = format_month(ours) if ours else _("belum ada iuran")
        yield _("Lunas sampai: di kita %(was)s, di BPJS %(new)s", was=was, new=format_month(theirs))


def pile_names() -> dict[str, str]:
    """Name the piles."""
    return {
        Pile.DIFFERENT: _("Beda data"),
        Pile.PAID: _("Bayar tapi belum aktif"),
        Pile.OURS: _("Di kita saja"),
        Pile.THEIRS: _("Di BPJS saja"),
        Pile.MATCH: _("Cocok"),
        Pile.ASIDE: _("Ditunda"),
    }


def pile_hints() -> dict[str, str]:
    """Say what lies on each pile."""
    return {
        Pile.DIFFERENT: _("Yang kiri data kita, yang kanan data BPJS Ketenagakerjaan."),
        Pile.PAID: _(
            "Keluarganya bisa tidak menerima santunan. Tanyakan ke kantor cabang dengan "
            "kuitansinya."
        ),
        Pile.OURS: _("Ada di daftar anggota, tidak ada di daftar BPJS Ketenagakerjaan."),
        Pile.THEIRS: _("Ada di daftar BPJS Ketenagakerjaan, tidak ada di daftar anggota."),
        Pile.MATCH: _("Tidak ada yang perlu dikerjakan."),
        Pile.ASIDE: _("Tidak diubah. Kembalikan bila ingin dikerjakan."),
    }


def _reasons() -> dict[str, str]:
    return {
        Why.TWICE: _("Nomornya sudah dipakai baris lain di berkas ini."),
        Why.CLASH: _("KPJ-nya milik satu anggota, NIK-nya milik anggota lain."),
        Why.UNLIKE: _("Nomornya sama, tetapi orangnya tampak lain."),
        Why.PENDING: _("NIK anggota ini masih dicocokkan petugas Dinas."),
        Why.NUMBERLESS: _("Tanpa NIK belum bisa ditambahkan. Minta NIK-nya ke kantor cabang."),
        Why.REFUSED: _("Tidak bisa diambil: bertentangan dengan data yang sudah ada."),
        Why.LEFT: _("Sudah keluar dari daftar anggota."),
    }


def _standings() -> dict[str, str]:
    return {
        Standing.ACTIVE: _("aktif"),
        Standing.LAPSED: _("tidak aktif"),
        Standing.PENDING: _("belum diterima"),
        Standing.DIED: _("meninggal"),
        Standing.EMPLOYED: _("penerima upah"),
        Standing.STOPPED: _("berhenti"),
    }
