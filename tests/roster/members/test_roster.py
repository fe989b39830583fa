"""/anggota: the roster."""

import re

import pytest
import sqlalchemy as sa
from flask import Flask

from association import paging
from association.access.by import By
from association.access.fence import set_reach
from association.access.reach import Everywhere, OneAssociation
from association.database import db, write_tx
from association.roster.members import actions, indexing
from association.roster.members.models import Member
from association.roster.members.values import MemberValues
from association.territory.models import Market
from tests.infra.cast import NOW, Cast
from tests.infra.client import Reader
from tests.roster.imports.test_import_pages import save, upload

EVERYONE = ["Budi Santoso", "Ngatiyem", "Sri Lestari", "Suparno", "Tono Wibowo", "Wagiyem"]


def many(app: Flask, cast: Cast, names: list[str]) -> None:
    """Put more members on Sari's roster."""
    with app.app_context():
        set_reach(
            db.session(), OneAssociation(cast.association["sari"], cast.city["Kota Surakarta"])
        )
        by = By(account_id=cast.account["sari"], association_id=cast.association["sari"], at=NOW)
        for name in names:
            actions.enrol(
                MemberValues(name=name), by, city_id=cast.city["Kota Surakarta"], once=None
            )


def test_a_leader_sees_their_roster_by_name_with_each_status(sari: Reader, cast: Cast) -> None:
    seen = sari.get("/anggota")
    assert seen.names() == EVERYONE
    assert {name: seen.status_of(cast.member[name]) for name in EVERYONE} == {
        "Budi Santoso": "ready",
        "Ngatiyem": "arrears",
        "Sri Lestari": "candidate",
        "Suparno": "active",
        "Tono Wibowo": "active",
        "Wagiyem": "inactive",
    }
    assert "Habis 30 Nov" in seen.text
    assert "s.d. 31 Des" in seen.text
    assert "Menunggak 2 bln" in seen.text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ton", ["Tono Wibowo"]),
        ("TONO wib", ["Tono Wibowo"]),
        ("sa", ["Budi Santoso"]),  # two letters: where a word begins
        ("to", ["Tono Wibowo"]),
        ("anto", ["Budi Santoso"]),
        ("b-3", ["Ngatiyem"]),
        ("B3", ["Ngatiyem"]),
        ("B03", ["Ngatiyem"]),
        ("B 003", ["Ngatiyem"]),
        ("0002", ["Suparno"]),
        ("%", []),
        ("_", []),
        ("zzz", []),
        ("", EVERYONE),
    ],
)
def test_search_finds_by_name_stall_and_last_four_digits_of_the_nik(
    sari: Reader, query: str, found: list[str]
) -> None:
    seen = sari.get("/anggota", query_string={"q": query})
    if query in ("%", "_"):  # no letters: nothing to search for
        assert seen.names() in ([], EVERYONE)
    else:
        assert seen.names() == found


@pytest.mark.parametrize(
    ("status", "found"),
    [
        ("aktif", ["Suparno", "Tono Wibowo"]),
        ("habis", ["Suparno"]),
        ("menunggak", ["Ngatiyem"]),
        ("nonaktif", ["Wagiyem"]),
        ("belum", ["Budi Santoso", "Sri Lestari"]),  # an old link: both of the next two
        ("belum-bisa", ["Sri Lestari"]),
        ("bisa-dikirim", ["Budi Santoso"]),
        ("proses", []),
        ("jatuh-tempo", []),
        ("no-such-status", EVERYONE),
    ],
)
def test_filter_by_status(sari: Reader, status: str, found: list[str]) -> None:
    assert sari.get(f"/anggota?status={status}").names() == found


def test_each_filter_shows_its_count(sari: Reader) -> None:
    shown = {
        a.get_text(" ", strip=True).replace("\xa0", " ")
        for a in sari.get("/anggota").soup.select("form + .pick a")
    }
    assert shown == {
        "Saring…",
        "Semua 6",
        "Aktif 2",
        "Habis bulan ini 1",
        "Menunggak 1",
        "Nonaktif 1",
        "Belum bisa dikirim 1",
        "Bisa dikirim 1",
    }


