"""/anggota/pilih: ticks that survive, one action, one confirmation, once."""

from typing import Any

import pytest
from flask import Flask

from tests.infra.cast import Cast
from tests.infra.client import Reader, Seen, fields
from tests.infra.paper import page_count, read_aloud
from tests.roster.bulk.many import imported
from tests.roster.bulk.test_undo import finished, undone

PICK = "/anggota/pilih"
KEEP = "/anggota/pilih/lanjut"


def ticked(seen: Seen) -> list[str]:
    """Give the ids that are ticked."""
    return [box["value"] for box in seen.soup.select("[name=member][checked]")]


def pressed(reader: Reader, seen: Seen, to: str = PICK, *, part: str = "", **typed: Any) -> Seen:
    """Send the page's one form to where a button sends it."""
    data = fields(seen.form(PICK)) | typed
    return reader.post(
        to, {name: value for name, value in data.items() if value is not None}, part=part
    )


def chosen(reader: Reader, *ids: int, address: str = PICK) -> Seen:
    """Tick members and go on."""
    return reader.follow(
        pressed(reader, reader.get(address), KEEP, member=[str(one) for one in ids])
    )


def decided(reader: Reader, page: Seen, action: str, **typed: str) -> Seen:
    """Take one of the actions of a page, as its own little form sends it; gives the
    confirmation."""
    where = page.response.request.path
    form = next(
        one
        for one in page.soup.find_all("form", action=where)
        if one.find("input", attrs={"name": "action"})["value"] == action
    )
    seen = reader.post(where, fields(form) | typed)
    return reader.follow(seen) if seen.status == 303 else seen


def confirmed(reader: Reader, page: Seen) -> Seen:
    """Confirm, and let it run to its end."""
    return finished(reader, reader.follow(reader.submit(page, page.response.request.path)))


def test_ticks_survive_more_rows_and_a_search_without_javascript(
    app: Flask, sari: Reader, cast: Cast
) -> None:
    _batch, ids = imported(app, cast, 40)
    first = sari.get("/anggota").soup.find("a", string="Pilih")["href"]
    seen = sari.get(str(first))
    assert len(seen.names()) == 25
    box = seen.soup.select_one("[data-member] [name=member]")["value"]
    more = seen.soup.select_one("#pick_rows button")
    seen = pressed(sari, seen, member=[box], after=more["value"])
    assert ticked(seen) == [box]
    assert len(seen.names()) == 21
    seen = pressed(sari, seen, member=[box, str(ids[-1])], q="tono")
    assert seen.names() == ["Tono Wibowo"]
    assert ticked(seen) == [box, str(ids[-1])]
    seen = pressed(sari, seen, member=[*ticked(seen), str(cast.member["Tono Wibowo"])], q="")
    assert set(ticked(seen)) == {box, str(ids[-1]), str(cast.member["Tono Wibowo"])}
    page = sari.follow(pressed(sari, seen, KEEP))
    assert page.figure("chosen") == 3
    assert "Tono Wibowo" in page.text
    assert "tono" not in page.response.request.path.lower()


def test_htmx_gets_rows_to_append_and_a_list_that_keeps_its_ticks(
    app: Flask, sari: Reader, cast: Cast
) -> None:
    imported(app, cast, 40)
    seen = sari.get(PICK)
    button = seen.soup.select_one("#pick_rows button")
    rows = sari.get(f"{button['hx-get']}?after={button['value']}", part="pick_rows")
    assert rows.soup.find("html") is None
    assert len(rows.names()) == 21
    found = pressed(sari, seen, part="pick_table", member=[str(cast.member["Suparno"])], q="tono")
    assert found.soup.find("html") is None
    assert ticked(found) == [str(cast.member["Suparno"])]
    assert found.names() == ["Tono Wibowo"]


def test_the_filter_of_the_roster_goes_along_and_all_of_it_is_one_tick(
    app: Flask, sari: Reader, cast: Cast
) -> None:
    imported(app, cast, 30)
    link = sari.get("/anggota?status=aktif").soup.find("a", string="Pilih")["href"]
    seen = sari.get(str(link))
    assert seen.names() == ["Suparno", "Tono Wibowo"]
    assert "Semua hasil saringan (2 orang)" in seen.text
    page = sari.follow(pressed(sari, seen, KEEP, all="1"))
    assert page.figure("chosen") == 2
    page = sari.follow(pressed(sari, sari.get(PICK), KEEP, all="1", q="impor"))
    assert page.figure("chosen") == 30
    assert "dan 25 lagi" in page.text


