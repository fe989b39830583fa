"""Two or sixteen at one moment, on both engines: one record, nothing lost, no crash."""

import io
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from association.access.fence import set_reach
from association.access.reach import Everywhere
from association.cover.contributions import actions as contributions
from association.database import Base, db, write_tx
from association.ledger.audit.actions import first_broken
from association.ledger.audit.models import AuditEntry
from association.meetings.attendance.models import Attendance
from association.people.accounts.actions import invite
from association.people.participants.models import Contribution, Participant
from association.roster.imports.models import Upload
from association.roster.members.models import Member
from tests.attacks.crowd import at_once
from tests.attacks.scene import csrf
from tests.infra.cast import NOW, PASSWORD, Cast
from tests.infra.client import Reader, fields
from tests.people.secondfactor.conftest import Phone, enrol

__all__ = ["enrol"]
pytestmark = pytest.mark.usefixtures("patient")

RIGHT = {"phone": "081200000001", "password": PASSWORD}
NIK, BORN = "3372994107600011", "1 Juli 1960"


def counted(app: Flask, model: type[Base], *where: sa.ColumnElement[bool]) -> int:
    """Count rows as nobody in particular, and look whether the audit chain still holds."""
    with app.app_context():
        set_reach(db.session(), Everywhere())
        assert first_broken(db.session()) is None
        return db.session.scalar(sa.select(sa.func.count()).select_from(model).where(*where)) or 0


def sent(reader: Reader, path: str, form: dict, times: int) -> Counter[int]:
    """Post one form so many times at one moment."""
    acts = [lambda: reader.client.application.test_client() for _ in range(times)]
    clients = [act() for act in acts]
    for client in clients:
        for name in ("guyub", "guyub_form"):
            if cookie := reader.client.get_cookie(name):
                client.set_cookie(name, cookie.value)
    return Counter(
        at_once(*(lambda one=one: one.post(path, data=form).status_code for one in clients))
    )


def test_one_form_sixteen_times_is_one_member(app: Flask, sari: Reader) -> None:
    form = fields(sari.get("/anggota/baru").form("/anggota/baru")) | {"name": "Sutini", "nik": NIK}
    assert sent(sari, "/anggota/baru", form, 16) == {303: 16}
    assert counted(app, Member, Member.name == "Sutini") == 1


def test_one_contribution_sixteen_times_is_one(app: Flask, sari: Reader, cast: Cast) -> None:
    path = f"/anggota/{cast.member['Suparno']}/iuran"
    before = counted(app, Contribution)
    assert sent(sari, path, fields(sari.get(path).form(path)), 16) == {303: 16}
    assert counted(app, Contribution) == before + 1


def test_one_month_in_two_forms_is_paid_once(app: Flask, sari: Reader, cast: Cast) -> None:
    path = f"/anggota/{cast.member['Suparno']}/iuran"
    before, forms = (
        counted(app, Contribution),
        [fields(sari.get(path).form(path)) for _ in range(6)],
    )
    answers = Counter(
        at_once(*(lambda form=form: sent(sari, path, form, 1).popitem()[0] for form in forms))
    )
    assert answers == {303: 1, 422: 5}
    assert counted(app, Contribution) == before + 1


def test_two_edits_of_one_field_lose_neither(sari: Reader, cast: Cast) -> None:
    path = f"/anggota/{cast.member['Suparno']}/ubah"
    typed = [
        fields(sari.get(path).form(path)) | {"commodity": word}
        for word in ("Jamu", "Bumbu", "Kain", "Sayur")
    ]
    answers = Counter(
        at_once(*(lambda form=form: sent(sari, path, form, 1).popitem()[0] for form in typed))
    )
    assert answers == {303: 1, 409: 3}


def test_two_edits_of_two_fields_keep_both(sari: Reader, cast: Cast) -> None:
    path = f"/anggota/{cast.member['Suparno']}/ubah"
    typed = [
        fields(sari.get(path).form(path)) | change
        for change in ({"commodity": "Jamu"}, {"note": "Pagi saja"})
    ]
    answers = at_once(*(lambda form=form: sent(sari, path, form, 1).popitem()[0] for form in typed))
    saved = fields(sari.get(path).form(path))
    assert list(answers) == [303, 303]
    assert (saved["commodity"], saved["note"]) == ("Jamu", "Pagi saja")


def test_one_nik_twice_on_one_roster_at_once(app: Flask, sari: Reader) -> None:
    page = sari.get("/anggota/baru")
    forms = [
        fields(page.form("/anggota/baru")) | {"name": f"Sutini {n}", "nik": NIK, "key": f"{n}" * 32}
        for n in range(6)
    ]
    answers = Counter(
        at_once(
            *(lambda form=form: sent(sari, "/anggota/baru", form, 1).popitem()[0] for form in forms)
        )
    )
    assert answers[303] == 1
    assert set(answers) <= {303, 409, 422}
    assert counted(app, Member, Member.name.startswith("Sutini")) == 1


