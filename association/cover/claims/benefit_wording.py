"""What a case is worth, in words."""

from collections.abc import Callable
from dataclasses import dataclass

from flask_babel import gettext as _

from association.rules.house.money import rupiah
from association.rules.law.benefits import SCHOLARSHIP_ENDS, SCHOOL_LEVELS
from association.rules.law.claim_benefits import (
    Entitlement,
    Missing,
    Part,
    PartCode,
    Unpaid,
)
from association.rules.law.death_benefit import DEATH_BENEFITS
from association.rules.law.scholarship import Scholarship, Schooling
from association.rules.people.dates import format_date


@dataclass(frozen=True, slots=True)
class PartSaid:
    """A part of a benefit: its name, what it pays, and how."""

    name: str
    pays: str
    how: str = ""


def part_words(part: Part) -> PartSaid:
    """Say one part of a benefit."""
    if part.amount is not None:
        pays = rupiah(part.amount)
    elif part.figure is not None:
        pays = _figures()[part.code](rupiah(part.figure))
    else:
        pays = _("tanpa batas biaya") if part.code is PartCode.TREATMENT else _("menurut BPJS")
    return PartSaid(part_names()[part.code], pays, _hows().get(part.code, ""))


def part_names() -> dict[PartCode, str]:
    """Name the parts of the benefits."""
    return {
        PartCode.DEATH_EARLY: _("Santunan JKM pada bulan-bulan pertama"),
        PartCode.DEATH_SUM: _("Santunan kematian (JKM)"),
        PartCode.WORK_DEATH_SUM: _("Santunan kematian karena kerja (JKK)"),
        PartCode.PERIODIC: _("Santunan berkala"),
        PartCode.FUNERAL: _("Biaya pemakaman"),
        PartCode.TREATMENT: _("Pengobatan dan perawatan"),
        PartCode.BY_LAND: _("Angkutan darat ke rumah sakit"),
        PartCode.BY_SEA: _("Angkutan laut ke rumah sakit"),
        PartCode.BY_AIR: _("Angkutan udara ke rumah sakit"),
        PartCode.WAGE_YEAR: _("Pengganti penghasilan, bulan 1 sampai 12"),
        PartCode.WAGE_AFTER: _("Pengganti penghasilan sesudah 12 bulan"),
        PartCode.DISABLED: _("Cacat total tetap"),
        PartCode.DISABLED_PARTLY: _("Cacat sebagian"),
        PartCode.HOME_CARE: _("Perawatan di rumah"),
        PartCode.SCHOLARSHIP: _("Beasiswa anak"),
        PartCode.SCHOLARSHIP_IF_DISABLED: _("Beasiswa anak, bila cacat total tetap"),
        PartCode.JHT: _("Saldo Jaminan Hari Tua (JHT)"),
        PartCode.JHT_IF_STOPPED: _("Saldo JHT, bila sudah berhenti berdagang"),
        PartCode.JHT_IF_DISABLED: _("Saldo JHT, bila cacat total tetap"),
    }


def _figures() -> dict[PartCode, Callable[[str], str]]:
    """Say what a figure is: a limit, a month's sum, or what a percentage is taken of."""
    most = (PartCode.BY_LAND, PartCode.BY_SEA, PartCode.BY_AIR, PartCode.HOME_CARE)
    school = (PartCode.SCHOLARSHIP, PartCode.SCHOLARSHIP_IF_DISABLED)
    monthly = (PartCode.WAGE_YEAR, PartCode.WAGE_AFTER)
    said: dict[PartCode, Callable[[str], str]] = {
        code: lambda sum_: _("sampai %(sum)s", sum=sum_) for code in (*most, *school)
    }
    said |= {code: lambda sum_: _("%(sum)s sebulan", sum=sum_) for code in monthly}
    said[PartCode.DISABLED] = lambda sum_: sum_
    said[PartCode.DISABLED_PARTLY] = lambda sum_: _("sebagian dari %(sum)s", sum=sum_)
    return said


def _hows() -> dict[PartCode, str]:
    levels = _(
        "Mulai usia sekolah sampai umur %(age)s, selama belum menikah dan belum bekerja.",
        age=SCHOLARSHIP_ENDS,
    )
    whole = _("Iuran dan hasil pengembangannya; hanya BPJS Ketenagakerjaan tahu jumlahnya.")
    return {
        PartCode.DEATH_EARLY: _(
            "Satu jumlah selama %(n)s bulan pertama; sesudah itu %(full)s.",
            n=DEATH_BENEFITS[-1].waiting_months,
            full=rupiah(DEATH_BENEFITS[-1].full),
        ),
        PartCode.WORK_DEATH_SUM: _("48 kali penghasilan yang dilaporkan, tanpa masa tunggu."),
        PartCode.PERIODIC: _("24 bulan, dibayar sekaligus."),
        PartCode.TREATMENT: _("Menurut kebutuhan medis, di PLKK tanpa bayar dulu."),
        PartCode.WAGE_YEAR: _("Sebesar penghasilan yang dilaporkan, menurut surat dokter."),
        PartCode.WAGE_AFTER: _("Setengahnya sampai sembuh, menurut surat dokter."),
        PartCode.DISABLED: _("56 kali penghasilan yang dilaporkan, ditambah Rp12.000.000."),
        PartCode.DISABLED_PARTLY: _(
            "Bagian menurut tabel cacat, dari 80 kali penghasilan yang dilaporkan; dokter menilai."
        ),
        PartCode.HOME_CARE: _("Paling lama setahun."),
        PartCode.SCHOLARSHIP: levels,
        PartCode.SCHOLARSHIP_IF_DISABLED: levels,
        PartCode.JHT: whole,
        PartCode.JHT_IF_STOPPED: _(
            "Utuh pada umur 56 atau bila berhenti berdagang. Sebelum itu hanya sebagian, sesudah "
            "10 tahun: sepersepuluh, atau 30 persen untuk rumah."
        ),
        PartCode.JHT_IF_DISABLED: whole,
    }


