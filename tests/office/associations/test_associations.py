"""/paguyuban: the city's paguyuban as the office makes, changes, closes and opens them."""

from datetime import date

import pytest
import sqlalchemy as sa
from flask import Flask

from association import paging
from association.access.fence import set_reach
from association.access.reach import OneCity
from association.database import db
from association.ledger.audit.models import AuditEntry
from association.people.accounts.models import Account
from association.territory import reads
from association.territory.models import Association, FormerStay
from tests.conftest import Clock
from tests.cover.cash.test_round import tap
from tests.infra.cast import Cast, stay_signed_in
from tests.infra.client import Reader, Seen
from tests.office.oversight.city import changing, no_person_in

LIST, NEW = "/paguyuban", "/paguyuban/baru"
TYPED = {"name": "Paguyuban Lor", "contact_name": "Ibu Lor", "contact_phone": "0812 0000 0444"}


def own(cast: Cast, rest: str = "", who: str = "sari") -> str:
    return f"{LIST}/{cast.association[who]}{rest}"


def listed(seen: Seen) -> list[str]:
    return [row.b.get_text() for row in seen.soup.select("[data-association]")]


def public(visitor: Reader) -> str:
    return visitor.get("/cek").soup.select_one("#directory").get_text()  # type: ignore[union-attr]


def test_lists_who_leads_and_how_many_stand_on_each_roster(
    app: Flask, dewi: Reader, cast: Cast
) -> None:
    seen = dewi.get(LIST)
    assert listed(seen) == ["Paguyuban Pasar Gede", "Paguyuban Pasar Rejosari"]
    assert "Ketua: Sari" in seen.text
    assert [row["data-value"] for row in seen.soup.select("[data-figure=members]")] == ["1", "6"]
    assert listed(dewi.get(f"{LIST}?q=rejo")) == ["Paguyuban Pasar Rejosari"]
    assert listed(dewi.get(f"{LIST}?q=%25", part="association_table")) == []
    for page in (LIST, own(cast, "/tutup")):
        no_person_in(app, dewi, page)


def test_goes_on_behind_the_last_row(
    dewi: Reader, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paging, "ROWS", 1)
    seen = dewi.get(LIST)
    more = str(seen.soup.select_one("#association_rows a")["href"])  # type: ignore[index]
    assert listed(dewi.get(more, part="association_rows")) == ["Paguyuban Pasar Rejosari"]


def test_one_is_made_with_all_that_is_known(dewi: Reader, visitor: Reader, cast: Cast) -> None:
    papers = {"number": "SK 511.2/04", "signed_on": "17/8/2019", "founded_on": "1 Maret 2005"}
    made = dewi.fill(
        NEW, **TYPED, **papers, aliases="PPL, Lor; ppl", markets=[str(cast.market["budi"])],
        note="Sekretariat di los A",
    )  # fmt: skip
    page = dewi.follow(made)
    for part in ("PPL, Lor", "Pasar Gede sejak 22 Nov", "0812-0000-0444", "SK 511.2/04"):
        assert part in page.text
    assert "1 Maret 2005" in page.text
    assert "Sekretariat di los A" in page.text
    assert "Dewi membuat paguyuban 22 November 2026" in page.text
    assert "Dewi membuat paguyuban: Paguyuban Lor" in dewi.get("/riwayat").text
    assert "Paguyuban Lor" in public(visitor)
    assert "SK 511.2/04" not in visitor.get("/cek?q=lor").text
    assert listed(dewi.get(f"{LIST}?q=ppl")) == ["Paguyuban Lor"]


WRONG = (
    ({"name": " "}, "Bagian ini harus diisi."),
    ({"name": "123"}, "Tulis namanya dengan huruf."),
    ({"name": "paguyuban  pasar-GEDE"}, "Nama ini sudah dipakai."),
    ({"markets": None}, "Pilih paling sedikit satu pasar."),
    ({"markets": ["999999999999999999999"]}, "Pilihan itu tidak ada di daftar"),
    ({"contact_phone": "0812"}, "Nomor HP"),
    ({"signed_on": "31/2/2019"}, "Tanggal"),
    ({"founded_on": "2027-01-01"}, "belum"),
    ({"note": "NIK 3372991708750001"}, "NIK tidak ditulis di sini"),
    ({"aliases": ",".join(f"nama {chr(97 + n)}" for n in range(11))}, "Paling banyak 10"),
)