def test_one_nik_on_two_rosters_at_once_is_one_person(
    app: Flask, sari: Reader, budi: Reader
) -> None:
    who = {"name": "Sutini", "nik": NIK, "birth_date": BORN}
    forms = [
        (one, fields(one.get("/anggota/baru").form("/anggota/baru")) | who) for one in (sari, budi)
    ]
    answers = at_once(
        *(lambda o=o, f=f: sent(o, "/anggota/baru", f, 1).popitem()[0] for o, f in forms)
    )
    assert list(answers) == [303, 303]
    assert counted(app, Member, Member.name == "Sutini") == 2
    assert counted(app, Participant, Participant.name == "Sutini") == 1


def test_one_chunk_twice_at_once_adds_each_row_once(app: Flask, sari: Reader) -> None:
    text = "Nama;Blok\n" + "".join(f"Pedagang {n:03};C{n}\n" for n in range(60))
    token = csrf(sari)
    upload = sari.post(
        "/anggota/impor", {"csrf_token": token, "file": (io.BytesIO(text.encode()), "d.csv")}
    ).location
    assert sent(sari, upload, {"csrf_token": token, "begin": "1"}, 6) == {303: 6}
    assert counted(app, Member, Member.name.startswith("Pedagang")) == 60


def test_marking_and_taking_back_at_once(app: Flask, sari: Reader, cast: Cast) -> None:
    event = sari.fill(
        "/kegiatan/baru", title="Rapat", starts_at="24 November 2026 13.00", place="Balai"
    ).location
    member, token = cast.member["Suparno"], csrf(sari)
    forms = [
        {"csrf_token": token, "member": member, "present": f"{n % 2}", "key": f"{n:032}"}
        for n in range(12)
    ]
    path = f"{event}/hadir"
    assert set(at_once(*(lambda f=f: sent(sari, path, f, 1).popitem()[0] for f in forms))) == {303}
    sari.post(path, forms[1] | {"key": "f" * 32})
    assert counted(app, Attendance) == 1


def test_an_invitation_is_spent_once(app: Flask, visitor: Reader, cast: Cast) -> None:
    with app.app_context(), write_tx() as tx:
        set_reach(tx.session, Everywhere())
        token = invite(tx.session, cast.account["budi"], now=NOW)
    path = f"/undangan/{token}"
    form = fields(visitor.get(path).form(path))
    passwords = [form | {"password": f"kata sandi nomor {n}"} for n in range(6)]
    answers = Counter(
        at_once(*(lambda f=f: sent(visitor, path, f, 1).popitem()[0] for f in passwords))
    )
    assert answers == {303: 1, 422: 5}


def test_one_key_from_two_people_is_two_forms(app: Flask, sari: Reader, budi: Reader) -> None:
    for reader in (sari, budi):
        form = fields(reader.get("/anggota/baru").form("/anggota/baru")) | {
            "name": "Sutini",
            "key": "a" * 32,
        }
        assert reader.post("/anggota/baru", form).status == 303
        assert reader.post("/anggota/baru", form | {"name": "Lain"}).status == 422
    assert counted(app, Member, Member.name == "Sutini") == 2


def test_the_audit_chain_under_many_writers(
    app: Flask, sari: Reader, budi: Reader, rina: Reader
) -> None:
    before, people = counted(app, AuditEntry), (sari, budi, rina)
    forms = [
        (one, fields(one.get("/anggota/baru").form("/anggota/baru")) | {"name": f"Pedagang {n}"})
        for one in people
        for n in range(5)
    ]
    answers = at_once(
        *(lambda o=o, f=f: sent(o, "/anggota/baru", f, 1).popitem()[0] for o, f in forms)
    )
    assert set(answers) == {303}
    assert counted(app, AuditEntry) == before + len(forms)


@pytest.mark.parametrize("round_", range(3))
def test_an_import_and_contributions_at_once_never_lock_each_other_out(
    app: Flask, sari: Reader, cast: Cast, round_: int
) -> None:
    rows = [
        ("Ngatiyem", "3372994202650003"),
        ("Wagiyem", "3372994303700004"),
        ("Suparno", "3372990101600002"),
    ]
    text = "Nama;NIK;Dagangan\n" + "".join(f"{name};{nik};Jamu {round_}\n" for name, nik in rows)
    token = csrf(sari)
    upload = sari.post(
        "/anggota/impor", {"csrf_token": token, "file": (io.BytesIO(text.encode()), "d.csv")}
    ).location
    begin = {"csrf_token": token, "begin": "1", "asked": ["0", "1", "2"], "change": ["0", "1", "2"]}
    paths = [f"/anggota/{cast.member[name]}/iuran" for name, _nik in rows]
    forms = [(path, fields(sari.get(path).form(path))) for path in paths] + [(upload, begin)]
    answers = at_once(*(lambda p=p, f=f: sent(sari, p, f, 1).popitem()[0] for p, f in forms))
    assert list(answers) == [303] * 4


