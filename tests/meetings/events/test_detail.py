"""/kegiatan/<id>: one event and its invitation."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from association.meetings.events.models import Kind
from tests.infra.cast import ROSTER
from tests.infra.client import Reader
from tests.meetings.events.conftest import Come, Hold


def test_shows_what_when_where_and_how_many_came(sari: Reader, event: int, come: Come) -> None:
    seen = sari.get(f"/kegiatan/{event}")
    for text in (
        "Sosialisasi JKK dan JKM",
        "Selasa, 24 November 2026 · 13.00 WIB",
        "Aula Pasar Rejosari",
    ):
        assert text in seen.text, text
    assert seen.figure("attendance") == 0
    assert seen.soup.find("a", href=f"/kegiatan/{event}/hadir") is not None
    assert seen.soup.find("a", href=f"/kegiatan/{event}/ubah") is not None
    come(event, "Suparno")
    assert sari.get(f"/kegiatan/{event}").figure("attendance") == 1


def test_the_invitation_is_ready_for_whatsapp_and_to_copy(
    sari: Reader, event: int, code_of: Callable[[int], str]
) -> None:
    seen = sari.get(f"/kegiatan/{event}")
    link = urlsplit(str(seen.soup.select_one("a[href^='https://wa.me/']")["href"]))
    assert link.path == "/"
    text = parse_qs(link.query)["text"][0]
    for part in (
        "Bapak/Ibu",
        "Paguyuban Pasar Rejosari",
        "Sosialisasi JKK dan JKM",
        "Selasa, 24 November 2026",
        "13.00 WIB",
        "Aula Pasar Rejosari",
        f"http://localhost/e/{code_of(event)}",
        "Mohon hadir.",
    ):
        assert part in text, part
    assert not [name for name, *_ in (*ROSTER, ("Sari",)) if name in text]
    copied = seen.soup.find("textarea")
    assert copied.has_attr("readonly")
    assert copied.get_text().strip() == text


def test_letters_of_every_kind_survive_in_the_link(sari: Reader, hold: Hold) -> None:
    title = 'Tanya & jawab: 100% #JKK + "JKM" <b>é</b>?'
    seen = sari.get(f"/kegiatan/{hold(title)}")
    link = urlsplit(str(seen.soup.select_one("a[href^='https://wa.me/']")["href"]))
    assert title in parse_qs(link.query)["text"][0]
    assert seen.soup.h1.get_text() == title


def test_once_it_has_begun_attendance_is_the_first_thing_to_do(sari: Reader, hold: Hold) -> None:
    def first(event: int) -> str:
        return str(
            sari.get(f"/kegiatan/{event}").soup.select_one("a.btn.full:not(.alt)").get_text()
        )

    assert "WhatsApp" in first(hold(hours=5))
    assert "Catat hadir" in first(hold(hours=-1))


def test_every_kind_has_its_words(sari: Reader, hold: Hold) -> None:
    for kind, words in ((Kind.REGISTRATION, "Pendaftaran di tempat"), (Kind.ASSEMBLY, "Rapat")):
        assert words in sari.get(f"/kegiatan/{hold('Acara', kind=kind)}").text


def test_the_neighbour_and_others_get_nothing(
    sari: Reader, budi: Reader, rina: Reader, dewi: Reader, visitor: Reader, event: int
) -> None:
    path = f"/kegiatan/{event}"
    assert budi.get(path).status == 404
    assert rina.get(path).status == 404
    assert dewi.get(path).status == 403
    assert visitor.get(path).location == f"/masuk?next={path}"
    assert visitor.get(path, part="main").status == 401
    for lost in ("0", "999999", "9223372036854775808", "x"):
        assert sari.get(f"/kegiatan/{lost}").status == 404
