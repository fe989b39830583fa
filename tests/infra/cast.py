"""The cast: Sari leads Rejosari, Budi leads Gede (same city), Dewi is the city's officer, Tono is
Sari's member, Rina leads a paguyuban in another city, a visitor is nobody. Yanti is Sari's
sekretaris, who may only edit, and Budi's bendahara, who may do all. Wagiyem stood on Sari's roster
twice: the row "Wagiyem Lama" was merged. Today is Sunday, 22 November 2026."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache

from flask import Flask
from sqlalchemy.orm import Session

from association.access.by import By
from association.access.fence import set_reach
from association.access.reach import Everywhere, OneAssociation
from association.cover.contributions.actions import record_contribution
from association.database import db, write_tx
from association.people.accounts.actions import create_account, give_duty
from association.people.accounts.models import Duty, SignIn
from association.people.accounts.passwords import hashed
from association.people.accounts.reads import token_hash
from association.roster.members import actions as members
from association.roster.members.keys import CARD_PURPOSE
from association.roster.members.models import Card, Member
from association.roster.members.values import MemberValues, StallValues
from association.rules.house.permissions import Right, Role
from association.rules.law.enrolment import too_old_to_join
from association.rules.law.payments import Payment
from association.rules.law.tariff import MINIMUM
from association.rules.people.cards import normalise_card_code
from association.rules.people.leaving import Leaving
from association.rules.people.stalls import StallKind
from association.territory.actions import (
    AssociationValues,
    MarketValues,
    add_association,
    add_city,
    add_markets,
)
from association.vault import vault

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 21, 17, 30, tzinfo=UTC)  # 00.30 WIB: in UTC it is still the day before
PASSWORD = "guyub-demo"
PEOPLE = ("sari", "budi", "dewi", "admin", "rina", "yanti")
# name, nik, born, first paid month, months: the statuses as of 22 November 2026
ROSTER = (
    (
        "Tono Wibowo",
        "3372991708750001",
        date(1975, 8, 17),
        date(2026, 7, 1),
        6,
    ),  # aktif s.d. 31 Desember
    ("Suparno", "3372990101600002", date(1960, 1, 1), date(2026, 9, 1), 3),  # habis 30 November
    (
        "Ngatiyem",
        "3372994202650003",
        date(1965, 2, 2),
        date(2026, 6, 1),
        4,
    ),  # menunggak: Oktober dan November
    ("Wagiyem", "3372994303700004", date(1970, 3, 3), date(2025, 12, 1), 3),  # nonaktif
    ("Budi Santoso", "3372990404800005", date(1980, 4, 4), None, 0),  # siap daftar
    ("Sri Lestari", None, None, None, 0),  # belum daftar, tanpa NIK
)

MERGED = "Wagiyem Lama"
DUTIES = (
    ("sari", "sari", "ketua"),
    ("budi", "budi", "ketua"),
    ("rina", "rina", "ketua"),
    ("yanti", "sari", "sekretaris"),
    ("yanti", "budi", "bendahara"),
)
# No tail of a phone is the tail of a NIK; Joko has the tail of Tono's NIK, and his phone.
PHONES = tuple(f"+628122600{tail}" for tail in ("4171", "4285", "4393", "4406", "4518"))


@dataclass
class Cast:
    """Ids and tokens of everyone, by name."""

    token: dict[str, str] = field(default_factory=dict)
    account: dict[str, int] = field(default_factory=dict)
    association: dict[str, int] = field(default_factory=dict)
    market: dict[str, int] = field(default_factory=dict)
    member: dict[str, int] = field(default_factory=dict)
    city: dict[str, int] = field(default_factory=dict)


def gather() -> Cast:
    """Put the cast on stage in an empty, migrated database."""
    cast = Cast()
    password_hash()
    with write_tx() as tx:
        set_reach(tx.session, Everywhere())
        _territory(tx.session, cast)
        _accounts(tx.session, cast)
    for leader, rows in (
        ("sari", ROSTER),
        ("budi", (("Joko Santoso", "3372990505850001", date(1985, 5, 5), date(2026, 11, 1), 1),)),
    ):
        on_the_roster(cast, leader, rows)
    on_the_roster(
        cast, "rina", (("Darmi", "3372994606900007", date(1990, 6, 6), date(2026, 11, 1), 2),)
    )
    _tonos_card(cast)
    _merged(cast)
    db.session.remove()
    return cast


@cache
def password_hash() -> str:
    """Hash PASSWORD; ask before a transaction opens."""
    return hashed(PASSWORD)


def _territory(session: Session, cast: Cast) -> None:
    for code, name in (("33.72", "Kota Surakarta"), ("33.14", "Kabupaten Sragen")):
        cast.city[name] = add_city(session, code=code, name=name).id
    for leader, market_name, city_name in (
        ("sari", "Pasar Rejosari", "Kota Surakarta"),
        ("budi", "Pasar Gede", "Kota Surakarta"),
        ("rina", "Pasar Bunder", "Kabupaten Sragen"),
    ):
        city_id = cast.city[city_name]
        [market] = add_markets(session, city_id, [MarketValues(name=market_name)])
        notice = AssociationValues(
            name=f"Paguyuban {market_name}",
            contact_name=leader.capitalize(),
            contact_phone="+6281200000001",
        )
        association = add_association(session, city_id, notice, [market])
        cast.association[leader], cast.market[leader] = association.id, market.id


ROLES = {
    "sari": Role.LEADER,
    "budi": Role.LEADER,
    "dewi": Role.OFFICER,
    "admin": Role.ADMIN,
    "rina": Role.LEADER,
    "yanti": Role.LEADER,
}


def _accounts(session: Session, cast: Cast) -> None:
    solo = cast.city["Kota Surakarta"]
    for number, (name, role) in enumerate(ROLES.items(), 1):
        account = create_account(
            session,
            name=name.capitalize(),
            phone=f"081200000{number:03}",
            role=role,
            now=NOW,
            city_id=solo if role is Role.OFFICER else None,
            rights=frozenset(Right),
            password_hash=password_hash(),
        )
        cast.account[name] = account.id
        cast.token[name] = f"token-of-{name}"
        session.add(
            SignIn(
                token_hash=token_hash(cast.token[name]),
                account_id=account.id,
                own_phone=False,
                city_id=solo if role is Role.ADMIN else None,
                created_at=NOW,
                seen_at=NOW,
            )
        )
    for name, leader, position in DUTIES:
        give_duty(
            session,
            account_id=cast.account[name],
            association_id=cast.association[leader],
            position=position,
            starts_on=date(2026, 1, 1),
        )
    session.flush()
    here = {"account_id": cast.account["yanti"], "association_id": cast.association["sari"]}
    session.query(Duty).filter_by(**here).update({"may_record_money": False, "may_see_nik": False})


def acting(cast: Cast, leader: str) -> By:
    """Set the session's reach to a leader's and give who acts."""
    city = cast.city["Kabupaten Sragen" if leader == "rina" else "Kota Surakarta"]
    set_reach(db.session(), OneAssociation(cast.association[leader], city))
    return By(account_id=cast.account[leader], association_id=cast.association[leader], at=NOW)


def on_the_roster(cast: Cast, leader: str, rows: tuple) -> None:
    """Put people on a leader's roster, with the months that they paid: rows as of ROSTER."""
    by = acting(cast, leader)
    city = cast.city["Kabupaten Sragen" if leader == "rina" else "Kota Surakarta"]
    for number, (name, nik, born, first, months) in enumerate(rows, 1):
        values = MemberValues(
            name=name,
            nik=nik,
            birth_date=born,
            phone=PHONES[(number - 1) % len(PHONES)] if nik else None,
            commodity="Sembako",
            stalls=(StallValues(cast.market[leader], StallKind.LOS, "B", str(number)),),
        )
        member_id = members.enrol(values, by, city_id=city, once=None)
        cast.member[name] = member_id
        if first is not None:
            with write_tx() as tx:
                person = tx.session.get_one(Member, member_id).participant
                if too_old_to_join(born, first):  # joined in time, and pays on
                    person.registered_on = date(2024, 6, 3)
                record_contribution(
                    tx.session,
                    by,
                    association_id=cast.association[leader],
                    participant_id=person.id,
                    payment=Payment(
                        first_month=first,
                        months=months,
                        programmes=MINIMUM,
                        income=0,
                        amount=None,
                        paid_on=min(first, TODAY),
                        channel="bank",
                        receipt=f"BANK-{leader}-{number}",  # so that it registers them, too
                    ),
                    today=TODAY,
                )


