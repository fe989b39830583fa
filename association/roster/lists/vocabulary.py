"""The words that Indonesian headings are made of."""

# Whose name, number or birth a column may hold: the member's own.
HOLDERS = frozenset(
    (
        "pedagang",
        "anggota",
        "pemilik",
        "pemegang",
        "penyewa",
        "pengguna",
        "penghuni",
        "peserta",
        "warga",
        "penduduk",
    )
    + (
        "pekerja",
        "pelapak",
        "penjual",
        "bakul",
        "pkl",
        "pengusaha",
        "pelanggan",
        "nasabah",
        "jemaat",
        "member",
    )
    + ("pemohon", "pendaftar", "responden", "individu", "calon", "wr")
)
WHOSE = HOLDERS | frozenset(
    (
        "lengkap",
        "depan",
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
        "data",
        "tanpa",
        "gelar",
        "huruf",
        "kapital",
        "besar",
        "diisi",
    )
    + (
        "los",
        "kios",
        "dasaran",
        "pelataran",
        "orang",
        "asli",
        "yang",
        "menempati",
        "pada",
        "penempatan",
        "wajib",
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
        "menempati",
    )
)
COUPLE = frozenset(("bapak", "ibu"))  # the reader is addressed; one of them alone is a parent
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
    + ("hape", "ponsel", "kontak", "phone", "seluler", "dihubungi")
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
    "dagang",
    "berdagang",
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
# Words of other columns: known, so that a misspelt one is not taken for one of ours.
OTHERS = frozenset(
    (
        "alamat",
        "keterangan",
        "ket",
        "kandung",
        "waris",
        "hubungan",
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
    + (
        "pasangan",
        "ayah",
        "ortu",
        "wali",
        "mertua",
        "saudara",
        "adik",
        "kakak",
        "akta",
        "nikah",
        "belakang",
        "tengah",
        "status",
    )
)
VOCABULARY = sorted(
    {"nama", "nik", "induk", "kependudukan", "identitas", "pasar", "lahir", "ttl", "ktp", "tmpt"}
    | (
        WHOSE
        | COUPLE
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
