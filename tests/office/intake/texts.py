"""Lists of paguyuban as text: a CSV, and what people paste."""

from tests.office.intake.made import Made

SEMICOLONS = Made(
    "data_paguyuban.csv",
    (
        ("Paguyuban Pasar Kadipolo", "Pasar Kadipolo", "Suwarno", "6601"),
        ("Paguyuban Pasar Purwosari", "Pasar Purwosari", "Eko Prasetyo, S.E.", "6602"),
        ("Paguyuban Pasar Kembang", "Pasar Kembang", "Wagimin", "6603"),
    ),
    text=(
        "KECAMATAN;NAMA PASAR;NAMA PAGUYUBAN;KETUA;NO TELP/HP;ALAMAT SEKRETARIAT\n"
        'Laweyan;Pasar Kadipolo;PAGUYUBAN PASAR KADIPOLO;SUWARNO;="081225006601";Jl. Rajiman 3\n'
        "Laweyan;Pasar Purwosari;PAGUYUBAN PASAR PURWOSARI;Eko Prasetyo, S.E.;"
        "081225006602 / 0271-712345;\n"
        'Serengan;"Pasar Kembang";PAGUYUBAN PASAR KEMBANG;WAGIMIN;081225006603;\n'
    ),
)

WHATSAPP_LINES = Made(
    "WhatsApp, bernomor",
    (
        ("Paguyuban Pasar Gede", "Pasar Gede", "H. Wiharto", "2201"),
        ("Paguyuban Legi Makmur", "Ps. Legi", "Slamet", "2202"),
        ("Ngudi Luhur", "pasar nusukan", "Sumarno", "2203"),
        ("Sido Mulyo", "Pasar Legi", "Sri", ""),
    ),
    text=(
        "*DATA PAGUYUBAN PASAR*\nMohon dicek njih bapak ibu 🙏\n\n"
        "1. Paguyuban Pasar Gede - H. Wiharto - 0812-2500-2201\n"
        "2. Paguyuban Legi Makmur (Ps. Legi) Ketua: Bp. Slamet HP 081225002202\n"
        "3. Ngudi Luhur, pasar nusukan, Pak Sumarno, 62 812 2500 2203\n"
        "4. Sido Mulyo - Pasar Legi - Bu Sri - 0812250\n"
        "\nMatur nuwun"
    ),
    refused=1,
)

WHATSAPP_BLOCKS = Made(
    "WhatsApp, berlabel",
    (
        ("Ngudi Rejeki", "Pasar Nusukan", "Sardi", "3301"),
        ("Sekar Arum", "Pasar Kembang+Pasar Ayu", "Endang", "3302"),
    ),
    text=(
        "[12/11/26 08.15] Dinas: Nama paguyuban : Ngudi Rejeki\nPasar : Nusukan\n"
        "Ketua : Pak Sardi\n"
        "HP : 0812 2500 3301\nSekretaris: Bu Tutik\nHP: 081225003303\n\n"
        "Nama paguyuban : Sekar Arum\nPasar : Kembang dan Ayu\nKetua : Endang\nHP : 081225003302\n"
    ),
)

NUMBERED_LABELS = Made(
    "WhatsApp, bernomor dan berlabel",
    (
        ("Paguyuban Pasar Gede", "Pasar Gede", "H. Wiharto", "0041"),
        ("Paguyuban Pasar Depok", "Pasar Depok", "Tugiman", "0042"),
    ),
    text=(
        "Assalamualaikum, berikut data paguyuban:\n1. Pasar Gede\nKetua : H. Wiharto\n"
        "HP : 081225000041\n2. Pasar Depok\nKetua : Tugiman\nHP : 081225000042\n"
    ),
)

CONTACT_LAST = Made(
    "kontak di ujung.csv",
    (("Gede Jaya", "Pasar Gede", "Joko", "0091"), ("Legi Jaya", "Pasar Legi", "Siti", "0092")),
    text=(
        "No.,Nama Paguyuban,Alamat Pasar,Ketua,Sekretaris,Bendahara,Kontak\n"
        '1,Gede Jaya,"Pasar Gede, Jl. Urip Sumoharjo",Joko,Wati,Tini,081225000091\n'
        "2,Legi Jaya,Pasar Legi,Siti,,,0812-2500-0092\n"
    ),
)

COPIED_CELLS = Made(
    "salinan Excel",
    (
        ("Paguyuban Tirtonadi", "Pasar Tirtonadi", "Widodo", "4401"),
        ("Paguyuban Ledoksari", "Pasar Ledoksari", "Sunarti", "4402"),
    ),
    text=(
        "Nama Paguyuban\tPasar\tKetua\tHP\n"
        "Paguyuban Tirtonadi\tPasar Tirtonadi\tWidodo\t81225004401\n"
        "Paguyuban Ledoksari\tPasar Ledoksari\tSunarti\t81225004402\n"
    ),
)
