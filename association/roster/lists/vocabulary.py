"""The words that Indonesian headings are made of, and misspelt words read as the nearest of
them."""

import difflib
import functools
import re

from association.rules.people.names import search_form

WHOSE = frozenset(
    (
        "lengkap",
        "pedagang",
        "anggota",
        "pemilik",
        "pemegang",
        "penyewa",
        "pengguna",
        "penghuni",
        "peserta",
        "warga",
    )
    + (
        "shp",
        "ktpp",
        "ktp",
        "hak",
        "sesuai",
        "di",
        "dengan",
        "dan",
        "nik",
        "jelas",
        "terang",
        "para",
        "bapak",
        "ibu",
    )
    + (
        "los",
        "kios",
        "dasaran",
        "pelataran",
        "orang",
        "calon",
        "asli",
        "yang",
        "menempati",
        "pada",
        "penempatan",
        "wajib",
        "wr",
    )
)
PERSONS = frozenset(
    (
        "pedagang",
        "anggota",
        "pemilik",
        "pemegang",
        "penyewa",
        "pengguna",
        "penghuni",
        "peserta",
        "bapak",
        "menempati",
    )
)
PHONES = frozenset(
    (
        "hp",
        "wa",
        "whatsapp",
        "whatsap",
        "wassap",
        "telp",
        "telepon",
        "telpon",
        "tlp",
        "tlpn",
        "tel",
        "handphone",
    )
    + ("hape", "ponsel", "kontak", "phone", "seluler")
)
PLACES = frozenset(
    ("los", "kios", "tempat", "dasaran", "lapak", "petak", "stand", "pelataran", "shelter", "losd")
)
STALL_WORDS = PLACES | {
    "usaha",
    "blok",
    "no",
    "nomor",
    "jualan",
    "berjualan",
    "lokasi",
    "letak",
    "posisi",
    "dan",
    "atau",
}
WARES = frozenset(
    (
        "dagangan",
        "komoditas",
        "komoditi",
        "jualan",
        "usaha",
        "barang",
        "dagang",
        "daganganya",
        "produk",
        "jenis",
    )
)
NUMBERS = frozenset(("no", "nomor", "nomer", "urut", "nmr", "num"))
BLOCKS = frozenset(("blok", "block", "blk"))
DATES = frozenset(("tgl", "tanggal", "tg", "tggl"))
BIRTHS = frozenset(("lahir", "lhr", "kelahiran"))
# Words of columns we do not read: whatever else stands there, a column with one of them is not
# recognised.
OTHERS = frozenset(
    (
        "alamat",
        "keterangan",
        "ket",
        "kandung",
        "waris",
        "suami",
        "istri",
        "anak",
        "toko",
        "warung",
        "petugas",
        "luas",
    )
    + (
        "ukuran",
        "retribusi",
        "tanda",
        "tangan",
        "ttd",
        "agama",
        "umur",
        "usia",
        "kelamin",
        "jk",
        "email",
        "rekening",
    )
    + (
        "rek",
        "bank",
        "kk",
        "keluarga",
        "panggilan",
        "alias",
        "darurat",
        "rt",
        "rw",
        "masuk",
        "daftar",
        "bergabung",
    )
    + (
        "jalan",
        "jabatan",
        "bpjs",
        "kpj",
        "npwp",
        "berlaku",
        "terbit",
        "kelas",
        "iuran",
        "foto",
        "paguyuban",
        "jumlah",
        "jml",
    )
    + (
        "pekerjaan",
        "pendidikan",
        "kelurahan",
        "kecamatan",
        "desa",
        "pembantu",
        "karyawan",
        "seri",
        "sertifikat",
        "shp",
    )
    + (
        "penghasilan",
        "pendapatan",
        "omzet",
        "catatan",
        "urutan",
        "sip",
        "julukan",
        "domisili",
        "tinggal",
        "punya",
    )
)
VOCABULARY = sorted(
    {"nama", "nik", "induk", "kependudukan", "identitas", "pasar", "lahir", "ttl", "ktp", "tmpt"}
    | (
        WHOSE
        | PERSONS
        | PHONES
        | PLACES
        | STALL_WORDS
        | WARES
        | NUMBERS
        | BLOCKS
        | DATES
        | BIRTHS
        | OTHERS
    )
)
KNOWN = frozenset(VOCABULARY)
# A row without any of these is no row of headings; only then are its words compared with the
# vocabulary.
NAME_LIKE = re.compile(
    r"\b(?:na+m|nma|n\W*a\W*m\W*a\b|pedagang|anggota|pemilik|pemegang|penyewa|pengguna|"
    r"penghuni|peserta|bapak|ibu"
    r"|menempati|lengkap)",
    re.IGNORECASE,
)
EXAMPLE = re.compile(r"\(\s*(?:contoh|cth|misal\w*|mis|ex|eg)\b[^)]*\)?", re.IGNORECASE)
BY_LETTER = {
    letter: [word for word in VOCABULARY if word[0] == letter]
    for letter in {word[0] for word in VOCABULARY}
}


def words_of(heading: str) -> list[str]:
    """Return the words of a heading without numbers and examples, misspelt ones put right."""
    words = search_form(EXAMPLE.sub(" ", heading)).split()
    if len(words) > 1 and all(len(word) == 1 for word in words):  # N I K
        words = ["".join(words)]
    return [_spelled(word) for word in words if not word.isdigit()]


@functools.lru_cache(maxsize=4096)
def _spelled(word: str) -> str:
    if not 3 <= len(word) <= 20 or word in KNOWN:
        return word
    alike = [known for known in BY_LETTER.get(word[0], ()) if abs(len(known) - len(word)) <= 3]
    near = difflib.get_close_matches(word, alike, n=1, cutoff=0.82)
    return near[0] if near else word
