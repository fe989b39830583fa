"""Piles, reasons and what differs, in words."""

from collections.abc import Iterable, Iterator
from datetime import date

from flask_babel import gettext as _

from association.cover.reconciliation.columns import ColumnRead
from association.roster.members import wording
from association.rules.house.months import add_months
from association.rules.law.listed import ENDS, Line, Pile, Standing, Theirs, Why
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
    if row is not None and line.pile is not Pile.MATCH:
        said += _listed(row)
    return [str(one) for one in said]


def _listed(row: Theirs) -> Iterator[str]:
    """Say what the list calls the membership, in its own words where something may follow from
    them, and what cannot be read."""
    if row.standing is Standing.UNKNOWN:
        yield _("Status di daftar: “%(words)s”, tidak dikenal.", words=row.words)
    elif row.standing in (Standing.ACTIVE, Standing.REGISTERED) or (
        row.standing is not None and not row.words
    ):
        yield _("Status di BPJS: %(status)s", status=_standings()[row.standing])
    elif row.standing is not None:
        status = _standings()[row.standing]
        yield _("Status di BPJS: %(status)s (“%(words)s”)", status=status, words=row.words)
    if "paid_until" in row.unread:
        yield _("Lunas sampai: “%(words)s”, tidak terbaca.", words=row.months)
    if {"nik", "kpj"} & set(row.unread):
        yield _("NIK atau KPJ di berkas tidak terbaca.")
    if {"birth_date", "since"} & set(row.unread):
        yield _("Tanggal di berkas tidak terbaca.")


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
    if line.run is not None:
        first, count = line.run
        yield _(
            "Yang dicatat: iuran %(months)s, menurut daftar BPJS (jumlah perkiraan).",
            months=_range(first, add_months(first, count - 1)),
        )


def _range(first: date, last: date) -> str:
    return " – ".join(map(format_month, (first, last) if first < last else (first,)))


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
        Why.HELD: _(
            "Menurut catatan kita uang bulan itu masih dititipkan pada pengurus. Catat dulu "
            "setorannya; bulannya tidak diambil dari daftar."
        ),
        Why.NO_MONTH: _(
            "Daftar ini menyebut aktif tanpa bulan lunasnya, jadi tidak ada bulan yang diambil."
        ),
        Why.UNTAKEN: _("Bulan lunasnya tidak diambil dari daftar."),
        Why.UNCLEAR: _("Ada isian yang tidak terbaca. Tidak ada yang diubah karenanya."),
    }


def _standings() -> dict[str, str]:
    return {
        Standing.ACTIVE: _("aktif"),
        Standing.LAPSED: _("tidak aktif"),
        Standing.PENDING: _("belum diterima"),
        Standing.DIED: _("meninggal"),
        Standing.EMPLOYED: _("penerima upah"),
        Standing.STOPPED: _("berhenti"),
        Standing.REGISTERED: _("terdaftar"),
        Standing.UNKNOWN: _("tidak dikenal"),
    }


def taking(line: Line) -> str:
    """Say on the button what is taken over; an end is named."""
    standing = line.theirs.standing if line.theirs is not None else None
    if line.is_alone and standing in ENDS:
        return str(_("Catat: %(status)s", status=_standings()[standing]))
    if line.is_alone:
        return str(_("Catat: aktif lagi, tidak berakhir"))
    return str(_("Ambil data BPJS"))


def column_names() -> dict[str, str]:
    """Name what a column may hold."""
    return {
        "name": _("nama"),
        "nik": _("NIK"),
        "kpj": _("nomor KPJ"),
        "birth_date": _("tanggal lahir"),
        "standing": _("status kepesertaan"),
        "paid_until": _("lunas sampai"),
        "since": _("terdaftar sejak"),
    }


def columns_in_words(columns: Iterable[ColumnRead]) -> str:
    """Say what each column was taken for; "" when there are none."""
    names = column_names()
    return "; ".join(
        f"{label(one)} → {names[one.kind] if one.kind else _('tidak dipakai')}" for one in columns
    )


def label(column: ColumnRead) -> str:
    """Name a column: by its heading, by its letter where it has none or another has the same."""
    if not column.heading:
        return str(_("Kolom %(letter)s, tanpa judul", letter=column.letter))
    return f"{column.heading} ({column.letter})" if column.letter else column.heading
