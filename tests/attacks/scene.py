"""What Sari owns, made through her own forms, and addresses built from the URL map."""

import io
import re
from dataclasses import dataclass, field

from flask import Flask
from werkzeug.routing import Rule

from association.public.joining.values import NETWORK_PURPOSE
from association.vault import vault
from tests.cover.cash.test_round import tap
from tests.infra.cast import Cast
from tests.infra.client import Reader, fields

LIST = "Nama;NIK;No HP;Blok\nSumarni;3372994107600011;081226009911;C1\nParjo;;;C2\n"
# Every query parameter that a page reads.
ASKED = (
    "q",
    "status",
    "pasar",
    "after",
    "next",
    "bulan",
    "kecamatan",
    "months",
    "first_month",
    "programmes",
)
ASKED += (
    "income",
    "dari",
    "halaman",
    "nik",
    "keluar",
    "tampil",
    "lihat",
    "as_of",
    "tahun",
    "tutup",
    "before",
    "urut",
)
ASKED += (
    "penghasilan",
    "jht",
    "pekerja",
    "sektor",
    "pembayar",
    "other_months",
    "numbers",
    "batch",
    "daftar",
    "sebagai",
    "siapa",
    "paguyuban",
)


# Of these there is none on the scene, or one that nobody need make first.
ABSENT: dict[str, int | str] = {
    "token": "no-such-token",
    "row_id": 1,
    "request_id": 1,
    "regrouping_id": 1,
    "photo_id": 1,
    "what": "hari-tua",
    "step_to": "ajukan",
    "word": "istri",
    "place": 1,
    "intake_id": 1,
}


@dataclass
class Scene:
    """Ids and codes by the name they have in the URL map."""

    values: dict[str, int | str] = field(default_factory=dict)

    def address(self, rule: Rule, **other: int | str) -> str:
        """Fill a rule with these ids; `other` takes the place of some."""
        known = self.values | other
        return re.sub(r"<(?:\w+:)?(\w+)>", lambda hit: str(known[hit[1]]), rule.rule)


def rules(app: Flask, method: str) -> list[Rule]:
    """List the addresses that answer to a method, in a steady order."""
    found = [rule for rule in app.url_map.iter_rules() if method in (rule.methods or ())]
    return sorted(found, key=lambda rule: (rule.rule, rule.endpoint))


def csrf(reader: Reader) -> str:
    """Give a token of this person's own."""
    found = reader.get("/masuk").soup.find("input", attrs={"name": "csrf_token"})
    return str(found["value"]) if found else ""


def last_number(location: str) -> int:
    """Read the row id that a redirect leads to."""
    return int(re.findall(r"\d+", location)[-1])


def _uploads(sari: Reader) -> list[int]:
    uploads = []
    for text in (LIST, LIST.replace("Sumarni", "Suminah").replace("11;0812", "29;0812")):
        file = (io.BytesIO(text.encode()), "daftar.csv")
        page = fields(sari.get("/anggota/impor").form("/anggota/impor"))
        uploads.append(last_number(sari.post("/anggota/impor", page | {"file": file}).location))
    return uploads


def _official_list(sari: Reader) -> int:
    file = (io.BytesIO(b"Nama;NIK;KPJ\nTono Wibowo;3372991708750001;12345678901"), "bpjs.csv")
    page = fields(sari.get("/rekonsiliasi").form("/rekonsiliasi"))
    return last_number(sari.post("/rekonsiliasi", page | {"file": file}).location)


def _selections(sari: Reader, cast: Cast, member: int, second: int) -> tuple[int, int]:
    """Choose two members, and offer one of them to Budi; returns the ids of selection and offer."""
    token = {"csrf_token": csrf(sari)}
    offered = last_number(
        sari.post("/anggota/pilih/lanjut", token | {"member": [str(second)]}).location
    )
    sari.post(
        f"/anggota/pilih/{offered}", token | {"action": "move", "to": str(cast.association["budi"])}
    )
    transfer = last_number(sari.fill(f"/anggota/pilih/{offered}/yakin").location)
    selection = last_number(
        sari.post("/anggota/pilih/lanjut", token | {"member": [str(member), str(second)]}).location
    )
    sari.post(
        f"/anggota/pilih/{selection}", token | {"action": "sent", "sent_on": "22 November 2026"}
    )
    return selection, transfer


def _seen(sari: Reader, member: int) -> dict[str, int | str]:
    """Find what stands there already; handovers there are none: their address is asked for all the
    same."""
    paid = re.search(
        rf"/anggota/{member}/iuran/(\d+)/batal", str(sari.get(f"/anggota/{member}").soup)
    )
    duty = re.search(r"/pengurus/(\d+)", str(sari.get("/pengurus").soup))
    return {
        "contribution_id": int(paid[1]) if paid else 1,
        "duty_id": int(duty[1]) if duty else 1,
        "handover_id": 1,
        "number": "no-such-receipt",
        "only": "kontak",
        "row_number": 1,
        "cause": "habis",
    }


