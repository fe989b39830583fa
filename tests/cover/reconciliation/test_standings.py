"""What a list calls somebody's membership."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from association.cover.reconciliation.standings import standing_of
from association.rules.law.listed import Standing

SAID = {
    Standing.ACTIVE: """
        AKTIF | Peserta Aktif | Lunas | sudah lunas | (AKTIF) | 1 - Aktif
        AKTIF (JKK, JKM) | Aktif JKK JKM | JKK+JKM+JHT aktif | Jaminan Kematian: aktif
        Aktif - Bukan Penerima Upah | BPU (Bukan Penerima Upah) aktif | aktif (bukan PU | B-PU aktif
        Aktif, bukan pekerja penerima upah | AKTIF NON PU
        tidak menunggak | Aktif, tidak pernah menunggak | aktif, belum ada tunggakan
        Tunggakan 0 | Aktif, tunggakan: Rp 0 | tunggakan Rp0,00 | tunggakan nihil | 0 tunggakan
        tanpa tunggakan | Aktif / bebas tunggakan | menunggak 0 bulan
        aktif lagi setelah berhenti | pernah menunggak, sekarang aktif | sempat nonaktif, aktif lagi
        Aktif (ahli waris meninggal) | Aktif (suami PU) | Aktif, suaminya meninggal
        Suami meninggal, ybs aktif | aktif; istri sudah keluar | Aktif tapi kartu belum diambil
        tidak berhenti, aktif | Aktif, proses klaim JKK | Aktif (klaim JKM istri ditolak)
        """,
    Standing.LAPSED: """
        NON AKTIF | nonaktif | Tidak Aktif | tdk aktip | sudah tidak aktif lagi | tidak pernah aktif
        Belum lunas | Tidak lunas | Belum bayar | blm dibayar | Menunggak 2 bulan | tunggakan 3 bln
        Tdk. aktif | blm.lunas
        inactive | Nonaktif (suami meninggal) | Tidak/Belum Aktif | Non aktif, istri PU
        """,
    Standing.PENDING: """
        Ditolak | Dalam proses | Belum terdaftar | tidak terdaftar | belum diproses
        """,
    Standing.REGISTERED: "Terdaftar | sudah terdaftar",
    Standing.DIED: """
        Meninggal Dunia | WAFAT | Alm. | sudah meninggal (klaim JKM oleh ahli waris)
        Non aktif karena meninggal | Meninggal, keluar | Meninggal, ahli waris anaknya
        """,
    Standing.EMPLOYED: """
        Pindah PU | Penerima Upah | P.U. | keluar karena pindah PU | dari BPU ke PU | Nonaktif, PU
        """,
    Standing.STOPPED: "Keluar | berhenti | Mengundurkan diri | keluar (suami PU)",
    Standing.UNKNOWN: """
        1 | TK | JKM | JKK, JKM | Klaim JKM | klaim JHT | Bukan PU | BPU
        aktif, meninggal | Aktif PU | PU/BPU | lunas, menunggak | tunggakan lunas
        bukan non aktif | bukan tidak aktif | belum meninggal | tidak keluar | Aktif: tidak
        Suami meninggal | meninggal suaminya | ahli waris | katanya meninggal | meninggal?
        Belum. Aktif | aktif, belum
        belum tentu meninggal | keluar dari PU | berhenti jadi PU | akan pindah PU | calon PU
        pembayaran gagal | jika meninggal hubungi anak
        """,
    None: " | ??? | - | .",
}


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        (text.strip(), standing)
        for standing, lines in SAID.items()
        for line in lines.splitlines()
        for text in line.split(" | ")
        if text.strip() or standing is None
    ],
)
def test_standings(text: str, standing: Standing | None) -> None:
    assert standing_of(text) is standing


@given(st.text(max_size=40))
def test_any_text_is_read(text: str) -> None:
    assert standing_of(text) in (None, *Standing)
