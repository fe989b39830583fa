"""/anggota/perubahan: what was done to many at once is listed, and undone for 30 days."""

import pytest
from flask import Flask

from association.database import write_tx
from association.people.accounts.models import SignIn
from association.people.accounts.reads import token_hash
from association.roster.bulk import chunks, opening, ways
from association.roster.history import actions as changes
from association.roster.history.kinds import BatchKind, ChangeKind
from association.roster.members import actions as members
from association.roster.members import nik
from association.roster.members.models import Member
from association.rules.house.bulk import Action
from tests.conftest import Clock
from tests.infra.cast import TODAY, Cast, acting
from tests.infra.client import Reader, Seen
from tests.roster.bulk.many import edited, imported

LIST = "/anggota/perubahan"


@pytest.fixture
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a chunk have 30 members, a request 60."""
    monkeypatch.setattr(chunks, "CHUNK", 30)


def on_roster(reader: Reader) -> int:
    return reader.get("/anggota").figure("members")


def finished(reader: Reader, seen: Seen) -> Seen:
    """Press Lanjutkan until it is done, as without JavaScript."""
    for _ in range(20):
        where = seen.response.request.path
        if seen.soup.find("form", action=f"{where}/lanjut") is None:
            return seen
        seen = reader.follow(reader.submit(seen, f"{where}/lanjut"))
    raise AssertionError("it does not end")


def undone(reader: Reader, batch_id: int) -> Seen:
    """Undo a batch by its page."""
    where = f"{LIST}/{batch_id}"
    return finished(reader, reader.follow(reader.fill(where, f"{where}/batalkan")))


@pytest.mark.usefixtures("small_steps")
def test_import_100_edit_5_undo_and_undo_the_undo(app: Flask, sari: Reader, cast: Cast) -> None:
    batch, ids = imported(app, cast, 100)
    assert on_roster(sari) == 106
    for member_id in ids[10:15]:
        edited(app, cast, member_id, commodity="Sayur")
    seen = undone(sari, batch)
    assert (seen.figure("changed"), seen.figure("kept")) == (95, 5)
    assert seen.names() == [f"Impor {n:04}" for n in range(10, 15)]
    assert "diubah sesudahnya: dagangan" in seen.text
    assert [a["href"] for a in seen.soup.select("[data-member] a")] == [
        f"/anggota/{one}" for one in ids[10:15]
    ]
    assert on_roster(sari) == 11
    assert "Sudah dibatalkan" in sari.get(LIST).text
    undoing = int(seen.response.request.path.rpartition("/")[2])
    assert "Batalkan pembatalan" in seen.text
    seen = undone(sari, undoing)
    assert (seen.figure("changed"), on_roster(sari)) == (95, 106)
    assert sari.get(f"{LIST}/{undoing}").names() == [f"Impor {n:04}" for n in range(10, 15)], (
        "the list stays"
    )
    assert "Sudah dibatalkan" not in sari.get(LIST).text


def test_who_was_changed_since_the_undo_is_kept_by_undoing_it(
    app: Flask, sari: Reader, cast: Cast
) -> None:
    batch, ids = imported(app, cast, 3)
    seen = undone(sari, batch)
    edited(app, cast, ids[1], name="Impor Lain")
    seen = undone(sari, int(seen.response.request.path.rpartition("/")[2]))
    assert (seen.figure("changed"), seen.names()) == (2, ["Impor Lain"])
    assert on_roster(sari) == 8


def test_undo_asked_twice_is_one_undo(app: Flask, sari: Reader, cast: Cast) -> None:
    batch, _ids = imported(app, cast, 3)
    seen = sari.get(f"{LIST}/{batch}")
    answers = [sari.submit(seen, f"{LIST}/{batch}/batalkan").location for _ in range(2)]
    assert answers[0] == answers[1]
    state = finished(sari, sari.get(answers[0]))
    assert state.figure("changed") == 3
    with app.app_context():
        by = acting(cast, "sari")
        chunks.go_on(int(answers[0].rpartition("/")[2]), by, today=TODAY, chunks=5)
    assert sari.get(answers[0]).figure("changed") == 3
    assert sari.get(LIST).text.count("3 orang") == 1


@pytest.mark.usefixtures("small_steps")
def test_an_edit_while_the_undo_runs_is_kept(app: Flask, sari: Reader, cast: Cast) -> None:
    batch, ids = imported(app, cast, 80)
    with app.app_context():
        by = acting(cast, "sari")
        undoing = opening.start_undo(batch, by)
        chunks.go_on(undoing, by, today=TODAY, chunks=2)
    edited(
        app, cast, ids[0], commodity="Sayur"
    )  # already undone: what is typed stays, and so does the undoing
    edited(app, cast, ids[60], commodity="Sayur")
    half = sari.get(f"{LIST}/{undoing}")
    assert "30 dari 80 orang" in half.text
    assert half.soup.find("form", action=f"{LIST}/{undoing}/lanjut")["hx-trigger"] == "load, submit"
    seen = finished(sari, half)
    assert (seen.figure("changed"), seen.names()) == (79, ["Impor 0060"])


def test_one_member_changed_twice_in_a_batch_returns_to_the_first(
    app: Flask, sari: Reader, cast: Cast
) -> None:
    tono = cast.member["Tono Wibowo"]
    with app.app_context():
        by = acting(cast, "sari")
        with write_tx() as tx:
            batch = changes.open_batch(tx.session, by, BatchKind.BULK)
            for commodity in ("Batik", "Sayur"):
                member = tx.session.get_one(Member, tono)
                wanted = {"commodity": commodity} | (
                    {"note": "pagi"} if commodity == "Batik" else {}
                )
                members.put(tx.session, member, wanted, by, kind=ChangeKind.EDIT, batch_id=batch)
    assert "Sayur" in sari.get(f"/anggota/{tono}").text
    assert undone(sari, batch).figure("changed") == 1
    seen = sari.get(f"/anggota/{tono}").text
    assert "Sembako" in seen
    assert "pagi" not in seen


def test_a_change_between_two_of_one_batch_is_kept(app: Flask, sari: Reader, cast: Cast) -> None:
    tono = cast.member["Tono Wibowo"]
    with app.app_context():
        by = acting(cast, "sari")
        with write_tx() as tx:
            batch = changes.open_batch(tx.session, by, BatchKind.BULK)
            for commodity, of in (("Batik", batch), ("Ikan", None), ("Sayur", batch)):
                member = tx.session.get_one(Member, tono)
                members.put(
                    tx.session,
                    member,
                    {"commodity": commodity},
                    by,
                    kind=ChangeKind.EDIT,
                    batch_id=of,
                )
    seen = undone(sari, batch)
    assert seen.names() == ["Tono Wibowo"]
    assert "Sayur" in sari.get(f"/anggota/{tono}").text


def test_seeing_a_nik_is_no_change(app: Flask, sari: Reader, cast: Cast) -> None:
    tono = cast.member["Tono Wibowo"]
    with app.app_context():
        by = acting(cast, "sari")
        leave = {"left_on": "2026-11-22", "left_reason": "stopped"}
        batch = opening.start([tono], Action.LEAVE, leave, by, once=None)
        chunks.go_on(batch, by, today=TODAY, chunks=1)
        nik.view(tono, by)
    assert undone(sari, batch).figure("changed") == 1


def test_thirty_days(app: Flask, sari: Reader, cast: Cast, clock: Clock) -> None:
    batch, _ids = imported(app, cast, 2)
    clock.tick(days=30, seconds=-1)
    fresh = Reader(app)
    token = _signed_in_again(app, cast, clock)
    fresh.client.set_cookie("guyub", token)
    page = fresh.get(f"{LIST}/{batch}")
    clock.tick(seconds=2)
    late = fresh.submit(page, f"{LIST}/{batch}/batalkan")
    assert late.status == 422
    assert "lebih dari 30 hari" in late.text
    assert "batalkan" not in str(fresh.get(f"{LIST}/{batch}").soup.find_all("form"))


def _signed_in_again(app: Flask, cast: Cast, clock: Clock) -> str:
    with app.app_context(), write_tx() as tx:
        acting(cast, "sari")
        now = clock()
        row = SignIn(
            token_hash=token_hash("later"),
            account_id=cast.account["sari"],
            own_phone=False,
            created_at=now,
            seen_at=now,
        )
        tx.session.add(row)
    return "later"


@pytest.mark.parametrize("way", ["", "/lanjut", "/batalkan"])
def test_neighbour_officer_admin_and_visitor(
    app: Flask,
    cast: Cast,
    sari: Reader,
    budi: Reader,
    dewi: Reader,
    admin: Reader,
    visitor: Reader,
    way: str,
) -> None:
    batch, _ids = imported(app, cast, 2)
    sari_page = sari.get(f"{LIST}/{batch}")
    assert sari_page.status == 200
    for reader, status in ((budi, 404), (dewi, 403), (admin, 403)):
        reader.get("/lainnya")
        token = (
            reader.get("/lainnya")
            .form("/keluar")
            .find("input", attrs={"name": "csrf_token"})["value"]
        )
        path = f"{LIST}/{batch}{way}"
        seen = reader.post(path, {"csrf_token": token}) if way else reader.get(path)
        assert seen.status == status, path
    assert "Impor" not in budi.get(LIST).text.replace("Impor, penggabungan", "").replace(
        "Impor daftar dan", ""
    )
    assert visitor.get(LIST).location == f"/masuk?next={LIST}"
    assert on_roster(sari) == 8


@pytest.mark.usefixtures("small_steps")
def test_htmx_gets_the_state_alone(app: Flask, sari: Reader, cast: Cast) -> None:
    batch, _ids = imported(app, cast, 50)
    with app.app_context():
        undoing = opening.start_undo(batch, acting(cast, "sari"))
    seen = sari.submit(
        sari.get(f"{LIST}/{undoing}"), f"{LIST}/{undoing}/lanjut", part="batch_state"
    )
    assert seen.soup.find("html") is None
    assert seen.figure("changed") == 50


def test_every_kind_of_batch_has_a_way_back(app: Flask) -> None:
    """The app is made, so every room above has handed in its way; an undoing goes the way of its
    batch."""
    assert set(ways.WAYS) == set(BatchKind) - {BatchKind.UNDO}
    own = (BatchKind.ATTEND, BatchKind.RECONCILE)
    others = {way for kind, way in ways.WAYS.items() if kind not in own}
    assert len(others) == 1
    assert len(others | {ways.WAYS[kind] for kind in own}) == 3
