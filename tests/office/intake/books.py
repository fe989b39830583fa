"""Workbooks of paguyuban as offices and ketua really make them: no two are alike."""

from tests.office.intake.made import Made

KLEWER = "Paguyuban Pedagang Pasar Klewer"
LEGI = "Ikatan Pedagang Pasar Legi (IKAPPAGI)"
NGARSO = "Himpunan Pedagang Ngarsopuro"
OFFICE = Made(
    "rekap dinas.xlsx",
    (
        ("Paguyuban Pasar Gede", "Pasar Gede", "H. Wiharto", "4567"),
        (KLEWER, "Pasar Klewer", "Drs. Kusbani, M.M.", "8901"),
        (LEGI, "Pasar Legi+Nusukan", "Tugiman", "3322"),
        (NGARSO, "Pasar Ngarsopuro", "Hj. Sri Rahayu", "7788"),
    ),
    sheets={
        "Rekap 2026": [
            ["PEMERINTAH KOTA SURAKARTA"],
            ["DINAS PERDAGANGAN"],
            ["DATA PAGUYUBAN PEDAGANG PASAR TRADISIONAL TAHUN 2026"],
            [],
            ["NO", "NAMA PAGUYUBAN", "LOKASI PASAR", "PENGURUS", None, None, "JML ANGGOTA", "KET"],
            [None, None, None, "KETUA", "SEKRETARIS", "NO. HP KETUA", None, None],
            [1, 2, 3, 4, 5, 6, 7, 8],
            [
                1,
                "Paguyuban Pasar Gede",
                "Pasar Gede",
                "H. Wiharto",
                "Yulianto",
                81234564567,
                350,
                "aktif",
            ],
            [
                2,
                "Paguyuban Pedagang Pasar Klewer",
                "Ps. Klewer",
                "Drs. Kusbani, M.M.",
                "Tatik",
                85645678901,
                1200,
                None,
            ],
            [
                3,
                "Ikatan Pedagang Pasar Legi (IKAPPAGI)",
                "Psr. Legi, Nusukan",
                "Bp. Tugiman",
                None,
                81393213322,
                900,
                "SK 2019",
            ],
            [
                4,
                "Himpunan Pedagang Ngarsopuro",
                "Pasar Ngarsopuro",
                "Hj. Sri Rahayu",
                "-",
                "0878-3676-7788",
                60,
                None,
            ],
            ["JUMLAH", None, None, None, None, None, 2510],
            [],
            [None, None, None, None, None, "Surakarta, 12 November 2026"],
            [None, None, None, None, None, "Kepala Dinas Perdagangan"],
            [None, None, None, None, None, "Drs. Heru Sunardi"],
            [None, None, None, None, None, "NIP. 19700101 199503 1 004"],
        ]
    },
    merges=(
        "A1:H1",
        "A2:H2",
        "A3:H3",
        "A5:A6",
        "B5:B6",
        "C5:C6",
        "D5:F5",
        "G5:G6",
        "H5:H6",
        "A12:F12",
    ),
)

SEVERAL_ROWS = Made(
    "paguyuban gabungan.xlsx",
    (
        ("Manunggal", "Pasar Gede+Pasar Klewer+Pasar Depok", "Slamet Raharjo", "1122"),
        ("Guyub Rukun", "Pasar Rejosari", "Ninik", "3344"),
    ),
    sheets={
        "Sheet1": [
            ["No.", "Nama Kelompok", "Pasar", "PIC", "Nomor WA"],
            [1, "Manunggal", "Pasar Gede", "Slamet Raharjo", "'0812 3456 1122"],
            [None, None, "Pasar Klewer", None, None],
            [None, None, "Pasar Depok", None, None],
            [2, "Guyub Rukun", "Pasar Rejosari", "Ibu Ninik", "+62 857-4747-3344"],
        ]
    },
    merges=("A2:A4", "B2:B4", "D2:D4", "E2:E4"),
)  # fmt: skip