def test_a_payment_and_an_import_take_turns_however_long_they_take(
    app: Flask, sari: Reader, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once a payment held its participant and waited for the audit chain, which a chunk held."""
    real = contributions.audit.record

    def slow(*args: Any, **details: Any) -> None:
        time.sleep(0.4)
        real(*args, **details)

    monkeypatch.setattr(contributions.audit, "record", slow)
    rows = "Ngatiyem;3372994202650003;Jamu\nSuparno;3372990101600002;Jamu\n"
    upload, begin = uploaded(sari, f"Nama;NIK;Dagangan\n{rows}")
    begin |= {"asked": ["0", "1"], "change": ["0", "1"]}
    path = f"/anggota/{cast.member['Suparno']}/iuran"
    paid, before = fields(sari.get(path).form(path)), counted(app, Contribution)

    def later() -> int:
        time.sleep(0.2)
        return sent(sari, upload, begin, 1).popitem()[0]

    assert list(at_once(lambda: sent(sari, path, paid, 1).popitem()[0], later)) == [303, 303]
    assert counted(app, Contribution) == before + 1
    assert counted(app, Member, Member.commodity == "Jamu") == 2


def uploaded(reader: Reader, text: str) -> tuple[str, dict[str, Any]]:
    """Upload a list; gives its address and the form that saves it."""
    token = csrf(reader)
    file = (io.BytesIO(text.encode()), "daftar.csv")
    upload = reader.post("/anggota/impor", {"csrf_token": token, "file": file}).location
    return upload, {"csrf_token": token, "begin": "1"}


def test_one_list_from_two_browsers_is_one_list(app: Flask, sari: Reader) -> None:
    """Also where nobody has a NIK; the second says that nothing is left to add."""
    people = [f"Pedagang {one}{other}ri" for one in "BDGKLMNPRST" for other in "aeiouAEIOU"]
    text = "Nama;Blok\n" + "".join(f"{name};C{n}\n" for n, name in enumerate(people))
    forms = [uploaded(sari, text) for _browser in range(2)]
    answers = at_once(*(lambda p=p, f=f: sent(sari, p, f, 1) for p, f in forms))
    assert list(answers) == [{303: 1}] * 2
    assert counted(app, Member, Member.name.startswith("Pedagang")) == 110
    with app.app_context():
        set_reach(db.session(), Everywhere())
        saved = db.session.scalars(sa.select(Upload)).all()
        assert [one.refused for one in saved] == [[], []]
        assert sum(one.added for one in saved) == sum(one.unchanged for one in saved) == 110


def test_one_list_on_two_rosters_at_once_is_one_participant_each(
    app: Flask, sari: Reader, budi: Reader
) -> None:
    """In another order on each: nobody waits for the other in a ring."""
    rows = [f"Sutini {n:02};33729941076000{n:02};1960-07-01\n" for n in range(10, 30)]
    forms = [
        (reader, *uploaded(reader, f"Nama;NIK;Tanggal lahir\n{''.join(list_)}"))
        for reader, list_ in ((sari, rows), (budi, rows[::-1]))
    ]
    before = counted(app, Participant)
    answers = at_once(*(lambda r=r, p=p, f=f: sent(r, p, f, 1) for r, p, f in forms))
    assert list(answers) == [{303: 1}] * 2
    assert counted(app, Member, Member.name.startswith("Sutini")) == 40
    assert counted(app, Participant) == before + 20


def test_one_code_of_a_second_factor_lets_one_in(
    app: Flask, visitor: Reader, enrol: Callable[[str], Phone]
) -> None:
    """Two who know the password and see one code: an app's, then one on paper."""
    phone, people = enrol("sari"), (visitor, Reader(app))
    for code in (phone.code(), phone.paper[0]):
        pages = [one.follow(one.fill("/masuk", **RIGHT)) for one in people]
        forms = [fields(page.form("/masuk/kode")) | {"code": code} for page in pages]
        both = zip(people, forms, strict=True)
        answers = at_once(*(lambda o=o, f=f: o.post("/masuk/kode", f).status for o, f in both))
        assert sorted(answers) == [303, 422]