def unpaid_words(entitled: Entitlement) -> str:
    """Say why nothing is paid of JKK and JKM; "" when something is."""
    if entitled.why is None:
        return ""
    said: str = {
        Unpaid.NOT_REGISTERED: _(
            "Pada hari itu anggota ini tidak tercatat sebagai peserta BPJS Ketenagakerjaan."
        ),
        Unpaid.NEVER_PAID: _("Sudah terdaftar, tetapi tidak ada iuran yang tercatat dibayar."),
        Unpaid.NOT_DEPOSITED: _(
            "Uang iuran dititipkan, tetapi pada hari itu tidak tercatat masuk ke BPJS "
            "Ketenagakerjaan."
        ),
        Unpaid.LAPSED: _("Iuran bulan itu tidak tercatat dibayar, jadi perlindungan berhenti."),
        Unpaid.ENDED: _("Kepesertaan sudah berhenti sebelum hari itu."),
        Unpaid.OLDER_LAW: _("Sebelum 2 Desember 2019 berlaku aturan lain. Tanyakan ke cabang."),
        Unpaid.NO_JHT: _("Program JHT tidak pernah dibayar, jadi tidak ada saldo."),
    }[entitled.why]
    if not entitled.is_disputed:
        return said
    ask = _(
        "Tetap tanyakan ke kantor cabang atau 175: ada sumber yang menyebut perlindungan baru "
        "berhenti sesudah 3 bulan kosong."
    )
    return f"{said} {ask}"


def missing_words() -> dict[Missing, str]:
    """Say what has to be known before the sums are sure."""
    return {
        Missing.INCOME: _(
            "Penghasilan yang dilaporkan belum dicatat: dihitung dari golongan terendah."
        ),
        Missing.BIRTH_DATE: _("Tanggal lahir belum dicatat: umur 56 tidak bisa dihitung."),
        Missing.CHILD_YEARS: _("Tahun lahir anak belum dicatat."),
    }


def schooling_words() -> dict[Schooling, str]:
    """Say whether a child may get the scholarship."""
    return {
        Schooling.UNDER: _("di bawah %(age)s tahun", age=SCHOLARSHIP_ENDS),
        Schooling.ASK: _("genap %(age)s pada tahun itu: tanyakan", age=SCHOLARSHIP_ENDS),
        Schooling.OVER: _("sudah lewat %(age)s tahun: tidak dapat", age=SCHOLARSHIP_ENDS),
        Schooling.UNKNOWN: _("tahun lahir belum dicatat: tanyakan"),
    }


def scholarship_words(school: Scholarship) -> str:
    """Say what a scholarship pays, or from when, or that nobody gets it."""
    if all(one is Schooling.OVER for _child, one in school.children):
        said = _(
            "Beasiswa: tidak ada, karena anak sudah lewat %(age)s tahun.", age=SCHOLARSHIP_ENDS
        )
    elif school.open_from is not None:
        said = _(
            "Beasiswa: perlu iuran 3 tahun tanpa putus; itu baru tercapai %(day)s.",
            day=format_date(school.open_from),
        )
    elif not school.is_open:
        said = _("Beasiswa: perlu iuran 3 tahun tanpa putus.")
    elif school.most:
        said = _(
            "Beasiswa sampai %(sum)s, dibayar tiap tahun sekolah, paling banyak untuk dua anak.",
            sum=rupiah(school.most),
        )
    else:
        said = _(
            "Beasiswa: tanyakan ke BPJS Ketenagakerjaan; mungkin sampai %(sum)s.",
            sum=rupiah(school.perhaps),
        )
    return str(said)


def level_words() -> list[tuple[str, str]]:
    """Say what the scholarship pays at each level of school: the level, and the sum."""
    names = {
        "primary": _("TK dan SD"),
        "lower": _("SMP"),
        "upper": _("SMA"),
        "university": _("Perguruan tinggi (sampai S1)"),
    }
    return [
        (
            names[one.code],
            _(
                "%(sum)s setahun, paling lama %(n)s tahun",
                sum=rupiah(one.each_year),
                n=one.years,
            ),
        )
        for one in SCHOOL_LEVELS
    ]


def nobody_words(funeral: int, rest: int) -> str:
    """Say where the money goes when nobody inherits."""
    said: str = _(
        "Tanpa ahli waris dan tanpa wasiat notaris: biaya pemakaman %(funeral)s untuk yang "
        "mengurus pemakaman (boleh paguyuban), sisanya %(rest)s ke Dana Jaminan Sosial.",
        funeral=rupiah(funeral),
        rest=rupiah(rest),
    )
    return said
