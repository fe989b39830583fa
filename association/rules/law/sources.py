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
        "pp44_p37": Source(
            address="https://pasal.id/en/peraturan/pp/pp-no-44-tahun-2015/koreksi/9064480",
            what="PP 44/2015 pasal 37: JKK dibayar dalam 7 hari kerja, denda 1 % per hari, urutan "
            "ahli waris",
        ),
        "pp44_p40": Source(
            address="https://perisaiblora.blogspot.com/2023/11/"
            "tata-cara-pembayaran-manfaat-jaminan.html",
            what="PP 44/2015 pasal 40 dikutip: ahli waris JKM, dibayar dalam 3 hari kerja, denda "
            "1 % per hari",
        ),
        "permenaker1_p79": Source(
            address="https://pasal.id/peraturan/permen/permenaker-no-1-tahun-2025/koreksi/9439674",
            what="Permenaker 1/2025 pasal 79: akta kematian, wasiat dengan akta notaris, ahli "
            "waris lain dengan putusan pengadilan",
        ),
        "jakrev": Source(
            address="https://jakrev.com/megapolitan/ahli-waris-pedagang-soto-pasar-klender-terima-"
            "santunan-meninggal-kecelakaan-kerja-bpjs-ketenagakerjaan/",
            what="Pedagang soto Pasar Klender: terdaftar 6 Maret 2023, meninggal karena kerja 8 "
            "Maret 2023, dibayar Rp79,6 juta",
        ),
        "ipol": Source(
            address="https://ipol.id/2025/03/karyawan-bpjs-ketenagakerjaan-grha-bpjamsostek-"
            "berbagi-takjil-untuk-warga-sekitar/3",
            what="BPJS Ketenagakerjaan, Maret 2025: aturan tiga bulan yang sama; kasus Juli 2025: "
            "empat bulan terdaftar, dibayar Rp42 juta",
        ),
        "bursakota_jkm": Source(
            address="https://bursakota.co.id/?p=68592",
            what="5 Agustus 2025: Rp42 juta bila lebih dari 3 bulan aktif dan rutin membayar",
        ),
        "valoranews": Source(
            address="https://www.valoranews.com/berita/26639/"
            "erman-safar-wujudkan-perubahan-paradigma-pembangunan-di-bukittinggi/halaman/3",
            what="Beasiswa per jenjang dan lamanya",
        ),
        "jabarnews": Source(
            address="https://jabarnews.com/daerah/ngatiyana-harap-masyarakat-dan-pekerja-di-"
            "kota-cimahi-dapat-terlindungi-bpjamsostek/3",
            what="Beasiswa mulai usia sekolah, berakhir pada umur 23, menikah, atau bekerja",
        ),
        "bpjs_18923": Source(
            address="https://www.bpjsketenagakerjaan.go.id/artikel/18923/artikel--ini-dia-manfaat-"
            "lengkap-jaminan-kecelakaan-kerja-(jkk)-penerima-upah-(pu).bpjs",
            what="Artikel resmi JKK: pengobatan tanpa batas biaya, homecare Rp20 juta, angkutan "
            "Rp5 juta, Rp2 juta, Rp10 juta",
        ),
        "suarakarya": Source(
            address="https://www.suarakarya.id/ekonomi/pr-2605782126/bpjamsostek-ajak-pelaku-umkm-"
            "di-kabupaten-kediri-segera-lindungi-diri-dengan-jaminan-sosial-ketenagakerjaan?page=2",
            what="Pengganti penghasilan 100 % selama 12 bulan, lalu 50 % sampai sembuh; 48 kali "
            "dasar bila meninggal",
        ),
        "kompas_jkm": Source(
            address="http://www.kompas.com/tren/read/2023/11/09/134500065/"
            "cara-klaim-jaminan-kematian-bpjs-ketenagakerjaan-berikut-syarat-dan",
            what="Kompas mengutip halaman resmi: berkas JKM",
        ),
        "tribun_jkm": Source(
            address="https://sumsel.tribunnews.com/2020/09/18/peserta-meninggal-bukan-kecelakaan-"
            "kerja-ini-syarat-klaim-jaminan-kematian-bpjs-ketenagakerjaan",
            what="Daftar 12 berkas JKM: surat kuasa waris, 2 saksi, lurah dan camat",
        ),
        "tribun_jkk": Source(
            address="https://pontianak.tribunnews.com/2023/08/18/cara-klaim-jaminan-kecelakaan-"
            "kerja-untuk-peserta-bpjs-ketenagakerjaan-bpu-apa-syaratnya?page=2",
            what="Berkas JKK untuk BPU: kronologi dan dua saksi, tahap I dan II",
        ),
        "hsemagz": Source(
            address="https://hsemagz.com/?p=1738",
            what="JKK untuk BPU: tahap I ke kantor cabang atau PLKK dalam 2 x 24 jam",
        ),
        "jkm_nolimit": Source(
            address="https://topikpagi.com/berita/2024/10/29/"
            "adakah-batas-waktu-untuk-klaim-jkm-bpjs-ketenagakerjaan-ini-penjelasannya",
            what="Juru bicara BPJS Ketenagakerjaan, 26 Oktober 2024: JKM dan JHT tanpa batas waktu "
            "bila meninggal saat aktif",
        ),
        "pp82_apahabar": Source(
            address="https://apahabar.com/2019/12/bp-jamsostek-naikkan-santunan-kematian-"
            "jadi-rp-20-juta/",
            what="Ringkasan PP 82/2019: hak JKK gugur 5 tahun sesudah kecelakaan",
        ),
        "grid_age": Source(
            address="https://star.grid.id/amp/453707682/bpjs-checking-pedagang-bisa-dapat-jaminan-"
            "hari-tua-dengan-jadi-peserta-bpjs-ketenagakerjaan-ini-caranya",
            what="Syarat mendaftar: belum 65 tahun",
        ),
        "bantennews": Source(
            address="https://bantennews.co.id/bpjs-ketenagakerjaan-serang-putus-kontrak-pihak-"
            "ketiga-usai-tolak-klaim-jaminan-warga",
            what="Pejabat BPJS Ketenagakerjaan Serang, Desember 2024: membayar lagi sesudah tiga "
            "bulan kosong dihitung sebagai pendaftaran pertama",
        ),
        "bantenraya": Source(
            address="https://bantenraya.co.id/terkait-warga-kota-serang-yang-kalim-kematiannya-"
            "ditolak-bpjs-ketenagakerjaan-serang-lempar-tanggung-jawab-ke-agen-perisai",
            what="Berita Banten Raya: JKM ditolak karena tidak ditemukan kegiatan usaha saat "
            "didaftarkan",
        ),
        "grid_wali": Source(
            address="https://star.grid.id/amp/453655168/syarat-klaim-manfaat-jaminan-pensiun-bpjs-"
            "ketenagakerjaan-dengan-anak-sebagai-ahli-waris",
            what="Berkas untuk anak (jaminan pensiun): surat wali dan KTP wali bila di bawah 18 "
            "tahun",
        ),
        "rbtv_jht": Source(
            address="https://rbtv.disway.id/amp/53613/apa-saja-syarat-mencairkan-dana-bpjs-"
            "ketenagakerjaan-pencairan-bisa-via-online/32",
            what="Berkas JHT menurut sebabnya, juga untuk BPU yang berhenti usaha",
        ),
        "setda_akta": Source(
            address="https://setda.surakarta.go.id/page/detail_berita/"
            "pelayanan-inovatif-besuk-kiamat-memenuhi-hak-dokumen-kependudukan",
            what="Pemkot Surakarta: akta kematian diurus lewat kelurahan, dengan surat kematian, "
            "KK, dan KTP",
        ),
    }
)
