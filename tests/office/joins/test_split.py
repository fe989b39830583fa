"""/paguyuban/<id>/pecah: one paguyuban becomes two by markets and blocks, and one again; earlier
months never change."""

from datetime import date
from typing import Any

import pytest
from flask import Flask

from association.people.accounts.models import Duty
from association.roster.members.models import Stall
from association.territory.models import Association
from tests.conftest import Clock
from tests.infra.cast import TODAY, Cast, stay_signed_in
from tests.infra.client import Reader, Seen
from tests.office.joins.past import DAYS, changing, long_known, shown
from tests.office.joins.test_join import put_back


def page_of(cast: Cast, leader: str = "sari") -> str:
    return f"/paguyuban/{cast.association[leader]}/pecah"


@pytest.fixture
def two_blocks(app: Flask, cast: Cast) -> Cast:
    """Let Tono and Suparno have their stalls in block C; Lestari has none."""
    with changing(app) as session:
        for name in ("Tono Wibowo", "Suparno"):
            session.query(Stall).filter_by(member_id=cast.member[name]).update({"block": "C"})
        session.query(Stall).filter_by(member_id=cast.member["Sri Lestari"]).delete()
    return cast


def divided(dewi: Reader, cast: Cast, **typed: Any) -> Seen:
    """Let Dewi give block C a paguyuban of its own; gives the answer to her button."""
    where = page_of(cast)
    seen = dewi.get(f"{where}?bagian={cast.market['sari']}:C")
    return dewi.submit(seen, f"{where}/mulai", **({"name": "Paguyuban Darurat"} | typed))


def test_earlier_months_stay_as_they_were_through_split_and_put_back(
    app: Flask, clock: Clock, dewi: Reader, budi: Reader, two_blocks: Cast
) -> None:
    cast = two_blocks
    long_known(app)
    before = shown(app, cast)
    done = dewi.follow(divided(dewi, cast))
    assert done.figure("moved") == 2
    clock.tick(days=20)
    stay_signed_in(app, clock.moment)
    november = [*DAYS, date(2026, 11, 30)]
    as_divided = shown(app, cast, november)
    assert before.items() <= as_divided.items()
    assert put_back(dewi, done).figure("back") == 2
    assert shown(app, cast, november) == as_divided, "the month in which it was divided stays so"
    with changing(app) as session:
        made = session.query(Association).filter_by(name="Paguyuban Darurat").one()
        assert made.closed_on == date(2026, 12, 12)


def test_the_parts_are_counted_and_one_who_leads_is_chosen(
    app: Flask, dewi: Reader, sari: Reader, two_blocks: Cast
) -> None:
    cast = two_blocks
    seen = dewi.get(page_of(cast))
    for said in ("Pasar Rejosari · 5 orang", "Blok B · 3", "Blok C · 2", "Pasar belum diisi · 1"):
        assert said in seen.text
    chosen = dewi.get(f"{page_of(cast)}?bagian={cast.market['sari']}:C&bagian=0")
    assert (chosen.figure("going"), chosen.figure("rest")) == (3, 3)
    assert "Tono" not in chosen.text
    labels = [one.get_text(" ", strip=True) for one in chosen.soup.select("fieldset label")]
    assert labels[-3:] == ["Sari · Ketua", "Yanti · Sekretaris", "Nanti, lewat undangan"]
    with changing(app) as session:
        own = {"account_id": cast.account["yanti"], "association_id": cast.association["sari"]}
        yantis = session.query(Duty).filter_by(**own).one().id
    assert divided(dewi, cast, duty=str(yantis)).status == 303
    assert len(sari.get("/anggota").names()) == 4
    with changing(app) as session:
        made = session.query(Association).filter_by(name="Paguyuban Darurat").one()
        [duty] = session.query(Duty).filter_by(association_id=made.id)
        assert (duty.account_id, duty.position, duty.starts_on) == (
            cast.account["yanti"],
            "ketua",
            TODAY,
        )
        assert [one.id for one in made.markets] == [cast.market["sari"]]


def test_what_is_refused(dewi: Reader, sari: Reader, visitor: Reader, two_blocks: Cast) -> None:
    cast = two_blocks
    where = page_of(cast)
    assert (sari.get(where).status, visitor.get(where).status) == (403, 303)
    assert dewi.get(page_of(cast, "rina")).status == 404
    whole = f"{where}?bagian={cast.market['sari']}&bagian=0"
    assert "supaya di kedua paguyuban ada orangnya" in dewi.get(whole).text
    for typed, said in (
        ({"name": ""}, "harus diisi"),
        ({"name": "Paguyuban pasar GEDE"}, "sudah dipakai"),
        ({"bagian": ["999999"]}, "Sekarang: 0 orang"),
        ({"bagian": None}, "Pilih dulu pasar atau blok"),
        ({"duty": "99"}, "Pilih"),
    ):
        refused = divided(dewi, cast, **typed)
        assert refused.status in (409, 422), typed
        assert said in refused.text, typed
