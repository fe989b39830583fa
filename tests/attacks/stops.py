"""How somebody comes to each form of the URL map, and what they type there."""

from tests.attacks import case_stops, office_stops, paper_stops
from tests.attacks.office_stops import CHANGE, INTAKE, MARKET, NEW, PLACE, USER
from tests.attacks.steps import Step, after, file, step
from tests.infra.cast import PASSWORD

PASTED = "1. Bu Sudarmi B12 0812-2600-1234\n2. Bu Legi & Pak Pon B14\n"
CSV = "Nama;Blok\nBu Marni;C9\n"
LONG = "\n".join(["Nama;Blok;Nomor", *(f"Pedagang {n:05};D;{n}" for n in range(2100))])
REFUSED, MONTHS = "Nama;NIK\nBu Marni;123\n", "Nama;Tgl Lahir\nBu Marni;12/31/1975\n"
LIST = "/rekonsiliasi/<id:list_id>"
BPJS = "Nama;NIK;KPJ\nSuparno;3372990101600002;12345678901\n"


EVENT, MEMBER, CITY = "/kegiatan/<id:event_id>", "/anggota/<id:member_id>", "/pemantauan/kegiatan"
PICKED = step("/anggota/pilih/lanjut", "/anggota/pilih", member=["{marni}", "{tono}"])
DECIDED = step(
    "/anggota/pilih/<id:selection_id>", "@", PICKED, action="sent", sent_on="22 November 2026"
)
OFFER = "/anggota/pindahan/<id:transfer_id>"
SET_ASIDE = step(f"{OFFER}/<id:row_id>/sisihkan", "/anggota/pindahan/{transfer_id}", who="budi")
IMPORT = "/anggota/impor/<id:upload_id>"
UPLOADED = step("/anggota/impor", file=file(CSV))
MENDING = step("/anggota/impor", file=file(REFUSED))
PASTE = step("/anggota/impor", text=PASTED)
LEFT = step(f"{MEMBER}/keluar", "/anggota/{ngatiyem}/keluar", left_reason="stopped")
STOPPED = step(f"{MEMBER}/pengingat/berhenti", "/anggota/{suparno}/pengingat")
CARRIED = step(
    f"{MEMBER}/perantara/pilih", "/anggota/{lestari}/perantara?q=Suparno", neighbour="{suparno}",
    agreed="y",
)  # fmt: skip
TURN = step("/pengingat/<cause>/mulai", "/pengingat")
SKIPPED = step("/pengingat/<cause>", "@", TURN, outcome="skipped")
CASH = step("/iuran/catat", outcome="paid")
GUEST = step("/e/<code>", "/e/{event_code}", name="Tamu", phone="085733334444", coming="1")
LATER = "2 Desember 2026 10.00"
LATE = after(0.1, step(f"{EVENT}/tunda", "/kegiatan/{event_id}/tunda", starts_at=LATER))
DOOR = step(f"{EVENT}/pintu", "/kegiatan/{event_id}/pintu")
CAME = after(61, step(f"{EVENT}/hadir", "/kegiatan/{event_id}/hadir?q=Marni"))
INVITED = step(
    "/pengurus/undang", name="Retno", phone="081299990123", position="bendahara",
    ends_on="2027-12-01",
)  # fmt: skip
OF_MARKET = step(
    "/pengurus/undang", name="Retno", phone="081299990123", position="koordinator blok",
    places="{market_id}:",
)  # fmt: skip
FAMILY = step("/klaim/<id:claim_id>/keluarga", "/klaim/{claim_id}")
DUTY = "/pengurus/<id:duty_id>"
PAPER = "/pengurus/serah-terima/<id:handover_id>"
PROPOSED = step(
    "/pengurus/serah-terima", successor="{wati_duty}", takes_effect="2026-11-24", cash="1.250.000",
    password=PASSWORD,
)  # fmt: skip
NUMBERS = step(
    "/pendaftaran/<id:registration_id>/kpj", "/pendaftaran/{registration_id}/kpj",
    text="Budi Santoso 12345678901",
)  # fmt: skip
HELD = step(
    f"{CITY}/baru", title="Sosialisasi se-Solo", starts_at="2026-11-25T09:00", place="Balai Kota",
    invite="pilih", associations=["{sari_id}"], who="dewi",
)  # fmt: skip
HEIR = f"{MEMBER}/ahli-waris/<id:place>"
NOTED = step(
    f"{MEMBER}/ahli-waris/tambah/<word>", "/anggota/{suparno}/ahli-waris/tambah/istri", name="Siti"
)
RENAMED = step(HEIR, "/anggota/{suparno}/ahli-waris/1", name="Siti Lain", who="wati")
TWINS = "/anggota/kembar/<id:first_id>/<id:second_id>"

