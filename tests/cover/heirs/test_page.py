"""/anggota/<id>/ahli-waris and /ahli-waris: who is noted, in the law's order, and who lacks."""

import pytest
from flask import Flask

from association.cover.heirs import reads
from association.database import db, write_tx
from association.ledger.audit.models import AuditEntry
from association.people.participants.models import Participant
from association.roster.members.models import Member
from association.roster.members.state import state_of
from tests.infra.cast import TODAY, Cast, acting
from tests.infra.client import Reader, Seen, fields

TONO = "Tono Wibowo"
WIFE = {"name": "Siti Aminah", "phone": "0813 2600 4977"}
CHILD = {"name": "Budi", "birth_year": "2012", "guardian": "Siti Aminah"}


def path(cast: Cast, name: str = TONO) -> str:
    return f"/anggota/{cast.member[name]}/ahli-waris"


def add(reader: Reader, cast: Cast, word: str, /, **typed: str) -> Seen:
    return reader.fill(f"{path(cast)}/tambah/{word}", **typed)


def heirs(app: Flask, cast: Cast, name: str = TONO) -> str:
    with app.app_context():
        acting(cast, "sari")
        return str(state_of(db.session.get_one(Member, cast.member[name]))["heirs"])


def shown(seen: Seen) -> list[str]:
    return [one.get_text(" ", strip=True) for one in seen.soup.select("[data-heir] > span")]


def test_heirs_are_noted_and_stand_in_the_laws_order(sari: Reader, cast: Cast, app: Flask) -> None:
    blank = sari.get(path(cast))
    assert "yang pertama berhak: istri atau suami, bersama anak-anaknya" in blank.text
    assert "Suami" not in [a.get_text() for a in blank.soup.select("a.btn")]  # Tono is a man
    add(sari, cast, "tetangga", name="Pak Darmo", phone="081326004001")
    add(sari, cast, "orang-tua", name="Sulastri")
    assert "didahulukan" in sari.get(path(cast)).text
    add(sari, cast, "anak", **CHILD)
    seen = sari.follow(add(sari, cast, "istri", **WIFE))
    assert shown(seen) == [
        "Siti Aminah Istri 0813-2600-4977",
        "Budi Anak · lahir 2012 · wali Siti Aminah",
        "Sulastri Orang tua",
        "Pak Darmo Tetangga kios 0813-2600-4001",
    ]
    assert "yang pertama berhak: Siti Aminah (istri) dan Budi (anak)." in seen.text
    assert heirs(app, cast) == (
        "Tetangga kios: Pak Darmo (0813-2600-4001); Orang tua: Sulastri; "
        "Anak: Budi (lahir 2012, wali Siti Aminah); Istri: Siti Aminah (0813-2600-4977)"
    )
    member = sari.get(f"/anggota/{cast.member[TONO]}")
    assert "Ahli waris: 3 orang" in member.text
    assert "Siti Aminah" not in member.text


def test_of_a_child_the_least_is_asked(sari: Reader, cast: Cast) -> None:
    child = fields(sari.get(f"{path(cast)}/tambah/anak").form(f"{path(cast)}/tambah/anak"))
    wife = fields(sari.get(f"{path(cast)}/tambah/istri").form(f"{path(cast)}/tambah/istri"))
    asked = {"csrf_token", "key", "relation", "name"}
    assert (set(child) - asked, set(wife) - asked) == ({"birth_year", "guardian"}, {"phone"})
    assert sari.get(f"{path(cast)}/tambah/menantu").status == 404


@pytest.mark.parametrize(
    ("word", "typed", "why"),
    [
        ("istri", {"name": ""}, "harus diisi"),
        ("istri", {"phone": "0271-123456"}, "telepon rumah tidak bisa dipakai"),
        ("istri", {"name": "Siti 3372991708709002"}, "NIK ahli waris tidak disimpan"),
        ("istri", {"name": "Siti (ibu)"}, "tanpa tanda"),
        ("anak", {"birth_year": "2030"}, "belum tiba"),
        ("anak", {"birth_year": "12"}, "empat angka"),
    ],
)
def test_what_cannot_be_kept_is_said_and_what_was_typed_stays(
    sari: Reader, cast: Cast, app: Flask, word: str, typed: dict[str, str], why: str
) -> None:
    seen = add(sari, cast, word, **({"istri": WIFE, "anak": CHILD}[word] | typed))
    assert (seen.status, heirs(app, cast)) == (422, "")
    assert why in seen.wrong
    for name, text in typed.items():
        assert seen.soup.select_one(f"input[name={name}]")["value"] == text


@pytest.fixture
def noted(sari: Reader, cast: Cast) -> str:
    """Tono's wife and child are noted; the page of his wife."""
    add(sari, cast, "istri", **WIFE)
    add(sari, cast, "anak", **CHILD)
    return f"{path(cast)}/1"


