"""/anggota/kembar/<a>/<b>: two rows side by side, merged field by field or told apart."""

import pytest
from flask import Flask

from association.database import db, write_tx
from association.meetings.attendance import reads as attendance
from association.meetings.attendance.actions import mark
from association.meetings.events.actions import create
from association.meetings.events.models import Kind
from association.meetings.events.values import EventValues
from association.roster.duplicates.models import TwoPeople
from association.roster.history.kinds import BatchKind, ChangeKind
from association.roster.history.models import Batch, Change
from association.roster.members import actions as members
from association.roster.members.models import Member
from association.roster.members.reads import card_code
from association.roster.members.state import values_from
from association.rules.people.leaving import Leaving
from tests.infra.cast import NOW, TODAY, Cast, acting
from tests.infra.client import Reader


def _token(reader: Reader) -> dict[str, str]:
    """Give the CSRF token of somebody's session."""
    soup = (
        reader.follow(reader.get("/lainnya")).soup
        if reader.get("/lainnya").status == 303
        else reader.get("/lainnya").soup
    )
    return {"csrf_token": str(soup.select_one("input[name=csrf_token]")["value"])}


def test_merges_as_chosen_and_keeps_the_rest(
    app: Flask, sari: Reader, cast: Cast, twins: tuple[int, int]
) -> None:
    first, second = twins
    path = f"/anggota/kembar/{first}/{second}"
    seen = sari.get(path)
    assert "3372 •••• •••• 0011" in seen.text
    assert "3372995708700011" not in seen.text
    assert "Dilengkapi dari baris kedua: nama di pasar, catatan." in seen.text
    saved = sari.submit(seen, path, name="other", commodity="kept", stalls="both")
    assert (saved.status, saved.location) == (303, f"/anggota/{first}")
    with app.app_context():
        acting(cast, "sari")
        kept, other = db.session.get_one(Member, first), db.session.get_one(Member, second)
        assert (kept.name, kept.known_as, kept.commodity) == ("Suparmi Widjaja", "Bu Mi", "Sayur")
        assert (kept.nik, kept.note) == ("3372995708700011", "Tutup Jumat")
        assert [stall.label for stall in kept.stalls] == ["Los C-7", "Kios A-2"]
        assert (other.left_reason, other.merged_into_id) == (Leaving.MERGED, first)
        batch = db.session.query(Batch).one()
        assert (batch.kind, batch.rows) == (BatchKind.MERGE, 2)
    assert second not in [
        int(row["data-member"])
        for row in sari.get("/anggota?q=suparmi").soup.select("[data-member]")
    ]


def test_attendance_of_both_counts_once(
    app: Flask, sari: Reader, cast: Cast, twins: tuple[int, int]
) -> None:
    first, second = twins
    with app.app_context():
        by, city = acting(cast, "sari"), cast.city["Kota Surakarta"]
        values = EventValues(title="Sosialisasi", kind=Kind.AWARENESS, starts_at=NOW, place="Balai")
        both, one = (create(values, by, city_id=city, once=None) for _ in range(2))
        for event, member in ((both, first), (both, second), (one, second)):
            mark(event, member, by, present=True, today=TODAY, once=None)
    path = f"/anggota/kembar/{first}/{second}"
    sari.submit(sari.get(path), path)
    with app.app_context():
        by = acting(cast, "sari")
        assert attendance.attendances(db.session(), [both, one]) == {both: 1, one: 1}
        assert attendance.attendee(db.session(), one, first).present
        mark(one, first, by, present=False, today=TODAY, once=None)
        mark(both, first, by, present=False, today=TODAY, once=None)
        assert attendance.attendances(db.session(), [both, one]) == {}


def test_rows_merged_before_and_messengers_follow(
    app: Flask, sari: Reader, cast: Cast, twins: tuple[int, int]
) -> None:
    first, second = twins
    third, fourth = cast.member["Sri Lestari"], cast.member["Budi Santoso"]
    with app.app_context():
        by = acting(cast, "sari")
        with write_tx() as tx:
            for row, fields in (
                (fourth, {"messenger_id": second}),
                (first, {"messenger_id": second}),
            ):
                members.put(
                    tx.session, tx.session.get_one(Member, row), fields, by, kind=ChangeKind.EDIT
                )
    for pair in ((second, third), (first, third)):  # of two rows without a NIK the older one stays
        path = f"/anggota/kembar/{pair[0]}/{pair[1]}"
        assert sari.submit(sari.get(path), path).status == 303
    with app.app_context():
        acting(cast, "sari")
        rows = {row: db.session.get_one(Member, row) for row in (first, second, third, fourth)}
        assert (rows[fourth].messenger_id, rows[first].messenger_id) == (first, None)
        assert (rows[second].merged_into_id, rows[third].merged_into_id) == (first, first)
        assert [row for row in rows.values() if row.left_on is None] == [rows[first], rows[fourth]]


def test_the_row_with_contributions_stays(
    app: Flask, sari: Reader, cast: Cast, twins: tuple[int, int]
) -> None:
    _first, second = twins
    tono = cast.member["Tono Wibowo"]
    path = f"/anggota/kembar/{second}/{tono}"
    assert sari.submit(sari.get(path), path).location == f"/anggota/{tono}"
    assert "Terlindungi sampai 31 Desember 2026" in sari.get(f"/anggota/{tono}").text