NO_HEADINGS = Made(
    "Book1.xlsx",
    (
        ("Paguyuban Ngudi Rejeki", "Pasar Nusukan", "Sardi", "5501"),
        ("Paguyuban Sido Makmur", "Pasar Jongke", "Hj. Suminah", "5502"),
        ("Kelompok Oprokan Legi", "Pasar Legi", "Joko Pitono", "5503"),
    ),
    sheets={
        "Sheet1": [
            [1, "Paguyuban Ngudi Rejeki", "Pasar Nusukan", "Pak Sardi", 81225005501],
            [2, "Paguyuban Sido Makmur", "Pasar Jongke", "Hj. Suminah", 81225005502],
            [3, "Kelompok Oprokan Legi", "Pasar Legi", "Joko Pitono", 81225005503],
        ]
    },
)  # fmt: skip

BY_MARKET = Made(
    "daftar ketua pasar.xlsx",
    (
        ("Paguyuban Pasar Mojosongo", "Pasar Mojosongo", "Mulyono", "7701"),
        ("Paguyuban Pasar Sidodadi", "Pasar Sidodadi", "Tri Hartini", "7702"),
    ),
    sheets={
        "Ketua": [
            ["DAFTAR KETUA PAGUYUBAN"],
            ["Nama Pasar", "Nama Ketua Paguyuban", "Kontak"],
            ["Mojosongo", "Mulyono (Bp)", "0812-2500-7701 (WA)"],
            ["Sidodadi", "Tri Hartini", "0812 2500 7702, 0857 0000 1111"],
        ]
    },
)  # fmt: skip

SECTIONS = Made(
    "per pasar.xlsx",
    (
        ("Paguyuban Los Daging", "Pasar Gede", "Parto", "8801"),
        ("Paguyuban Los Buah", "Pasar Gede", "Yuni", "8802"),
        ("Paguyuban Kios Depan", "Pasar Legi", "Harsono", "8803"),
        ("Paguyuban Oprokan", "Pasar Legi", "Mbok Jum", ""),
    ),
    sheets={
        "Data": [
            ["Nama Paguyuban", "Ketua / No. HP", "Jumlah Anggota", "Keterangan"],
            ["A. PASAR GEDE"],
            ["Paguyuban Los Daging", "Parto / 081225008801", 40, None],
            ["Paguyuban Los Buah", "Yuni (081225008802)", 35, None],
            ["B. PASAR LEGI"],
            ["Paguyuban Kios Depan", "Harsono - 0812 2500 8803", 61, "sudah SK"],
            ["Paguyuban Oprokan", "Mbok Jum", 90, "tidak punya HP"],
        ]
    },
)  # fmt: skip

PERSON_ROWS = Made(
    "pengurus.xlsx",
    (
        ("Paguyuban Pasar Harjodaksino", "Pasar Harjodaksino", "H. Sutarno", "9901"),
        ("Paguyuban Pasar Tanggul", "Pasar Tanggul", "Rahmad", "9904"),
    ),
    sheets={
        "Pengurus": [
            ["No", "Paguyuban", "Nama Pengurus", "Jabatan", "No HP"],
            [1, "Paguyuban Pasar Harjodaksino", "H. Sutarno", "Ketua", "081225009901"],
            [None, None, "Bambang", "Sekretaris", "081225009902"],
            [None, None, "Sulastri", "Bendahara", "081225009903"],
            [2, "Paguyuban Pasar Tanggul", "Dewi", "Bendahara", "081225009905"],
            [None, None, "Rahmad", "Ketua", "081225009904"],
        ]
    },
)  # fmt: skip