def test_nothing_ticked_is_said(sari: Reader) -> None:
    seen = pressed(sari, sari.get(PICK), KEEP)
    assert seen.status == 422
    assert "Belum ada yang dicentang" in seen.text


def test_sent_for_registration_says_who_cannot_and_why(sari: Reader, cast: Cast) -> None:
    names = ("Budi Santoso", "Sri Lestari", "Tono Wibowo")
    page = decided(
        sari, chosen(sari, *(cast.member[one] for one in names)), "sent", sent_on="2026-11-20"
    )
    assert (
        "1 orang ditandai sudah dikirim untuk didaftarkan pada 20 November 2026. Budi Santoso"
        in page.text
    )
    assert page.figure("incomplete") == 1
    assert "1 belum ada NIK Sri Lestari" in page.text
    assert "1 sudah terdaftar Tono Wibowo" in page.text
    seen = confirmed(sari, page)
    assert (seen.figure("changed"), seen.figure("kept")) == (1, 2)
    assert sari.get("/anggota?q=santoso").status_of(cast.member["Budi Santoso"]) == "sent"
    undone(sari, int(seen.response.request.path.rpartition("/")[2]))
    assert sari.get("/anggota?q=santoso").status_of(cast.member["Budi Santoso"]) == "ready"


def test_block_and_market_of_their_stalls(app: Flask, sari: Reader, cast: Cast) -> None:
    _batch, (bare,) = imported(app, cast, 1)
    suparno = cast.member["Suparno"]
    page = decided(
        sari, chosen(sari, suparno, bare), "stall", stall_market=str(cast.market["budi"])
    )
    assert "Tempat usaha 1 orang diubah menjadi: Pasar Gede." in page.text
    assert "1 belum ada tempat usaha Impor 0000" in page.text
    confirmed(sari, page)
    assert "Los B-2 Pasar Gede" in sari.get(f"/anggota/{suparno}").text
    seen = confirmed(sari, decided(sari, chosen(sari, suparno, bare), "stall", stall_block="Z"))
    assert seen.figure("changed") == 2
    assert sari.get("/anggota?q=z2").names() == ["Suparno"]
    undone(sari, int(seen.response.request.path.rpartition("/")[2]))
    assert sari.get("/anggota?q=z2").names() == []


def test_leave_and_return(sari: Reader, cast: Cast) -> None:
    ids = [cast.member[one] for one in ("Suparno", "Ngatiyem")]
    page = decided(sari, chosen(sari, *ids), "leave", left_reason="stopped", left_on="2026-11-01")
    assert (
        "2 orang keluar dari daftar per 1 November 2026: berhenti berdagang. Ngatiyem, Suparno."
        in page.text
    )
    assert confirmed(sari, page).figure("changed") == 2
    assert sari.get("/anggota").figure("members") == 4
    gone = sari.get("/anggota/keluar")
    assert gone.names() == ["Ngatiyem", "Suparno"]
    assert "Berhenti berdagang" in gone.text
    assert sari.get("/anggota/keluar?q=supar", part="gone_table").names() == ["Suparno"]
    page = chosen(sari, ids[0], address=f"{PICK}?keluar=1")
    assert [one["value"] for one in page.soup.select("[name=action]")] == ["return"]
    page = decided(sari, page, "return")
    assert "1 orang kembali ke daftar. Suparno." in page.text
    assert confirmed(sari, page).figure("changed") == 1
    assert sari.get("/anggota/keluar").names() == ["Ngatiyem"]
    assert "Suparno" in sari.get("/anggota").names()


def test_a_confirmation_sent_twice_happens_once(sari: Reader, cast: Cast) -> None:
    page = decided(
        sari,
        chosen(sari, cast.member["Suparno"]),
        "leave",
        left_reason="died",
        left_on="2026-11-01",
    )
    where = page.response.request.path
    first, second = (sari.submit(page, where).location for _ in range(2))
    assert first == second
    assert sari.get("/anggota/perubahan").text.count("Dikeluarkan dari daftar") == 1


