"""Where each rule was read: the source keys that the dated rows carry, with address and what it says."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One public text a rule was taken from."""

    address: str
    what: str


SOURCES: Mapping[str, Source] = MappingProxyType(
    {
        "jp_sim": Source(
            address="https://github.com/hibahtiar/jaga-pekerja (simulasi-bpu.html"
            " @64d985bccca1cd9b9d5acaae7b04fae410c3df1d)",
            what="Full transcription of PP 44/2015 Lampiran II (33 income bands); links the official PDF",
        ),
        "kiaton": Source(
            address="https://kiaton.kontan.co.id/news/pekerja-mandiri-wajib-tahu-cara-hitung-iuran-bpjs-ketenagakerjaan",
            what="Kontan 21 Nov 2025: JKK 1 %, JKM 6.800, JHT 2 %, lowest basis 1.000.000",
        ),
        "bpjs_18931": Source(
            address="https://www.bpjsketenagakerjaan.go.id/artikel/18931/"
            "artikel--diskon-50-persen-iuran-bpjs-ketenagakerjaan-ini-dia-syaratnya.bpjs",
            what="Official BPJS Ketenagakerjaan article on the PP 50/2025 discount: periods by 'iuran bulan'",
        ),
        "cnbc_pp50": Source(
            address="https://www.cnbcindonesia.com/market/20260204140501-17-708135/"
            "prabowo-beri-diskon-50-iuran-jkk-jkm-pekerja-informal-ojol-termasuk/amp",
            what="News quoting PP 50/2025 arts. 2-4 verbatim; not for contributions paid by APBN or APBD",
        ),
        "jp_data": Source(
            address="https://github.com/hibahtiar/jaga-pekerja (data/program.js, data/konten.js, data/peraturan.js"
            " @64d985b)",
            what="Programme facts: JKK and JKM together, JHT by choice, no JP or JKP for BPU",
        ),
        "bpjs_bpu_en": Source(
            address="https://bpjsketenagakerjaan.go.id/en/bukan-penerima-upah.html",
            what="Official BPU page: pay for 1, 3, 6 or 12 months, oneself or through a wadah/mitra",
        ),
        "kontan_due": Source(
            address="https://keuangan.kontan.co.id/news/"
            "siapa-yang-bayar-iuran-jkk-bpjs-ketenagakerjaan-ini-jawabannya?page=3",
            what="Quotes PP 44/2015: BPU by the 15th of the contribution month; next working day if a holiday",
        ),
        "probis59": Source(
            address="http://online.flipbuilder.com/kduhm/fxda/files/basic-html/page59.html",
            what="BPJS Ketenagakerjaan process book p. 59 (Perdir 22/PERDIR.02/072022): up to 3 months of arrears",
        ),
        "perisai_faq": Source(
            address="https://perisaiblora.blogspot.com/2023/04/frequently-asked-questions-faq.html",
            what="BPU FAQ copied by a Perisai agent: inactive after 3 months unpaid, no fine, resume with the NIK",
        ),
        "pp82_hj": Source(
            address="https://news.harianjogja.com/read/2019/12/23/500/1027736/"
            "jaminan-kecelakaan-kerja-diperpanjang-jadi-5-tahun-jaminan-kematian-jadi-rp20-juta",
            what="PP 82/2019: JKM 20 + 12 + 10 million = 42 million",
        ),
        "alkhairaat": Source(
            address="https://media.alkhairaat.id/bpjamsostek-bayarkan-jkm-penuh-setelah-kepesertaan-minimal-3-bulan",
            what="Head of BPJS Ketenagakerjaan Sulteng, 23 Jul 2025, on Permenaker 1/2025: Rp42 million only after at"
            " least 3 months, Rp10 million before; JKK unaffected",
        ),
        "rm_jkk": Source(
            address="https://radarmukomuko.disway.id/read/676298/keuntungan-menjadi-peserta-bpjs-ketenagakerjaan-bagi-"
            "bukan-penerima-upah-layanan-kesehatan-hingga-santunan/30",
            what="JKK for BPU: death 60 % x 80 x basis, disability formulas, never below JKM, periodic 12 million",
        ),
        "pp82_poster": Source(
            address="https://id.scribd.com/document/458074033/Website-Poster-PP82-copy-pdf",
            what="Official BPJAMSOSTEK poster on PP 82/2019: scholarship sums and years, parts of the 42 million",
        ),
        "flip154": Source(
            address="http://online.flipbuilder.com/plcl/oiel/files/basic-html/page154.html",
            what="Four channels of enrolment; membership of an individual starts with the first contribution",
        ),
        "siplaw": Source(
            address="https://siplawfirm.id/komparatif-antara-permenaker-1-2025-dan-permenaker-5-2021/?lang=id",
            what="Permenaker 1/2025 was promulgated on 24 February 2025",
        ),
    }
)
