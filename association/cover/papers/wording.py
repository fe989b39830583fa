"""The papers of a case in words: what each is, who gives it out, and where."""

from dataclasses import dataclass

from flask_babel import gettext as _

from association.rules.law.claim_papers import Paper, Place


@dataclass(frozen=True, slots=True)
class PaperSaid:
    """A paper: its name, and who gives it out or what to see to; "" when that is plain."""

    name: str
    hint: str


def place_words() -> dict[Place, str]:
    """Name the places, in the order of the errands."""
    return {
        Place.AT_HOME: _("Di rumah"),
        Place.PAGUYUBAN: _("Dari paguyuban"),
        Place.HOSPITAL: _("Di rumah sakit atau klinik"),
        Place.POLICE: _("Di kantor polisi"),
        Place.KELURAHAN: _("Di kelurahan"),
        Place.BPJS: _("Di kantor BPJS Ketenagakerjaan"),
    }


def stage_words() -> dict[int, str]:
    """Say what the reports of an accident are; 0 for a case without them."""
    return {
        0: "",
        1: _("Tahap I: dalam 2 x 24 jam"),
        2: _("Tahap II: sesudah dokter memastikan akibatnya"),
    }


def paper_words() -> dict[Paper, PaperSaid]:
    """Name each paper, and say who gives it out."""
    return {
        one: PaperSaid(*said) for one, said in {**_at_home(), **_from_others(), **_forms()}.items()
    }


def _at_home() -> dict[Paper, tuple[str, str]]:
    over = _("Hanya bila saldo JHT lebih dari Rp50 juta.")
    return {
        Paper.CARD: (_("Kartu peserta atau nomor KPJ"), _("Nomor KPJ saja cukup.")),
        Paper.MEMBER_KTP: (_("KTP peserta"), ""),
        Paper.FAMILY_CARD: (_("Kartu Keluarga (KK)"), _("KK peserta dan KK ahli waris.")),
        Paper.MEMBER_ACCOUNT: (_("Buku tabungan peserta"), _("Atas nama peserta sendiri.")),
        Paper.HEIR_KTP: (_("KTP ahli waris"), _("Setiap ahli waris.")),
        Paper.HEIR_ACCOUNT: (_("Buku tabungan ahli waris"), _("Atas nama ahli waris sendiri.")),
        Paper.MARRIAGE_BOOK: (_("Buku nikah"), _("Atau kutipan akta perkawinan.")),
        Paper.WILL: (_("Akta wasiat"), _("Dibuat notaris; wasiat biasa tidak diterima.")),
        Paper.NPWP: (_("NPWP"), over),
        Paper.TRANSPORT_RECEIPTS: (
            _("Kuitansi angkutan"),
            _("Bila keluarga membayar angkutan ke rumah sakit."),
        ),
    }


def _from_others() -> dict[Paper, tuple[str, str]]:
    return {
        Paper.CHRONOLOGY: (
            _("Kronologi kejadian"),
            _("Ditulis paguyuban, ditandatangani dua saksi."),
        ),
        Paper.WITNESS_KTP: (_("Fotokopi KTP dua saksi"), _("Dari dua orang yang melihat.")),
        Paper.HEIR_POWER: (
            _("Surat kuasa ahli waris"),
            _("Dicetak paguyuban; semua ahli waris menandatangani, lalu cukup satu yang pergi."),
        ),
        Paper.TRADE_LETTER: (_("Surat keterangan usaha"), _("Dari paguyuban, bila diminta.")),
        Paper.POLICE_REPORT: (_("Laporan polisi"), _("Dari polisi lalu lintas.")),
        Paper.TREATMENT_RECEIPTS: (
            _("Kuitansi pengobatan"),
            _("Hanya bila berobat di luar PLKK, yang tanpa bayar dulu."),
        ),
        Paper.DEATH_LETTER: (
            _("Surat kematian"),
            _("Dari rumah sakit, atau dari kelurahan bila meninggal di rumah."),
        ),
        Paper.DEATH_CERTIFICATE: (
            _("Akta kematian"),
            _("Dari Dukcapil, diurus lewat kelurahan; bawa surat kematian, KK, dan KTP."),
        ),
        Paper.HEIR_LETTER: (
            _("Surat keterangan ahli waris"),
            _("Ditandatangani semua ahli waris, 2 saksi, lurah, dan camat; bermeterai."),
        ),
        Paper.GUARDIAN_LETTER: (
            _("Surat keterangan wali dan KTP wali"),
            _("Untuk anak di bawah 18 tahun yang tidak punya orang tua lagi; dari kelurahan."),
        ),
    }


def _forms() -> dict[Paper, tuple[str, str]]:
    there = _("Formulir BPJS Ketenagakerjaan; bisa diisi di kantornya.")
    return {
        Paper.REPORT_FORM: (_("Formulir 3 KK1 (Tahap I)"), there),
        Paper.OUTCOME_FORM: (_("Formulir 3a KK2 (Tahap II)"), there),
        Paper.DOCTOR_FORM: (_("Formulir 3b KK3 (surat dokter)"), _("Diisi dokter yang merawat.")),
        Paper.DEATH_FORM: (_("Formulir 4 (F4)"), there),
        Paper.OLD_AGE_FORM: (_("Formulir 5 (F5)"), there),
    }
