"""Every form of the URL map: sent again it changes nothing, and from an old page it overwrites
nothing."""

import re
from collections.abc import Collection, Iterator
from datetime import timedelta
from typing import Any

import pytest
from bs4 import Tag
from flask import Flask

from association.people.accounts import codes
from tests.attacks.scene import last_number, owned, rules
from tests.attacks.steps import Step
from tests.attacks.stops import MEANWHILE, NO_STOP, STOPS
from tests.attacks.walk import Store, Walk, changed
from tests.conftest import Clock
from tests.infra.cast import NOW, Cast
from tests.infra.client import Reader, Seen

# Forms without a key: the state of what they change keeps a repeat from doing more.
WITHOUT_KEY = {
    "/akun/hp/keluarkan",
    "/akun/hp/keluarkan-lain",
    "/akun/sandi",
    "/akun/kode",
    "/akun/kode/cadangan",
    "/akun/kode/matikan",
    "/anggota/<id:member_id>/iuran/<id:contribution_id>/urungkan",
    "/anggota/<id:member_id>/kembali",
    "/anggota/<id:member_id>/pendaftaran/tarik",
    "/anggota/<id:member_id>/perantara/akhiri",
    "/anggota/impor/<id:upload_id>",
    "/anggota/impor/<id:upload_id>/periksa",
    "/anggota/perubahan/<id:batch_id>/batalkan",
    "/anggota/pilih/<id:selection_id>",
    "/anggota/pindahan/<id:transfer_id>/<id:row_id>/ikutkan",
    "/anggota/pindahan/<id:transfer_id>/<id:row_id>/sisihkan",
    "/anggota/pindahan/<id:transfer_id>/tarik",
    "/anggota/pindahan/<id:transfer_id>/terima",
    "/anggota/pindahan/<id:transfer_id>/tolak",
    "/iuran/setor/<id:deposit_id>/tarik",
    "/iuran/setor/<id:deposit_id>/terbukti",
    "/kegiatan/<id:event_id>/akan-datang/<id:rsvp_id>/hapus",
    "/kegiatan/<id:event_id>/lembar",
    "/kegiatan/<id:event_id>/pintu",
    "/paguyuban/perubahan/<id:regrouping_id>/kembalikan",
    "/masuk/hp/<token>",
    "/masuk/nomor/<token>",
    "/masuk/kode",
    "/paguyuban/impor/<id:intake_id>/hapus",
    "/paguyuban/impor/<id:intake_id>/pasar",
    "/pengurus/serah-terima/<id:handover_id>/tanda-tangan",
    "/pengurus/serah-terima/<id:handover_id>/tarik",
    "/rekonsiliasi/<id:list_id>",
    "/rekonsiliasi/<id:list_id>/selesai",
    "/undangan/<token>",
    "/atur-ulang/<token>",
    "/cari",
}
# Forms without a key that do it anew each time: looks that are logged, lists read, choices begun.
ANEW = {
    "/akun/hp-lain",
    "/akun/permintaan/<id:account_id>",
    "/anggota/<id:member_id>/nik",
    "/anggota/impor",
    "/anggota/impor/<id:upload_id>/kolom",
    "/anggota/impor/<id:upload_id>/tanggal",
    "/anggota/pilih/lanjut",
    "/anggota/unduh",
    "/klaim/<id:claim_id>/foto/<id:photo_id>",
    "/kota/<id:city_id>",
    "/lainnya/paguyuban",
    "/masuk",
    "/paguyuban/impor",
    "/paguyuban/impor/<id:intake_id>/kolom",
    "/pendaftaran/<id:registration_id>/data",
    "/rekonsiliasi",
    "/rekonsiliasi/<id:list_id>/kolom",
}
# Forms without a key that show something and keep nothing.
ONLY_LOOKS = {
    "/akun/kode/mulai",
    "/anggota/pilih",
    "/cek",
    "/keluar",
    "/keluarga/<token>",
    "/lembar/<code>",
    "/lembar/<code>/baris",
    "/pendaftaran/<id:registration_id>/kpj",
}
# A link that one gets once, and who has it nobody knows.
SHOWN_ONCE = {
    "/klaim/<id:claim_id>/keluarga",
    "/paguyuban/permintaan/<id:request_id>/terima",
    "/pengguna/<id:account_id>/atur-ulang",
    "/pengguna/<id:account_id>/tautan",
    "/pengguna/tugas/<id:duty_id>/tautan",
    "/pengurus/undang",
    "/pengurus/<id:duty_id>/atur-ulang",
    "/pengurus/<id:duty_id>/tautan",
}

ON_SQLITE = pytest.mark.parametrize("stage", ["sqlite"], indirect=True)  # alike on each engine
MEMBERS = {
    "tono": "Tono Wibowo",
    "suparno": "Suparno",
    "ngatiyem": "Ngatiyem",
    "wagiyem": "Wagiyem",
    "santoso": "Budi Santoso",
    "lestari": "Sri Lestari",
}


