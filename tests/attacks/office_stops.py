"""How somebody comes to each form of accounts and of the office, and what they type there."""

from tests.attacks.steps import Step, after, file, step
from tests.infra.cast import PASSWORD

SHOWN = step("/masuk", phone="081200000001", password=PASSWORD, who="visitor")
BEGUN = step("/akun/kode/mulai", "/akun/kode", password=PASSWORD)
CODED = step("/akun/kode", "/akun/kode", BEGUN, code="{totp_code}")
HALF = after(0.1, Step(SHOWN.rule, SHOWN.page, SHOWN.typed, "visitor", (CODED,)))
PROVED = {"password": PASSWORD, "code": "{later_code}"}
USER, POST = "/pengguna/<id:account_id>", "/pengguna/tugas/<id:duty_id>"
CALLED = step(
    "/pengguna/undang", name="Bu Rukmi", phone="081299990456", association="{budi_id}", who="dewi"
)
OFFICE = step(
    "/pengguna/undang", "/pengguna/undang?sebagai=petugas", name="Pak Anto", phone="081299990457",
    who="dewi",
)  # fmt: skip
CLOSED = step(f"{USER}/tutup", "/pengguna/{yanti_id}", who="dewi")
RESET = step(f"{USER}/atur-ulang", "/pengguna/{yanti_id}", password=PASSWORD, who="dewi")
PLACE, MARKET = "/paguyuban/<id:association_id>", "/pasar/<id:market_id>"
SHUT = step(f"{PLACE}/tutup", "/paguyuban/{association_id}/tutup", who="dewi")
SHUT_MARKET = step(f"{MARKET}/tutup", "/pasar/{market_id}/tutup", who="dewi")
REQUESTS = "/paguyuban/permintaan"
ASKED = step(
    "/gabung", name="Paguyuban Legi", market="Pasar Legi", ketua="Bu Sih", city="{city_id}",
    phone="085699990001", note="Sekitar 80 orang", who="visitor",
)  # fmt: skip
CHANGE = "/paguyuban/perubahan/<id:regrouping_id>"
JOINED = step(
    "/paguyuban/<id:association_id>/gabung", "/paguyuban/{budi_id}/gabung?ke={sari_id}", who="dewi"
)
INTAKE = "/paguyuban/impor/<id:intake_id>"
GROUPS = "Paguyuban;Pasar;Ketua;HP\nGede Jaya;Pasar Gede;Slamet;081225007001\nTiga;Pasar Baru;Bu;\n"
SENT_GROUPS = step("/paguyuban/impor", file=file(GROUPS), who="dewi")
MADE_GROUPS = step(INTAKE, "@", SENT_GROUPS, who="dewi")
NIK = "/paguyuban/nik"
NIK_ASKED = step(f"{NIK}/<id:member_id>/tanya", f"{NIK}/{{pending}}", who="dewi", side="here")
OTHER_PHONE = step("/masuk", phone="081200000001", password=PASSWORD, who="visitor")
NEW = "warung tikar hujan lampu"
NUMBER = step("/akun/nomor", phone="0857 1111 2222", password=PASSWORD, who="wati")
QR = step("/akun/hp-lain", password=PASSWORD)
SENT = step("/akun/permintaan/<id:account_id>", "/akun/permintaan", NUMBER)

STOPS = (
    QR,
    step("/akun/hp/keluarkan", "/akun/hp", OTHER_PHONE),
    step("/akun/hp/keluarkan-lain", "/akun/hp", OTHER_PHONE),
    NUMBER,
    SENT,
    step("/akun/sandi", password=PASSWORD, new_password=NEW, new_again=NEW),
    step("/masuk/hp/<token>", "~/masuk/hp/", QR, password=PASSWORD, who="visitor"),
    step("/masuk/nomor/<token>", "~/masuk/nomor/", SENT, password=PASSWORD, who="visitor"),
    BEGUN,
    CODED,
    after(0.1, step("/akun/kode/cadangan", "/akun/kode", CODED, **PROVED)),
    after(0.1, step("/akun/kode/matikan", "/akun/kode", CODED, **PROVED)),
    step("/anggota/<id:member_id>/nik-cocok", "/anggota/{pending}/nik-cocok", NIK_ASKED,
         who="budi"),
    step("/kota/<id:city_id>", "/kota", who="admin"),
    SHOWN,
    step("/masuk/kode", "@", HALF, code="{later_code}", who="visitor"),
    JOINED,
    step("/paguyuban/<id:association_id>/pecah/mulai",
         "/paguyuban/{sari_id}/pecah?bagian={market_id}:B", name="Paguyuban Baru", who="dewi"),
    step(f"{CHANGE}/kembalikan", "@", JOINED, who="dewi"),
    step("/paguyuban/baru", name="Paguyuban Lor", markets=["{market_id}"], who="dewi"),
    step(f"{PLACE}/buka", "/paguyuban/{association_id}/buka", SHUT, who="dewi"),
    SHUT,
    step(f"{PLACE}/ubah", "/paguyuban/{association_id}/ubah", number="SK 1", note="Induk",
         who="dewi"),
    step("/pasar/baru", name="Pasar Nongko", who="dewi"),
    step(f"{MARKET}/buka", "/pasar/{market_id}/buka", SHUT_MARKET, who="dewi"),
    SHUT_MARKET,
    step(f"{MARKET}/ubah", "/pasar/{market_id}/ubah", district="Jebres", who="dewi"),
    NIK_ASKED,
    step(f"{NIK}/<id:member_id>/putusan", f"{NIK}/{{pending}}", who="dewi", decision="same"),
    ASKED,
    step(f"{REQUESTS}/<id:request_id>/terima", REQUESTS, ASKED, who="dewi"),
    step(f"{REQUESTS}/<id:request_id>/tolak", REQUESTS, ASKED, reason="Lain kota", who="dewi"),
    step(f"{REQUESTS}/kerumunan/<network>/tolak", f"{REQUESTS}/kerumunan/{{network}}", ASKED,
         reason="Iseng", who="dewi"),
    step("/pendaftaran/baris/<id:line_id>", "/pendaftaran/{registration_id}", do="reject",
         reason="NIK tidak cocok"),
    SENT_GROUPS,
    MADE_GROUPS,
    step(f"{INTAKE}/baris/<id:row_number>", "@/baris/1", SENT_GROUPS, name="Gede Raya", who="dewi"),
    step(f"{INTAKE}/batal", "@", MADE_GROUPS, who="dewi"),
    step(f"{INTAKE}/hapus", "@", SENT_GROUPS, who="dewi"),
    step(f"{INTAKE}/kolom", "@", SENT_GROUPS, column=["name", "market", "note", ""], who="dewi"),
    step(f"{INTAKE}/pasar", "@", SENT_GROUPS, who="dewi"),
    CALLED,
    CLOSED,
    RESET,
    step(f"{USER}/buka", "/pengguna/{yanti_id}", CLOSED, who="dewi"),
    step(f"{USER}/hak", "~/pengguna/", OFFICE, administer="y", who="dewi"),
    step(f"{USER}/keluarkan", "/pengguna/{yanti_id}", who="dewi"),
    step(f"{USER}/tautan", "@", OFFICE, who="dewi"),
    step(f"{POST}/akhiri", "/pengguna/{yanti_id}", who="dewi"),
    step(f"{POST}/batal", "~/pengguna/", CALLED, who="dewi"),
    step(f"{POST}/tautan", "@", CALLED, who="dewi"),
    step("/atur-ulang/<token>", "~/atur-ulang/", RESET, password="empat kata baru ini",
         who="visitor"),
)  # fmt: skip
