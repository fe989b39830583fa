"""The link of a family: made, renewed and revoked on its case, and worth nothing to who guesses."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from association.cover.claims.models import Claim
from association.database import db
from association.ledger.audit.models import AuditEntry
from association.ledger.throttle.models import Bucket
from association.public.family.models import FamilyLink
from association.roster.members.models import Member
from tests.attacks.scene import csrf
from tests.conftest import Clock
from tests.infra.cast import Cast
from tests.infra.client import Reader, Seen
from tests.public.family.conftest import changing, made, opened, pressed

BORN, WRONG = "17 Agustus 1975", "17 Agustus 1976"
ELSEWHERE = {"environ_base": {"REMOTE_ADDR": "203.0.113.9"}}
NETWORK = 100  # wrong tries of a network that are free
pytestmark = pytest.mark.parametrize("stage", ["sqlite"], indirect=True)  # alike on each engine


def said(reader: Reader, address: str, born: str = BORN, **where: Any) -> Seen:
    """Send a birth date to a link without opening it."""
    return reader.post(address, {"csrf_token": csrf(reader), "birth_date": born}, **where)


def test_it_is_shown_once_with_a_message_for_the_family(
    sari: Reader, app: Flask, claim_id: int, cast: Cast
) -> None:
    with changing(app) as session:
        member = session.get_one(Member, cast.member["Tono Wibowo"])
        family = "Anak: Adi (0812-2600-1111); Istri: Siti (0812-2600-2222)"
        member.seal("heirs", family)
    seen = pressed(sari, claim_id)
    assert seen.status == 200
    address = str(seen.soup.select_one("#link")["value"])  # type: ignore[index]
    (message,) = seen.soup.select("a[href^='https://wa.me/']")
    assert address.replace(":", "%3A") in str(message["href"])
    assert str(message["href"]).startswith("https://wa.me/6281226002222?")  # the widow's
    assert not re.search("Tono|Siti", str(message["href"]))
    with changing(app) as session:
        (link,) = session.scalars(sa.select(FamilyLink))
        assert len(link.token_hash) == 32
        token = address.rpartition("/")[2]
        logged = [(one.what, one.subject, str(one.details)) for one in session.scalars(
            sa.select(AuditEntry).order_by(AuditEntry.id.desc()).limit(3))]  # fmt: skip
        assert logged[0][:2] == ("make family link", f"claim:{claim_id}")
        assert token not in str(logged)


def test_the_form_sent_twice_makes_one_link(sari: Reader, visitor: Reader, claim_id: int) -> None:
    form = {"csrf_token": csrf(sari), "key": "k" * 32}
    first = sari.post(f"/klaim/{claim_id}/keluarga", form)
    address = re.findall(r"/keluarga/[\w-]{43}", str(first.soup.select_one("#link")))[0]
    again = sari.post(f"/klaim/{claim_id}/keluarga", form)
    assert (again.status, again.location) == (303, f"/klaim/{claim_id}")
    assert visitor.get(address).status == 200


def test_a_new_link_takes_the_place_of_the_old_one(
    sari: Reader, visitor: Reader, claim_id: int
) -> None:
    old = made(sari, claim_id)
    new = made(sari, claim_id)
    assert (visitor.get(old).status, visitor.get(new).status) == (404, 200)


def test_a_button_ends_no_link_that_its_page_did_not_know(
    sari: Reader, visitor: Reader, claim_id: int, link: str
) -> None:
    page = sari.get(f"/klaim/{claim_id}")
    newer = made(sari, claim_id)
    for action in ("/keluarga", "/keluarga/cabut"):
        assert sari.submit(page, f"/klaim/{claim_id}{action}").status == 409
    assert (visitor.get(link).status, visitor.get(newer).status) == (404, 200)


def test_revoked_is_dead_at_once(
    sari: Reader, visitor: Reader, app: Flask, claim_id: int, link: str
) -> None:
    page = visitor.get(link)
    assert pressed(sari, claim_id, "/cabut").location == f"/klaim/{claim_id}"
    assert visitor.get(link).status == 404
    assert visitor.submit(page, link, birth_date=BORN).status == 404
    with changing(app) as session:
        assert session.scalars(sa.select(FamilyLink)).all() == []
        last = session.scalars(sa.select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()
        assert (last.what, last.subject) == ("revoke family link", f"claim:{claim_id}")
    assert pressed(sari, claim_id, "/cabut").status == 303


@pytest.mark.parametrize(
    ("changes", "days"),
    [
        ({}, 90),
        ({"state": "paid", "decided_on": date(2026, 11, 25)}, 34),
        ({"state": "refused", "decided_on": date(2026, 9, 1)}, 31),  # made for a decided one
        ({"state": "submitted", "decided_on": None}, 90),
    ],
)
def test_it_ends_by_itself(
    visitor: Reader,
    clock: Clock,
    link: str,
    changed_to: Callable[..., None],
    changes: dict[str, Any],
    days: int,
) -> None:
    changed_to(**changes)
    clock.tick(days=days - 1)
    assert visitor.get(link).status == 200
    clock.tick(days=1)
    assert visitor.get(link).status == 404


@pytest.mark.parametrize("what", ["", "/cabut"])
def test_only_who_may_edit_the_roster_presses(
    someone: Callable[[str], Reader], visitor: Reader, warti: Reader, claim_id: int, what: str
) -> None:
    pages = {name: someone(name) for name in ("budi", "rina", "dewi", "admin")}
    found = {name: pressed(one, claim_id, what).status for name, one in pages.items()}
    assert found == {"budi": 404, "rina": 404, "dewi": 403, "admin": 403}
    assert pressed(warti, claim_id, what).status == 403
    assert pressed(visitor, claim_id, what).status == 401


def test_an_undone_case_has_none(
    sari: Reader, visitor: Reader, claim_id: int, link: str, changed_to: Callable[..., None]
) -> None:
    changed_to(state="undone")
    assert visitor.get(link).status == 404
    assert pressed(sari, claim_id).status == 303  # nothing is shown


def test_a_merged_row_leads_on(app: Flask, sari: Reader, visitor: Reader, cast: Cast) -> None:
    """The case goes with the row that stays, and the link that was sent leads there."""
    with changing(app) as session:
        claim_id = opened(session, cast, member_id=cast.member["Wagiyem Lama"]).id
    link = made(sari, claim_id)
    assert visitor.get(link).status == 200
    with changing(app) as session:
        session.get_one(Claim, claim_id).member_id = cast.member["Wagiyem"]
    assert visitor.get(link).status == 200


def test_all_that_is_wrong_is_answered_with_the_same_bytes(
    app: Flask,
    sari: Reader,
    visitor: Reader,
    clock: Clock,
    claim_id: int,
    cast: Cast,
    changed_to: Callable[..., None],
) -> None:
    with changing(app) as session:
        other, late = opened(session, cast).id, opened(session, cast).id
    revoked, undone, over = made(sari, claim_id), made(sari, other), made(sari, late)
    pressed(sari, claim_id, "/cabut")
    right = made(sari, claim_id)
    with changing(app) as session:
        session.get_one(Claim, other).state = "undone"
        hour = {"expires_at": clock() - timedelta(hours=1)}
        session.execute(sa.update(FamilyLink).where(FamilyLink.claim_id == late).values(**hour))
    unknown = "/keluarga/" + "x" * 43
    looks = [visitor.get(one) for one in (unknown, revoked, undone, over, "/keluarga/x")]
    dead = (unknown, revoked, undone, over)
    sent = [said(visitor, one) for one in dead] + [said(visitor, right, WRONG)]
    answers = [(one.status, dict(one.response.headers), one.response.data) for one in looks + sent]
    assert all(one[0] == 404 for one in answers)
    assert {one[2] for one in answers} == {answers[0][2]}
    assert [one[1] for one in answers] == [answers[0][1]] * len(answers)
    text = looks[0].text
    assert "Halaman ini tidak bisa dibuka" in text and "Tidak ada biaya" in text
    assert answers[0][1]["Cache-Control"] == "no-store"
    assert answers[0][1]["X-Robots-Tag"] == "noindex"
    assert answers[0][1]["Referrer-Policy"] == "same-origin"  # decision 47
    assert visitor.get(right).status == 200


def test_guessing_slows_down_and_keeps_no_family_out(
    app: Flask, visitor: Reader, clock: Clock, link: str
) -> None:
    """Of 10,000 guesses all but some are answered like these: bench/storms/families.py."""
    guesser = Reader(app)
    found = [guesser.client.get(f"/keluarga/{n:043}") for n in range(NETWORK + 20)]
    statuses = [one.status_code for one in found]
    assert statuses == [404] * NETWORK + [429] * 20
    assert len({one.data for one in found[:NETWORK]}) == 1
    assert len({one.data for one in found[NETWORK:]}) == 1
    assert found[-1].headers["Retry-After"] == "21"
    assert said(guesser, "/keluarga/" + "y" * 43).status == 429
    assert visitor.get(link).status == 200
    assert visitor.fill(link, birth_date=BORN).status == 200
    assert Reader(app).client.get("/keluarga/z", **ELSEWHERE).status_code == 404
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Bucket)) <= 3
    clock.tick(seconds=21)
    assert guesser.client.get("/keluarga/x").status_code == 404


def test_dates_are_guessed_as_slowly_where_there_is_no_link(
    app: Flask, visitor: Reader, clock: Clock, link: str
) -> None:
    for address in (link, "/keluarga/" + "x" * 43):
        found = [said(visitor, address, WRONG).status for _ in range(7)]
        assert found == [404] * 5 + [429] * 2
    assert said(visitor, link).status == 429
    assert visitor.get(link).status == 200
    assert said(Reader(app), link, **ELSEWHERE).status == 200
    clock.tick(minutes=15)
    assert said(visitor, link).status == 200
