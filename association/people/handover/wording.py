"""What is handed over, in words."""

from flask_babel import gettext as _

from association.people.participants.wording import groups
from association.rules.house.handover import Matter
from association.rules.law.groups import Group


def matter_names() -> dict[Matter, str]:
    """Name what is handed over."""
    words = groups()
    return {
        Matter.MEMBERS: _("Anggota di daftar"),
        Matter.LAPSING: words[Group.LAPSING],
        Matter.DUE: words[Group.DUE],
        Matter.ARREARS: words[Group.ARREARS],
        Matter.INACTIVE: words[Group.INACTIVE],
        Matter.SENT: words[Group.PROCESS],
        Matter.LINKS: _("NIK menunggu dicocokkan"),
        Matter.TRANSFERS: _("Tawaran pindah terbuka"),
        Matter.EVENTS: _("Kegiatan mendatang"),
    }


def wrong_password() -> str:
    """Say that nothing was signed."""
    return str(_("Kata sandi salah. BELUM ditandatangani. Periksa kata sandi, lalu coba lagi."))
