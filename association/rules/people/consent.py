"""What a member agrees to before their data are kept: the wording, its version, and the ways to say
yes.

UU 27/2022 arts. 22-24: in plain language, written or recorded, with proof kept.
"""

from enum import StrEnum


class ConsentWay(StrEnum):
    """How the member said yes."""

    SPOKEN = "lisan"
    WRITTEN = "tertulis"
    WHATSAPP = "whatsapp"


VERSION = "2026-11"
# A wording is never edited, only followed by a new version: the record says which one was read out.
WORDINGS = {
    VERSION: "Saya setuju paguyuban menyimpan data saya untuk daftar anggota, pendaftaran dan "
    "iuran BPJS Ketenagakerjaan, serta undangan kegiatan. Saya boleh melihat dan membetulkannya, "
    "dan boleh menarik persetujuan ini kapan saja.",
}
