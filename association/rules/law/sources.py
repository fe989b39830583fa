"""Where each rule was read: the source keys that the dated rows carry, with address and what it
says."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One public text a rule was taken from; `what` is shown to people, in Indonesian."""

    address: str
    what: str


SOURCES: Mapping[str, Source] = MappingProxyType(
    {
        "jp_sim": Source(
            address="https://github.com/hibahtiar/jaga-pekerja (simulasi-bpu.html"
            " @64d985bccca1cd9b9d5acaae7b04fae410c3df1d)",
            what=(
                "Salinan lengkap PP 44/2015 Lampiran II (33 golongan penghasilan), dengan tautan "
                "ke PDF resminya"
            ),
        ),
        "kiaton": Source(
            address=(
                "https://kiaton.kontan.co.id/news/"
                "pekerja-mandiri-wajib-tahu-cara-hitung-iuran-bpjs-ketenagakerjaan"
            ),
            what=(
                "Kontan 21 November 2025: JKK 1 %, JKM Rp6.800, JHT 2 %, dasar terendah Rp1.000.000"
            ),
        ),
        "bpjs_18931": Source(
            address="https://www.bpjsketenagakerjaan.go.id/artikel/18931/"
            "artikel--diskon-50-persen-iuran-bpjs-ketenagakerjaan-ini-dia-syaratnya.bpjs",
            what=(
                "Artikel resmi BPJS Ketenagakerjaan tentang potongan PP 50/2025, dihitung menurut "
                "bulan iuran"
            ),
        ),
        "cnbc_pp50": Source(
            address="https://www.cnbcindonesia.com/market/20260204140501-17-708135/"
            "prabowo-beri-diskon-50-iuran-jkk-jkm-pekerja-informal-ojol-termasuk/amp",
            what=(
                "CNBC Indonesia mengutip PP 50/2025 pasal 2-4: tidak untuk iuran yang dibayar "
                "APBN atau APBD"
            ),
        ),
        "pp49_2020": Source(
            address="https://pasal.id/en/peraturan/pp/pp-no-49-tahun-2020",
            what="Teks PP 49/2020: keringanan JKK dan JKM 99 % selama pandemi",
        ),
        "pp49_p153": Source(
            address="https://online.flipbuilder.com/plcl/rmzy/files/basic-html/page153.html",
            what=(
                "e-Kliping Kementerian Ketenagakerjaan 10 September 2020 hlm. 153, mengutip PP "
                "49/2020 pasal 13: JKM Rp68, lunas sampai Juli 2020, peserta baru penuh dua bulan"
            ),
        ),
        "jp_data": Source(
            address="https://github.com/hibahtiar/jaga-pekerja (data/program.js, data/konten.js, "
            "data/peraturan.js @64d985b)",
            what=(
                "Ringkasan program: JKK dan JKM selalu bersama, JHT pilihan, tanpa JP dan JKP "
                "untuk BPU"
            ),
        ),
        "bpjs_bpu_en": Source(
            address="https://bpjsketenagakerjaan.go.id/en/bukan-penerima-upah.html",
            what=(
                "Halaman resmi BPU: bayar 1, 3, 6, atau 12 bulan, sendiri atau lewat wadah atau "
                "mitra"
            ),
        ),
        "kontan_due": Source(
            address="https://keuangan.kontan.co.id/news/"
            "siapa-yang-bayar-iuran-jkk-bpjs-ketenagakerjaan-ini-jawabannya?page=3",
            what="Kontan mengutip PP 44/2015: paling lambat tanggal 15 bulan iuran, atau hari kerja"
            " berikutnya bila libur",
        ),
        "probis59": Source(
            address="http://online.flipbuilder.com/kduhm/fxda/files/basic-html/page59.html",
            what="Buku proses bisnis BPJS Ketenagakerjaan hlm. 59 (Perdir 22/PERDIR.02/072022): "
            "tunggakan sampai 3 bulan",
        ),
        "perisai_faq": Source(
            address="https://perisaiblora.blogspot.com/2023/04/frequently-asked-questions-faq.html",
            what="Tanya jawab BPU, disalin seorang Perisai: nonaktif setelah 3 bulan, tanpa "
            "denda, aktif lagi dengan NIK",
        ),
        "pp82_hj": Source(
            address="https://news.harianjogja.com/read/2019/12/23/500/1027736/"
            "jaminan-kecelakaan-kerja-diperpanjang-jadi-5-tahun-jaminan-kematian-jadi-rp20-juta",
            what="Harian Jogja tentang PP 82/2019: JKM 20 + 12 + 10 juta = Rp42 juta",
        ),
        "alkhairaat": Source(
            address=(
                "https://media.alkhairaat.id/"
                "bpjamsostek-bayarkan-jkm-penuh-setelah-kepesertaan-minimal-3-bulan"
            ),
            what="Kepala BPJS Ketenagakerjaan Sulteng, 23 Juli 2025, tentang Permenaker 1/2025: "
            "Rp42 juta setelah 3 bulan, sebelum itu Rp10 juta; JKK tetap",
        ),
        "rm_jkk": Source(
            address=(
                "https://radarmukomuko.disway.id/read/676298/"
                "keuntungan-menjadi-peserta-bpjs-ketenagakerjaan-bagi-"
                "bukan-penerima-upah-layanan-kesehatan-hingga-santunan/30"
            ),
            what="JKK untuk BPU: meninggal 60 % x 80 x dasar, rumus cacat, tidak di bawah JKM, "
            "santunan berkala 12 juta",
        ),
        "pp82_poster": Source(
            address="https://id.scribd.com/document/458074033/Website-Poster-PP82-copy-pdf",
            what=(
                "Poster resmi BPJAMSOSTEK tentang PP 82/2019: beasiswa dan bagian-bagian Rp42 juta"
            ),
        ),
        "flip154": Source(
            address="http://online.flipbuilder.com/plcl/oiel/files/basic-html/page154.html",
            what="Empat jalur pendaftaran; kepesertaan perorangan mulai dari iuran pertama",
        ),
        "simrandi": Source(
            address="app.js kalkulator iuran BPU yang terbuka untuk umum (alamat tidak diketahui)",
            what="Daftar 124 pekerjaan yang bisa dipilih saat mendaftar sebagai BPU",
        ),
        "siplaw": Source(
            address=(
                "https://siplawfirm.id/komparatif-antara-permenaker-1-2025-dan-permenaker-5-2021/"
                "?lang=id"
            ),
            what="Permenaker 1/2025 diundangkan 24 Februari 2025",
        ),
    }
)
