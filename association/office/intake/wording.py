"""A list of paguyuban in words: what columns hold, what became of rows, why something stays."""

from flask_babel import gettext as _

from association.office.intake.entries import ColumnRead, Kind
from association.office.intake.undoing import Since


def column_names() -> dict[str, str]:
    """Name what a column may hold."""
    return {
        Kind.NAME: _("Nama paguyuban"),
        Kind.MARKET: _("Pasar"),
        Kind.KETUA: _("Nama ketua"),
        Kind.KETUA_PHONE: _("Nomor HP ketua"),
        Kind.SEKRETARIS: _("Nama sekretaris"),
        Kind.SEKRETARIS_PHONE: _("Nomor HP sekretaris"),
        Kind.BENDAHARA: _("Nama bendahara"),
        Kind.BENDAHARA_PHONE: _("Nomor HP bendahara"),
        Kind.POSITION: _("Jabatan"),
        Kind.DISTRICT: _("Kecamatan"),
        Kind.NOTE: _("Keterangan"),
        Kind.PAPERS: _("SK atau akta"),
        Kind.ADDRESS: _("Alamat"),
        Kind.MEMBERS: _("Jumlah anggota (tidak disimpan)"),
        Kind.NUMBER: _("Nomor urut"),
    }


def label(column: ColumnRead) -> str:
    """Name a column as the list does: by its heading, its letters, or both."""
    if not column.heading:
        return str(_("Kolom %(letters)s", letters=column.letters))
    return f"{column.heading} ({column.letters})" if column.letters else column.heading


def since_names() -> dict[str, str]:
    """Say why what a list made stays."""
    return {
        Since.ACCEPTED: _("undangan ketuanya sudah diterima"),
        Since.OTHERS: _("ada pengurus lain"),
        Since.CHANGED: _("datanya sudah diubah"),
        Since.FILLED: _("sudah ada isinya"),
    }
