"""Every page of a leader on whose roster five died, each known in another way, beside one who has
done all the same and lives: no page leads to the phones of the five, and no list names them that
asks, writes to, invites or counts anybody."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from association.access.fence import set_reach
from association.access.reach import Everywhere
from association.cover.cash.models import Visit
from association.cover.reminders.models import Reminder
from association.database import write_tx
from association.meetings.attendance.models import Attendance
from association.meetings.events.models import AwarenessEvent
from association.meetings.rsvp.models import Rsvp
from association.people.participants.models import Participant
from association.roster.members.models import Member
from tests.architecture.test_words_after_a_death import CHEER, HIDING
from tests.attacks.scene import Scene, owned, rules
from tests.attacks.test_forms import ON_SQLITE
from tests.infra.cast import NOW, TODAY, Cast, on_the_roster
from tests.infra.client import Reader

YESTERDAY, TOMORROW = TODAY - timedelta(1), TODAY + timedelta(1)
MONTH, HOUR = date(2026, 11, 1), timedelta(hours=1)
# How each death is known: what the roster says, and the membership.
DEATHS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "Kartorejo": (
        {"left_on": YESTERDAY, "left_reason": "died"},
        {"ended_on": YESTERDAY, "ended_reason": "died"},
    ),
    "Sastrowiyono": ({"left_on": TOMORROW, "left_reason": "died"}, {}),
    "Pawirodinomo": ({}, {"ended_on": date(2026, 11, 2), "ended_reason": "died"}),  # told elsewhere
    "Wiryosumarto": ({}, {"ended_on": TOMORROW, "ended_reason": "died"}),
    "Mangunrejo": ({"left_on": TOMORROW, "left_reason": "died"}, {}),  # was never registered
}
NEVER, LIVES = "Mangunrejo", "Hardjosumarto"
# Where a dead member's name may stand, and why; everywhere else it would be asked for something.
RECORDS = {
    "/anggota": "the paguyuban's own list, until a leader takes them off it",
    "/anggota/lembar": "the same on paper",
    "/anggota/keluar": "who left, and why",
    "/anggota/perubahan": "what was changed",
    "/anggota/perubahan/<id:batch_id>": "what was changed",
    "/anggota/kembar": "who may stand there twice",
    "/iuran/setor": "money of theirs that was not paid in yet",
    "/anggota/pilih": "the same, to take them off it",
    "/kegiatan/<id:event_id>/laporan": "who came to an event",
    "/riwayat": "who changed what",
    "/klaim/tanpa-kasus": "who died without a case: the help goes to the family",
    "/klaim": "the cases",
}

PHONES = {name: f"+62815550000{number}" for number, name in enumerate((*DEATHS, LIVES), 1)}
# Pages that lead to who lives, and lists that name them: what the walk has to come by, at least.
SENDERS = {"/anggota/<id:member_id>", "/kegiatan/<id:event_id>/kabari", "/pengingat/<cause>"}
ASKING = SENDERS | {"/", "/iuran/catat", "/kegiatan/<id:event_id>", "/kegiatan/<id:event_id>/hadir"}
FILES = re.compile(r"/static/|\.(?:pdf|png|xlsx|csv|ics|js|txt|ico|webmanifest)\b|/unduh")
FURTHER = (  # what no link leads to that stands on a page
    "/pengingat/habis",
    "/pengingat/menunggak",
    "/pengingat/siap",
    "/iuran/catat?urut=nama",
    "/iuran/catat?lihat=sudah",
    "/iuran/catat?lihat=promised",
    *(f"/pengingat/{cause}/daftar?lihat={seen}" for cause in ("habis", "siap")
      for seen in ("sent", "waiting", "unreachable", "skipped")),
)  # fmt: skip


def _living(app: Flask, cast: Cast, scene: Scene) -> None:
    """Let all six be due, promise, say they come, come, carry messages, and be reminded."""
    paying = [
        (name, f"33729905058500{number:02}", date(1985, 5, 5), *first)
        for number, name in enumerate(PHONES, 31)
        for first in [(None, 0) if name == NEVER else (date(2026, 9, 1), 3)]
    ]
    with app.app_context():
        on_the_roster(cast, "sari", tuple(paying))
        with write_tx() as tx:
            set_reach(tx.session, Everywhere())
            own = {"association_id": cast.association["sari"]}
            event = tx.session.get_one(AwarenessEvent, int(scene.values["event_id"]))
            event.changed_at = NOW
            held = AwarenessEvent(
                code="held-before", title="Dulu", kind="sosialisasi", place="Balai",
                starts_at=datetime(2026, 11, 10, 3, tzinfo=UTC), city_id=event.city_id, **own,
            )  # fmt: skip
            tx.session.add(held)
            tx.session.flush()
            scene.values["held_id"] = held.id
            for name in PHONES:
                _active(tx.session, tx.session.get_one(Member, cast.member[name]), event, held)
            turns = (
                ("Wiryosumarto", "sent", 0),
                ("Pawirodinomo", "opened", 0),
                (LIVES, "opened", 1),
            )
            for name, outcome, hours in turns:
                tx.session.add(Reminder(
                    month=MONTH, cause="habis", outcome=outcome, opened_at=NOW - hours * HOUR,
                    account_id=cast.account["sari"], member_id=cast.member[name], **own,
                ))  # fmt: skip
            without = tx.session.get_one(Member, cast.member["Sri Lestari"])
            without.messenger_id = cast.member["Pawirodinomo"]


def _active(session: Session, member: Member, event: AwarenessEvent, held: AwarenessEvent) -> None:
    """Let one say that they come to an event, have come to the one before, and promise to pay."""
    phone = PHONES[member.name]
    member.seal("phone", phone)
    here = {"member_id": member.id, "association_id": member.association_id}
    before = NOW - timedelta(1)
    session.add_all([
        Rsvp(event_id=event.id, city_id=event.city_id, person_index=phone.encode(), name="",
             said_at=before, **here),
        Attendance(event_id=held.id, marked_at=before, **here),
        Visit(month=MONTH, outcome="promised", due_on=TOMORROW, at=before, **here),
    ])  # fmt: skip


def _die(app: Flask, cast: Cast) -> None:
    """Let them die behind everybody's back: no page has tidied up after it."""
    with app.app_context(), write_tx() as tx:
        set_reach(tx.session, Everywhere())
        for name, (of_roster, of_bpjs) in DEATHS.items():
            mine = Member.id == cast.member[name]
            if of_roster:
                tx.session.execute(sa.update(Member).where(mine).values(**of_roster))
            if of_bpjs:
                theirs = sa.select(Member.participant_id).where(mine).scalar_subquery()
                tx.session.execute(
                    sa.update(Participant).where(Participant.id == theirs).values(**of_bpjs)
                )


