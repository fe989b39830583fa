"""What may go wrong with a case, in words: in short, why, and what can still be done."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from association.rules.house.money import rupiah
from association.rules.law.doubts import Doubt, Doubted, Unlike
from association.rules.people.dates import format_date, format_month


@dataclass(frozen=True, slots=True)
class DoubtSaid:
    """What may go wrong: in short, why, and what can still be done."""

    title: str
    why: str
    still: str


def doubt_words(doubted: Doubted) -> DoubtSaid:
    """Say what may go wrong, why, and what can still be done."""
    if doubted.doubt in _WITH_VALUES:
        return _WITH_VALUES[doubted.doubt](dict(doubted.values))
    return _plain()[doubted.doubt]


def evidence_words(values: dict[str, Any]) -> list[str]:
    """Say what Guyub itself can show of somebody's trading, one line each."""
    said = []
    if values["sealed_on"]:
        said.append(
            _(
                "Daftar tempat usaha bersegel tanggal %(day)s.",
                day=format_date(values["sealed_on"]),
            )
        )
    if values["attended"]:
        said.append(
            ngettext("Hadir di %(num)s kegiatan.", "Hadir di %(num)s kegiatan.", values["attended"])
        )
    if values["receipts"]:
        said.append(
            ngettext(
                "%(num)s tanda terima iuran.", "%(num)s tanda terima iuran.", values["receipts"]
            )
        )
    return said


def unlike_words() -> dict[Unlike, str]:
    """Name what is written differently."""
    return {
        Unlike.NAME: _("nama"),
        Unlike.NIK: _("NIK"),
        Unlike.BIRTH_DATE: _("tanggal lahir"),
    }


def _plain() -> dict[Doubt, DoubtSaid]:
    return {
        Doubt.ENDED: DoubtSaid(
            _("Kepesertaan sudah berhenti"),
            _("Kepesertaan tercatat berhenti sebelum hari itu."),
            _("Periksa tanggal berhenti. JHT, bila pernah dibayar, tetap menjadi hak."),
        ),
        Doubt.NEVER_PAID: DoubtSaid(
            _("Iuran pertama tidak tercatat"),
            _("Sudah terdaftar, tetapi tidak ada bulan yang tercatat dibayar."),
            _("Cari kuitansi di rumah dan tanyakan ke 175: mungkin dibayar sendiri."),
        ),
        Doubt.NO_NIK: DoubtSaid(
            _("NIK belum dicatat"),
            _("BPJS Ketenagakerjaan mencari peserta dengan NIK."),
            _("Lihat di KTP atau KK dan catat di halaman anggota."),
        ),
        Doubt.NO_KPJ: DoubtSaid(
            _("Nomor KPJ belum dicatat"),
            _("Nomor itu ada di kartu peserta, atau di aplikasi JMO."),
            _("Tanpa kartu pun bisa: tanyakan nomornya ke 175 dengan NIK."),
        ),
    }


def _not_registered(values: dict[str, Any]) -> DoubtSaid:
    registered: date | None = values["registered_on"]
    why = (
        _(
            "Terdaftar %(day)s, sesudah hari itu.",
            day=format_date(registered),
        )
        if registered
        else _("Di Guyub tidak ada tanggal terdaftar dan tidak ada nomor KPJ.")
    )
    return DoubtSaid(
        _("Bukan peserta pada hari itu"),
        why,
        _("Tanyakan ke 175 dengan NIK: mungkin pernah mendaftar sendiri atau lewat orang lain."),
    )


def _right_lapsed(values: dict[str, Any]) -> DoubtSaid:
    return DoubtSaid(
        _("Hak JKK sudah gugur"),
        _(
            "Hak JKK gugur 5 tahun sesudah kecelakaan: %(day)s.",
            day=format_date(values["until"]),
        ),
        _("JHT tanpa batas waktu. Bila sakit akibat kerja, hitung dari hari dokter memastikan."),
    )


def _not_deposited(values: dict[str, Any]) -> DoubtSaid:
    months = ", ".join(format_month(month) for month in values["months"])
    return DoubtSaid(
        _("Uang titipan tidak masuk ke BPJS"),
        _(
            "%(sum)s untuk iuran %(months)s dititipkan, tetapi pada hari itu tidak disetor. Uang "
            "di tangan penagih tidak melindungi.",
            sum=rupiah(values["amount"]),
            months=months,
        ),
        _(
            "Katakan terus terang kepada keluarga, simpan tanda terimanya, dan bicarakan di "
            "paguyuban: uang itu milik keluarga dan harus dikembalikan."
        ),
    )


