"""Keep a request to join, and carry out the office's answer."""

import secrets
from dataclasses import replace
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.access.by import By
from association.access.fence import set_reach
from association.access.reach import OneCity
from association.ledger.audit.actions import record
from association.ledger.throttle import actions as throttle
from association.once import Once, write_once
from association.people.accounts.actions import invite
from association.people.team.founding import Ketua, invite_ketua
from association.public.joining import reads
from association.public.joining.models import JoinRequest, RequestState
from association.public.joining.values import NETWORK_PURPOSE, PHONE_PURPOSE, Asked
from association.rules.house.errors import RuleError
from association.rules.house.said import hold
from association.rules.people.cards import new_card_code
from association.territory import reads as territory
from association.territory.actions import (
    AssociationValues,
    MarketValues,
    add_association,
    add_markets,
)
from association.territory.models import Association, Market
from association.territory.naming import refuse_twin
from association.vault import vault

OF_A_PHONE, CROWD, MOST = 3, 300, 5_000
OFTEN = timedelta(minutes=2)
AT_ONCE = 500


def slow_down(asked: Asked, *, network: str, clock: throttle.Clock) -> None:
    """Count a request by its phone and, widely, by its network: a market has one address, and the
    office's list folds a crowd. Raises TooManyTries."""
    own = throttle.Limit(f"join phone {asked.phone}", free=OF_A_PHONE)
    crowd = replace(throttle.per_network("join", network), free=CROWD, one_more=OFTEN)
    throttle.settle(throttle.Guess(own, (crowd,)), throttle.Verdict.WRONG, clock=clock)


@write_once
def ask(
    session: Session, city_id: int, asked: Asked, *, network: str, now: datetime, once: Once | None
) -> str:
    """Keep a request; gives the code by which it is followed. RuleError when too many wait."""
    set_reach(session, OneCity(city_id))
    if reads.waiting(session) >= MOST:
        raise RuleError(
            "Terlalu banyak permintaan menunggu di kota ini. Hubungi Dinas Perdagangan langsung."
        )
    by = By(account_id=None, association_id=None, city_id=city_id, at=now)
    known = reads.same_association(session, asked.name, today=by.day)
    request = JoinRequest(
        code=new_card_code(secrets.SystemRandom()),
        city_id=city_id,
        name=asked.name,
        market=asked.market,
        ketua=asked.ketua,
        note=asked.note,
        phone_index=vault.index(asked.phone, PHONE_PURPOSE),
        network_index=vault.index(throttle.network_of(network), NETWORK_PURPOSE),
        state=(RequestState.KNOWN if known else RequestState.WAITING).value,
        association_id=known.id if known else None,
        at=now,
    )
    session.add(request)
    session.flush()
    request.phone_sealed = vault.seal(asked.phone, f"join_request|phone|{request.id}")
    record(session, by, "ask to join", f"join_request:{request.id}")
    return request.code


def accept(request_id: int, market_id: int | None, by: By, *, once: Once | None) -> tuple[int, str]:
    """Make the paguyuban and invite its ketua; gives its id, and the token of the link, empty when
    this form came before.

    A market that is None is made by the name that was typed. Raises RuleError for a request that is
    answered, or a name that the city has already.
    """
    tokens: list[str] = []
    association_id = _accept(request_id, market_id, by, tokens, once=once)
    return association_id, "".join(tokens)


@write_once
def _accept(
    session: Session,
    request_id: int,
    market_id: int | None,
    by: By,
    tokens: list[str],
    *,
    once: Once | None,
) -> int:
    request = _open(session, request_id)
    refuse_twin(session, Association, request.city_id, request.name)
    if market_id is None:
        refuse_twin(session, Market, request.city_id, request.market)
        [market] = add_markets(session, request.city_id, [MarketValues(name=request.market)])
    else:
        market = territory.market(session, market_id, city_id=request.city_id)
    phone = vault.open(request.phone_sealed or b"", f"join_request|phone|{request.id}")
    values = AssociationValues(name=request.name)
    made = add_association(session, request.city_id, values, [market], since=by.day)
    record(session, by, "make association", f"association:{made.id}")
    duty = invite_ketua(session, made.id, Ketua(name=request.ketua, phone=phone), by)
    tokens.append(invite(session, duty.account_id, now=by.at, duty_id=duty.id))
    request.association_id = made.id
    _answer(session, request, RequestState.ACCEPTED, by)
    return made.id


@write_once
def decline(session: Session, request_id: int, reason: str, by: By, *, once: Once | None) -> None:
    """Decline a request, with the reason that the paguyuban reads. RuleError once it is
    answered."""
    request = _open(session, request_id)
    request.reason = reason
    _answer(session, request, RequestState.DECLINED, by)


@write_once
def decline_crowd(session: Session, crowd: bytes, reason: str, by: By, *, once: Once | None) -> int:
    """Decline all that wait from one network, 500 at once; gives how many. OutOfDate when they are
    others than the page said."""
    wanted = sa.select(JoinRequest).where(*reads.of_crowd(crowd)).order_by(JoinRequest.id)
    found = session.scalars(wanted.limit(AT_ONCE).with_for_update()).all()
    hold(by.said, {"permintaan": len(found)})
    for request in found:
        request.reason = reason
        _answer(session, request, RequestState.DECLINED, by)
    return len(found)


def _open(session: Session, request_id: int) -> JoinRequest:
    request = session.get_one(JoinRequest, request_id, with_for_update=True)
    if request.answered_at is not None:
        raise RuleError("Permintaan ini sudah dijawab.")
    return request


def _answer(session: Session, request: JoinRequest, state: RequestState, by: By) -> None:
    request.state, request.answered_at, request.answered_by = state.value, by.at, by.account_id
    record(session, by, f"{state.value} request", f"join_request:{request.id}")
