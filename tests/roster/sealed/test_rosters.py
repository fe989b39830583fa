"""/anggota/lembar-kios: seal the stalls of a market, and take the file again."""

import hashlib
import re
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from flask import Flask

from association.database import db, write_tx
from association.ledger.audit.models import AuditEntry
from association.roster.members.models import Member
from association.roster.members.values import StallValues
from association.roster.sealed import actions, reads
from association.roster.sealed.models import SealedRoster
from association.rules.people.stalls import StallKind
from association.territory.models import Association, Market
from tests.infra.cast import ROSTER, TODAY, Cast
from tests.infra.client import Reader, Seen
from tests.office.oversight.city import changing
from tests.roster.sealed.conftest import LIST

Seal = Callable[[], tuple[str, bytes]]


def files(seen: Seen) -> list[str]:
    return [str(a["href"]) for a in seen.soup.select("a[href$='.pdf']")]


def test_says_why_and_what_is_printed(sari: Reader) -> None:
    seen = sari.get(LIST)
    assert (
        "Setelah kebakaran Pasar Legi, daftar pedagang harus disusun lagi dari kertas dan saksi."
        in seen.text
    )
    assert "Tanpa NIK dan nomor HP." in seen.text
    assert [option.get_text() for option in seen.soup.select("option")] == ["Pasar Rejosari (6)"]
    assert "Belum ada." in seen.text


def test_makes_a_pdf_and_gives_it_again_byte_for_byte(app: Flask, sari: Reader, cast: Cast) -> None:
    seen = sari.follow(sari.fill(LIST))
    assert "Daftar Pasar Rejosari disegel: 6 tempat usaha." in seen.text
    assert "22 November 2026 · 00.30 WIB · 6 tempat usaha" in seen.text
    (path,) = files(seen)
    first, second = sari.client.get(path), sari.client.get(path)
    assert first.data.startswith(b"%PDF-1.")
    assert first.data == second.data
    assert first.mimetype == "application/pdf"
    assert re.fullmatch(
        r"attachment; filename=tempat-usaha-2026-11-22-\d+\.pdf",
        first.headers["Content-Disposition"],
    )
    with app.app_context():
        (entry,) = db.session.scalars(sa.select(AuditEntry).where(AuditEntry.what == "seal roster"))
        assert entry.account_id == cast.account["sari"]
        assert entry.details == {"rows": 6, "market": cast.market["sari"]}


def test_what_is_on_the_paper(
    sari: Reader, seal: Seal, written: list[list[str]], alter: Callable[..., None]
) -> None:
    stalls = (StallValues(None, StallKind.KIOS, "A", "11", "511.2/014", 1),)
    alter(
        "Wagiyem",
        stalls=stalls,
        mother_name="Sulastri",
        address="Jl. Kapten Mulyadi 3",
        note="Pagi saja",
    )
    address, pdf = seal()
    page = written[0]
    seen = sari.get(address)
    code = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", seen.text)
    assert code is not None
    assert page[:3] == [
        "Daftar tempat usaha",
        "Paguyuban Pasar Rejosari · Pasar Rejosari",
        "22 November 2026 00.30 WIB · 6 tempat usaha",
    ]
    assert page[3:6] == [
        f"Kode segel {code[0]}. Periksa di http://localhost{address}",
        "Halaman 1 dari 1",
        f"Sidik isi (SHA-256): {seen.soup.select('span.num')[0].get_text()}",
    ]
    assert page[6:16] == [
        *("No.", "Tempat usaha", "SHP/KTPP", "Nama", "Dagangan"),
        *("1", "Kios A-11", "511.2/014", "Wagiyem", "Sembako"),
    ]
    assert page[16:19] == ["2", "Los B-1", ""]
    everything = " ".join(page)
    assert all(name in everything for name, *_ in ROSTER)
    for secret in ("3372", "0812-2600", "62812", "Sulastri", "Mulyadi", "Pagi saja", "1975"):
        assert secret not in everything
    assert pdf.count(b"/Type /Page\n") == 1


def test_what_changes_later_leaves_it_as_it_was(
    sari: Reader, seal: Seal, alter: Callable[..., None]
) -> None:
    address, pdf = seal()
    alter("Tono Wibowo", commodity="Beras")
    assert sari.client.get(files(sari.get(LIST))[0]).data == pdf
    assert "Sembako" in sari.fill(address, f"{address}/baris", number="1").text
    _address, later = seal()
    assert later != pdf
    assert len(files(sari.get(LIST))) == 2


