"""What batches did, and why somebody was left out, in words."""

from flask_babel import gettext as _

from association.roster.bulk.batches import BatchLine
from association.roster.history.kinds import BatchKind
from association.rules.house.bulk import Action, Hindrance


def summary(line: BatchLine) -> str:
    """Say in a few words what a batch did."""
    if line.action is not None:
        names = {
            Action.SENT: _("Ditandai sudah dikirim untuk didaftarkan"),
            Action.STALL: _("Pasar atau blok tempat usaha diubah"),
            Action.LEAVE: _("Dikeluarkan dari daftar"),
            Action.RETURN: _("Dikembalikan ke daftar"),
            Action.UNDO: _("Pembatalan"),
        }
        return str(names[line.action])
    kinds = {
        BatchKind.IMPORT: _("Impor daftar"),
        BatchKind.MERGE: _("Data ganda digabung"),
        BatchKind.MOVE: _("Pindah paguyuban"),
        BatchKind.ATTEND: _("Hadir dicatat dengan nomor lembar"),
        BatchKind.KPJ: _("Nomor KPJ dicatat"),
        BatchKind.DEATH: _("Kasus meninggal dibuka"),
        BatchKind.SENT_AWAY: _("Dipindahkan Dinas ke %(name)s", name=line.source),
        BatchKind.TAKEN_IN: _("Dipindahkan Dinas dari %(name)s", name=line.source),
        BatchKind.RECONCILE: _("Dari daftar BPJS Ketenagakerjaan"),
    }
    return str(kinds.get(line.kind, _("Perubahan banyak anggota")))


def reasons() -> dict[str, str]:
    """Say why somebody was left out."""
    return {
        Hindrance.NO_NIK: _("belum ada NIK"),
        Hindrance.NO_BIRTH_DATE: _("belum ada tanggal lahir"),
        Hindrance.NO_PHONE: _("belum ada nomor HP"),
        Hindrance.PENDING: _("NIK masih dicocokkan petugas Dinas"),
        Hindrance.TOO_OLD: _("sudah 65 tahun atau lebih"),
        Hindrance.SENT_BEFORE: _("sudah pernah dikirim"),
        Hindrance.PARTICIPANT: _("sudah terdaftar"),
        Hindrance.NO_STALL: _("belum ada tempat usaha"),
        Hindrance.MANY_STALLS: _("punya lebih dari satu tempat usaha: ubah di halamannya"),
        Hindrance.GONE: _("sudah keluar dari daftar"),
        Hindrance.PRESENT: _("masih ada di daftar"),
        Hindrance.CHANGED: _("diubah sesudahnya"),
        Hindrance.REFUSED: _("datanya bertentangan dengan yang sudah ada"),
    }