KEPT_FILTER = step("/anggota/saring", "/anggota/saring?kurang=nik", name="Belum ada NIK")
OF_FILTER = "/anggota/saring/<id:filter_id>"

STOPS = (
    *office_stops.STOPS,
    *case_stops.STOPS,
    *paper_stops.STOPS,
    KEPT_FILTER,
    step(f"{OF_FILTER}/nama", "/anggota/saring", KEPT_FILTER, name="Belum punya NIK"),
    step(f"{OF_FILTER}/hapus", "/anggota/saring", KEPT_FILTER),
    step("/cari", "/anggota", q="b-3"),
    step(f"{MEMBER}/iuran", "/anggota/{suparno}/iuran", months="1"),
    step(
        f"{MEMBER}/iuran/<id:contribution_id>/batal",
        "/anggota/{tono}/iuran/{contribution_id}/batal", reason="Salah orang",
    ),
    step(
        f"{MEMBER}/iuran/<id:contribution_id>/pindah",
        "/anggota/{tono}/iuran/{contribution_id}/pindah?q=Suparno", to="{suparno}",
        first_month="2026-12", reason="Salah orang", gap_confirmed="y",
    ),
    step(f"{MEMBER}/iuran/<id:contribution_id>/urungkan", "/anggota/{tono}"),
    LEFT,
    step(f"{MEMBER}/kembali", "/anggota/{ngatiyem}", LEFT),
    step(f"{MEMBER}/nik", "/anggota/{tono}"),
    step(f"{MEMBER}/pendaftaran/berhenti", "/anggota/{tono}/pendaftaran", reason="stopped"),
    step(f"{MEMBER}/pendaftaran/kirim", "/anggota/{marni}/pendaftaran"),
    step(f"{MEMBER}/pendaftaran/pembayar", "/anggota/{tono}/pendaftaran", sector="transport"),
    step(f"{MEMBER}/pendaftaran/tarik", "/anggota/{santoso}/pendaftaran"),
    step(f"{MEMBER}/pendaftaran/terdaftar", "/anggota/{suparno}/pendaftaran", kpj="12345678901"),
    STOPPED,
    step(f"{MEMBER}/pengingat/boleh", "/anggota/{suparno}/pengingat", STOPPED, agreed="y"),
    CARRIED,
    step(f"{MEMBER}/perantara/akhiri", "/anggota/{lestari}", CARRIED),
    step(f"{MEMBER}/riwayat/<id:change_id>", "/anggota/{tono}/riwayat/{change_id}"),
    step(f"{MEMBER}/riwayat/awal", "/anggota/{tono}/riwayat/awal"),
    step(f"{MEMBER}/ubah", "/anggota/{suparno}/ubah", commodity="Jamu"),
    step(f"{MEMBER}/ubah/<only>", "/anggota/{suparno}/ubah/usaha", commodity="Beras"),
    NOTED,
    step(HEIR, "/anggota/{suparno}/ahli-waris/1", NOTED, name="Siti Ayu"),
    step(f"{HEIR}/hapus", "/anggota/{suparno}/ahli-waris/1", NOTED),
    step("/anggota/baru", name="Bu Sutini"),
    UPLOADED,
    step(IMPORT, "@", UPLOADED),
    step(f"{IMPORT}/baris/<id:row_number>", "@/baris/1", MENDING, nik="3372994107600011"),
    step(f"{IMPORT}/baris/<id:row_number>/tanpa", "@", MENDING),
    step(f"{IMPORT}/tanggal", "@", step("/anggota/impor", file=file(MONTHS)), order="month"),
    step(f"{IMPORT}/kolom", "@", UPLOADED, column=["name", "note"]),
    step(f"{IMPORT}/periksa", "@", step("/anggota/impor", file=file(LONG))),
    step(f"{IMPORT}/tanya", "@/tanya", PASTE, answer="person", name="Bu Legi"),
    step(TWINS, "/anggota/kembar/{twin}/{other_twin}"),
    step(f"{TWINS}/beda", "/anggota/kembar/{twin}/{other_twin}"),
    step("/anggota/lembar-kios"),
    step("/anggota/urutan", fill="1"),
    step("/anggota/perubahan/<id:batch_id>/batalkan", "/anggota/perubahan/{batch_id}"),
    step("/anggota/pilih", member=["{suparno}"], more="1"),
    PICKED,
    DECIDED,
    step("/anggota/pilih/<id:selection_id>/yakin", "@", DECIDED),
    SET_ASIDE,
    step(f"{OFFER}/<id:row_id>/ikutkan", "@", SET_ASIDE, who="budi"),
    step(f"{OFFER}/tarik", "/anggota/pindahan/{transfer_id}"),
    step(f"{OFFER}/terima", "/anggota/pindahan/{transfer_id}", who="budi"),
    step(f"{OFFER}/tolak", "/anggota/pindahan/{transfer_id}", who="budi"),
    step("/anggota/unduh", password=PASSWORD, file="csv"),
    step("/cek", code="DEMO-TONO", birth_date="17 Agustus 1975", who="visitor"),
    Step(GUEST.rule, GUEST.page, GUEST.typed, "visitor"),
    after(60, step("/h/<code>", "~/h/", DOOR, code="DEMO-TONO", who="visitor")),
    CASH,
    step("/iuran/setor", "/iuran/setor", CASH, channel="bank", reference="TRX-2"),
    step("/iuran/setor/<id:deposit_id>/tarik", "/iuran/setor", reason="Salah jumlah"),
    step("/iuran/setor/<id:deposit_id>/terbukti", "/iuran/setor", who="wati"),
    step(f"{EVENT}/akan-datang/<id:rsvp_id>/hapus", "/kegiatan/{event_id}"),
    step(f"{EVENT}/batal", "/kegiatan/{event_id}/tunda", why="Narasumber sakit"),
    step(f"{EVENT}/hadir", "/kegiatan/{event_id}/hadir?q=Suparno"),
    step(f"{EVENT}/hadir/baru", "/kegiatan/{event_id}/hadir", name="Bu Zulaikah"),
    step(f"{EVENT}/hadir/nomor", "/kegiatan/{event_id}/hadir/nomor?numbers=1+2"),
    step(f"{EVENT}/hadir/tanpa-nama", "/kegiatan/{event_id}/hadir", heads="12"),
    after(24 * 8, step(
        f"{EVENT}/hasil/<id:member_id>/diingatkan",
        "/kegiatan/{event_id}/hasil?daftar=ingatkan", CAME,
    )),
    step(f"{EVENT}/kabari/<id:rsvp_id>", "/kegiatan/{event_id}/kabari", LATE),
    step(f"{EVENT}/lembar", "/kegiatan/{new_event_id}/lembar"),
    DOOR,
    LATE,
    step(f"{EVENT}/ubah", "/kegiatan/{event_id}/ubah", speaker="Bu Ani"),
    step("/kegiatan/baru", title="Arisan", starts_at="2026-11-25T09:00", place="Balai"),
    step("/kegiatan/kalender"),
    step("/keluar", "/lainnya"),
    step("/lainnya/paguyuban", "/lainnya", who="yanti", association="{budi_id}"),
    step("/lembar/<code>", "/lembar/{code}", file=("lembar.pdf", b"%PDF-1.4"), who="visitor"),
    step("/lembar/<code>/baris", "/lembar/{code}", number="1", who="visitor"),
    step(f"{CITY}/<id:event_id>/batal", "@/tunda", HELD, why="Batal", who="dewi"),
    step(f"{CITY}/<id:event_id>/tunda", "@/tunda", HELD, starts_at=LATER, who="dewi"),
    step(f"{CITY}/<id:event_id>/ubah", "@/ubah", HELD, speaker="Bu Ani", who="dewi"),
    HELD,
    step("/pendaftaran", anyway="1"),
    step("/pendaftaran/<id:registration_id>/data", "/pendaftaran/{registration_id}",
         password=PASSWORD),
    NUMBERS,
    step("/pendaftaran/<id:registration_id>/kpj/simpan", "=", NUMBERS),
    step("/pengingat/<cause>", "@", TURN, outcome="sent"),
    step("/pengingat/<cause>/buka", "/pengingat/habis/daftar?lihat=skipped", SKIPPED,
         member="{suparno}"),
    TURN,
    step(f"{DUTY}/akhiri", "/pengurus/{wati_duty}"),
    step(f"{DUTY}/atur-ulang", "/pengurus/{wati_duty}", password=PASSWORD),
    step(f"{DUTY}/batal", "~/pengurus/", INVITED),
    step(f"{DUTY}/blok", "~/pengurus/", OF_MARKET, places="{market_id}:B"),
    step(f"{DUTY}/hak", "/pengurus/{wati_duty}", edit=None),
    step(f"{DUTY}/selesai", "/pengurus/{wati_duty}", ends_on="2026-12-01"),
    step(f"{DUTY}/tautan", "~/pengurus/", INVITED),
    PROPOSED,
    step(f"{PAPER}/tanda-tangan", "@", PROPOSED, password=PASSWORD, who="wati"),
    step(f"{PAPER}/tarik", "@", PROPOSED),
    INVITED,
    step("/pengurus/kontak", name="Bu Ani", phone="0812 0000 0555"),
    step("/rekonsiliasi", file=file(BPJS, "bpjs.csv")),
    step(LIST, "/rekonsiliasi/{list_id}", do="accept r0"),
    step(f"{LIST}/kolom", "/rekonsiliasi/{list_id}/kolom", column=["name", "nik", "kpj"]),
    step(f"{LIST}/selesai", "/rekonsiliasi/{list_id}"),
    FAMILY,
    step("/klaim/<id:claim_id>/keluarga/cabut", "/klaim/{claim_id}", FAMILY),
    step("/keluarga/<token>", "~/keluarga/", FAMILY, birth_date="17 Agustus 1975", who="visitor"),
    step("/undangan/<token>", "~/undangan/", INVITED, password=NEW, who="visitor"),
)  # fmt: skip
# A batch of this size is done within the request that begins it: tests/roster/batches. Nobody here
# has a second factor: tests/people/resets.
NO_STOP = {
    "/anggota/perubahan/<id:batch_id>/lanjut", f"{OFFER}/lanjut", f"{USER}/faktor-kedua",
    f"{CHANGE}/lanjut",
}  # fmt: skip
# The script sends it while somebody types; its button stands above a draft: tests/people/drafts.
NO_STOP |= {"/isian"}
# Whoever presses chooses for themselves, signed in or not: tests/web/test_language.py.
NO_STOP |= {"/bahasa"}
# The first start is over on every stage: tests/people/setup.
NO_STOP |= {"/mulai/<token>", "/mulai/kota", "/mulai/pasar", "/mulai/petugas", "/mulai/selesai"}

