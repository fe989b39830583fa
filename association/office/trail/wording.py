"""What an entry of the audit log says, in words; tests/office/trail wants each one here."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext

WORDS = {
    "accept duty": lazy_gettext("menerima tugas"),
    "accept offer": lazy_gettext("menerima anggota pindahan"),
    "accepted request": lazy_gettext("menerima permintaan bergabung"),
    "allow reminders": lazy_gettext("mengizinkan pengingat lagi"),
    "answer line": lazy_gettext("menjawab satu baris daftar tempel"),
    "ask to join": lazy_gettext("permintaan bergabung masuk"),
    "cancel event": lazy_gettext("membatalkan kegiatan"),
    "change rights": lazy_gettext("mengubah hak pengurus"),
    "check in": lazy_gettext("anggota menandai dirinya hadir"),
    "close association": lazy_gettext("menutup paguyuban"),
    "close market": lazy_gettext("menutup pasar"),
    "connect markets": lazy_gettext("mengubah pasar paguyuban"),
    "count contribution again": lazy_gettext("menghitung lagi iuran yang dibatalkan"),
    "change password": lazy_gettext("mengganti kata sandi"),
    "change phone": lazy_gettext("mengganti nomor HP untuk masuk"),
    "count heads": lazy_gettext("menulis jumlah hadir"),
    "ask for another number": lazy_gettext("meminta ganti nomor HP"),
    "create account": lazy_gettext("membuat akun"),
    "create event": lazy_gettext("membuat kegiatan"),
    "decline offer": lazy_gettext("menolak anggota pindahan"),
    "declined request": lazy_gettext("menolak permintaan bergabung"),
    "deposit cash": lazy_gettext("menyetor titipan"),
    "discard official list": lazy_gettext("menyelesaikan daftar BPJS"),
    "edit event": lazy_gettext("mengubah kegiatan"),
    "end duty": lazy_gettext("mengatur akhir tugas pengurus"),
    "enrol member": lazy_gettext("menambah anggota"),
    "export NIK": lazy_gettext("mengunduh berkas dengan NIK lengkap"),
    "forget visit": lazy_gettext("membatalkan catatan putaran"),
    "generate members": lazy_gettext("membuat anggota buatan"),
    "import list": lazy_gettext("menyimpan anggota dari daftar"),
    "invite ketua": lazy_gettext("mengundang ketua"),
    "invite pengurus": lazy_gettext("mengundang pengurus"),
    "load demo city": lazy_gettext("memuat kota peragaan"),
    "make association": lazy_gettext("membuat paguyuban"),
    "make device link": lazy_gettext("membuat kode QR untuk HP lain"),
    "make market": lazy_gettext("membuat pasar"),
    "mark attendance": lazy_gettext("menandai kehadiran"),
    "mark by number": lazy_gettext("menandai kehadiran lewat nomor"),
    "mark walk-in": lazy_gettext("menandai tamu yang hadir"),
    "mend row": lazy_gettext("memperbaiki baris daftar"),
    "move contribution": lazy_gettext("memindahkan iuran ke anggota lain"),
    "number sheet": lazy_gettext("membuat lembar hadir bernomor"),
    "offer members": lazy_gettext("menawarkan anggota ke paguyuban lain"),
    "open door": lazy_gettext("membuka kode hadir di pintu"),
    "postpone event": lazy_gettext("memindahkan hari kegiatan"),
    "prove deposit": lazy_gettext("menandai setoran terbukti"),
    "read official list anew": lazy_gettext("membaca ulang daftar BPJS"),
    "record contribution": lazy_gettext("mencatat iuran"),
    "remind member": lazy_gettext("mengirim pengingat"),
    "rename association": lazy_gettext("mengubah nama atau kontak paguyuban"),
    "rename market": lazy_gettext("mengubah nama pasar"),
    "renew calendar address": lazy_gettext("membuat alamat kalender baru"),
    "renew invitation": lazy_gettext("membuat tautan undangan baru"),
    "say yes": lazy_gettext("seseorang berkata akan datang"),
    "seal roster": lazy_gettext("membuat daftar tempat usaha bersegel"),
    "send registrations": lazy_gettext("mengirim pendaftaran"),
    "send number link": lazy_gettext("membuat tautan untuk nomor HP baru"),
    "set contact": lazy_gettext("mengubah kontak paguyuban"),
    "set password": lazy_gettext("membuat kata sandi"),
    "sign handover in": lazy_gettext("menandatangani serah terima sebagai ketua baru"),
    "sign handover out": lazy_gettext("menandatangani serah terima sebagai ketua lama"),
    "sign in by link": lazy_gettext("masuk di HP lain lewat kode QR"),
    "sign in": lazy_gettext("masuk"),
    "stop reminders": lazy_gettext("menghentikan pengingat"),
    "switch paguyuban": lazy_gettext("pindah ke paguyuban ini"),
    "take KPJ": lazy_gettext("mencatat nomor KPJ"),
    "take back yes": lazy_gettext("seseorang batal datang"),
    "tell apart": lazy_gettext("menandai dua anggota sebagai dua orang"),
    "tell of change": lazy_gettext("mengabari tamu tentang perubahan kegiatan"),
    "throw out device": lazy_gettext("mengeluarkan satu HP dari akun"),
    "throw out devices": lazy_gettext("mengeluarkan semua HP lain dari akun"),
    "understand list anew": lazy_gettext("membaca ulang daftar"),
    "upload list": lazy_gettext("mengunggah daftar anggota"),
    "upload official list": lazy_gettext("mengunggah daftar BPJS"),
    "view NIK": lazy_gettext("melihat NIK lengkap"),
    "visit member": lazy_gettext("mencatat kunjungan putaran"),
    "void contribution": lazy_gettext("membatalkan iuran"),
    "void invitation": lazy_gettext("membatalkan undangan"),
    "withdraw deposit": lazy_gettext("menarik kembali setoran"),
    "withdraw handover": lazy_gettext("menarik serah terima"),
    "withdraw offer": lazy_gettext("menarik tawaran pindah"),
    "work in city": lazy_gettext("memilih bekerja di kota ini"),
    # one member (roster.history.kinds) and many at once (rules.house.bulk)
    "edit member": lazy_gettext("mengubah data anggota"),
    "enrolment member": lazy_gettext("mengubah kepesertaan anggota"),
    "leave member": lazy_gettext("mengeluarkan anggota dari daftar"),
    "merge member": lazy_gettext("menggabung anggota kembar"),
    "rejected member": lazy_gettext("mencatat penolakan pendaftaran"),
    "restore member": lazy_gettext("mengembalikan data anggota"),
    "return member": lazy_gettext("mengembalikan anggota ke daftar"),
    "sent member": lazy_gettext("menandai anggota sudah dikirim"),
    "undo member": lazy_gettext("membatalkan perubahan anggota"),
}
COUNTS = ("members", "rows", "contributions", "people")


def in_words(what: str) -> str:
    """Say what an entry tells; a batch by its one word, an unknown one by its code."""
    if what in WORDS:
        return str(WORDS[what])
    return _("perubahan banyak anggota") if what.endswith(" batch") else what


def how_many(details: dict[str, object]) -> int | None:
    """Give of how many an entry tells; None where it says none."""
    found = (details.get(name) for name in COUNTS)
    return next((one for one in found if isinstance(one, int)), None)