MERGED_MARKETS = Made(
    "UPTD.xlsx",
    (
        ("Sumber Rejeki", "Pasar Klithikan", "Agus Salim", "1201"),
        ("Tani Makmur", "Pasar Klithikan", "Supomo", "1202"),
        ("Bintang Timur", "Pasar Ayu", "Rini", "1203"),
    ),
    sheets={
        "Lap": [
            ["LAPORAN PAGUYUBAN"],
            [],
            ["Pasar", "Organisasi", "Penanggung Jawab", None, "Akta/SK"],
            [None, None, "Nama", "No. Telp/WA", None],
            ["Pasar Klithikan", "Sumber Rejeki", "Agus Salim", 6281225001201, "SK 511/2020"],
            [None, "Tani Makmur", "Supomo", 6281225001202, None],
            ["Pasar Ayu", "Bintang Timur", "Rini", 6281225001203, None],
        ]
    },
    merges=("A3:A4", "B3:B4", "C3:D3", "E3:E4", "A5:A6"),
)  # fmt: skip

PER_DISTRICT = Made(
    "per kecamatan.xlsx",
    (
        ("Pasar Gede", "Pasar Gede", "Wiharto", "0001"),
        ("Pasar Ledoksari", "Pasar Ledoksari", "Sunarti", "0002"),
        ("Pasar Legi", "Pasar Legi", "Tugiman", "0003"),
    ),
    sheets={
        "Rekap": [["Rekap"], ["Pasar", "Jumlah"], ["Gede", 1]],
        "Jebres": [
            ["DATA PAGUYUBAN KEC. JEBRES"],
            ["No", "Paguyuban", "Ketua\n(No HP)", "Anggota"],
            [1, "Pasar Gede", "Wiharto\n081225000001", "350 org"],
            [2, "Pasar Ledoksari", "Sunarti\n0812-2500-0002", "80"],
        ],
        "Banjarsari": [
            ["DATA PAGUYUBAN KEC. BANJARSARI"],
            ["No", "Paguyuban", "Ketua\n(No HP)", "Anggota"],
            [1, "Pasar Legi", "Tugiman\n081225000003", "900"],
        ],
    },
)

KETUA_FIRST = Made(
    "tanpa judul kolom.xlsx",
    (
        ("Paguyuban Pasar Gede", "Pasar Gede", "H. Joko Susilo", "0031"),
        ("Paguyuban Pasar Klewer", "Pasar Klewer", "Tono", "0033"),
    ),
    sheets={
        "S": [
            [None, None, None],
            ["Daftar nama-nama ketua paguyuban se-Kota"],
            ["1.", "H. Joko Susilo", "Pasar Gede", "0812 2500 0031"],
            ["2.", "Bp. Tono", "Pasar Klewer", "0812 2500 0033"],
        ]
    },
)

FAULTY = Made(
    "catatan pribadi.xlsx",
    (
        ("Paguyuban Pasar Turisari", "Pasar Turisari", "Margono", "6101"),
        ("Paguyuban Panggungrejo", "Pasar Panggungrejo", "Ratna", ""),
        ("7", "Pasar Bangunharjo", "Wiyono", "6103"),
        ("Paguyuban Pasar Mojosongo", "Pasar Mojosongo", "Sri", "6104"),
    ),
    sheets={
        "Kec. Banjarsari": [
            ["Paguyuban", "Wilayah Pasar", "Koordinator", "CP"],
            ["Paguyuban Pasar Turisari", "Turisari", "Margono", "081225006101"],
            ["Paguyuban Panggungrejo", "Panggungrejo", "Ratna", "0812250"],
            ["7", "Bangunharjo", "Wiyono", "081225006103"],
        ],
        "Kec. Jebres": [
            ["Paguyuban", "Wilayah Pasar", "Koordinator", "CP"],
            ["Paguyuban Pasar Mojosongo", "Mojosongo", "Sri", "081225006104"],
            ["PAGUYUBAN PASAR TURISARI", "Ps Turisari", "Margono", "081225006101"],
        ],
    },
    refused=2,
)  # fmt: skip
