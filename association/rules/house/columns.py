"""The headings of a roster as a spreadsheet: what the export writes and the import reads, column by
column."""

HEADINGS: dict[str, str] = {
    "name": "Nama",
    "known_as": "Nama panggilan",
    "nik": "NIK",
    "birth_place": "Tempat lahir",
    "birth_date": "Tanggal lahir",
    "sex": "Jenis kelamin",
    "mother_name": "Nama ibu kandung",
    "phone": "Nomor HP",
    "address": "Alamat rumah",
    "stall_market": "Pasar",
    "stall_kind": "Jenis tempat",
    "stall_block": "Blok",
    "stall_number": "Nomor",
    "permit": "Nomor SHP/KTPP",
    "walk": "Urutan jalan",
    "commodity": "Dagangan",
    "employs_helpers": "Punya karyawan",
    "income": "Penghasilan sebulan",
    "joined_on": "Tanggal bergabung",
    "position": "Jabatan",
    "note": "Catatan",
}
