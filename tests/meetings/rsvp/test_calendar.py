"""The .ics file of one event, the secret address of all, copies and repeats, the poster."""

from flask import Flask

from tests.infra.cast import Cast
from tests.infra.client import Reader
from tests.infra.paper import read_aloud
from tests.meetings.events.conftest import TOLD, Hold


def lines(body: str) -> list[str]:
    return body.replace("\r\n ", "").split("\r\n")


def test_a_file_for_the_calendar(
    sari: Reader, visitor: Reader, budi: Reader, event: int, code_of
) -> None:
    for reader, path in ((sari, f"/kegiatan/{event}.ics"), (visitor, f"/e/{code_of(event)}.ics")):
        answer = reader.client.get(path)
        assert answer.content_type == "text/calendar; charset=utf-8"
        told = lines(answer.text)
        assert "DTSTART:20261124T060000Z" in told
        assert "LOCATION:Aula Pasar Rejosari" in told
        assert "STATUS:CONFIRMED" in told
        assert f"UID:{code_of(event)}@guyub" in told  # neither the host's nor the row's
    assert budi.client.get(f"/kegiatan/{event}.ics").status_code == 404


def test_each_change_grows_the_sequence(sari: Reader, event: int) -> None:
    def sequence() -> int:
        (line,) = [
            one
            for one in lines(sari.client.get(f"/kegiatan/{event}.ics").text)
            if one.startswith("SEQUENCE")
        ]
        return int(line.removeprefix("SEQUENCE:"))

    before = sequence()
    sari.fill(f"/kegiatan/{event}/tunda", starts_at="1 Desember 2026 10.00")
    assert sequence() > before


def test_a_secret_address_gives_all_events_until_it_is_renewed(
    sari: Reader, visitor: Reader, event: int
) -> None:
    assert sari.get("/kegiatan/kalender").soup.select_one("textarea") is None
    addresses = []
    for _ in range(2):
        seen = sari.follow(sari.fill("/kegiatan/kalender"))
        addresses.append("/" + seen.soup.select_one("textarea").get_text().split("/", 3)[3])
    assert [visitor.client.get(address).status_code for address in addresses] == [404, 200]
    body = visitor.client.get(addresses[1]).text
    assert "SUMMARY:Sosialisasi JKK dan JKM" in body
    for secret in ("Sari", "Suparno", "Tono"):
        assert secret not in body


def test_an_earlier_event_is_copied_to_the_next_such_weekday(sari: Reader, hold: Hold) -> None:
    seen = sari.get(f"/kegiatan/baru?dari={hold(hours=-40)}")  # Friday, 20 November, 08.30 WIB
    form = seen.form("/kegiatan/baru")
    assert form.select_one("#title")["value"] == TOLD["title"]  # type: ignore[index]
    assert form.select_one("#starts_at")["value"] == "2026-11-27T08:30"  # type: ignore[index]


def test_a_new_event_is_repeated(sari: Reader) -> None:
    sari.fill("/kegiatan/baru", **TOLD, every="minggu", times="2")
    text = sari.get("/kegiatan").text
    for day in ("24 November 2026", "1 Desember 2026", "8 Desember 2026"):
        assert day in text


def test_more_facts_stand_on_the_invitation(
    app: Flask, cast: Cast, sari: Reader, visitor: Reader
) -> None:
    seen = sari.follow(
        sari.fill("/kegiatan/baru", **TOLD, speaker="Hasan Fahmi", host="bpjs", capacity="60 orang")
    )
    code = str(seen.soup.select_one("a[href^='/e/']")["href"])  # type: ignore[index]
    public = visitor.get(code).text
    assert "Hasan Fahmi" in public
    assert "BPJS Ketenagakerjaan cabang Surakarta" in public
    assert "60" in public
    wrong = sari.fill("/kegiatan/baru", **TOLD, capacity="banyak")
    assert (wrong.status, "Tulis dengan angka, misalnya 60." in wrong.text) == (422, True)


def test_the_poster_says_it_big(sari: Reader, budi: Reader, event: int, code_of) -> None:
    seen = sari.get(f"/kegiatan/{event}/poster")
    assert seen.soup.select_one(".poster h1").get_text() == TOLD["title"]
    assert seen.soup.select_one(".poster .qr svg") is not None
    assert f"/e/{code_of(event)}" in seen.text
    assert budi.get(f"/kegiatan/{event}/poster").status == 404
    pdf = f"/kegiatan/{event}/poster.pdf"
    assert seen.soup.select_one("[data-print]")["href"] == pdf  # type: ignore[index]
    heard = read_aloud(sari.client.get(pdf).data)
    assert (heard.count("H1"), heard.count("Figure")) == (1, 1)
    assert budi.get(pdf).status == 404