def _tonos_card(cast: Cast) -> None:
    code, member_id = normalise_card_code("DEMO-TONO"), cast.member["Tono Wibowo"]
    with write_tx() as tx:
        card = tx.session.query(Card).filter_by(member_id=member_id).one()
        tx.session.delete(card)
        tx.session.flush()
        tx.session.add(
            Card(
                code_index=vault.index(code, CARD_PURPOSE),
                member_id=member_id,
                association_id=card.association_id,
                city_id=card.city_id,
                code_sealed=vault.seal(code, f"card|code|{member_id}"),
            )
        )


def _merged(cast: Cast) -> None:
    """Let Wagiyem have a second row, merged into the first some time ago."""
    by, kept = acting(cast, "sari"), cast.member["Wagiyem"]
    values = MemberValues(name=MERGED, birth_date=date(1970, 3, 3), phone=PHONES[3])
    other = members.enrol(values, by, city_id=cast.city["Kota Surakarta"], once=None)
    with write_tx() as tx:
        row = tx.session.get_one(Member, other)
        row.left_on, row.left_reason = date(2026, 11, 1), Leaving.MERGED.value
        row.merged_into_id = kept
    cast.member[MERGED] = other


def stay_signed_in(app: Flask, now: datetime) -> None:
    """Keep everybody signed in over days."""
    with app.app_context(), write_tx() as tx:
        set_reach(tx.session, Everywhere())
        for one in tx.session.query(SignIn):
            one.seen_at = one.created_at = now