@pytest.fixture
def walk(
    app: Flask,
    clock: Clock,
    sari: Reader,
    budi: Reader,
    cast: Cast,
    wati_duty: int,
    twins: tuple[int, int],
    monkeypatch: pytest.MonkeyPatch,
) -> Walk:
    """One of everything, everybody's browser, and a phone whose codes are known."""
    secret = codes.new_secret()
    monkeypatch.setattr(codes, "new_secret", lambda: secret)
    scene = owned(sari, cast)
    new = sari.fill("/kegiatan/baru", title="Lain", starts_at="27 November 2026 13.00", place="B")
    marni = sari.fill("/anggota/baru", name="Bu Marni", nik="3372994107600091",
                      birth_date="1 Juli 1970", phone="081226007777",
                      stall_block=["C", ""])  # fmt: skip
    pending = budi.fill("/anggota/baru", name="Karsono", nik="3372990101600002")  # Suparno's
    event = str(sari.get(f"/kegiatan/{scene.values['event_id']}").soup)
    places = scene.values | {
        "event_code": re.findall(r"/e/(\w+)", event)[0],
        **{place: cast.member[name] for place, name in MEMBERS.items()},
        "marni": last_number(marni.location),
        "pending": last_number(pending.location),
        "new_event_id": last_number(new.location),
        "wati_duty": wati_duty,
        "yanti_id": cast.account["yanti"],
        "twin": twins[0],
        "other_twin": twins[1],
        "budi_id": cast.association["budi"],
        "sari_id": cast.association["sari"],
        "totp_code": codes.code_of(secret, at=NOW),
        "later_code": codes.code_of(secret, at=NOW + timedelta(hours=0.1)),
    }
    tokens = cast.token | {"wati": "token-of-wati"}
    return Walk(app, clock, tokens, places)


def each_stop(
    walk: Walk, store: Store, only: Collection[str] = (), stops: tuple[Step, ...] = STOPS
) -> Iterator[Step]:
    """Give every stop, or those of some rules, on the scene as it stood at first."""
    first = store.copy()
    for stop in stops:
        if only and stop.rule not in only:
            continue
        with walk.app.app_context():
            store.put_back(first)
        walk.clock.moment = NOW
        walk.readers, walk.last, walk.at = {}, None, ""
        yield stop


def test_every_form_has_a_stop(app: Flask) -> None:
    assert {rule.rule for rule in rules(app, "POST")} == {one.rule for one in STOPS} | NO_STOP


@ON_SQLITE
def test_a_form_sent_again_changes_nothing(walk: Walk, store: Store) -> None:
    """A form with a key: at once, after others saved what it is about, and after they took back
    what it did. It answers what it answered first, and another body under its key is refused."""
    without, versioned, wrong = set(), set(), []
    for stop in each_stop(walk, store):
        _seen, form = walk.open(stop)
        body, before = walk.body(stop, form), store.copy()
        started = store.rows()
        first = walk.post(stop, form, body)
        did = changed(started, store.rows())
        if first.status >= 400 or not (did or stop.rule in ONLY_LOOKS):
            wrong.append((stop.rule, "does nothing", first.status, first.text[:300]))
        if "key" not in body:
            without.add(stop.rule)
        if any(name.endswith("version") for name in body):
            versioned.add(stop.rule)
        wrong += [
            (stop.rule, *one) for one in _repeats(walk, store, stop, form, body, first, before)
        ]
    assert not wrong, "\n".join(map(str, wrong))
    assert without == WITHOUT_KEY | ANEW | ONLY_LOOKS
    assert versioned == set(MEANWHILE)


def _repeats(
    walk: Walk, store: Store, stop: Step, form: Tag, body: dict[str, Any], first: Seen, before: Any
) -> Iterator[tuple[object, ...]]:
    """Send a form again at several times; give what went wrong."""
    keyed = "key" in body
    for when in ("after others saved", "after it was taken back") if keyed else ("at once",):
        if when == "after others saved":
            store.save_every_row_again()
        if when == "after it was taken back":
            answers = store.answers()
            with walk.app.app_context():
                store.put_back(before)
            store.keep_answers(answers)
        then = store.rows()
        again = walk.post(stop, form, body, htmx=when != "after it was taken back")
        if stop.rule not in ANEW and (did := changed(then, store.rows())):
            yield when, did
        if stop.rule in SHOWN_ONCE or (when.endswith("taken back") and again.status == 404):
            continue  # it would lead to what is there no more
        if keyed and answer(again) != answer(first):
            yield when, answer(first), answer(again)
    if keyed:
        then = store.rows()
        other = walk.post(stop, form, body | {"typed_otherwise": "1"})
        if other.status != 422 or changed(then, store.rows()):
            yield "another body", other.status, changed(then, store.rows())


def answer(seen: Seen) -> tuple[int, str]:
    """Give what is answered, alike for a plain form and for htmx."""
    to = seen.response.headers.get("HX-Redirect", seen.location)
    return 303 if seen.status == 204 else seen.status, to


@ON_SQLITE
def test_an_old_page_overwrites_nothing(walk: Walk, store: Store) -> None:
    """A form with a version: opened, saved by somebody else, then sent. 409, and theirs stands."""
    wrong = []
    for stop in each_stop(walk, store, MEANWHILE):
        _seen, form = walk.open(stop)
        body, opened, at = walk.body(stop, form), store.copy(), walk.at
        hidden = [name for name in body if name.endswith("version")]
        for other in MEANWHILE[stop.rule]:
            with walk.app.app_context():
                store.put_back(opened)
            walk.at = at
            walk.send(other, walk.open(other)[1])
            theirs = store.rows()
            for told in ({}, dict.fromkeys(hidden), dict.fromkeys(hidden, "x")):
                sent = {k: v for k, v in (body | told).items() if v is not None}
                seen = walk.post(stop, form, sent)
                if seen.status != 409 or changed(theirs, store.rows()):
                    wrong.append((stop.rule, other.page, told, seen.status, seen.text[:200]))
    assert not wrong, "\n".join(map(str, wrong))
