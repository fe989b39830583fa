"""Sealed rosters on stage, made as a leader makes them; and what is written on the paper."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from association.access.by import By
from association.database import write_tx
from association.roster.members import actions
from association.roster.members.models import Member
from association.roster.members.state import values_from
from tests.infra.cast import Cast, acting
from tests.infra.client import Reader
from tests.infra.paper import written

__all__ = ["written"]
LIST = "/anggota/lembar-kios"


@pytest.fixture
def leading(app: Flask, cast: Cast) -> Callable[..., Any]:
    """Act as a leader inside a `with`."""

    @contextmanager
    def act(leader: str = "sari") -> Iterator[By]:
        with app.app_context():
            yield acting(cast, leader)

    return act


@pytest.fixture
def alter(leading: Callable[..., Any], cast: Cast) -> Callable[..., None]:
    """Change a member of the cast."""

    def change(who: str, /, **fields: Any) -> None:
        with leading() as by, write_tx() as tx:
            member = tx.session.get_one(Member, cast.member[who])
            actions.change(tx.session, member, replace(values_from(member), **fields), by)

    return change


@pytest.fixture
def seal(sari: Reader) -> Callable[[], tuple[str, bytes]]:
    """Seal Sari's stalls; gives the address of the public page and the file."""

    def make() -> tuple[str, bytes]:
        seen = sari.follow(sari.fill(LIST))
        first = seen.soup.select_one("[data-roster]")
        address = str(first.select_one("a[href^='/lembar/']")["href"])
        return address, sari.client.get(str(first.select_one("a[href$='.pdf']")["href"])).data

    return make