def test_one_is_changed(sari: Reader, cast: Cast, app: Flask, noted: str) -> None:
    assert add(sari, cast, "istri", **WIFE).status == 422  # is there already
    assert sari.fill(noted, name="Siti Aminah Ayu", relation="unsaid").status == 303
    assert heirs(app, cast).startswith("Ahli waris: Siti Aminah Ayu (0813-2600-4977); Anak: Budi")


def test_one_is_taken_away_and_brought_back(
    sari: Reader, cast: Cast, app: Flask, noted: str
) -> None:
    whole = heirs(app, cast)
    seen = sari.follow(sari.fill(noted, f"{noted}/hapus"))
    assert "Bisa dikembalikan dari riwayat perubahan" in seen.text
    assert heirs(app, cast) == "Anak: Budi (lahir 2012, wali Siti Aminah)"
    told = sari.get(f"/anggota/{cast.member[TONO]}/riwayat")
    assert "ahli waris diubah" in told.text
    assert "Siti" not in told.text
    then = [a["href"] for a in told.soup.select("a[href*='/riwayat/']")]
    sari.submit(sari.get(then[0]), then[0], field=["heirs"])
    assert heirs(app, cast) == whole


def test_two_who_change_one_heir_see_each_other(
    sari: Reader, cast: Cast, app: Flask, noted: str
) -> None:
    other = f"{path(cast)}/2"
    one, two = sari.get(noted), sari.get(other)
    sari.submit(one, noted, name="Siti Ayu")
    late = sari.submit(one, noted, key="k" * 32, name="Siti Aminah Ayu")
    assert late.status == 409
    assert "Orang lain mengubahnya menjadi “Istri: Siti Ayu (0813-2600-4977)”" in late.wrong
    assert sari.submit(late, noted).status == 303
    assert sari.submit(two, other, name="Budi Jaya").status == 303  # nobody else's
    assert "Istri: Siti Aminah Ayu (0813-2600-4977); Anak: Budi Jaya" in heirs(app, cast)


def test_who_was_taken_away_meanwhile_may_be_noted_again(
    sari: Reader, cast: Cast, app: Flask, noted: str
) -> None:
    gone = sari.get(noted)
    sari.submit(gone, f"{noted}/hapus")
    kept = sari.submit(gone, noted, key="l" * 32, phone="")
    assert (kept.status, "sudah menghapusnya" in kept.wrong) == (409, True)
    assert sari.submit(kept, f"{path(cast)}/tambah/istri").status == 303
    assert heirs(app, cast).endswith("Istri: Siti Aminah")


def test_what_is_typed_waits_as_a_draft(sari: Reader, cast: Cast) -> None:
    form = sari.get(f"{path(cast)}/tambah/istri").form(f"{path(cast)}/tambah/istri")
    assert form.has_attr("data-draft")


def test_who_sees_them(
    budi: Reader, dewi: Reader, warti: Reader, visitor: Reader, cast: Cast, noted: str
) -> None:
    for page in (path(cast), noted, f"{path(cast)}/tambah/anak"):
        told = [reader.get(page).status for reader in (budi, dewi, warti, visitor)]
        assert told == [404, 403, 403, 303]
    assert warti.get("/ahli-waris").status == 403
    assert "Ahli waris" not in warti.get(f"/anggota/{cast.member[TONO]}").text
    assert "ahli waris" not in warti.get("/").text


def test_nothing_else_tells_of_them(sari: Reader, cast: Cast, app: Flask, noted: str) -> None:
    with app.app_context():
        acting(cast, "sari")
        told = db.session.query(AuditEntry).order_by(AuditEntry.id.desc()).first()
        assert told is not None
        assert "heirs" in repr(told.__dict__)
        assert "Siti" not in repr(told.__dict__)
    for listed in ("/anggota", "/anggota?q=siti", f"/anggota/{cast.member[TONO]}/kartu"):
        assert "Siti Aminah" not in sari.get(listed).text


def test_participants_without_heirs_are_a_list(sari: Reader, cast: Cast, app: Flask) -> None:
    with app.app_context(), write_tx() as tx:
        acting(cast, "sari")
        for person in tx.session.query(Participant):
            person.registered_on = TODAY
    found = sari.get("/ahli-waris")
    named = found.names()
    assert TONO in named
    assert "Sri Lestari" not in named  # has no NIK, so she is no participant
    assert f"{len(named)} anggota belum punya data ahli waris" in sari.get("/").text
    assert found.soup.select_one(f"a[href='{path(cast)}']") is not None
    add(sari, cast, "istri", **WIFE)
    assert sari.get("/ahli-waris").figure("lacking") == len(named) - 1
    assert TONO not in sari.get("/ahli-waris").names()
    with app.app_context():
        acting(cast, "sari")
        own = {"association_id": cast.association["sari"], "today": TODAY}
        assert reads.count(db.session(), **own) == len(named) - 1