def test_what_is_typed_wrongly_is_refused_beside_its_field(dewi: Reader, cast: Cast) -> None:
    for typed, said in WRONG:
        refused = dewi.fill(NEW, **(TYPED | {"markets": [str(cast.market["budi"])]} | typed))
        assert (refused.status, said in refused.wrong) == (422, True), (said, refused.wrong)
        kept = refused.soup.select_one("#contact_name")
        assert kept["value"] == "Ibu Lor"  # type: ignore[index]
    assert len(listed(dewi.get(LIST))) == 2


def test_no_browser_asks_for_every_market(dewi: Reader) -> None:
    assert dewi.get(NEW).soup.select("[name=markets]")
    assert dewi.get(NEW).soup.select("[name=markets][required]") == []


def test_another_citys_market_is_no_choice(dewi: Reader, cast: Cast) -> None:
    refused = dewi.fill(NEW, **TYPED, markets=[str(cast.market["rina"])])
    assert refused.status == 422


def test_what_somebody_else_saved_meanwhile_stands_beside_what_was_typed(
    dewi: Reader, admin: Reader, cast: Cast
) -> None:
    page = dewi.get(own(cast, "/ubah"))
    admin.fill(own(cast, "/ubah"), note="Dari admin")
    late = dewi.submit(page, own(cast, "/ubah"), contact_name="Bu Tutik")
    assert late.status == 409
    assert "Baru saja disimpan orang lain: Dari admin" in late.text
    assert late.soup.select_one("#contact_name")["value"] == "Bu Tutik"  # type: ignore[index]
    assert dewi.submit(late, own(cast, "/ubah"), note="Dari admin").status == 303
    assert "mengubah paguyuban: kontak" in dewi.get(own(cast)).text


def test_a_market_left_is_kept_with_its_days_and_past_months_show_it(
    app: Flask, dewi: Reader, cast: Cast, clock: Clock
) -> None:
    rejosari, gede = cast.market["sari"], cast.market["budi"]
    dewi.fill(own(cast, "/ubah"), markets=[str(gede)])
    dewi.fill(own(cast, "/ubah"), markets=[str(rejosari)])  # on the same day: never left
    clock.tick(days=20)
    stay_signed_in(app, clock.moment)
    dewi.fill(own(cast, "/ubah"), markets=[str(gede)])
    with app.app_context():
        set_reach(db.session(), OneCity(cast.city["Kota Surakarta"]))
        [stay] = db.session.scalars(sa.select(FormerStay))
        assert (stay.market_id, stay.since, stay.until) == (rejosari, None, date(2026, 12, 12))
        sari = cast.association["sari"]
        days = {
            day: reads.markets_on(db.session(), sari, on=date(2026, 12, day)) for day in (11, 12)
        }
        assert days == {11: {rejosari}, 12: {gede}}
    gedes = f"/pemantauan/pasar/{gede}"
    name = "Paguyuban Pasar Rejosari"
    assert [name in dewi.get(f"{gedes}{day}").text for day in ("", "?bulan=2026-11")] == [
        True,
        False,
    ]


def test_closing_says_what_it_leaves_and_takes_it_off_what_comes_later(
    app: Flask, dewi: Reader, sari: Reader, visitor: Reader, cast: Cast, clock: Clock
) -> None:
    sari.fill("/kegiatan/baru", title="Rapat", starts_at="24 November 2026 13.00", place="Los")
    tap(sari, sari.get("/iuran/catat"), cast.member["Wagiyem"], "paid")
    page = dewi.get(own(cast, "/tutup"))
    found = {name: page.figure(name) for name in ("members", "accounts", "events", "offers")}
    assert found == {"members": 6, "accounts": 2, "events": 1, "offers": 0}
    assert page.figure("cash") > 0
    sari.fill("/anggota/baru", name="Bu Sutini")
    refused = dewi.submit(page, own(cast, "/tutup"))
    assert refused.status == 409
    assert "6 anggota" in refused.wrong
    assert "7 anggota" in refused.wrong
    before = dewi.get("/pemantauan").figure("members")
    assert (
        "Ditutup mulai 22 November 2026"
        in dewi.follow(dewi.submit(refused, own(cast, "/tutup"))).text
    )
    assert listed(dewi.get(LIST)) == ["Paguyuban Pasar Gede"]
    assert listed(dewi.get(f"{LIST}?tutup=1")) == ["Paguyuban Pasar Rejosari"]
    assert "Rejosari" not in public(visitor)
    assert "Dinas menutup paguyuban ini" in sari.get("/").text
    now = dewi.get("/pemantauan")
    assert now.figure("members") == before - 7
    assert "Paguyuban Pasar Rejosari" not in now.text
    past = dewi.get("/pemantauan?bulan=2026-10")
    assert past.figure("members") == before
    assert "Paguyuban Pasar Rejosari" in past.text
    assert "sudah ditutup" in dewi.get(f"/pemantauan/paguyuban/{cast.association['sari']}").text
    with app.app_context():
        set_reach(db.session(), OneCity(cast.city["Kota Surakarta"]))
        [entry] = db.session.scalars(
            sa.select(AuditEntry).where(AuditEntry.what == "close association")
        )
        assert (entry.city_id, entry.account_id) == (
            cast.city["Kota Surakarta"],
            cast.account["dewi"],
        )
        assert not db.session.scalar(sa.select(Account.closed_at).where(Account.name == "Sari"))