def test_contributions_on_two_niks_are_never_merged(app: Flask, sari: Reader, cast: Cast) -> None:
    path = f"/anggota/kembar/{cast.member['Tono Wibowo']}/{cast.member['Suparno']}"
    seen = sari.get(path)
    assert "Keduanya punya NIK dan iuran sendiri" in seen.text
    assert not seen.soup.select(f"form[action='{path}']")
    sent = sari.post(path, _token(sari) | {"kept_version": "1", "other_version": "1"})
    assert sent.status == 422
    with app.app_context():
        acting(cast, "sari")
        assert db.session.get_one(Member, cast.member["Suparno"]).left_on is None


def test_who_changed_it_meanwhile_is_not_overruled(
    app: Flask, sari: Reader, cast: Cast, twins: tuple[int, int]
) -> None:
    first, second = twins
    path = f"/anggota/kembar/{first}/{second}"
    seen = sari.get(path)
    with app.app_context():
        by = acting(cast, "sari")
        with write_tx() as tx:
            members.put(
                tx.session,
                tx.session.get_one(Member, second),
                {"note": "Baru"},
                by,
                kind=ChangeKind.EDIT,
            )
    answer = sari.submit(seen, path, name="other")
    assert answer.status == 409
    assert "BELUM digabung" in answer.text
    assert answer.soup.select_one("input[name=name][value=other]").has_attr("checked")
    assert sari.submit(answer, path).status == 303


def test_told_apart_is_remembered_once(
    app: Flask, sari: Reader, cast: Cast, twins: tuple[int, int]
) -> None:
    first, second = twins
    path = f"/anggota/kembar/{first}/{second}"
    seen = sari.get(path)
    for _ in range(2):
        answer = sari.submit(seen, f"{path}/beda")
        assert (answer.status, answer.location) == (303, "/anggota/kembar")
    assert (
        sari.submit(
            sari.get(f"/anggota/kembar/{second}/{first}"), f"/anggota/kembar/{second}/{first}/beda"
        ).status
        == 303
    )
    with app.app_context():
        acting(cast, "sari")
        assert [(row.low_id, row.high_id) for row in db.session.query(TwoPeople)] == [
            (first, second)
        ]


def test_a_double_tap_merges_once(
    app: Flask, sari: Reader, cast: Cast, twins: tuple[int, int]
) -> None:
    first, second = twins
    path = f"/anggota/kembar/{first}/{second}"
    seen = sari.get(path)
    assert {sari.submit(seen, path).location for _ in range(2)} == {f"/anggota/{first}"}
    with app.app_context():
        acting(cast, "sari")
        assert db.session.query(Change).filter_by(kind=ChangeKind.MERGE).count() == 2


@pytest.mark.parametrize("end", ["", "/beda"])
def test_strangers_get_nothing(
    budi: Reader,
    rina: Reader,
    dewi: Reader,
    visitor: Reader,
    cast: Cast,
    twins: tuple[int, int],
    end: str,
) -> None:
    first, second = twins
    joko = cast.member["Joko Santoso"]
    for path in (f"/anggota/kembar/{first}/{second}{end}", f"/anggota/kembar/{joko}/{second}{end}"):
        for reader, status in ((budi, 404), (rina, 404), (dewi, 403), (visitor, 401)):
            assert reader.post(path, _token(reader)).status == status, path
        if not end:
            assert (budi.get(path).status, dewi.get(path).status, visitor.get(path).status) == (
                404,
                403,
                303,
            )


def test_nonsense_is_not_found(sari: Reader, cast: Cast, twins: tuple[int, int]) -> None:
    first, second = twins
    for path in (
        f"/anggota/kembar/{first}/{first}",
        f"/anggota/kembar/{first}/999999",
        "/anggota/kembar/0/x",
    ):
        assert sari.get(path).status == 404, path
    path = f"/anggota/kembar/{first}/{second}"
    assert (
        sari.post(
            path, _token(sari) | {"kept_version": "x", "other_version": "9" * 30, "name": "nobody"}
        ).status
        == 409
    )


def test_the_values_after_a_merge_are_one_persons(
    app: Flask, sari: Reader, cast: Cast, twins: tuple[int, int]
) -> None:
    first, second = twins
    path = f"/anggota/kembar/{first}/{second}"
    sari.submit(sari.get(path), path)
    with app.app_context():
        acting(cast, "sari")
        merged = values_from(db.session.get_one(Member, first))
        assert (merged.name, merged.known_as, merged.commodity) == (
            "Soeparmi Wijaya",
            "Bu Mi",
            "Sayur",
        )
        assert len(merged.stalls) == 2


def test_both_cards_lead_to_the_row_that_stays(
    app: Flask, sari: Reader, visitor: Reader, cast: Cast, twins: tuple[int, int]
) -> None:
    first, second = twins
    path = f"/anggota/kembar/{first}/{second}"
    sari.submit(sari.get(path), path)
    with app.app_context():
        acting(cast, "sari")
        codes = [card_code(db.session(), member) for member in twins]
    for code in codes:
        seen = visitor.fill("/cek", code=code, birth_date="17 Agustus 1970")
        assert seen.status == 200
        assert "S… W… · Paguyuban Pasar Rejosari" in seen.text