def _changed(sari: Reader, member: int) -> dict[str, int | str]:
    """Note an heir of a member, and then what they trade in."""
    sari.fill(f"/anggota/{member}/ahli-waris/tambah/istri", name="Siti")
    sari.fill(f"/anggota/{member}/ubah", commodity="Jamu")
    return {"word": "istri", "place": 1}


def _money(sari: Reader, member: int) -> dict[str, int | str]:
    """Take cash and pay it in; returns the ids of the deposit and the number of the receipt."""
    tap(sari, sari.get("/iuran/catat"), member, "paid")
    sari.fill("/iuran/setor", channel="bank", reference="TRX-1")
    deposit = str(sari.get("/iuran/setor").soup.select_one("a.row[href^='/iuran/setor/']")["href"])
    return {"deposit_id": last_number(deposit)}


def _registration(sari: Reader) -> dict[str, int | str]:
    """Send who is ready; returns the ids of the batch and of its first line."""
    batch = sari.fill("/pendaftaran", anyway="1").location
    line = str(sari.get(batch).soup.select_one("[data-line]")["id"])  # type: ignore[index]
    return {"registration_id": last_number(batch), "line_id": last_number(line)}


def _guest(sari: Reader, event_id: int) -> dict[str, int | str]:
    """Let somebody say that they come; returns the id of that."""
    sari.fill(f"/kegiatan/{event_id}/lembar")
    code = str(sari.get(f"/kegiatan/{event_id}").soup.select_one("a[href^='/e/']")["href"])
    sari.fill(code, name="Tamu", phone="085711112222", coming="1")
    guest = sari.get(f"/kegiatan/{event_id}").soup.select_one("[data-guest]")
    return {"rsvp_id": int(str(guest["data-guest"]))}  # type: ignore[index]


def _filter(sari: Reader) -> int:
    """Keep a filter; give its id."""
    sari.fill("/anggota/saring?kurang=nik", "/anggota/saring", name="Tanpa NIK")
    renames = sari.get("/anggota/saring").soup.select_one("form[action$='/nama']")
    return last_number(str(renames["action"]))  # type: ignore[index]


def _first_link(reader: Reader, path: str) -> int:
    """Give the number of the first page that a list leads to."""
    return last_number(str(reader.get(path).soup.select_one(f"a[href^='{path}/']")["href"]))


def _sheet(sari: Reader, event_id: int) -> dict[str, int | str]:
    """Make a sheet of stalls; give it, and its code or that of the event's public page."""
    sari.fill("/anggota/lembar-kios")
    roster = sari.get("/anggota/lembar-kios").soup
    pdf = str(roster.select_one("a[href$='.pdf']")["href"])  # type: ignore[index]
    code = re.search(r"/lembar/([\w-]+)", str(roster))
    public = re.search(r"/e/(\w+)", str(sari.get(f"/kegiatan/{event_id}").soup))
    return {"roster_id": last_number(pdf), "code": (code or public)[1]}  # type: ignore[index]


def _case(sari: Reader, member: int) -> dict[str, int | str]:
    """Open the case of an accident, and note who brings a paper."""
    asked = f"/anggota/{member}/klaim"
    claim = last_number(sari.fill(asked, f"{asked}/kecelakaan").location)
    sari.fill(f"/klaim/{claim}/berkas/card", bringer="Bu Sri")
    return {"claim_id": claim, "paper": "card", "letter": "pengantar"}


def owned(sari: Reader, cast: Cast) -> Scene:
    """Make one of everything as Sari."""
    member, second = cast.member["Tono Wibowo"], cast.member["Suparno"]
    event = sari.fill(
        "/kegiatan/baru", title="Sosialisasi", starts_at="24 November 2026 13.00", place="Balai"
    )
    event_id = last_number(event.location)
    uploads = _uploads(sari)
    sari.fill(f"/anggota/impor/{uploads[1]}")  # the second one is saved, which makes a batch
    batch = _first_link(sari, "/anggota/perubahan")
    heir = _changed(sari, member)
    selection, transfer = _selections(sari, cast, member, second)
    return Scene(
        _seen(sari, member)
        | heir
        | _money(sari, cast.member["Wagiyem"])
        | _registration(sari)
        | _guest(sari, event_id)
        | _sheet(sari, event_id)
        | _case(sari, member)
        | {
            "member_id": member,
            "first_id": member,
            "second_id": second,
            "event_id": event_id,
            "upload_id": uploads[0],
            "batch_id": batch,
            "change_id": _first_link(sari, f"/anggota/{member}/riwayat"),
            "selection_id": selection,
            "filter_id": _filter(sari),
            "transfer_id": transfer,
            "list_id": _official_list(sari),
            "association_id": cast.association["sari"],
            "market_id": cast.market["sari"],
            "city_id": cast.city["Kota Surakarta"],
            "account_id": cast.account["sari"],
        }
        | ABSENT
        | {"network": vault.index("127.0.0.0/24", NETWORK_PURPOSE).hex()}
    )
