"""Says what is wrong with a row, a line or a list; every code has its sentence here."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from association.roster.lists.problems import Code, Problem
from association.roster.members.fields import Field, capital
from association.roster.members.values import FIELDS, STALL_HEADINGS
from association.web.language import filled

WORDS = {
    Code.EARLIER: "%(text)s",
    Code.ABOVE_HEADINGS: _("Baris ini di atas judul kolom. Pindahkan ke bawah judul kolom."),
    Code.LIKE_REMARK: _("Terbaca seperti catatan; beri nomor urut bila ini pedagang."),
    Code.NAME_ALONE: _(
        "Hanya berisi nama: terbaca seperti catatan; beri nomor urut bila ini pedagang."
    ),
    Code.NOTHING_ABOVE: _("Tanda “%(text)s” tanpa isian di atasnya. Tulis isinya."),
    Code.CUT_APART: _(
        "Baris ini berisi lebih banyak isian daripada judul kolom: ada tanda pemisah di dalam "
        "isian."
    ),
    Code.STRAY_QUOTE: _(
        'Tanda kutip (") di baris ini tidak berpasangan, jadi isiannya meragukan. Hapus tanda '
        "kutipnya."
    ),
    Code.CONFLICT: _("Ditolak saat disimpan: datanya bertentangan dengan yang sudah ada."),
    Code.NAMELESS: _("Nama kosong. Isi nama seperti di KTP."),
    Code.NAME_WITH_ADDRESS: _("Alamat di sel nama tidak ikut disimpan."),
    Code.BIRTH_DATE: _("Tanggal lahir: %(why)s"),
    Code.MONTH_FIRST: _("Tanggal lahir: %(why)s"),
    Code.BIRTH_PLACE_LONG: _(
        "Tempat lahir terlalu panjang (%(count)s huruf, paling banyak %(most)s)."
    ),
    Code.TOO_YOUNG: _("Tanggal lahir %(day)s berarti belum %(years)s tahun. Periksa tahunnya."),
    Code.TOO_OLD: _("Tanggal lahir %(day)s berarti lebih dari %(years)s tahun. Periksa tahunnya."),
    Code.CLOCK: _("Tanggal lahir tertulis dengan jam (%(text)s). Periksa lagi tanggalnya."),
    Code.CELL_ERROR: _("Sel %(cell)s (%(heading)s) berisi kesalahan rumus %(text)s."),
    Code.CELL_UNCOMPUTED: _(
        "Sel %(cell)s (%(heading)s) berisi rumus tanpa hasil. Buka di Excel, simpan, lalu unggah "
        "lagi."
    ),
    Code.NAME_SIGNS: _("Tanda di sel nama (“%(text)s”) tidak ikut disimpan."),
    Code.NIK_UNBORN: _("Tanggal lahir di dalam NIK belum terjadi. Lihat lagi di KTP."),
    Code.PHONE_ABSENT: _("Nomor HP “%(text)s” dibaca sebagai tidak ada."),
    Code.PHONES_SEVERAL: _("Ada lebih dari satu nomor HP; yang dipakai nomor pertama."),
    Code.PHONE_LATER: _("Nomor HP pertama tidak bisa dibaca; yang dipakai nomor berikutnya."),
    Code.PHONE_CUT: _("“%(text)s” di sel nomor HP tidak dibaca sebagai bagian nomornya."),
    Code.PHONE_AMONG_WORDS: _("Sel nomor HP berisi tulisan lain; yang dipakai hanya nomornya."),
    Code.MARKET_LONG: _("Nama pasar terlalu panjang (%(count)s huruf, paling banyak %(most)s)."),
    Code.BLOCK_ODD: _("Blok tempat usaha terbaca “%(text)s”. Periksa lagi."),
    Code.COMMODITY_LONG: _(
        "Jenis dagangan terlalu panjang (%(count)s huruf, paling banyak %(most)s)."
    ),
    Code.FIELD_UNREAD: _("%(field)s tidak dibaca: %(why)s"),
    Code.FIELD_LONG: _("%(field)s paling banyak %(most)s huruf."),
    Code.STALL_LONG: _(
        "Blok atau nomor tempat usaha paling banyak %(most)s huruf. Tulis misalnya Los B-14."
    ),
    Code.LEFT_OUT: _("%(field)s di daftar tidak bisa dibaca dan tidak ikut disimpan."),
    Code.LINE: _("baris %(line)s"),
    Code.LINE_OF_SHEET: _("baris %(line)s lembar “%(sheet)s”"),
    Code.UNNAMED: _("tanpa nama"),
    Code.NIK_REPEATED: _("NIK ini sudah ada di %(where)s (%(name)s)."),
    Code.PERSON_REPEATED: _(
        "Mungkin orang yang sama dengan %(where)s: nama dan tanggal lahir atau HP sama."
    ),
    Code.SAME_PERSON: _(
        "mungkin orang yang sama dengan %(where)s (%(name)s). Bila orang lain, simpan; bila orang "
        "yang sama, lewati"
    ),
    Code.NIK_STRAYED: _("NIK tertulis di kolom lain (%(field)s). Pindahkan ke kolom NIK."),
    Code.DIGITS_LOST: _(
        "Terlalu banyak NIK di lembar ini berakhir 0: Excel telah menghapus angka terakhirnya. "
        "Ketik ulang dari KTP."
    ),
    Code.DIGITS_DOUBTED: _(
        "Banyak NIK di lembar ini berakhir 0. Mungkin Excel menghapus angka terakhirnya: cocokkan "
        "dengan KTP."
    ),
    Code.DATE_SWAPPED: _(
        "Tanggal lahir: hari dan bulan tertukar? Menurut NIK sebaliknya. Tulis nama bulannya "
        "seperti di KTP."
    ),
    Code.DATE_BOTH_WAYS: _(
        "Tanggal lahir bisa dibaca dua cara karena di lembar ini ada bulan yang ditulis dulu. "
        "Tulis nama bulannya."
    ),
    Code.NAMESAKES: _(
        "Ada %(count)s anggota bernama %(name)s. Lengkapi NIK atau nomor tempat usahanya."
    ),
    Code.MEMBER_LEFT: _(
        "Ini %(name)s, yang sudah keluar dari daftar. Kembalikan dulu di halaman “Sudah keluar”."
    ),
    Code.MEMBER_CHANGED: _(
        "Data %(name)s baru saja diubah orang lain sesudah daftar ini diunggah. Unggah lagi."
    ),
    Code.UNCLEAR: _("Baris ini belum jelas: %(why)s."),
    Code.LINE_LONG: _("terlalu panjang untuk satu orang"),
    Code.CROSSED_OUT: _("namanya dicoret, masih anggota?"),
    Code.TWO_NAMES: _("seperti ada dua nama"),
    Code.NO_NAME: _("namanya tidak terbaca"),
    Code.PLACE_EMPTY: _("tempat kosong, atau ada pedagangnya?"),
    Code.SHOP_NAME: _("nama toko, siapa pemiliknya?"),
    Code.WHICH_NAME: _("yang mana namanya?"),
    Code.SIGNER_OR_MEMBER: _("pengurus yang menandatangani, atau anggota?"),
    Code.NAME_OR_NOTE: _("nama pedagang, atau catatan?"),
    Code.GONE: _("tertulis meninggal, pindah, berhenti, atau diganti"),
    Code.NAME_SAME_AS_ABOVE: _("namanya ditulis “%(text)s”, seperti baris di atasnya"),
    Code.LABELS_OF_TWO: _("isian dua orang tercampur, siapa punya yang mana?"),
    Code.TICKS_MANY: _("ada %(count)s tanda, untuk beberapa bulan atau beberapa orang?"),
    Code.SENDER_OR_NAME: _("nama pengirim, atau nama pedagang?"),
    Code.OVER_HEADINGS: _("di atas judul kolom"),
    Code.HEADINGS: _("judul kolom"),
    Code.HEADINGS_AGAIN: _("judul kolom berulang"),
    Code.COLUMN_NUMBERS: _("baris nomor kolom"),
    Code.SECTION: _("judul bagian"),
    Code.TITLE: _("judul"),
    Code.TITLE_OR_REMARK: _("judul atau catatan"),
    Code.NUMBER_ALONE: _("hanya nomor urut, tanpa isi"),
    Code.TOTAL_ROW: _("baris jumlah"),
    Code.TOTAL: _("jumlah"),
    Code.REMARK: _("catatan"),
    Code.SIGNATURE: _("tanda tangan"),
    Code.PLACE_OR_SIGNATURE: _("tempat, tanggal, atau tanda tangan"),
    Code.STALL_OF_ABOVE: _("tempat usaha tambahan dari baris di atasnya"),
    Code.STALL_OF_LINE: _("tempat usaha tambahan dari baris %(line)s"),
    Code.SAME_AS_LINE: _("orang dan tempat yang sama dengan baris %(line)s"),
    Code.NO_WORDS: _("tidak berisi tulisan"),
    Code.FROM_WHATSAPP: _("pesan dari WhatsApp sendiri"),
    Code.GREETING: _("sapaan"),
    Code.REQUEST: _("catatan atau permintaan, bukan orang"),
    Code.BLANK_LABEL: _("isian kosong"),
    Code.NOBODY: _("menurut jawaban Anda bukan orang"),
    Code.SHEET_UNREAD: _(
        "Lembar “%(sheet)s” (%(count)s baris) tidak dibaca: judul kolom tidak ditemukan."
    ),
    Code.SHEET_HIDDEN: _("Lembar tersembunyi “%(sheet)s” ikut dibaca."),
    Code.HEADINGS_ASKED: _(
        "Judul kolom di lembar “%(sheet)s” tidak kami kenal. Pilih kolom mana yang berisi "
        "nama, NIK, dan lainnya."
    ),
    Code.ROWS_HIDDEN: _("%(count)s baris tersembunyi atau tersaring ikut dibaca."),
    Code.ROWS_SAME: _("%(count)s baris sama persis dengan baris lain; diambil satu saja."),
    Code.MARKS_PAID: _("tanda lunas di %(count)s baris"),
    Code.MARKS_PARTLY: _("tanda sebagian di %(count)s baris"),
    Code.MARKS_UNPAID: _("tanda belum di %(count)s baris"),
    Code.MARKS: _(
        "%(counts)s. Tanda ini bukan bukti bayar dan tidak dicatat sebagai iuran: hanya masuk ke "
        "catatan anggota."
    ),
}


def in_words(problem: Problem) -> str:
    """Say one problem in the reader's language."""
    values = {name: _value(name, value) for name, value in problem.values}
    if problem.code is Code.RULE:
        return str(gettext(values.pop("template"), **values))
    if problem.code is Code.UNCLEAR:
        values["why"] = within(dict(problem.values)["why"])
    elif problem.code is Code.MARKS:
        values["counts"] = values["counts"].capitalize()
    sentence = str(WORDS[problem.code])
    said = filled(sentence, values) if values else sentence
    return said.replace("?.", "?") if problem.code is Code.UNCLEAR else said


def all_in_words(problems: Iterable[Problem]) -> tuple[str, ...]:
    """Say several."""
    return tuple(in_words(problem) for problem in problems)


def _value(name: str, value: Any) -> Any:
    if isinstance(value, Problem):
        return in_words(value)
    if isinstance(value, tuple):
        return ", ".join(all_in_words(value))
    return _field(value) if name == "field" else value


def heading(field: Field) -> str:
    """Say what stands over a field's column."""
    return str(gettext(field.heading) if field.heading else capital(gettext(field.words)))


def _field(name: str) -> str:
    """Say a field as the headings of a list call it."""
    if name == "income":
        return str(gettext("Penghasilan"))
    stall = STALL_HEADINGS.get(name)
    return str(gettext(stall)) if stall else heading(FIELDS[name])


def within(problem: Problem) -> str:
    """Say a problem as it stands within a sentence: a small first letter, no full stop."""
    sentence = in_words(problem)
    return sentence[:1].lower() + sentence[1:].rstrip(".")