@pytest.mark.parametrize(("mistake", "in_between"), [("1", True), ("", False)])
def test_opening_again_says_what_changed_and_what_the_months_between_show(
    app: Flask, dewi: Reader, sari: Reader, cast: Cast, clock: Clock, mistake: str, in_between: bool
) -> None:
    dewi.fill(own(cast, "/tutup"))
    sari.fill(f"/anggota/{cast.member['Ngatiyem']}/keluar", left_reason="stopped")
    clock.tick(days=20)
    stay_signed_in(app, clock.moment)
    page = dewi.get(own(cast, "/buka"))
    assert [page.figure(name) for name in ("left", "came", "ended")] == [1, 0, 0]
    assert "Ketua baru tidak ada" in page.text
    stale = {"said": "keluar=0 baru=0 selesai=0 ketua=- pasar=- hari=2026-12-12"}
    assert dewi.submit(page, own(cast, "/buka"), **stale).status == 409
    assert dewi.submit(page, own(cast, "/buka"), mistake=mistake).status == 303
    assert "Paguyuban Pasar Rejosari" in listed(dewi.get(LIST))
    assert dewi.get("/pemantauan").figure("members") == 6
    then = dewi.get("/pemantauan?bulan=2026-11").text
    assert ("Paguyuban Pasar Rejosari" in then) == in_between
    assert "Paguyuban Pasar Rejosari" in dewi.get("/pemantauan?bulan=2026-10").text


def test_what_is_closed_is_not_closed_again_and_its_name_is_said_to_be_taken(
    dewi: Reader, cast: Cast
) -> None:
    page = dewi.get(own(cast, "/tutup"))
    opened = dewi.get(own(cast, "/buka"))
    assert "tidak ditutup" in opened.text
    assert opened.soup.select_one("main form") is None
    dewi.submit(page, own(cast, "/tutup"))
    again = dewi.submit(page, own(cast, "/tutup"), key="f" * 32)
    assert (again.status, "sudah ditutup" in again.wrong) == (422, True)
    twin = dewi.fill(NEW, **(TYPED | {"name": "Paguyuban Pasar Rejosari"}), markets=["1"])
    assert "yang sudah ditutup. Buka yang itu" in twin.wrong


def test_only_officers_with_the_right_and_admins_in_their_city(
    app: Flask, someone, sari: Reader, admin: Reader, visitor: Reader, cast: Cast
) -> None:
    for path in (LIST, NEW, own(cast), own(cast, "/ubah"), own(cast, "/tutup"), own(cast, "/buka")):
        assert [who.get(path).status for who in (admin, sari, visitor)] == [200, 403, 303], path
    for rest in ("", "/ubah", "/tutup", "/buka"):
        assert admin.get(own(cast, rest, "rina")).status == 404
    assert "Bunder" not in admin.get(LIST).text
    with changing(app) as session:
        session.get_one(Account, cast.account["dewi"]).may_administer = False
    refused = someone("dewi").get(LIST)
    assert (refused.status, "belum diberi hak mengelola" in refused.text) == (403, True)


def test_a_reader_of_the_old_contact_finds_the_new_one(
    dewi: Reader, cast: Cast, app: Flask
) -> None:
    """The form shows and saves who counts today, also when a new ketua's contact follows."""
    with changing(app) as session:
        paguyuban = session.get_one(Association, cast.association["sari"])
        paguyuban.next_contact_name, paguyuban.next_contact_on = "Bu Baru", date(2026, 11, 20)
    shown = dewi.get(own(cast, "/ubah")).soup.select_one("#contact_name")
    assert shown["value"] == "Bu Baru"  # type: ignore[index]