def test_what_was_decided_otherwise_meanwhile_is_shown_again(sari: Reader, cast: Cast) -> None:
    page = chosen(sari, cast.member["Budi Santoso"])
    asked = decided(sari, page, "sent", sent_on="2026-11-01")
    decided(sari, page, "leave", left_reason="died", left_on="2026-11-01")
    seen = sari.submit(asked, asked.response.request.path)
    assert "keluar dari daftar" in sari.follow(seen).text
    assert "Budi Santoso" in sari.get("/anggota").names()


@pytest.mark.parametrize(
    ("action", "typed", "said"),
    [
        ("sent", {"sent_on": ""}, "Tulis tanggalnya"),
        ("sent", {"sent_on": "2027-01-01"}, "Belum ada yang diubah"),
        ("sent", {"sent_on": "31/2/2026"}, "Belum ada yang diubah"),
        ("stall", {}, "Pilih pasar atau tulis bloknya"),
        ("stall", {"stall_market": "x"}, "Pilih pasar atau tulis bloknya"),
        ("stall", {"stall_block": "B" * 21}, "Paling banyak 20 huruf"),
        ("leave", {"left_reason": "undone"}, "Pilih alasannya dulu"),
        ("leave", {"left_reason": "died", "left_on": "besok"}, "Belum ada yang diubah"),
        ("move", {"to": "999"}, "Pilih paguyuban tujuannya"),
    ],
)
def test_invalid_input(
    sari: Reader, cast: Cast, action: str, typed: dict[str, str], said: str
) -> None:
    seen = decided(sari, chosen(sari, cast.member["Suparno"]), action, **typed)
    assert seen.status == 422
    assert said in seen.wrong


def test_an_unknown_action_and_one_not_decided(sari: Reader, cast: Cast) -> None:
    page = chosen(sari, cast.member["Suparno"])
    where = page.response.request.path
    token = fields(page.soup.find("form", action=where))["csrf_token"]
    assert sari.post(where, {"csrf_token": token, "action": "undo"}).status == 422
    assert sari.get(f"{where}/yakin").status == 404


def _printed(sari: Reader, seen: Seen) -> None:
    """Print the part that a page shows: 16 cards; a part behind the last is an empty page."""
    pdf = str(seen.soup.select_one("[data-print]")["href"])  # type: ignore[index]
    made = sari.client.get(pdf).data
    assert (read_aloud(made).count("Figure"), page_count(made)) == (16, 2)
    assert page_count(sari.client.get(pdf.replace("=2", "=99")).data) == 1


def test_cards_on_paper(app: Flask, sari: Reader, cast: Cast) -> None:
    imported(app, cast, 60)
    page = sari.follow(pressed(sari, sari.get(PICK), KEEP, all="1"))
    seen = decided(sari, page, "cards")
    assert len(seen.soup.select(".small-card svg")) == 50
    assert len(seen.soup.select(".sheet")) == 7
    rest = sari.get(seen.response.request.path + "?halaman=2")
    assert len(rest.soup.select(".small-card")) == 16
    assert "DEM0-T0N0" in rest.text
    assert "3372" not in seen.text + rest.text
    assert sari.get(seen.response.request.path + "?halaman=99").status == 200
    _printed(sari, rest)


def test_a_neighbours_member_cannot_be_chosen(sari: Reader, budi: Reader, cast: Cast) -> None:
    assert budi.get(PICK).names() == ["Joko Santoso"]
    page = chosen(budi, cast.member["Tono Wibowo"], cast.member["Joko Santoso"])
    assert page.figure("chosen") == 1
    assert "Tono" not in page.text
    where = page.response.request.path
    assert [sari.get(where + end).status for end in ("", "/yakin", "/kartu")] == [404, 404, 404]
    token = fields(sari.get(PICK).form(PICK))["csrf_token"]
    assert sari.post(where, {"csrf_token": token, "action": "cards"}).status == 404
    assert sari.post(f"{where}/yakin", {"csrf_token": token}).status == 404


@pytest.mark.parametrize(
    "path", [PICK, f"{PICK}/1", f"{PICK}/1/yakin", f"{PICK}/1/kartu", "/anggota/keluar"]
)
def test_officer_admin_and_visitor(dewi: Reader, admin: Reader, visitor: Reader, path: str) -> None:
    assert (dewi.get(path).status, admin.get(path).status) == (403, 403)
    assert visitor.get(path).location == f"/masuk?next={path}"