def test_two_presses_seal_once(sari: Reader) -> None:
    page = sari.get(LIST)
    for _ in range(3):
        sari.submit(page, LIST)
    assert len(files(sari.get(LIST))) == 1


def test_who_left_stands_on_no_new_one(app: Flask, sari: Reader, cast: Cast, leading: Any) -> None:
    with leading(), write_tx() as tx:
        tx.session.get_one(Member, cast.member["Suparno"]).left_on = TODAY
    assert "5 tempat usaha" in sari.follow(sari.fill(LIST)).text


def test_of_two_markets_each_has_its_own(
    app: Flask, sari: Reader, cast: Cast, alter: Callable[..., None]
) -> None:
    with changing(app) as session:
        other = Market(city_id=cast.city["Kota Surakarta"], name="Pasar Ayu", aliases=[])
        session.add(other)
        paguyuban = session.get_one(Association, cast.association["sari"])
        paguyuban.markets.append(other)
    alter("Suparno", stalls=(StallValues(None, StallKind.LOS, "B", "2"),))
    seen = sari.get(LIST)
    assert [option.get_text() for option in seen.soup.select("option")] == [
        "Pasar Ayu (0)",
        "Pasar Rejosari (5)",
    ]
    assert "1 tempat usaha belum diisi pasarnya dan tidak ikut tercetak." in seen.text
    refused = sari.submit(seen, LIST)
    assert refused.status == 422
    assert "Belum ada tempat usaha di pasar ini." in refused.text
    assert "5 tempat usaha" in sari.follow(sari.submit(seen, LIST, market=cast.market["sari"])).text


def test_without_a_market_it_is_the_only_one(sari: Reader, alter: Callable[..., None]) -> None:
    alter("Suparno", stalls=(StallValues(None, StallKind.LOS, "B", "2"),))
    seen = sari.get(LIST)
    assert "Pasar Rejosari (6)" in seen.text
    assert "belum diisi pasarnya" not in seen.text
    assert "6 tempat usaha" in sari.follow(sari.fill(LIST)).text


def test_only_markets_that_are_offered(sari: Reader, cast: Cast) -> None:
    for market in (str(cast.market["budi"]), "0", "999999", "x", "", None):
        refused = sari.fill(LIST, market=market)
        assert refused.status == 422, market
        assert refused.soup.select_one(".err") is not None
    assert files(sari.get(LIST)) == []


def test_the_neighbour_has_his_own_list(
    sari: Reader, budi: Reader, rina: Reader, seal: Seal
) -> None:
    seal()
    (path,) = files(sari.get(LIST))
    assert files(budi.get(LIST)) == []
    assert budi.get(path).status == 404
    assert rina.get(path).status == 404
    assert sari.get(f"{LIST}/999999.pdf").status == 404
    assert "Joko" not in sari.get(LIST).text


def test_officer_admin_and_visitor_may_not(
    dewi: Reader, admin: Reader, visitor: Reader, seal: Seal
) -> None:
    seal()
    for path in (LIST, f"{LIST}/1.pdf"):
        assert dewi.get(path).status == 403
        assert admin.get(path).status == 403
        assert visitor.get(path).location == f"/masuk?next={path}"


def test_the_list_goes_on_after_25(sari: Reader, leading: Any, cast: Cast) -> None:
    own, market = cast.association["sari"], cast.market["sari"]
    with leading() as by:
        roll = reads.roll(
            db.session(), association_id=own, market_id=market, now=by.at, today=TODAY
        )
        for _ in range(27):
            code = actions.new_code()
            actions.seal(roll, b"%PDF", by, code=code, market_id=market, once=None)
    first = sari.get(LIST)
    assert len(files(first)) == 25
    more = str(first.soup.select_one("#sealed_rows a")["href"])
    assert len(files(sari.get(more))) == 2
    rest = sari.get(more, part="sealed_rows")
    assert len(files(rest)) == 2
    assert rest.soup.find("html") is None
    assert not set(files(first)) & set(files(rest))


def test_what_is_kept_is_unreadable_in_the_database(leading: Any, seal: Seal) -> None:
    _address, pdf = seal()
    with leading():
        kept = db.session.scalars(sa.select(SealedRoster)).one()
        for sealed in (kept.text_sealed, kept.pdf_sealed):
            assert b"Tono" not in sealed
            assert b"PDF" not in sealed
        assert kept.pdf_hash == hashlib.sha256(pdf).digest()
        assert reads.opened(kept).rows[0].name == "Tono Wibowo"


def test_more_leads_there(sari: Reader) -> None:
    for path in ("/lainnya", "/anggota"):
        assert sari.get(path).soup.find("a", href=LIST) is not None
