"""What a request is told that the database could not serve: why, and what became of what it
sent."""

from flask import request
from flask_babel import gettext as _

from association.trouble import Trouble


def why(trouble: Trouble) -> str:
    """Say what is wrong, and what helps."""
    said: dict[Trouble, str] = {
        Trouble.BUSY: _("Penyimpanan sedang sibuk."),
        Trouble.AWAY: _("Penyimpanan tidak terjangkau."),
        Trouble.UPDATED: _("Guyub sedang diperbarui."),
        Trouble.FULL: _(
            "Penyimpanan penuh: belum ada yang bisa disimpan. Data yang ada masih bisa dibaca. "
            "Hubungi pengelola Guyub."
        ),
    }
    return said[trouble]


def told(trouble: Trouble, *, maybe_saved: bool) -> tuple[str, str]:
    """Give title and explanation. `maybe_saved`: it may have been kept, which only sending it again
    tells."""
    if request.method in ("GET", "HEAD"):
        text = _("Coba lagi sebentar lagi. Tidak ada data yang berubah.")
        return _("Belum bisa dibuka"), f"{why(trouble)} {text}"
    if maybe_saved:
        text = _("Kirim lagi isian ini sebentar lagi: tidak akan tercatat dua kali.")
        return _("Mungkin belum tersimpan"), f"{why(trouble)} {text}"
    text = _("Isian Anda masih ada di sini: coba lagi sebentar lagi.")
    return _("Data BELUM tersimpan"), f"{why(trouble)} {text}"
