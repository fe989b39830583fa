"""/pengguna: the list and its file, invitations one after another, and who may."""

import csv
import io
import re

import pytest
from flask import Flask

from association.access.by import By
from association.access.fence import set_reach
from association.access.reach import OneCity
from association.database import db, write_tx
from association.people.accounts.actions import create_account, give_duty
from association.people.users.actions import NewOffice, invite_office
from association.rules.house.errors import RuleError
from association.rules.house.permissions import Role
from tests.conftest import Clock
from tests.infra.cast import NOW, TODAY, Cast, stay_signed_in
from tests.infra.client import Reader, Seen
from tests.people.users.conftest import SetAccount

ON_SQLITE = pytest.mark.parametrize("stage", ["sqlite"], indirect=True)  # alike on each engine
pytestmark = ON_SQLITE
NEW = "empat kata mudah diingat"
RETNO = {"name": "Bu Retno", "phone": "081299990123"}


def names(page: Seen) -> list[str]:
    return [one.get_text() for one in page.soup.select("[data-account] b")]


def link(seen: Seen) -> str:
    field = seen.soup.find(id="link")
    assert field, (seen.status, seen.wrong)
    return "/" + str(field["value"]).split("/", 3)[3]  # type: ignore[index]


def invited(reader: Reader, kind: str, **typed: str) -> Seen:
    """Invite somebody; gives the page on which the link is made."""
    path = f"/pengguna/undang?sebagai={kind}"
    return reader.follow(reader.fill(path, "/pengguna/undang", **(RETNO | typed)))


def sent(reader: Reader, turn: Seen) -> Seen:
    """Press the button that makes the link."""
    form = turn.soup.select_one("section.card form")
    assert form is not None, turn.text
    return reader.submit(turn, str(form["action"]))


def test_the_office_sees_who_signs_in_for_its_city(dewi: Reader, admin: Reader, cast: Cast) -> None:
    assert names(dewi.get("/pengguna")) == ["Budi", "Dewi", "Sari", "Yanti"]
    assert names(admin.get("/pengguna")) == ["Admin", "Budi", "Dewi", "Sari", "Yanti"]
    for typed, found in (
        ("gede", ["Budi", "Yanti"]),
        ("Boedi", ["Budi"]),
        ("<b>", ["Budi"]),
        ("x", []),
    ):
        assert names(dewi.get(f"/pengguna?q={typed}")) == found, typed
    assert names(dewi.get("/pengguna?q=yan", part="users")) == ["Yanti"]
    assert names(dewi.get("/pengguna?tampil=officer")) == ["Dewi"]
    assert names(dewi.get("/pengguna?tampil=admin")) == names(dewi.get("/pengguna"))
    assert names(dewi.get("/pengguna?tampil=closed")) == []
    yanti = dewi.get("/pengguna?q=yanti").text
    assert "Sekretaris Paguyuban Pasar Rejosari" in yanti
    assert "boleh mengubah daftar" in yanti
    assert "tidak boleh melihat NIK" in yanti
    assert dewi.get(f"/pengguna/{cast.account['rina']}").status == 404
    assert dewi.get(f"/pengguna/{cast.account['admin']}").status == 404


def test_it_is_for_who_administers(
    sari: Reader, dewi: Reader, visitor: Reader, set_account: SetAccount
) -> None:
    for path in ("/pengguna", "/pengguna/unduh.csv", "/pengguna/kirim", "/pengguna/undang"):
        assert (sari.get(path).status, visitor.get(path).status) == (403, 303)
    set_account("dewi", may_administer=False)
    refused = dewi.get("/pengguna")
    assert (refused.status, "mengelola paguyuban" in refused.text) == (403, True)
    assert "/pengguna" not in str(dewi.get("/lainnya").soup)


def test_a_long_list_comes_by_25(app: Flask, dewi: Reader, cast: Cast) -> None:
    with app.app_context(), write_tx() as tx:
        for number in range(30):
            account = create_account(
                tx.session,
                name=f"Pengurus {number:02}",
                phone=f"0813000000{number:02}",
                role=Role.LEADER,
                now=NOW,
            )
            place = cast.association["budi"]
            give_duty(
                tx.session,
                account_id=account.id,
                association_id=place,
                position="sekretaris",
                starts_on=TODAY,
            )
    first = dewi.get("/pengguna?tampil=leader")
    assert len(names(first)) == 25
    more = first.soup.select_one("#users > a.btn")
    assert more is not None
    assert len(names(dewi.get(str(more["href"])))) == 33 - 25


def test_the_file_is_the_list(dewi: Reader, set_account: SetAccount) -> None:
    set_account("budi", name="=HYPERLINK(1)")
    answer = dewi.client.get("/pengguna/unduh.csv?tampil=leader")
    text = answer.get_data(as_text=True)
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    assert rows[0][:2] == ["Nama", "Tugas"]
    assert [row[0] for row in rows[1:]] == ["'=HYPERLINK(1)", "Sari", "Yanti", "Yanti"]
    assert rows[2][1:] == [
        "Ketua Paguyuban Pasar Rejosari",
        "mengubah daftar, mencatat iuran, melihat NIK",
        "",
        "Aktif",
        "2026-01-01",
        "2026-11-22",
    ]
    assert not re.search("0812|62812", text)