def test_more_rows_come_after_25_without_gap_or_repeat(
    app: Flask, sari: Reader, cast: Cast
) -> None:
    many(app, cast, [f"Anggota {n:02}" for n in range(40)] + ["Anggota 07"])
    seen, names = sari.get("/anggota"), []
    for _ in range(5):
        names += seen.names()
        more = seen.soup.select_one("#member_rows a")
        if more is None:
            break
        seen = sari.get(str(more["href"]), part="member_rows")
        assert seen.soup.find("html") is None
    assert names == sorted(names)
    assert len(names) == 47


def test_a_lost_cursor_starts_again_instead_of_failing(sari: Reader, cast: Cast) -> None:
    assert sari.get(f"/anggota?after={cast.member['Joko Santoso']}").names() == EVERYONE
    assert sari.get("/anggota?after=9223372036854775808&pasar=x").status == 200


def test_htmx_gets_the_list_alone_and_says_so_to_caches(sari: Reader) -> None:
    seen = sari.get("/anggota?q=tono", part="member_table")
    assert seen.soup.find("html") is None
    assert seen.soup.find(id="member_table") is not None
    assert seen.names() == ["Tono Wibowo"]
    assert {"HX-Request", "HX-Target"} <= set(re.split(r",\s*", seen.response.headers["Vary"]))
    assert (
        seen.response.headers["Content-Security-Policy"]
        == "default-src 'none'; frame-ancestors 'none'"
    )


def test_the_neighbour_is_absent(budi: Reader, rina: Reader) -> None:
    assert budi.get("/anggota").names() == ["Joko Santoso"]
    assert budi.get("/anggota?q=tono").names() == []
    assert rina.get("/anggota").names() == ["Darmi"]


def test_officer_admin_and_visitor_see_no_roster(
    dewi: Reader, admin: Reader, visitor: Reader
) -> None:
    assert dewi.get("/anggota").status == 403
    assert admin.get("/anggota").status == 403
    assert visitor.get("/anggota").location == "/masuk?next=/anggota"
    assert visitor.get("/anggota", part="member_table").status == 401


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("soeparno", ["Suparno"]),  # as it sounds
        ("Bu Ngatijem", ["Ngatiyem"]),
        ("suprano", ["Suparno"]),  # one slip
        ("wagyiem", ["Wagiyem"]),
        ("tono wibwo", ["Tono Wibowo"]),
        ("lestarri", ["Sri Lestari"]),
        ("0812-2600-4285", ["Suparno"]),  # the whole phone number, however it is written
        ("+62 812 26004285", ["Suparno"]),
        ("081226000099", []),
        ("zzzzz", []),
        ("suprano b-2", ["Suparno"]),
    ],
)
def test_search_forgives(sari: Reader, query: str, found: list[str]) -> None:
    assert sari.get("/anggota", query_string={"q": query}).names() == found


def test_a_slip_shows_three_at_most_and_says_so(app: Flask, sari: Reader, cast: Cast) -> None:
    many(app, cast, ["Sumarni", "Sumarno", "Sumardi", "Sumarsi", "Sumartii"])
    seen = sari.get("/anggota?q=sumrani")
    assert "Mungkin maksud Anda" in seen.text
    assert 1 <= len(seen.names()) <= 3
    assert seen.names()[0] == "Sumarni"


def test_the_name_people_use_in_the_market_is_found(app: Flask, sari: Reader, cast: Cast) -> None:
    with app.app_context():
        set_reach(
            db.session(), OneAssociation(cast.association["sari"], cast.city["Kota Surakarta"])
        )
        by = By(account_id=cast.account["sari"], association_id=cast.association["sari"], at=NOW)
        values = MemberValues(name="Sulastri", known_as="Bu Gendis")
        actions.enrol(values, by, city_id=cast.city["Kota Surakarta"], once=None)
    assert sari.get("/anggota?q=gendis").names() == ["Sulastri"]
    assert sari.get("/anggota?q=gendiss").names() == ["Sulastri"]


def test_the_last_four_of_a_phone(app: Flask, sari: Reader) -> None:
    assert "Ngatiyem" in sari.get("/anggota?q=4393").names()


