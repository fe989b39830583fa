"""What is handed over, in words."""

from flask_babel import gettext as _

from association.rules.house.handover import Matter


def matter_names() -> dict[Matter, str]:
    """Name what is handed over."""
    return {
        Matter.MEMBERS: _("Anggota di daftar"),
        Matter.LAPSING: _("Habis akhir bulan ini"),
        Matter.DUE: _("Jatuh tempo"),
        Matter.ARREARS: _("Menunggak"),
        Matter.INACTIVE: _("Nonaktif"),
        Matter.SENT: _("Dikirim, belum terdaftar"),
        Matter.LINKS: _("NIK menunggu dicocokkan"),
        Matter.TRANSFERS: _("Tawaran pindah terbuka"),
        Matter.EVENTS: _("Kegiatan mendatang"),
    }


def wrong_password() -> str:
    """Say that nothing was signed."""
    return str(_("Kata sandi salah. BELUM ditandatangani. Periksa kata sandi, lalu coba lagi."))