def test_a_ketua_is_invited_and_accepts(
    app: Flask, dewi: Reader, visitor: Reader, cast: Cast
) -> None:
    turn = invited(dewi, "ketua", association=str(cast.association["budi"]))
    assert "Ketua Paguyuban Pasar Gede" in turn.text
    shown = sent(dewi, turn)
    wa = str(shown.soup.select_one("a[href^='https://wa.me/']")["href"])  # type: ignore[index]
    assert wa.startswith("https://wa.me/6281299990123?text=")
    assert names(dewi.get("/pengguna?tampil=waits")) == ["Bu Retno"]
    assert visitor.fill(link(shown), password=NEW).status == 303
    retno = Reader(app)
    assert retno.fill("/masuk", phone=RETNO["phone"], password=NEW).status == 303
    assert retno.get("/pengurus").status == 200
    page = dewi.get("/pengguna?q=retno").text
    assert "Terakhir masuk 22 November 2026" in page
    again = dewi.fill("/pengguna/undang", association=str(cast.association["budi"]), **RETNO)
    assert (again.status, "sudah menjadi ketua" in again.wrong) == (422, True)


def test_links_are_sent_one_after_another(dewi: Reader, cast: Cast, clock: Clock) -> None:
    for number, who in enumerate(("Ana", "Beni", "Citra")):
        place = str(cast.association["sari" if number else "budi"])
        invited(dewi, "ketua", name=who, phone=f"08129999000{number}", association=place)
    turn = dewi.get("/pengguna/kirim")
    assert ("Ana" in turn.text, "Masih 3 orang" in turn.text) == (True, True)
    assert "Beni" in dewi.get("/pengguna/kirim?dari=1").text
    assert "dilewati" in dewi.get("/pengguna/kirim?dari=3").text
    shown, seen = sent(dewi, turn), []
    for left in (2, 1):
        seen.append(link(shown))
        onward = shown.soup.find("a", string=re.compile(f"Berikutnya \\({left} lagi\\)"))
        assert onward is not None
        shown = sent(dewi, dewi.get(str(onward["href"])))
    assert len({*seen, link(shown)}) == 3
    assert "tidak ada lagi tautan" in dewi.get("/pengguna/kirim").text
    clock.tick(hours=73)  # nobody accepted: their turns come again
    stay_signed_in(dewi.client.application, clock.moment)
    assert "Masih 3 orang" in dewi.get("/pengguna/kirim").text


def test_a_link_is_shown_once(dewi: Reader, cast: Cast) -> None:
    turn = invited(dewi, "ketua", association=str(cast.association["budi"]))
    first, again = sent(dewi, turn), sent(dewi, turn)
    assert link(first)
    assert "hanya tampil sekali" in dewi.follow(again).text


def test_whoever_has_the_number_is_not_told(dewi: Reader, rina: Reader, cast: Cast) -> None:
    """Rina of another city is invited by number: her name and account stay hers."""
    turn = invited(dewi, "ketua", phone="081200000005", association=str(cast.association["budi"]))
    page = dewi.get(f"/pengguna/{cast.account['rina']}")
    for seen in (turn, dewi.get("/pengguna"), page):
        assert ("Bu Retno" in seen.text, "Rina" in seen.text) == (True, False)
    assert page.soup.select_one("#password, [action$='/tutup'], [action$='/keluarkan']") is None
    voided = page.soup.select_one("form[action$='/batal']")
    assert voided is not None
    assert dewi.submit(page, str(voided["action"])).status == 303
    assert dewi.get(f"/pengguna/{cast.account['rina']}").status == 404


def test_offices_are_invited_by_who_may(
    app: Flask, dewi: Reader, admin: Reader, visitor: Reader, cast: Cast
) -> None:
    turn = invited(dewi, "petugas", administer="y", events=None)  # type: ignore[arg-type]
    assert "Petugas Kota Surakarta" in turn.text
    assert visitor.fill(link(sent(dewi, turn)), password=NEW).status == 303
    retno = Reader(app)
    assert retno.fill("/masuk", phone=RETNO["phone"], password=NEW).status == 303
    assert retno.get("/pengguna").status == 200
    assert retno.get("/pemantauan/kegiatan/baru").status == 403
    assert "Admin" not in dewi.get("/pengguna/undang?sebagai=admin").text
    with app.app_context():
        set_reach(db.session(), OneCity(cast.city["Kota Surakarta"]))
        by = By(account_id=cast.account["dewi"], association_id=None, at=NOW)
        for new in (Role.ADMIN, None), (Role.OFFICER, "33"), (Role.OFFICER, ""):
            office = NewOffice(name="X", phone="+6281299990199", role=new[0], region=new[1])
            with pytest.raises(RuleError, match="Hanya admin"):
                invite_office(office, by, once=None)
    nation = invited(admin, "wilayah", phone="081299990124", region="all")
    assert "Petugas nasional" in nation.text
    assert "Petugas provinsi 33" in invited(admin, "wilayah", phone="081299990125").text
    assert "Admin" in invited(admin, "admin", phone="081299990126").text
    taken = admin.fill("/pengguna/undang?sebagai=admin", "/pengguna/undang", **RETNO)
    assert (taken.status, "sudah dipakai" in taken.wrong) == (422, True)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": ""}, "harus diisi"),
        ({"phone": "abc"}, "Nomor HP"),
        ({"association": "987654"}, "Pilih salah satu"),
        ({"association": "x"}, "Pilih salah satu"),
    ],
)
def test_what_cannot_be_invited(dewi: Reader, typed: dict[str, str], said: str) -> None:
    refused = dewi.fill("/pengguna/undang", **(RETNO | typed))
    assert refused.status == 422
    assert said in refused.wrong, refused.wrong