def test_old_rows_are_filled_once(app: Flask, sari: Reader, cast: Cast) -> None:
    with app.app_context():
        with write_tx() as tx:
            set_reach(tx.session, Everywhere())
            tx.session.execute(
                sa.update(Member).values(sound="", name_sound="", phone_index=None, phone_tail=None)
            )
            before = {one.id: one.version for one in tx.session.scalars(sa.select(Member))}
        assert (indexing.fill(), indexing.fill()) == (9, 0)
        with write_tx() as tx:
            set_reach(tx.session, Everywhere())
            assert {one.id: one.version for one in tx.session.scalars(sa.select(Member))} == before
        db.session.remove()
    assert sari.get("/anggota?q=soeparno").names() == ["Suparno"]
    assert sari.get("/anggota?q=081226004285").names() == ["Suparno"]


@pytest.mark.parametrize("query", ["kios c 8", "kios c8", "kios c 08", "c008", "kios 8"])
def test_a_stall_with_zeros_is_found_without_them(sari: Reader, query: str) -> None:
    save(sari, sari.follow(upload(sari, b"Nama;Kios\nGemi Tugiyo;C 08\n")))
    assert sari.get("/anggota", query_string={"q": query}).names() == ["Gemi Tugiyo"]


def test_names_that_begin_with_it_come_first_then_words_then_the_inside(
    app: Flask, sari: Reader, cast: Cast
) -> None:
    many(app, cast, ["Agus Susilo", "Bakso Masurti", "Sumarni", "Susilo Adi", "Adisusilo Jaya"])
    assert sari.get("/anggota?q=su").names() == ["Sumarni", "Suparno", "Susilo Adi", "Agus Susilo"]
    assert sari.get("/anggota?q=susilo").names() == ["Susilo Adi", "Agus Susilo", "Adisusilo Jaya"]
    assert sari.get("/anggota?q=sur").names() == ["Bakso Masurti"]


def test_a_search_goes_on_in_its_order(
    app: Flask, sari: Reader, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paging, "ROWS", 2)
    many(app, cast, [f"{name} {n}" for n in range(3) for name in ("Susi", "Ani Susi", "Masusi")])
    seen, names = sari.get("/anggota?q=sus"), []
    while True:
        names += seen.names()
        more = seen.soup.select_one("#member_rows a")
        if more is None:
            break
        seen = sari.get(str(more["href"]), part="member_rows")
    assert names == sorted(names, key=lambda name: (["S", "A", "M"].index(name[0]), name))
    assert len(names) == 9


def test_one_name_is_written_in_many_ways(app: Flask, sari: Reader, cast: Cast) -> None:
    abdul = ["Abdoel Rochman", "Abdurahman", "Abdurrahman"]
    others = ["Fransiskus Xaverius Adi", "Ign. Bowo", "Noer Hajati", "Siswanti", "St. Harjo"]
    many(app, cast, [*abdul, *others, "Sulistyowati"])
    for query, found in {
        "abdul rahman": abdul,
        "Abdurrahman": abdul,
        "rahman": abdul,
        "sulistyawati": ["Sulistyowati"],
        "fx": ["Fransiskus Xaverius Adi"],
        "FX. Adi": ["Fransiskus Xaverius Adi"],
        "stefanus": ["St. Harjo"],
        "siti harjo": ["St. Harjo"],
        "ignatius": ["Ign. Bowo"],
        "siswati": ["Siswanti"],
        "nurhayati": ["Noer Hajati"],
    }.items():
        assert sorted(sari.get("/anggota", query_string={"q": query}).names()) == found, query


def test_goods_and_the_other_name_of_a_market_are_found(
    app: Flask, sari: Reader, cast: Cast
) -> None:
    stall = {"stall_market": str(cast.market["sari"]), "stall_kind": "los", "stall_number": "9"}
    sari.fill("/anggota/baru", name="Karsono", commodity="Sayur dan bumbu", **stall)
    with app.app_context(), write_tx() as tx:
        set_reach(tx.session, Everywhere())
        tx.session.get_one(Market, cast.market["sari"]).aliases = ["Gemblegan", "Pasar Wage"]
    for query in ("sayur", "bumb", "karsono sayur"):
        assert sari.get(f"/anggota?q={query}").names() == ["Karsono"], query
    for query in ("gemblegan", "Gembl", "pasar wage", "wage"):
        assert "Karsono" in sari.get("/anggota", query_string={"q": query}).names(), query
    assert "Karsono" not in sari.get("/anggota?q=wag").names()
