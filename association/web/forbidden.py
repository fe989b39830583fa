"""What somebody may not, in words."""

from flask_babel import gettext as _

from association.rules.house.permissions import Right, Role


def forbidden_text(role: Role) -> str:
    """Say that a page is not for this account; to a coordinator, what theirs are."""
    if role is not Role.COORDINATOR:
        return str(_("Halaman ini bukan untuk akun Anda. Kembali ke halaman awal."))
    return str(
        _(
            "Halaman ini tentang seluruh paguyuban. Sebagai koordinator blok, Anda melihat, "
            "menagih, dan menandai anggota blok Anda. Selebihnya minta kepada ketua."
        )
    )


def without(right: Right) -> str:
    """Say which right is missing."""
    said = {
        Right.EDIT: _("Anda belum diberi hak mengubah daftar anggota."),
        Right.MONEY: _("Anda belum diberi hak mencatat iuran."),
        Right.NIK: _("Anda belum diberi hak melihat NIK lengkap."),
        Right.LEAD: _("Halaman ini untuk ketua: pengurus dan haknya diatur oleh ketua."),
        Right.EVENTS: _("Anda belum diberi hak mengadakan kegiatan kota."),
        Right.ADMINISTER: _("Anda belum diberi hak mengelola paguyuban, pasar, dan akun kota."),
    }
    return str(said[right])