def _addresses(app: Flask, cast: Cast, scene: Scene) -> Iterator[tuple[str, str]]:
    """Give each page, with its rule; those of one member of two of the dead, of who lives, and of
    whom one of the dead carried messages for; those of one event also of the one that was held."""
    people = (LIVES, "Sastrowiyono", "Pawirodinomo", "Sri Lestari")
    for rule in rules(app, "GET"):
        if FILES.search(rule.rule) or rule.arguments - scene.values.keys():
            continue
        if rule.arguments == {"member_id"}:
            for name in people if rule.rule.endswith("_id>") else people[:2]:
                yield rule.rule, scene.address(rule, member_id=cast.member[name])
            continue
        yield rule.rule, scene.address(rule)
        if rule.arguments == {"event_id"}:
            yield rule.rule, scene.address(rule, event_id=scene.values["held_id"])
    yield from ((address.partition("?")[0], address) for address in FURTHER)


def _found(app: Flask, sari: Reader, cast: Cast, scene: Scene) -> Iterator[tuple[str, str, bool]]:
    """Ask for every page: gives who is named on which (by its rule), and whether a link there leads
    to their phone."""
    of_dead = {f"/anggota/{cast.member[name]}" for name in DEATHS}
    for rule, address in _addresses(app, cast, scene):
        answer = sari.client.get(address)
        assert answer.status_code < 500, address
        if answer.status_code != 200 or answer.mimetype != "text/html":
            continue
        text = answer.get_data(as_text=True)
        if address in of_dead:
            said = re.sub(r"<[^>]*>", " ", text)
            assert not (CHEER.search(said) or HIDING.search(said)), address
        links = " ".join(re.findall(r'(?:href|action)="([^"]*)"', text))
        for name, phone in PHONES.items():
            leads = phone.removeprefix("+") in links
            if leads or name in text:
                yield name, rule, leads


def _records(rule: str) -> bool:
    """Tell whether a page keeps what was, or is of one member or case."""
    return rule in RECORDS or rule.startswith(("/anggota/<id:member_id>", "/klaim/"))


@ON_SQLITE
def test_nothing_leads_to_who_died_and_no_list_asks_for_them(
    app: Flask, sari: Reader, cast: Cast
) -> None:
    scene = owned(sari, cast)
    everybody, actives = (sari.get("/").figure(name) for name in ("members", "active"))
    _living(app, cast, scene)
    _die(app, cast)
    found = set(_found(app, sari, cast, scene))
    to_who_lives = {rule for name, rule, leads in found if leads and name == LIVES}
    assert to_who_lives >= SENDERS  # otherwise the walk has missed them
    assert {(name, rule) for name, rule, leads in found if leads and name != LIVES} == set()
    wrong = {(rule, name) for name, rule, _ in found if name != LIVES and not _records(rule)}
    assert not wrong, "\n".join(map(str, sorted(wrong)))
    assert {rule for name, rule, _ in found if name == LIVES} - set(RECORDS) >= ASKING
    home = sari.get("/")
    assert (home.figure("members"), home.figure("ended")) == (everybody + 1, 4)  # one is off it
    assert home.figure("active") == actives + 1
