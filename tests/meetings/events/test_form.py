"""/kegiatan/baru and /kegiatan/<id>/ubah: the event form."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask

from association.database import db
from association.ledger.audit.models import AuditEntry
from association.meetings.events.forms import parse_moment
from association.rules.house.errors import RuleError
from tests.infra.cast import Cast
from tests.infra.client import Reader, fields
from tests.meetings.events.conftest import TOLD, Hold
from tests.meetings.events.test_list import titles

NEW = "/kegiatan/baru"
ONE_O_CLOCK = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)


def test_makes_an_event_and_offers_to_share_it(sari: Reader) -> None:
    seen = sari.follow(sari.fill(NEW, **TOLD))
    for text in (
        "tersimpan",
        TOLD["title"],
        "Selasa, 24 November 2026 · 13.00 WIB",
        TOLD["place"],
        "Sosialisasi",
        "Bawa KTP",
        "WhatsApp",
    ):
        assert text in seen.text, text
    assert titles(sari.get("/kegiatan")) == [TOLD["title"]]


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "2026-11-24T13:00",
            "2026-11-24T13:00:00",
            "2026-11-24 13:00",
            "24 November 2026 13.00",
            "24 november 2026, 13:00",
        ),
        *(
            "Selasa, 24 November 2026 · 13.00 WIB",
            "24/11/2026 13.00",
            "24-11-2026 pukul 13.00 WIB",
            "24 Nov 2026 jam 13",
            "24/11/26 13.00",
        ),
    ],
)
def test_reads_day_and_time_as_picked_or_typed(typed: str) -> None:
    assert parse_moment(typed, today=date(2026, 11, 22)) == ONE_O_CLOCK


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("24 November 2026", "Jamnya belum ada"),
        ("2026-11-24", "Jamnya belum ada"),
        ("24 November 26", "Jamnya belum ada"),
        ("13.00", "tidak bisa dibaca"),
        ("besok jam 1", "tidak bisa dibaca"),
        ("31 November 2026 13.00", "tidak ada"),
        ("24 November 2026 24.00", "Jam 24.00 tidak ada"),
        ("24 November 2026 13.75", "Jam 13.75 tidak ada"),
        ("24 November 2062 13.00", "Tahun 2062 terlalu jauh"),
        ("9" * 60, "tidak bisa dibaca"),
    ],
)
def test_says_what_is_wrong_with_day_or_time(typed: str, said: str) -> None:
    with pytest.raises(RuleError, match=said):
        parse_moment(typed, today=date(2026, 11, 22))


def test_a_typed_start_is_kept_to_the_minute(sari: Reader) -> None:
    assert (
        "Rabu, 25 November 2026 · 00.05 WIB"
        in sari.follow(sari.fill(NEW, **(TOLD | {"starts_at": "25 November 2026 00.05"}))).text
    )


def test_only_the_note_may_be_empty(sari: Reader) -> None:
    assert sari.fill(NEW, **(TOLD | {"note": ""})).status == 303
    assert sari.fill(NEW, **(TOLD | {"note": None, "kind": None})).status == 303


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"title": ""}, "Bagian ini harus diisi."),
        ({"title": "   "}, "Bagian ini harus diisi."),
        ({"title": "\u200b"}, "Bagian ini harus diisi."),
        ({"title": "x" * 81}, "paling banyak 80"),
        ({"kind": "konser"}, "Pilih salah satu dari daftar."),
        ({"starts_at": ""}, "Bagian ini harus diisi."),
        ({"starts_at": "24 November 2026"}, "Jamnya belum ada"),
        ({"starts_at": "24 November 2026 25.00"}, "Jam 25.00 tidak ada"),
        ({"starts_at": "habis Lebaran"}, "tidak bisa dibaca"),
        ({"place": ""}, "Bagian ini harus diisi."),
        ({"place": "x" * 81}, "paling banyak 80"),
        ({"note": "x" * 301}, "paling banyak 300"),
    ],
)
def test_a_wrong_field_gets_a_sentence_and_keeps_what_was_typed(
    sari: Reader, typed: dict[str, str], sentence: str
) -> None:
    refused = sari.fill(NEW, **(TOLD | typed))
    assert refused.status == 422
    assert sentence in refused.wrong
    assert "Belum tersimpan" in refused.text
    kept = fields(refused.form(NEW))
    for name in (TOLD | typed).keys() - {"kind"}:
        assert kept[name].removeprefix("\r\n") == (TOLD | typed)[name], name
    assert titles(sari.get("/kegiatan")) == []


def test_text_that_a_date_picker_cannot_show_stays_in_a_text_field(sari: Reader) -> None:
    def kind_of_input(starts_at: str) -> str:
        refused = sari.fill(NEW, **(TOLD | {"title": "", "starts_at": starts_at}))
        return str(refused.soup.find("input", attrs={"name": "starts_at"})["type"])

    assert kind_of_input("2026-11-24T13:00") == "datetime-local"
    assert kind_of_input("24 November 2026 13.00") == "text"
    assert kind_of_input("habis Lebaran") == "text"


def test_what_a_database_cannot_hold_is_dropped(sari: Reader) -> None:
    seen = sari.follow(
        sari.fill(NEW, **(TOLD | {"title": "Rapat\x00 besar", "note": "satu\x00\r\n\r\ndua"}))
    )
    assert seen.soup.h1.get_text() == "Rapat besar"


def test_ten_taps_save_once(sari: Reader) -> None:
    page = sari.get(NEW)
    first = sari.submit(page, NEW, **TOLD)
    again = [sari.submit(page, NEW, **TOLD) for _ in range(9)]
    assert {one.location for one in again} == {first.location}
    assert titles(sari.get("/kegiatan")) == [TOLD["title"]]
    assert (
        sari.submit(page, NEW, **(TOLD | {"title": "Another body under the same key"})).status
        == 422
    )


def test_edit_shows_what_is_saved_and_changes_it(sari: Reader) -> None:
    detail = sari.fill(NEW, **TOLD).location
    path = f"{detail}/ubah"
    page = sari.get(path)
    shown = fields(page.form(path))
    assert {name: shown[name].removeprefix("\r\n") for name in TOLD} == TOLD
    seen = sari.follow(
        sari.submit(page, path, place="Halaman pasar", starts_at="25/11/2026 09.30", kind="rapat")
    )
    for text in (
        "Perubahan tersimpan.",
        "Halaman pasar",
        "Rabu, 25 November 2026 · 09.30 WIB",
        "Rapat",
    ):
        assert text in seen.text, text
    assert TOLD["title"] in seen.text


def test_an_invalid_edit_keeps_what_was_typed_and_changes_nothing(sari: Reader, event: int) -> None:
    path = f"/kegiatan/{event}/ubah"
    refused = sari.fill(path, title="Judul baru", starts_at="kapan-kapan")
    assert refused.status == 422
    assert fields(refused.form(path))["title"] == "Judul baru"
    assert "Judul baru" not in sari.get(f"/kegiatan/{event}").text


def test_two_leaders_editing_one_event_the_second_decides(sari: Reader, event: int) -> None:
    path = f"/kegiatan/{event}/ubah"
    first, second = sari.get(path), sari.get(path)
    assert (
        sari.submit(first, path, starts_at="25 November 2026 09.00", note="Bawa KTP").status == 303
    )
    conflict = sari.submit(second, path, place="Halaman pasar")
    assert conflict.status == 409
    assert "BELUM tersimpan" in conflict.text
    assert "Baru saja disimpan orang lain: 25 November 2026 09.00" in conflict.text
    assert "Baru saja disimpan orang lain: Bawa KTP" in conflict.text
    assert "Aula" not in sari.get(path).form(path).find("select").get_text()
    assert "Halaman pasar" not in sari.get(f"/kegiatan/{event}").text
    assert sari.submit(conflict, path, starts_at="2026-11-25T09:00").status == 303
    seen = sari.get(f"/kegiatan/{event}")
    assert "Halaman pasar" in seen.text
    assert "09.00 WIB" in seen.text
    assert "Bawa KTP" not in seen.text


def test_the_same_edit_twice_is_no_conflict(sari: Reader, event: int) -> None:
    path = f"/kegiatan/{event}/ubah"
    page = sari.get(path)
    assert [sari.submit(page, path, place="Halaman pasar").status for _ in range(2)] == [303, 303]


def test_changes_are_logged_by_field_name_only(app: Flask, sari: Reader, cast: Cast) -> None:
    detail = sari.fill(NEW, **TOLD).location
    sari.fill(f"{detail}/ubah", place="Halaman pasar")
    subject = f"event:{detail.rpartition('/')[2]}"
    with app.app_context():
        entries = (
            db.session.query(AuditEntry).filter_by(subject=subject).order_by(AuditEntry.id).all()
        )
        assert [(entry.what, entry.account_id, entry.details) for entry in entries] == [
            ("create event", cast.account["sari"], {}),
            ("edit event", cast.account["sari"], {"fields": ["place"]}),
        ]


def test_the_neighbour_is_absent(
    sari: Reader, budi: Reader, rina: Reader, event: int, hold: Hold
) -> None:
    path, own = f"/kegiatan/{event}/ubah", hold("Rapat Gede", leader="budi")
    sent = fields(budi.get(f"/kegiatan/{own}/ubah").form(f"/kegiatan/{own}/ubah")) | {
        "title": "Milik Budi"
    }
    for answer in (budi.get(path), rina.get(path), budi.post(path, sent)):
        assert answer.status == 404
        assert TOLD["title"] not in answer.text
    assert TOLD["title"] in sari.get(f"/kegiatan/{event}").text


def test_officer_and_visitor_may_not(
    sari: Reader, dewi: Reader, visitor: Reader, event: int
) -> None:
    for path in (NEW, f"/kegiatan/{event}/ubah"):
        assert dewi.get(path).status == 403
        assert visitor.get(path).location == f"/masuk?next={path}"
        assert visitor.get(path, part="form").status == 401
    token = {
        "csrf_token": dewi.get("/lainnya").soup.find("input", attrs={"name": "csrf_token"})["value"]
    }
    assert dewi.post(NEW, token | TOLD).status == 403