# What somebody else saves while one's page is open; what both want to change is theirs first.
OTHERS = {"commodity": "Beras"}
EDITED = step(f"{MEMBER}/ubah", "/anggota/{suparno}/ubah", who="wati", **OTHERS)
TONO = step(f"{MEMBER}/ubah", "/anggota/{tono}/ubah", who="wati", **OTHERS)
CHANGED = step(f"{EVENT}/ubah", "/kegiatan/{event_id}/ubah", who="wati", speaker="Bu Sri")
CITYS = step(f"{CITY}/<id:event_id>/ubah", "@/ubah", who="dewi", speaker="Bu Sri")
COLUMNS = step(f"{INTAKE}/kolom", "@", column=["name", "market", "note", ""], who="dewi")
MEANWHILE = {
    f"{MEMBER}/ubah": (EDITED,),
    f"{MEMBER}/ubah/<only>": (
        step(f"{MEMBER}/ubah", "/anggota/{suparno}/ubah", who="wati", commodity="Gula"),
    ),
    HEIR: (RENAMED,),
    f"{HEIR}/hapus": (RENAMED,),
    f"{MEMBER}/riwayat/<id:change_id>": (TONO,),
    f"{MEMBER}/riwayat/awal": (TONO,),
    TWINS: tuple(
        step(f"{MEMBER}/ubah", f"/anggota/{one}/ubah", who="wati", **OTHERS)
        for one in ("{twin}", "{other_twin}")
    ),
    f"{PLACE}/ubah": (
        step(f"{PLACE}/ubah", "/paguyuban/{association_id}/ubah", who="admin", note="Pindah"),
    ),
    f"{MARKET}/ubah": (
        step(f"{MARKET}/ubah", "/pasar/{market_id}/ubah", who="admin", aliases="Rejo"),
    ),
    f"{EVENT}/ubah": (CHANGED,),
    f"{EVENT}/tunda": (CHANGED,),
    f"{EVENT}/batal": (CHANGED,),
    f"{INTAKE}/baris/<id:row_number>": (COLUMNS,),
    f"{INTAKE}/pasar": (COLUMNS,),
    f"{CITY}/<id:event_id>/ubah": (CITYS,),
    f"{CITY}/<id:event_id>/tunda": (CITYS,),
    f"{CITY}/<id:event_id>/batal": (CITYS,),
}
