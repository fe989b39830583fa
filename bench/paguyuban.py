"""What the people of a paguyuban do in the course of a year: through its pages where a person does
it once, in bulk what they do two thousand times a month."""

import io
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from association.access.by import By
from association.access.fence import set_reach
from association.access.reach import Everywhere
from association.cover.cash.models import Visit
from association.cover.reminders.models import Reminder
from association.database import db, write_tx
from association.ledger.audit.actions import record
from association.meetings.attendance.models import Attendance
from association.people.participants.models import Contribution, Participant, Receipt
from association.roster.members.models import Member
from tests.infra.client import Reader, Seen, fields

PASSWORD, PHONE = "only-for-storms", "081200000901"
TAPS, REMINDED, MARKED, EDITED = 40, 500, 300, 5
MARKS = 5


@dataclass
class Day:
    """The clock of the server."""

    moment: datetime

    def __call__(self) -> datetime:
        return self.moment


@dataclass
class Paguyuban:
    """One paguyuban, its treasurer's browser, and the lists that it gets and gives."""

    app: Flask
    clock: Day
    association_id: int
    city_id: int
    account_id: int
    member_ids: list[int]
    lists: tuple[str, str]  # of the roster, and of the branch
    leader: Reader

    def day(self) -> None:
        """Let a day go by: somebody signs in and looks; on some days more is done."""
        today = self.clock.moment.date()
        self.leader.fill("/masuk", phone=PHONE, password=PASSWORD)
        for page in ("/", "/anggota", "/iuran/catat"):
            self.leader.get(page)
        if today.weekday() == 5:
            self.meet(today)
            self.edit(today)
        for day, act in ((3, self.round), (6, self.pay_in), (10, self.take_list),
                         (12, self.compare), (16, self.remind), (20, self.fetch)):  # fmt: skip
            if today.day == day:
                act(today)

    @contextmanager
    def in_bulk(self) -> Iterator[tuple[Session, By]]:
        """Open a transaction for what is written past the pages, in the paguyuban's name."""
        with self.app.app_context():
            with write_tx() as tx:
                set_reach(tx.session, Everywhere())
                own = {"account_id": self.account_id, "association_id": self.association_id}
                yield tx.session, By(**own, at=self.clock.moment)
            db.session.remove()

    def round(self, today: date) -> None:
        """Ask everybody for their month: some by taps on the screen, the others in bulk."""
        for number in range(TAPS):
            page = self.leader.get("/iuran/catat")
            line = page.soup.select_one("[data-member] form, li[id^=m] form")
            if line is None:
                break
            outcome = ("paid", "paid", "paid", "promised", "absent")[number % 5]
            self.leader.post("/iuran/catat", fields(line) | {"outcome": outcome})
        month = today.replace(day=1)
        with self.in_bulk() as (session, by):
            asked = sa.select(Visit.member_id).where(Visit.month == month)
            people = session.execute(
                sa.select(Member.id, Member.participant_id, Participant.registered_on)
                .outerjoin(Participant, Participant.id == Member.participant_id)
                .where(Member.id.in_(self.member_ids), Member.id.not_in(asked))
            ).all()
            paid = set(session.scalars(sa.select(Contribution.participant_id).where(
                Contribution.first_month <= month, Contribution.last_month >= month)))  # fmt: skip
            for member_id, person, registered in people:
                pays = registered is not None and person not in paid
                self._visit(session, by, member_id, person if pays else None, month)

    def _visit(
        self, session: Session, by: By, member_id: int, person: int | None, month: date
    ) -> None:
        own: dict[str, Any] = {"association_id": self.association_id}
        contribution = None
        if person is not None:
            contribution = Contribution(
                **own, participant_id=person, first_month=month, last_month=month,
                programmes="JKK,JKM", estimate=16_800, amount=16_800, paid_on=by.at.date(),
                channel="bendahara", custody="entrusted", recorded_by=self.account_id,
                recorded_at=by.at,
            )  # fmt: skip
            session.add(contribution)
            session.flush()
            session.add(Receipt(
                **own, number=secrets.token_hex(5), contribution_id=contribution.id,
                member_id=member_id, city_id=self.city_id,
            ))  # fmt: skip
            record(session, by, "record contribution", f"contribution:{contribution.id}", months=1)
        session.add(Visit(
            **own, member_id=member_id, month=month, outcome="paid" if contribution else "absent",
            contribution_id=contribution.id if contribution else None,
            account_id=self.account_id, at=by.at,
        ))  # fmt: skip
        record(session, by, "visit member", f"member:{member_id}", outcome="paid")

    def pay_in(self, today: date) -> None:
        """Take all the cash to the bank, and let it be proven when it may."""
        seen = self.leader.fill(
            "/iuran/setor", channel="bank", reference=f"TRX-{today:%y%m}", scope="all"
        )
        assert seen.status < 400, seen.text[:300]

    def remind(self, today: date) -> None:
        """Remind one by their turn, the others in bulk."""
        cause = next(
            iter(re.findall(r"/pengingat/(\w+)/mulai", str(self.leader.get("/pengingat").soup))), ""
        )
        if cause:
            turn = self.leader.follow(self.leader.fill("/pengingat", f"/pengingat/{cause}/mulai"))
            self.leader.submit(turn, f"/pengingat/{cause}", outcome="sent")
        month = today.replace(day=1)
        with self.in_bulk() as (session, by):
            done = set(
                session.scalars(sa.select(Reminder.member_id).where(Reminder.month == month))
            )
            for member_id in [one for one in self.member_ids if one not in done][:REMINDED]:
                session.add(Reminder(
                    association_id=self.association_id, member_id=member_id, month=month,
                    cause="menunggak", outcome="sent", account_id=self.account_id,
                    opened_at=by.at, answered_at=by.at,
                ))  # fmt: skip
                record(session, by, "remind", f"member:{member_id}", outcome="sent")

    def meet(self, today: date) -> None:
        """Hold a meeting: some are marked at the door, the others in bulk."""
        made = self.leader.fill(
            "/kegiatan/baru", title="Sosialisasi", starts_at=f"{today}T09:30", place="Balai"
        )
        event_id = int(re.findall(r"\d+", made.location)[-1])
        page = self.leader.get(f"/kegiatan/{event_id}/hadir")
        for form in page.soup.select(f"form[action='/kegiatan/{event_id}/hadir']")[:MARKS]:
            self.leader.post(f"/kegiatan/{event_id}/hadir", fields(form) | {"present": "1"})
        came = self.member_ids[event_id % 7 :: 7][:MARKED]
        with self.in_bulk() as (session, by):
            known = sa.select(Attendance.member_id).where(Attendance.event_id == event_id)
            here = set(session.scalars(known))
            for member_id in set(came) - here:
                session.add(Attendance(
                    association_id=self.association_id, event_id=event_id, member_id=member_id,
                    marked_at=by.at,
                ))  # fmt: skip
                record(session, by, "mark attendance", f"member:{member_id}", event=event_id)

    def edit(self, today: date) -> None:
        """Correct some members."""
        for number in range(EDITED):
            member_id = self.member_ids[(today.toordinal() * 7 + number) % len(self.member_ids)]
            self.leader.fill(f"/anggota/{member_id}/ubah", commodity=f"Dagangan {today:%d%m}")

    def take_list(self, _today: date) -> None:
        """Import the whole list again."""
        seen = self._upload("/anggota/impor", self.lists[0])
        for _ in range(20):
            seen = self.leader.follow(seen) if seen.status == 303 else seen
            steps = [str(form["action"]) for form in seen.soup.find_all("form", method="post")]
            wanted = [one for one in steps if re.fullmatch(r"/anggota/impor/\d+(/periksa)?", one)]
            if not wanted:
                return
            seen = self.leader.submit(seen, wanted[0])

    def compare(self, _today: date) -> None:
        """Compare with the branch's list."""
        seen = self.leader.follow(self._upload("/rekonsiliasi", self.lists[1], whole="tidak"))
        assert seen.status == 200, seen.text[:300]

    def fetch(self, _today: date) -> None:
        """Export everybody."""
        self.leader.fill("/anggota/unduh", password=PASSWORD, file="csv").response.get_data()

    def _upload(self, path: str, text: str, **typed: str) -> Seen:
        form = fields(self.leader.get(path).form(path))
        file = (io.BytesIO(text.encode()), "daftar.csv")
        return self.leader.post(path, form | typed | {"file": file})


def lists_of(session: Session, association_id: int) -> tuple[str, str]:
    """Write the roster, and what the branch knows of it, as such lists come."""
    ours, theirs = ["Nama;NIK;No HP;Blok;Nomor"], ["Nama;NIK;KPJ"]
    found = sa.select(Member).where(Member.association_id == association_id).order_by(Member.id)
    for number, member in enumerate(session.scalars(found)):
        stall = member.stalls[0]
        phone = (member.phone or "").replace("+62", "0")
        ours.append(f"{member.name};{member.nik or ''};{phone};{stall.block};{stall.number}")
        if member.nik:
            theirs.append(f"{member.name};{member.nik};{10_000_000_000 + number}")
    return "\n".join(ours), "\n".join(theirs)


def tomorrow(moment: datetime) -> datetime:
    """Give the same time on the next day."""
    return moment + timedelta(1)