def _paid_later(values: dict[str, Any]) -> DoubtSaid:
    month, day = format_month(values["month"]), format_date(values["received_on"])
    if values["is_in_time"]:
        still = _(
            "Dibayar sebelum jatuh tempo tanggal 15: bawa kuitansinya dan tanyakan ke kantor "
            "cabang."
        )
    else:
        still = _("Tanyakan ke kantor cabang; iuran yang dibayar sesudahnya bisa diminta kembali.")
    return DoubtSaid(
        _("Iuran masuk sesudah hari itu"),
        _("Iuran %(month)s baru diterima BPJS %(day)s.", month=month, day=day),
        still,
    )


def _paid_that_day(values: dict[str, Any]) -> DoubtSaid:
    return DoubtSaid(
        _("Iuran masuk pada hari itu juga"),
        _(
            "Iuran %(month)s diterima BPJS pada hari yang sama, jadi jam pembayarannya bisa "
            "ditanyakan.",
            month=format_month(values["month"]),
        ),
        _("Bawa kuitansi yang memuat jam pembayaran."),
    )


def _lapsed(values: dict[str, Any]) -> DoubtSaid:
    why = ngettext(
        "Dibayar sampai %(day)s; sesudah itu %(num)s bulan kosong.",
        "Dibayar sampai %(day)s; sesudah itu %(num)s bulan kosong.",
        values["months"],
        day=format_date(values["until"]),
    )
    if values["is_long"]:
        still = _(
            "Cari kuitansi di rumah dan tanyakan ke 175: mungkin dibayar sendiri. JHT, bila "
            "pernah dibayar, tetap menjadi hak keluarga."
        )
    else:
        still = _(
            "Tetap ajukan dan tanyakan ke kantor cabang: ada sumber yang menyebut perlindungan "
            "baru berhenti sesudah 3 bulan kosong."
        )
    return DoubtSaid(_("Perlindungan sudah berhenti"), why, still)


def _too_old(values: dict[str, Any]) -> DoubtSaid:
    return DoubtSaid(
        _("Sudah 65 tahun ketika terdaftar"),
        _(
            "Terdaftar %(day)s pada umur 65 atau lebih; peserta baru harus di bawah 65.",
            day=format_date(values["registered_on"]),
        ),
        _("Periksa tanggal lahir di KTP, dan apakah sudah pernah terdaftar sebelum umur 65."),
    )


def _paid_again(values: dict[str, Any]) -> DoubtSaid:
    return DoubtSaid(
        _("Masa tunggu dihitung lagi"),
        _(
            "Iuran putus sesudah %(until)s dan mulai lagi %(since)s. Dibayar %(sum)s; "
            "%(full)s baru mulai %(day)s.",
            until=format_date(values["until"]),
            since=format_month(values["since"]),
            sum=rupiah(values["amount"]),
            full=rupiah(values["full"]),
            day=format_date(values["from"]),
        ),
        _(
            "Cari kuitansi bulan yang kosong. Apakah putus sebentar memulai lagi, tidak tertulis "
            "di aturan: tanyakan ke kantor cabang."
        ),
    )


def _waiting(values: dict[str, Any]) -> DoubtSaid:
    return DoubtSaid(
        _("Masih di bulan-bulan pertama"),
        _(
            "Dibayar %(sum)s; %(full)s baru mulai %(day)s.",
            sum=rupiah(values["amount"]),
            full=rupiah(values["full"]),
            day=format_date(values["from"]),
        ),
        _("Bila meninggal karena kerja atau di jalan ke pasar, JKK membayar penuh sejak awal."),
    )


def _unlike(values: dict[str, Any]) -> DoubtSaid:
    words = unlike_words()
    return DoubtSaid(
        _("Data tidak sama dengan KTP atau KK"),
        _("Yang berbeda: %(fields)s.", fields=", ".join(words[one] for one in values["fields"])),
        _("Minta kelurahan menulis bahwa keduanya orang yang sama, dan bawa KTP serta KK asli."),
    )


def _no_trade(values: dict[str, Any]) -> DoubtSaid:
    return DoubtSaid(
        _("Bukti berdagang mungkin diminta"),
        _(
            "Menurut berita, ada yang ditolak karena tidak ditemukan kegiatan usaha saat "
            "terdaftar. Ini dari koran, bukan aturan. Yang dilihat: %(day)s.",
            day=format_date(values["since"]),
        ),
        _("Lampirkan bukti dari Guyub dan surat keterangan usaha dari paguyuban."),
    )


_WITH_VALUES: dict[Doubt, Callable[[dict[str, Any]], DoubtSaid]] = {
    Doubt.NOT_REGISTERED: _not_registered,
    Doubt.RIGHT_LAPSED: _right_lapsed,
    Doubt.NOT_DEPOSITED: _not_deposited,
    Doubt.PAID_LATER: _paid_later,
    Doubt.LAPSED: _lapsed,
    Doubt.TOO_OLD: _too_old,
    Doubt.PAID_THAT_DAY: _paid_that_day,
    Doubt.PAID_AGAIN: _paid_again,
    Doubt.WAITING: _waiting,
    Doubt.UNLIKE: _unlike,
    Doubt.NO_TRADE: _no_trade,
}
