"""/kegiatan/<id>/tunda, /batal and /kabari: another time or the end of an event reaches those who
said yes."""

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.conftest import Clock
from tests.infra.client import Reader, Seen
from tests.meetings.events.conftest import Hold
from tests.meetings.rsvp.conftest import Answer

SUPARNO, STRANGER = "0812 2600 4285", "0857 1111 2222"


def postpone(
    sari: Reader, event: int, starts_at: str = "1 Desember 2026 10.00", reason: str = "Aula dipakai"
) -> Seen:
    return sari.fill(f"/kegiatan/{event}/tunda", starts_at=starts_at, reason=reason)


def cancel(sari: Reader, event: int, why: str = "Narasumber sakit") -> Seen:
    return sari.fill(f"/kegiatan/{event}/tunda", f"/kegiatan/{event}/batal", why=why)


def letters(seen: Seen) -> list[str]:
    links = [str(link["href"]) for link in seen.soup.select("a[href^='https://wa.me/']")]
    return [parse_qs(urlsplit(link).query)["text"][0] for link in links]


def test_postponed_reaches_those_who_said_yes(
    sari: Reader, visitor: Reader, event: int, answer: Answer, code_of, clock: Clock
) -> None:
    answer(event, name="Suparno", phone=SUPARNO)
    clock.tick(minutes=5)
    assert "belum dikabari" not in sari.get(f"/kegiatan/{event}").text
    seen = sari.follow(postpone(sari, event))
    assert "1 orang yang bilang akan datang belum dikabari." in seen.text
    public = visitor.get(f"/e/{code_of(event)}").text
    assert "DITUNDA ke Selasa, 1 Desember 2026, 10.00 WIB" in public
    assert "Aula dipakai" in public
    telling = sari.get(f"/kegiatan/{event}/kabari")
    (letter,) = letters(telling)
    for words in (
        "Bapak/Ibu Suparno",
        "DITUNDA",
        "Semula: Selasa, 24 November 2026",
        "1 Desember 2026",
        "Aula dipakai",
    ):
        assert words in letter
    action = str(telling.soup.select_one("[data-guest] form")["action"])  # type: ignore[index]
    assert sari.follow(sari.submit(telling, action)).figure("untold") == 0
    clock.tick(minutes=5)
    assert "belum dikabari" not in sari.get(f"/kegiatan/{event}").text
    postpone(sari, event, "2 Desember 2026 10.00")
    assert sari.get(f"/kegiatan/{event}/kabari").figure("untold") == 1  # once more


def test_who_says_yes_afterwards_need_not_be_told(
    sari: Reader, event: int, answer: Answer, clock: Clock
) -> None:
    postpone(sari, event)
    clock.tick(minutes=5)
    answer(event, name="Tamu", phone=STRANGER)
    assert sari.get(f"/kegiatan/{event}/kabari").figure("untold") == 0


def test_cancelled_says_so_everywhere(
    sari: Reader, visitor: Reader, event: int, answer: Answer, code_of, clock: Clock
) -> None:
    answer(event, name="Suparno", phone=SUPARNO)
    clock.tick(minutes=5)
    assert "DIBATALKAN" in sari.follow(cancel(sari, event)).text
    public = visitor.get(f"/e/{code_of(event)}")
    assert "DIBATALKAN Tidak perlu datang. Alasan: Narasumber sakit" in public.text
    assert not public.soup.select("form")
    assert "DIBATALKAN" in letters(sari.get(f"/kegiatan/{event}/kabari"))[0]
    assert "Dibatalkan" in sari.get("/kegiatan").text
    assert "STATUS:CANCELLED" in visitor.client.get(f"/e/{code_of(event)}.ics").text
    postpone(sari, event)  # and it takes place after all, later
    assert "STATUS:CONFIRMED" in visitor.client.get(f"/e/{code_of(event)}.ics").text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"starts_at": ""}, "Bagian ini harus diisi."),
        ({"starts_at": "besok"}, "“besok”"),
        ({"starts_at": "20 November 2026 10.00"}, "Waktu baru ini sudah lewat."),
        ({"starts_at": "2026-11-24T13:00"}, "Waktu baru sama dengan waktu lama."),
    ],
)
def test_a_wrong_time_is_refused_and_kept(
    sari: Reader, event: int, typed: dict[str, str], said: str
) -> None:
    refused = postpone(sari, event, **typed)
    assert (refused.status, said in refused.wrong) == (422, True)
    assert refused.soup.select_one("[name=starts_at]")["value"] == typed["starts_at"]


def test_a_reason_is_needed_and_a_past_event_stays(sari: Reader, event: int, hold: Hold) -> None:
    assert cancel(sari, event, why=" ").status == 422
    over = cancel(sari, hold(hours=-40))
    assert (over.status, "sudah lewat" in over.text) == (422, True)


def test_strangers(budi: Reader, dewi: Reader, visitor: Reader, event: int) -> None:
    for path in (f"/kegiatan/{event}/tunda", f"/kegiatan/{event}/kabari"):
        assert [who.get(path).status for who in (budi, dewi, visitor)] == [404, 403, 303]


def test_marks_of_whatsapp_in_a_title_stay_signs(
    sari: Reader, event: int, answer: Answer, clock: Clock
) -> None:
    answer(event, name="Su_par_no", phone=SUPARNO)
    clock.tick(minutes=5)
    sari.fill(f"/kegiatan/{event}/ubah", title="Rapat *penting* ~gratis", place="Aula *A*")
    told = letters(sari.get(f"/kegiatan/{event}/kabari"))
    share = [one for one in letters(sari.get(f"/kegiatan/{event}")) if "mengundang" in one]
    for letter in (*told, *share):
        assert letter.count("*") == 2
        assert "*Rapat ∗penting∗ ∼gratis*" in letter
    assert told
    assert share
